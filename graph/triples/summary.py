"""What is summed over records: each institution's Participation in a mesa, with the first and last day seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from graph.triples.words import ROLES
from ontology.terms import ENLACE, Iris


@dataclass(frozen=True, slots=True)
class Seen:
    """That a record saw an institution in a role at a mesa, on a day (None where no date is known)."""

    institution: URIRef
    mesa: URIRef
    predicate: str
    day: date | None


def summary_graph(seen: Iterable[Seen], iris: Iris) -> Graph:
    """What is summed over records: each institution's Participation in a mesa, with first and last day seen."""
    days: dict[tuple[URIRef, URIRef, str], set[date]] = {}
    for one in seen:
        known = days.setdefault((one.institution, one.mesa, one.predicate), set())
        if one.day:
            known.add(one.day)
    graph = Graph()
    for (institution, mesa, predicate), known in days.items():
        iri = iris.participation(institution, mesa, predicate)
        graph.add((iri, RDF.type, ENLACE.Participation))
        graph.add((iri, ENLACE.member, institution))
        graph.add((iri, ENLACE.organization, mesa))
        graph.add((iri, ENLACE.role, ROLES[predicate]))
        if known:
            graph.add((iri, ENLACE.firstSeen, Literal(min(known))))
            graph.add((iri, ENLACE.lastSeen, Literal(max(known))))
    return graph
