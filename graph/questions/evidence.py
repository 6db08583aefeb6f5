"""The sentences behind what a page says: each quote with its record, and every statement that rests on it.

What a person denied is told too, with the decision: the quote is its trace. That something is named there is not, for
there may be no such thing any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from graph.questions.shape import PREFIXES, Engine, Ref, day
from graph.store.engine import IRI

_ABOUT = """
  ?evidence rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ;
            enlace:quote ?quote ; enlace:start ?start ; enlace:end ?end ; enlace:confidence ?confidence ;
            enlace:assertedBy ?record .
  OPTIONAL { ?subject rdfs:label ?subjectLabel } OPTIONAL { ?subject enlace:acronym ?subjectAcronym }
  OPTIONAL { ?object rdfs:label ?objectLabel } OPTIONAL { ?object enlace:acronym ?objectAcronym }
  OPTIONAL { ?record rdfs:label ?recordLabel } OPTIONAL { ?record enlace:date ?day }
  OPTIONAL { ?evidence enlace:deniedBy ?denial . ?denial rdfs:label ?denialLabel }
"""
_ALL = """
SELECT ?evidence ?predicate ?quote ?start ?end ?confidence ?subject ?subjectLabel ?subjectAcronym
       ?object ?objectLabel ?objectAcronym ?record ?recordLabel ?day ?denial ?denialLabel WHERE {
"""
OF_ENTITY = (
    f"{PREFIXES}{_ALL}  {{ ?evidence rdf:subject ?entity }} UNION {{ ?evidence rdf:object ?entity }}"
    f"{_ABOUT}  FILTER(?predicate != enlace:mentions) }}"
)
OF_RECORD = (
    f"{PREFIXES}{_ALL}  ?evidence enlace:assertedBy ?record .{_ABOUT}"
    "  FILTER(?predicate != enlace:mentions || !BOUND(?denial)) }"
)
RECORD_OF = f"{PREFIXES} SELECT ?record WHERE {{ ?evidence enlace:assertedBy ?record }}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement that a quote carries. predicate: local name in the vocabulary; confidence in 0..1. denied: the
    decision by which it no longer holds, or None."""

    evidence: str
    subject: Ref
    predicate: str
    object: Ref
    confidence: Decimal
    denied: Ref | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a record, exactly, with all that they state. start, end: characters of the record's text."""

    text: str
    start: int
    end: int
    record: Ref
    day: date | None
    statements: tuple[Statement, ...]

    def without(self, predicate: str) -> "Quote":
        """The quote without its statements of one predicate."""
        return replace(self, statements=tuple(one for one in self.statements if one.predicate != predicate))


def of_entity(engine: Engine, entity: str) -> list[Quote]:
    """What records say of an entity, the newest record first; that it is merely named is left out."""
    quotes = _quotes(engine.rows(OF_ENTITY, entity=IRI(entity)))
    return sorted(quotes, key=lambda quote: (-(quote.day or date.min).toordinal(), quote.record.iri, quote.start))


def of_record(engine: Engine, record: str) -> list[Quote]:
    """All that a record says, in the order of its text."""
    rows = engine.rows(OF_RECORD, record=IRI(record))
    return sorted(_quotes({**row, "record": record} for row in rows), key=lambda quote: (quote.start, -quote.end))


def record_of(engine: Engine, evidence: str) -> str | None:
    """The IRI of the record that an evidence is from."""
    rows = engine.rows(RECORD_OF, evidence=IRI(evidence))
    return rows[0]["record"] if rows else None


def outermost(quotes: Iterable[Quote]) -> list[Quote]:
    """Quotes that lie inside of another of the same record are told with it, so that one sentence stands once.

    The statements of the outer quote come first. The result is in the order of records' IRIs and of their text.
    """
    widest_first = sorted(quotes, key=lambda quote: (quote.record.iri, quote.start, -quote.end))
    merged: list[Quote] = []
    for quote in widest_first:
        outer = merged[-1] if merged else None
        if outer and outer.record.iri == quote.record.iri and quote.end <= outer.end:
            merged[-1] = replace(outer, statements=outer.statements + quote.statements)
        else:
            merged.append(quote)
    return merged


def _quotes(rows: Iterable[dict[str, str]]) -> list[Quote]:
    """Rows that share record and offsets are one quote."""
    places: dict[tuple[str, int, int], dict[str, dict[str, str]]] = {}
    for row in sorted(rows, key=lambda row: sorted(row.items())):
        place = row["record"], int(row["start"]), int(row["end"])
        places.setdefault(place, {}).setdefault(row["evidence"], row)
    return [_quote(place, list(found.values())) for place, found in places.items()]


def _quote(place: tuple[str, int, int], rows: list[dict[str, str]]) -> Quote:
    record, start, end = place
    first = rows[0]
    statements = tuple(sorted((_statement(row) for row in rows), key=lambda one: (one.predicate, one.subject.label)))
    label = first.get("recordLabel", record)
    return Quote(first["quote"], start, end, Ref(record, label), day(first.get("day")), statements)


def _statement(row: dict[str, str]) -> Statement:
    def entity(name: str) -> Ref:
        return Ref(row[name], row.get(f"{name}Label", row[name]), row.get(f"{name}Acronym"))

    predicate = row["predicate"].rpartition("#")[2]
    denied = entity("denial") if "denial" in row else None
    sure = Decimal(row["confidence"])
    return Statement(row["evidence"], entity("subject"), predicate, entity("object"), sure, denied)
