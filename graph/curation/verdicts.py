"""Assertions and denials, applied to the graphs of a build one by one as they are written, and concluded over all.

A denied statement leaves the plain triples, its inverse and its participation with it; what was read stays as Evidence,
with `enlace:deniedBy`. An asserted one stands in the graph `curated`; of what a thing can have but one, it takes the
place of what records say. Both name things by what they are after all merges.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from graph.curation import vocabulary
from graph.curation.contradictions import final, statement
from graph.curation.decisions import Decisions
from graph.curation.rows import ANY, Decision
from graph.triples.summary import Seen
from graph.triples.words import ROLES
from ontology.terms import ENLACE, Iris

Triple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]


@dataclass
class Outcome:
    """What the verdicts come to, over all graphs.

    stated: asserted triples. seen: the participations in them. denied: evidence that no longer holds, with its
    decision. overruled: triples that an asserted value takes the place of, by their graph. touched: decisions that
    found something.
    """

    stated: list[Triple] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    denied: list[tuple[URIRef, Decision]] = field(default_factory=list)
    overruled: list[tuple[URIRef, Triple]] = field(default_factory=list)
    touched: set[Decision] = field(default_factory=set)


class Verdicts:
    """The denials and assertions of a build. Call `review` for every graph, then `conclude` once.

    same: the merges that took effect, `type/slug` to `type/slug`.
    """

    def __init__(self, decisions: Decisions, same: Mapping[str, str], iris: Iris):
        self.iris, self.same = iris, same
        self.denials, self.assertions = decisions.of("deny"), decisions.of("assert")
        self.outcome = Outcome()
        self._stated = {one: self._said(one) for one in self.assertions}
        self._wanted = {thing for said in self._stated.values() for thing in self._things(said)}
        self._described: set[Node] = set()
        self._told: dict[Decision, list[tuple[URIRef, Triple]]] = {one: [] for one in self.assertions}

    def review(self, graph: Graph, name: URIRef, seen: list[Seen] | None = None) -> list[Seen]:
        """Takes what is denied out of a graph, in place; returns the participations that are left.

        graph: of a record, with what it saw; or of the register, which only assertions can overrule.
        """
        left = list(seen or ())
        for one in self.denials if seen is not None else ():
            if one.record and self.iris.record(one.record) != name:
                continue
            left = self._deny(one, graph, left)
        self._described |= {thing for thing in self._wanted if (thing, RDF.type, None) in graph}
        for one in self.assertions:
            self._told[one] += [(name, triple) for triple in self._instead(one, graph)]
        return left

    def conclude(self, merged: Graph) -> Outcome:
        """What all verdicts come to. merged: the merge of all graphs that were reviewed."""
        for one in self.assertions:
            if all(thing in self._described for thing in self._things(self._stated[one])):
                self._assert(one, merged)
        return self.outcome

    def _term(self, reference: str) -> URIRef:
        return vocabulary.iri_of(final(reference, self.same), self.iris)

    def _said(self, one: Decision) -> Triple:
        """The statement of a decision with an object of its own, an inverse in the direction of its main property."""
        subject, predicate, object = statement(one, self.same)
        value = vocabulary.term_of(predicate, object, self.iris)
        return vocabulary.iri_of(subject, self.iris), vocabulary.predicate_of(predicate), value

    # denials

    def _deny(self, one: Decision, graph: Graph, seen: list[Seen]) -> list[Seen]:
        thing = self._term(one.subject)
        if (thing, None, None) not in graph and (None, None, thing) not in graph:
            return seen
        gone = list(self._vanishing(thing, graph)) if one.predicate == "type" else [thing]
        patterns = self._patterns_of(gone) if one.predicate == "type" else self._patterns(one)
        denied = [node for pattern in patterns for node in _evidence(graph, pattern)]
        taken = {triple for pattern in patterns for triple in graph.triples(pattern) if _is_plain(triple, graph)}
        for triple in taken:
            graph.remove(triple)
        self.outcome.denied += [(node, one) for node in dict.fromkeys(denied)]
        if taken or denied:
            self.outcome.touched.add(one)
        return [each for each in seen if not _undone(each, taken, gone if one.predicate == "type" else (), graph)]

    def _vanishing(self, thing: URIRef, graph: Graph) -> Iterator[URIRef]:
        """A thing that is denied, and what cannot be without it: the sessions of a mesa."""
        yield thing
        for session in sorted(graph.subjects(ENLACE.sessionOf, thing), key=str):
            if isinstance(session, URIRef):
                yield session

    def _patterns_of(self, things: Iterable[URIRef]) -> list[Pattern]:
        return [pattern for thing in things for pattern in ((thing, None, None), (None, None, thing))]

    def _patterns(self, one: Decision) -> list[Pattern]:
        """The triples that a denial is about, those of an inverse property too."""
        if one.object != ANY:
            return list(_both_ways(self._said(one)))
        subject, predicate = self._term(one.subject), vocabulary.predicate_of(one.predicate)
        inverse = vocabulary.inverse_of(predicate)
        return [(subject, predicate, None), *([(None, inverse, subject)] if inverse else [])]

    # assertions

    def _things(self, said: Triple) -> list[Node]:
        """What must be there for an assertion to be about anything."""
        subject, _, value = said
        ours = isinstance(value, URIRef) and value.startswith(self.iris.space)
        return [subject, value] if ours else [subject]

    def _instead(self, one: Decision, graph: Graph) -> list[Triple]:
        """What a graph says where there can be one value, and it is not the asserted one."""
        subject, predicate, value = self._stated[one]
        if one.predicate not in vocabulary.SINGLE:
            return []
        return [triple for triple in graph.triples((subject, predicate, None)) if triple[2] != value]

    def _assert(self, one: Decision, merged: Graph) -> None:
        said = self._stated[one]
        self.outcome.touched.add(one)
        self.outcome.stated += _both_ways(said)
        self.outcome.overruled += self._told[one]
        for triple in dict.fromkeys(triple for _, triple in self._told[one]):
            self.outcome.denied += [(node, one) for node in _evidence(merged, triple)]
        self.outcome.seen += _participations(said, merged)


def _both_ways(said: Triple) -> list[Triple]:
    inverse = vocabulary.inverse_of(said[1])
    return [said, (said[2], inverse, said[0])] if inverse else [said]


def _is_plain(triple: Triple, graph: Graph) -> bool:
    """Whether a triple is a statement: not part of the evidence, and not the name by which a thing is shown."""
    subject, predicate, _ = triple
    return predicate not in (RDFS.label, RDF.subject, RDF.object) and (subject, RDF.type, ENLACE.Evidence) not in graph


def _evidence(graph: Graph, pattern: Pattern) -> Iterator[URIRef]:
    """The evidence of the statements of a pattern, in order."""
    subject, predicate, value = pattern
    start = graph.subjects(RDF.subject, subject) if subject is not None else graph.subjects(RDF.object, value)
    for node in sorted(set(start), key=str):
        fits = all(
            term is None or (node, part, term) in graph
            for part, term in ((RDF.subject, subject), (RDF.predicate, predicate), (RDF.object, value))
        )
        if fits and isinstance(node, URIRef):
            yield node


def _undone(seen: Seen, taken: set[Triple], gone: Iterable[Node], graph: Graph) -> bool:
    """Whether nothing of a record says any more what it saw. taken: triples that were just denied; gone: things."""
    if seen.institution in gone or seen.mesa in gone:
        return True
    if seen.predicate != "hosts":
        predicate = vocabulary.predicate_of(seen.predicate)
        return (seen.institution, predicate, seen.mesa) in taken
    hosted = {session for session, predicate, host in taken if (predicate, host) == (ENLACE.hostedBy, seen.institution)}
    if not any((session, ENLACE.sessionOf, seen.mesa) in graph for session in hosted):
        return False
    others = graph.subjects(ENLACE.hostedBy, seen.institution)
    return not any((session, ENLACE.sessionOf, seen.mesa) in graph for session in others)


def _participations(said: Triple, merged: Graph) -> list[Seen]:
    """What an assertion says of who sits where. No day: a decision knows none, only records do."""
    subject, predicate, value = said
    if predicate == ENLACE.hostedBy:
        mesas = (mesa for mesa in merged.objects(subject, ENLACE.sessionOf) if isinstance(mesa, URIRef))
        return [Seen(value, mesa, "hosts", None) for mesa in mesas if isinstance(value, URIRef)]
    if predicate == ENLACE.ledBy:
        subject, predicate, value = value, ENLACE.leads, subject
    role = str(predicate).removeprefix(str(ENLACE))
    if role not in ROLES or not isinstance(subject, URIRef) or not isinstance(value, URIRef):
        return []
    return [Seen(subject, value, role, None)]
