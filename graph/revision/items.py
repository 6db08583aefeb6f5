"""What awaits a person, and how report.json holds it. Everything is text of records: data, never markup."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

KINDS = ("unresolved", "unsure", "provisional", "statement")


@dataclass(frozen=True, slots=True)
class Source:
    """A record: its name inside the corpus and its title."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Example:
    """A place where it stands: `quote` is the record's text from `start` on; first..end, within the quote, is the form.

    begins, ends: whether the quote begins and ends with its sentence, or was cut because that is too long. evidence:
    of a statement, the slug of its evidence.
    """

    record: str
    title: str
    quote: str
    start: int
    first: int
    end: int
    begins: bool = True
    ends: bool = True
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body of the register that may be meant. score: likeness of the names, 0..100; proposed: extraction itself knows
    the form as one of this body, or reads it so now."""

    id: str
    name: str
    acronym: str
    score: int
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of the graph: `type/slug`, as the files of `data/curated/` write it, and its name."""

    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing to decide. kind: one of KINDS. times: in how many places; count: in how many records, of which
    `records` are the first.

    surface: the form as written; of a statement, its subject's name. reading: what it is taken for now; of a statement,
    its object. subject, predicate: of a statement alone. confidence: 0..1, the lowest; None where nothing was decided.
    type: the register's type of a provisional body.
    """

    kind: str
    surface: str
    times: int
    count: int
    records: tuple[Source, ...]
    examples: tuple[Example, ...]
    candidates: tuple[Candidate, ...] = ()
    reading: Thing | None = None
    confidence: float | None = None
    subject: Thing | None = None
    predicate: str = ""
    type: str = ""

    def as_json(self) -> dict[str, Any]:
        """As report.json holds it."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Pending":
        """The inverse of `as_json`."""
        reading, subject = row["reading"], row["subject"]
        return cls(
            **{
                **row,
                "records": tuple(Source(**one) for one in row["records"]),
                "examples": tuple(Example(**one) for one in row["examples"]),
                "candidates": tuple(Candidate(**one) for one in row["candidates"]),
                "reading": Thing(**reading) if reading else None,
                "subject": Thing(**subject) if subject else None,
            }
        )
