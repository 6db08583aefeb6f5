"""Every decision in the graph `curated`: who decided what, when and why, in a sentence; and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from graph.curation import vocabulary
from graph.curation.decisions import Decisions
from graph.curation.rows import ANY, NAME, Decision
from graph.curation.verdicts import Outcome
from graph.triples.words import es
from ontology.terms import ENLACE, Iris

_SENTENCES = {
    ("alias", NAME): "«{object}» es {subject}",
    ("not-same", NAME): "«{object}» no es {subject}",
    ("same-as", ""): "{subject} es lo mismo que {object}",
    ("not-same", ""): "{subject} no es lo mismo que {object}",
    ("assert", ""): "Se afirma de {subject}: {predicate} {object}",
    ("deny", ""): "Se niega de {subject}: {predicate} {object}",
    ("deny", "type"): "Se niega que exista {subject}",
}


@dataclass(frozen=True)
class Trace:
    """Writes the graph `curated`. merged: the merge of all other graphs, for the names of things; was: the names of
    things that a merge made another, by `type/slug`; same: those merges."""

    decisions: Decisions
    merged: Graph
    was: Mapping[str, str]
    same: Mapping[str, str]
    iris: Iris

    def graph(self, outcome: Outcome) -> Graph:
        """All decisions with what they state, merge and name; the same input gives the same graph."""
        graph = Graph()
        for one in self.decisions.items:
            self._decision(graph, one)
        for triple in outcome.stated:
            graph.add(triple)
        for node, one in outcome.denied:
            graph.add((node, ENLACE.deniedBy, self.iri_of(one)))
        return graph

    def touched(self) -> set[Decision]:
        """The decisions on identity that are about things of this build."""

        def known(reference: str) -> bool:
            return (vocabulary.iri_of(reference, self.iris), RDF.type, None) in self.merged

        merges = {one for one in self.decisions.of("same-as") if one.subject in self.same}
        pairs = (one for one in self.decisions.of("not-same") if not one.surface)
        return merges | {one for one in pairs if known(one.subject) and known(one.object)}

    def iri_of(self, one: Decision) -> URIRef:
        """The IRI of a decision."""
        return self.iris.decision(
            one.kind, one.subject, one.predicate, one.object, one.record, one.author, one.date, one.reason
        )

    def _decision(self, graph: Graph, one: Decision) -> None:
        iri, subject, add = self.iri_of(one), vocabulary.iri_of(one.subject, self.iris), graph.add
        add((iri, RDF.type, ENLACE.Decision))
        add((iri, RDFS.label, es(self._sentence(one))))
        add((iri, ENLACE.decision, Literal(one.kind)))
        add((iri, DCTERMS.creator, Literal(one.author)))
        add((iri, DCTERMS.date, Literal(date.fromisoformat(one.date))))
        add((iri, ENLACE.reason, es(one.reason)))
        add((iri, RDF.subject, subject))
        if one.record:
            add((iri, ENLACE.within, self.iris.record(one.record)))
        predicate, value = self._what(one)
        add((iri, RDF.predicate, predicate))
        if value is not None:
            add((iri, RDF.object, value))
        self._consequence(graph, one, subject)

    def _what(self, one: Decision) -> tuple[URIRef, URIRef | Literal | None]:
        """Predicate and object of a decision as RDF; no object where it is about any."""
        if one.surface:
            return SKOS.altLabel, es(one.object)
        if one.kind in ("same-as", "not-same"):
            predicate = OWL.sameAs if one.kind == "same-as" else OWL.differentFrom
            return predicate, vocabulary.iri_of(one.object, self.iris)
        if one.predicate == "type":
            return RDF.type, vocabulary.class_of(one.subject)
        value = None if one.object == ANY else vocabulary.term_of(one.predicate, one.object, self.iris)
        return vocabulary.predicate_of(one.predicate), value

    def _consequence(self, graph: Graph, one: Decision, subject: URIRef) -> None:
        """What a decision on a form or on identity states, as a triple of its own."""
        if one.kind == "alias" and not one.record:
            graph.add((subject, SKOS.altLabel, es(one.object)))
        elif one.kind == "not-same" and not one.surface:
            graph.add((subject, OWL.differentFrom, vocabulary.iri_of(one.object, self.iris)))
        elif one.kind == "same-as" and one.subject in self.same:
            keep = vocabulary.iri_of(self.same[one.subject], self.iris)
            graph.add((subject, OWL.sameAs, keep))
            name = self.was.get(one.subject)
            if name:
                graph.add((subject, RDFS.label, es(name)))
                graph.add((keep, SKOS.altLabel, es(name)))

    def _sentence(self, one: Decision) -> str:
        """What was decided, with the names of things; the predicate as the vocabulary calls it."""
        key = (one.kind, one.predicate if one.predicate in (NAME, "type") else "")
        object = one.object if one.surface else "(cualquiera)" if one.object == ANY else self._name(one.object, one)
        predicate = vocabulary.wording(one.predicate) if key[1] == "" and one.predicate else ""
        text = _SENTENCES[key].format(subject=self._name(one.subject, one), predicate=predicate, object=object)
        return f"{text} (solo en {self._name_of(self.iris.record(one.record)) or one.record})" if one.record else text

    def _name(self, text: str, one: Decision) -> str:
        """A thing's name, where the graph has one; a value in words."""
        if vocabulary.is_reference(text):
            return self._name_of(vocabulary.iri_of(text, self.iris)) or self.was.get(text) or text
        return vocabulary.wording(text.removeprefix("enlace:")) if one.predicate == "status" else text

    def _name_of(self, iri: URIRef) -> str:
        labels = (text for text in self.merged.objects(iri, RDFS.label) if isinstance(text, Literal))
        return min((str(text) for text in labels if text.language in ("es", None)), default="")
