"""What was agreed, who owes it, by when; and how each stands on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from graph.questions.shape import PREFIXES, Due, Engine, Ref, day, due, order
from graph.store.engine import IRI

STATUSES = ("overdue", "soon", "open", "fulfilled", "undated")
SOON = timedelta(days=30)

_SELECT = """
SELECT ?iri ?label ?text ?kind ?due ?status ?mesa ?mesaLabel ?session ?sessionLabel ?sessionDay WHERE {"""
_PARTS = """
  ?iri a enlace:Agreement ; rdfs:label ?label .
  OPTIONAL { ?iri enlace:text ?text } OPTIONAL { ?iri enlace:kind ?kind }
  OPTIONAL { ?iri enlace:dueDate ?due } OPTIONAL { ?iri enlace:status ?status }
  OPTIONAL { ?iri enlace:agreementOf ?mesa . ?mesa rdfs:label ?mesaLabel }
  OPTIONAL { ?iri enlace:reachedIn ?session . ?session rdfs:label ?sessionLabel
             OPTIONAL { ?session enlace:date ?sessionDay } }
}"""
_BODIES = "SELECT ?iri ?body ?label ?acronym WHERE { "
_BODY = " ?iri enlace:responsible ?body . ?body rdfs:label ?label . OPTIONAL { ?body enlace:acronym ?acronym } }"
_SOURCES = "SELECT ?iri ?record ?label ?day WHERE { "
_SOURCE = """ ?iri a enlace:Agreement . ?record a enlace:Record ; enlace:mentions ?iri ; rdfs:label ?label .
  OPTIONAL { ?record enlace:date ?day } }"""

# what narrows all three questions; the empty one asks for all agreements
SCOPES = {
    "all": "",
    "iri": "",
    "mesa": " ?iri enlace:agreementOf ?entity . ",
    "session": " ?iri enlace:reachedIn ?entity . ",
    "responsible": " ?iri enlace:responsible ?entity . ",
    "record": " ?entity enlace:mentions ?iri . ",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A record that tells of something, with its day of publication."""

    record: Ref
    day: date | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement. kind: acuerdo | compromiso | convenio. status: one of STATUSES, on the day that was asked for."""

    iri: str
    label: str
    text: str
    kind: str
    due: Due | None
    status: str
    mesa: Ref | None
    session: Ref | None
    session_day: date | None
    responsible: tuple[Ref, ...]
    sources: tuple[Source, ...]

    @property
    def told(self) -> date | None:
        """The day it was reached, else the day of the first record that tells of it."""
        return self.session_day or min((one.day for one in self.sources if one.day), default=None)


def status_on(today: date, when: Due | None, fulfilled: bool) -> str:
    """How an agreement stands: fulfilled if a record says so; overdue the day after its last day."""
    if fulfilled:
        return "fulfilled"
    if when is None:
        return "undated"
    if when.last < today:
        return "overdue"
    return "soon" if when.last <= today + SOON else "open"


def agreements(engine: Engine, today: date, scope: str = "all", entity: str | None = None) -> list[Agreement]:
    """Agreements, those overdue first (the longest first), then by due date, then the undated, newest first.

    Arguments: today; scope, one of SCOPES: what `entity`, an IRI, is (the mesa, the session, …).
    """
    bound = {"iri" if scope == "iri" else "entity": IRI(entity)} if entity else {}
    narrow = SCOPES[scope]
    rows = engine.rows(PREFIXES + _SELECT + narrow + _PARTS, **bound)
    bodies: dict[str, dict[str, Ref]] = {}
    for row in engine.rows(PREFIXES + _BODIES + narrow + _BODY, **bound):
        bodies.setdefault(row["iri"], {})[row["body"]] = Ref(row["body"], row["label"], row.get("acronym"))
    sources: dict[str, dict[str, Source]] = {}
    for row in engine.rows(PREFIXES + _SOURCES + narrow + _SOURCE, **bound):
        source = Source(Ref(row["record"], row["label"]), day(row.get("day")))
        sources.setdefault(row["iri"], {})[row["record"]] = source
    found: dict[str, Agreement] = {}
    for row in sorted(rows, key=lambda row: sorted(row.items())):
        iri = row["iri"]
        found.setdefault(iri, _agreement(row, today, bodies.get(iri, {}).values(), sources.get(iri, {}).values()))
    return sorted(found.values(), key=_urgency)


def agreement(engine: Engine, iri: str, today: date) -> Agreement | None:
    """One agreement."""
    found = agreements(engine, today, "iri", iri)
    return found[0] if found else None


def _agreement(row: dict[str, str], today: date, bodies: Iterable[Ref], sources: Iterable[Source]) -> Agreement:
    when, fulfilled = due(row.get("due")), row.get("status", "").endswith("#Fulfilled")
    return Agreement(
        iri=row["iri"], label=row["label"], text=row.get("text", row["label"]), kind=row.get("kind", "acuerdo"),
        due=when, status=status_on(today, when, fulfilled),
        mesa=Ref(row["mesa"], row["mesaLabel"]) if "mesa" in row else None,
        session=Ref(row["session"], row["sessionLabel"]) if "session" in row else None,
        session_day=day(row.get("sessionDay")), responsible=tuple(order(bodies)),
        sources=tuple(sorted(sources, key=lambda one: (one.day or date.max, one.record.iri))),
    )  # fmt: skip


def _urgency(one: Agreement) -> tuple[int, int, int, str]:
    told = one.told.toordinal() if one.told else 0
    return STATUSES.index(one.status), one.due.last.toordinal() if one.due else 0, -told, one.label
