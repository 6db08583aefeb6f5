"""What extraction finds in one record. Offsets are characters of `Record.text`; a quote is `text[start:end]`."""

from dataclasses import dataclass
from datetime import date

RELATIONS = ("leads", "participatesIn", "supports", "invitedTo", "hosts", "convenes")


@dataclass(frozen=True, slots=True)
class Body:
    """An institution as extraction knows it: `id` in the register, or None for a provisional one, known by `name`.

    kind is the register's type (ministerio, comision, sociedad-civil …).
    """

    id: str | None
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an institution. surface: the text with white space collapsed."""

    surface: str
    body: Body
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A stretch that names some institution, but which one could not be decided. candidates: register ids."""

    surface: str
    start: int
    end: int
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mesa:
    """A named mesa. name: its fullest form. parent: the name of the mesa above it. spans: where it is named."""

    name: str
    parent: str | None = None
    topic: str | None = None
    surfaces: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of a mesa. `start` and `end` delimit the sentence that tells of it."""

    mesa: str
    date: date | None
    place: str | None
    host: Body | None
    ordinal: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """subject predicate object: an institution, one of RELATIONS, a mesa's name. confidence in 0..1. day: of the
    session in which it was so, where a list says it row by row."""

    subject: Body
    predicate: str
    object: str
    start: int
    end: int
    confidence: float
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed. mesa: a mesa's name or None. due: YYYY-MM-DD, YYYY-MM or None. kind: acuerdo | compromiso |
    convenio. status: fulfilled, or None while it is open. day: of the session that it was reached in, where a list says
    it row by row."""

    mesa: str | None
    responsible: tuple[Body, ...]
    due: str | None
    kind: str
    start: int
    end: int
    confidence: float = 0.9
    status: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who acts for a body."""

    name: str
    position: str | None
    body: Body | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Norm:
    """A law, decree or acuerdo gubernativo that is cited. name: its canonical form («Decreto 5-2021»)."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one record says. sentences: (start, end) of each, in order, as extraction read them."""

    mentions: tuple[Mention, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    mesas: tuple[Mesa, ...] = ()
    sessions: tuple[Session, ...] = ()
    relations: tuple[Relation, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    people: tuple[Person, ...] = ()
    norms: tuple[Norm, ...] = ()
    warnings: tuple[str, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
