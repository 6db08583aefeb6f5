"""The vocabulary for people and machines, from `enlace.ttl`."""

from dataclasses import dataclass
from functools import cache

from ontology.labels import comment, label
from ontology.terms import ENLACE, RDF, RDFS, compact, read_ontology
from webapp.language import current

GROUPS = ("Class", "ObjectProperty", "DatatypeProperty", "NamedIndividual")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary. above, domain, range: terms, as `prefix:local`."""

    name: str
    iri: str
    group: str
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return label(self.iri, current())

    @property
    def comment(self) -> str:
        """What it means, in the reader's language."""
        return comment(self.iri, current())


@cache
def terms() -> dict[str, list[Term]]:
    """Every term of the vocabulary by group (Class, ObjectProperty, DatatypeProperty, NamedIndividual), by name."""
    graph = read_ontology()
    groups: dict[str, list[Term]] = {group: [] for group in GROUPS}
    for subject in sorted(set(graph.subjects(RDF.type, None))):
        if not str(subject).startswith(str(ENLACE)):
            continue

        def said(*predicates: object, of: object = subject) -> tuple[str, ...]:
            return tuple(sorted(compact(str(one)) for predicate in predicates for one in graph.objects(of, predicate)))

        kinds = {str(one).rpartition("#")[2] for one in graph.objects(subject, RDF.type)}
        group = next((one for one in GROUPS if one in kinds), "NamedIndividual")
        name = str(subject).removeprefix(str(ENLACE))
        above = said(RDFS.subClassOf, RDFS.subPropertyOf)
        groups[group].append(Term(name, str(subject), group, above, said(RDFS.domain), said(RDFS.range)))
    return {group: found for group, found in groups.items() if found}


@cache
def as_rdf(form: str) -> bytes:
    """The whole vocabulary in one RDF format (turtle, ntriples, jsonld, rdfxml)."""
    from graph.publish.rdf import serialised

    return serialised(read_ontology(), form)
