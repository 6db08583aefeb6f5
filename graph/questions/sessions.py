"""The sessions of mesas: when, where, on whose premises."""

from dataclasses import dataclass
from datetime import date

from graph.questions.shape import PREFIXES, Engine, Ref, day, first_by_iri
from graph.store.engine import IRI

_SELECT = """
SELECT ?iri ?label ?day ?ordinal ?place ?mesa ?mesaLabel ?host ?hostLabel ?hostAcronym WHERE {"""
_PARTS = """
  ?iri a enlace:Session ; rdfs:label ?label .
  OPTIONAL { ?iri enlace:date ?day } OPTIONAL { ?iri enlace:ordinal ?ordinal } OPTIONAL { ?iri enlace:place ?place }
  OPTIONAL { ?iri enlace:sessionOf ?mesa . ?mesa rdfs:label ?mesaLabel }
  OPTIONAL { ?iri enlace:hostedBy ?host . ?host rdfs:label ?hostLabel
             OPTIONAL { ?host enlace:acronym ?hostAcronym } }
}"""
SCOPES = {
    "all": "",
    "iri": "",
    "mesa": " ?iri enlace:sessionOf ?entity . ",
    "host": " ?iri enlace:hostedBy ?entity . ",
    "record": " ?entity enlace:mentions ?iri . ",
}


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of a mesa; what no record says is None."""

    iri: str
    label: str
    day: date | None
    ordinal: int | None
    place: str | None
    mesa: Ref | None
    host: Ref | None


def sessions(engine: Engine, scope: str = "all", entity: str | None = None) -> list[Session]:
    """Sessions, the newest first, those without a day last. scope: what `entity`, an IRI, is (one of SCOPES)."""
    bound = {"iri" if scope == "iri" else "entity": IRI(entity)} if entity else {}
    rows = first_by_iri(engine.rows(PREFIXES + _SELECT + SCOPES[scope] + _PARTS, **bound))
    found = (_session(iri, row) for iri, row in rows.items())
    return sorted(found, key=lambda one: (-(one.day or date.min).toordinal(), -(one.ordinal or 0), one.iri))


def session(engine: Engine, iri: str) -> Session | None:
    """One session, or None if it is not known."""
    found = sessions(engine, "iri", iri)
    return found[0] if found else None


def _session(iri: str, row: dict[str, str]) -> Session:
    host = Ref(row["host"], row["hostLabel"], row.get("hostAcronym")) if "host" in row else None
    return Session(
        iri, row["label"], day(row.get("day")), int(row["ordinal"]) if "ordinal" in row else None, row.get("place"),
        Ref(row["mesa"], row["mesaLabel"]) if "mesa" in row else None, host,
    )  # fmt: skip
