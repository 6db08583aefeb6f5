"""The graph that describes the others from inside the store, so that an editor completes from the data themselves.

It holds a VoID dataset with true counts (by class, by property, by property within a class, and of what class or
datatype the values are), the prefixes and the stored questions. It is part of what it counts: a count does not change
how many statements there are, so counting again until nothing changes ends after a few rounds.
Sources: VoID (W3C Interest Group Note, 2011); http://ldf.fi/void-ext# for datatypes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import VOID
from rdflib.term import Node

from graph.publish.descriptions import about, count
from graph.publish.examples import asked, declared
from graph.publish.statistics import Fact, Statistics, counted, statistics
from graph.publish.vocabularies import VOIDEXT
from graph.questions.stored import StoredQuery
from graph.settings import Settings
from graph.store.binding import term
from graph.store.engine import IRI, Engine
from graph.store.serialise import Value
from ontology.terms import DCT, FOAF, RDF, XSD, Iris

LINKS = (
    "SELECT ?class ?property ?kind (COUNT(*) AS ?n) WHERE { ?s a ?class ; ?property ?o . ?o a ?kind } "
    "GROUP BY ?class ?property ?kind"
)
ROUNDS = 20  # it takes four; without end would be a fault of ours

Triple = tuple[Node, Node, Node]
Links = Counter[tuple[str, str, str]]
"""Statements by the class of their subject, their property, and a class of their object."""


def description(ntriples: Path, engine: Engine, settings: Settings, questions: Sequence[StoredQuery]) -> Graph:
    """The description of a graph, itself included.

    ntriples: the graph without it, sorted; engine: over the same graph. Returns a graph without blank nodes, none of
    whose subjects the other graphs know.
    """
    iris = Iris(settings.base_iri)
    held, links = statistics(ntriples, iris.space), _links(engine)
    fixed = _fixed(iris, settings, questions)
    known = _Known(engine)
    told, also = held, links
    node = cache(iris.described)
    for _ in range(ROUNDS):
        counts = _counts(told, also, node)
        facts = _facts({*fixed, *counts})
        before = told, also
        told, also = held + counted(facts.items(), iris.space), links + known.links(facts)
        if before == (told, also):
            return fixed + counts
    raise RuntimeError("the description of the graph has no fixed point")


def _fixed(iris: Iris, settings: Settings, questions: Sequence[StoredQuery]) -> Graph:
    """What does not depend on the counts."""
    dataset, itself = iris.described("dataset"), iris.graph("description")
    graph = about(dataset, settings) + declared(dataset, iris) + asked(questions, dataset, iris)
    graph.add((itself, RDF.type, VOID.DatasetDescription))
    graph.add((itself, DCT.title, Literal("Descripción de los datos", lang="es")))
    graph.add((itself, DCT.title, Literal("Description of the data", lang="en")))
    graph.add((itself, FOAF.primaryTopic, dataset))
    return graph


def _counts(told: Statistics, links: Links, named: Callable[..., URIRef]) -> Graph:
    """All the counts; a class or datatype of values only where every value is of it. named: mints a node."""
    graph = Graph()
    count(graph, named("dataset"), told.counts(), named)
    for (kind, name), number in told.within.items():
        node = named("class", kind, name)
        graph.add((named("class", kind), VOID.propertyPartition, node))
        graph.add((node, VOID.property, URIRef(name)))
        graph.add((node, VOID.triples, Literal(number)))
    for values, link, says in (
        (links, VOID.classPartition, VOID["class"]),
        (told.literals, VOIDEXT.datatypePartition, VOIDEXT.datatype),
    ):
        for (kind, name, value), number in values.items():
            if number == told.within[kind, name]:
                node = named("class", kind, name, value)
                graph.add((named("class", kind, name), link, node))
                graph.add((node, says, URIRef(value)))
    return graph


def _links(engine: Engine) -> Links:
    rows = (row for row in engine.rows(LINKS) if "class" in row)
    return Counter({(row["class"], row["property"], row["kind"]): int(row["n"]) for row in rows})


class _Known:
    """The classes of what the description points to: terms of the vocabulary, which the other graphs describe."""

    def __init__(self, engine: Engine):
        self._engine, self._kinds = engine, dict[str, list[str]]()

    def links(self, facts: Mapping[str, list[Fact]]) -> Links:
        """The links of the description itself."""
        own = {iri: [value.text for name, value in said if name == str(RDF.type)] for iri, said in facts.items()}
        self._ask({value.text for said in facts.values() for _, value in said if not value.datatype} - own.keys())
        return Counter(
            (kind, name, other)
            for iri, said in facts.items()
            for kind in own[iri]
            for name, value in said
            if not value.datatype
            for other in (own.get(value.text) or self._kinds.get(value.text) or ())
        )

    def _ask(self, iris: set[str]) -> None:
        if new := sorted(iris - self._kinds.keys()):
            self._kinds.update((iri, []) for iri in new)
            names = " ".join(term(IRI(iri)) for iri in new)
            for row in self._engine.rows(f"SELECT ?one ?kind WHERE {{ VALUES ?one {{ {names} }} ?one a ?kind }}"):
                self._kinds[row["one"]].append(row["kind"])


def _facts(graph: Iterable[Triple]) -> dict[str, list[Fact]]:
    """Each subject with its (predicate, value) pairs."""
    facts: dict[str, list[Fact]] = {}
    for subject, predicate, value in _said(graph):
        facts.setdefault(subject, []).append((predicate, value))
    return facts


def _said(graph: Iterable[Triple]) -> Iterator[tuple[str, str, Value]]:
    for subject, predicate, value in graph:
        text, language, datatype = str(value), "", ""
        if isinstance(value, Literal):
            language = value.language or ""
            datatype = str(value.datatype or (RDF.langString if language else XSD.string))
        yield str(subject), str(predicate), Value(text, datatype, language)
