"""The records: what was published, when, and what each names."""

from dataclasses import dataclass
from datetime import date

from graph.questions.shape import PREFIXES, Engine, Ref, day, first_by_iri, order, sort_key
from graph.store.engine import IRI

LIST = (
    PREFIXES
    + """
SELECT ?iri ?label ?kind ?day WHERE {
  ?iri a enlace:Record ; rdfs:label ?label .
  OPTIONAL { ?iri enlace:kind ?kind } OPTIONAL { ?iri enlace:date ?day }
}"""
)
NAMING = (
    PREFIXES
    + """
SELECT DISTINCT ?iri ?label ?kind ?day WHERE {
  ?iri a enlace:Record ; enlace:mentions|enlace:cites|enlace:topic ?entity ; rdfs:label ?label .
  OPTIONAL { ?iri enlace:kind ?kind } OPTIONAL { ?iri enlace:date ?day }
}"""
)
STATED = (
    PREFIXES
    + """
SELECT ?iri (COUNT(DISTINCT ?one) AS ?number) WHERE {
  ?one enlace:assertedBy ?iri ; rdf:predicate ?said . FILTER(?said != enlace:mentions)
  FILTER NOT EXISTS { ?one enlace:deniedBy ?decision }
} GROUP BY ?iri"""
)
ABOUT = (
    PREFIXES
    + """
SELECT ?label ?kind ?day ?text ?file ?source WHERE {
  ?record a enlace:Record ; rdfs:label ?label ; enlace:text ?text .
  OPTIONAL { ?record enlace:kind ?kind } OPTIONAL { ?record enlace:date ?day }
  OPTIONAL { ?record enlace:file ?file } OPTIONAL { ?record dct:source ?source }
}"""
)
DOCUMENTS = PREFIXES + "SELECT DISTINCT ?address WHERE { ?record enlace:document ?address }"
NAMED = (
    PREFIXES
    + """
SELECT DISTINCT ?iri ?label ?acronym ?class WHERE {
  ?record enlace:mentions|enlace:cites|enlace:topic ?iri . ?iri rdfs:label ?label ; a ?class .
  OPTIONAL { ?iri enlace:acronym ?acronym }
  FILTER(?class IN (enlace:Institution, enlace:Mesa, enlace:Session, enlace:Agreement, enlace:Person, enlace:Norm,
                    enlace:Topic))
}"""
)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record as lists show it. statements: how many statements rest on it."""

    iri: str
    label: str
    kind: str
    day: date | None
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A record as its page shows it. named: class (local name) -> the entities of it that the record names."""

    iri: str
    label: str
    kind: str
    day: date | None
    text: str
    file: str | None
    source: str | None
    documents: tuple[str, ...]
    named: dict[str, tuple[Ref, ...]]


def records(engine: Engine) -> list[RecordLine]:
    """Every record, the newest first, those without a date last."""
    stated = {row["iri"]: int(row["number"]) for row in engine.rows(STATED) if "iri" in row}
    return _lines(engine.rows(LIST), stated)


def naming(engine: Engine, entity: str) -> list[RecordLine]:
    """The records that name an entity, the newest first."""
    return _lines(engine.rows(NAMING, entity=IRI(entity)), {})


def record(engine: Engine, iri: str) -> Record | None:
    """One record with its text, or None if it is not known."""
    bound = {"record": IRI(iri)}
    about = sorted(engine.rows(ABOUT, **bound), key=lambda row: sorted(row.items()))
    if not about:
        return None
    row = about[0]
    named: dict[str, dict[str, Ref]] = {}
    for one in engine.rows(NAMED, **bound):
        kind = one["class"].rpartition("#")[2]
        named.setdefault(kind, {})[one["iri"]] = Ref(one["iri"], one["label"], one.get("acronym"))
    return Record(
        iri, row["label"], row.get("kind", "document"), day(row.get("day")), row["text"], row.get("file"),
        row.get("source"), tuple(sorted(one["address"] for one in engine.rows(DOCUMENTS, **bound))),
        {kind: tuple(order(refs.values())) for kind, refs in named.items()},
    )  # fmt: skip


def _lines(rows: list[dict[str, str]], stated: dict[str, int]) -> list[RecordLine]:
    lines = [
        RecordLine(iri, row["label"], row.get("kind", "document"), day(row.get("day")), stated.get(iri, 0))
        for iri, row in first_by_iri(rows).items()
    ]
    return sorted(lines, key=lambda one: (-(one.day or date.min).toordinal(), sort_key(one.label)))
