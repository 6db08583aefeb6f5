"""People, topics and norms: small entities, each with a name and what it is tied to."""

from dataclasses import dataclass

from graph.questions.shape import PREFIXES, Engine, Ref, order
from graph.store.engine import IRI

PERSON = (
    PREFIXES
    + """
SELECT ?label ?position ?body ?bodyLabel ?bodyAcronym WHERE {
  ?person a enlace:Person ; rdfs:label ?label .
  OPTIONAL { ?person enlace:position ?position }
  OPTIONAL { ?person enlace:represents ?body . ?body rdfs:label ?bodyLabel
             OPTIONAL { ?body enlace:acronym ?bodyAcronym } }
}"""
)
TOPIC = PREFIXES + "SELECT ?label WHERE { ?topic a enlace:Topic ; rdfs:label ?label }"
TOPIC_MESAS = (
    PREFIXES + "SELECT DISTINCT ?iri ?label WHERE { ?iri a enlace:Mesa ; enlace:topic ?topic ; rdfs:label ?label }"
)
NORM = PREFIXES + "SELECT ?label WHERE { ?norm a enlace:Norm ; rdfs:label ?label }"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who acts for institutions."""

    iri: str
    label: str
    positions: tuple[str, ...]
    bodies: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject, and the mesas that work on it."""

    iri: str
    label: str
    mesas: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Norm:
    """A law, decree or agreement of government that records cite."""

    iri: str
    label: str


def person(engine: Engine, iri: str) -> Person | None:
    """One person, or None if nobody is known by this IRI."""
    rows = engine.rows(PERSON, person=IRI(iri))
    if not rows:
        return None
    bodies = {row["body"]: Ref(row["body"], row["bodyLabel"], row.get("bodyAcronym")) for row in rows if "body" in row}
    positions = sorted({row["position"] for row in rows if "position" in row})
    return Person(iri, min(row["label"] for row in rows), tuple(positions), tuple(order(bodies.values())))


def topic(engine: Engine, iri: str) -> Topic | None:
    """One topic, or None if it is not known."""
    rows = engine.rows(TOPIC, topic=IRI(iri))
    if not rows:
        return None
    tied = {row["iri"]: Ref(row["iri"], row["label"]) for row in engine.rows(TOPIC_MESAS, topic=IRI(iri))}
    return Topic(iri, min(row["label"] for row in rows), tuple(order(tied.values())))


def norm(engine: Engine, iri: str) -> Norm | None:
    """One norm, or None if it is not known."""
    rows = engine.rows(NORM, norm=IRI(iri))
    return Norm(iri, min(row["label"] for row in rows)) if rows else None
