"""What people decided about the data: one decision with its author, day and reason, and those about one entity."""

from dataclasses import dataclass
from datetime import date

from graph.questions.shape import PREFIXES, Engine, Ref, day, first_by_iri, ref
from graph.store.engine import IRI

_SELECT = """
SELECT ?iri ?label ?kind ?author ?day ?reason ?subject ?subjectLabel ?object ?objectLabel ?record ?recordLabel
WHERE {"""
_PARTS = """
  ?iri a enlace:Decision ; rdfs:label ?label ; enlace:decision ?kind ; dct:creator ?author ; dct:date ?day ;
       enlace:reason ?reason ; rdf:subject ?subject .
  OPTIONAL { ?subject a ?subjectClass ; rdfs:label ?subjectLabel }
  OPTIONAL { ?iri rdf:object ?object . ?object a ?objectClass ; rdfs:label ?objectLabel }
  OPTIONAL { ?iri enlace:within ?record . OPTIONAL { ?record rdfs:label ?recordLabel } }
}"""
_ABOUT = " { ?iri rdf:subject ?entity } UNION { ?iri rdf:object ?entity } "


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided. label: in one sentence. kind: alias | same-as | not-same | assert | deny. things: what it
    is about and are still there. record: the only one in which it holds, or None."""

    iri: str
    label: str
    kind: str
    author: str
    day: date | None
    reason: str
    things: tuple[Ref, ...]
    record: Ref | None


def decision(engine: Engine, iri: str) -> Decision | None:
    """One decision, or None if it is not known."""
    found = first_by_iri({**row, "iri": iri} for row in engine.rows(PREFIXES + _SELECT + _PARTS, iri=IRI(iri)))
    return next((_decision(row) for row in found.values()), None)


def of_entity(engine: Engine, entity: str) -> list[Decision]:
    """The decisions about an entity, the newest first."""
    rows = first_by_iri(engine.rows(PREFIXES + _SELECT + _ABOUT + _PARTS, entity=IRI(entity)))
    found = (_decision(row) for row in rows.values())
    return sorted(found, key=lambda one: (-(one.day or date.min).toordinal(), one.label, one.iri))


def _decision(row: dict[str, str]) -> Decision:
    things = (ref(row, name) for name in ("subject", "object") if f"{name}Label" in row)
    return Decision(
        row["iri"], row["label"], row["kind"], row["author"], day(row["day"]), row["reason"],
        tuple(one for one in things if one), ref(row, "record"),
    )  # fmt: skip
