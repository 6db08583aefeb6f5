"""What a record is: the text that a public body published, with what is known about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a record's text with a role: title | summary | body | agreements (offsets in characters)."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell of a list: its column (one of `lists.COLUMNS`) and where its value stands in the text."""

    column: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: where it stands in the record's text, and its filled cells in order."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One published text.

    file: path as it was given. name: its identity inside the corpus, the path below the folder that was given, with
    the suffix; terms.py mints the IRI from it. title: as published, on one line. date: day of publication, None if
    unknown. kind: news | post | minutes | group | directory | activity | document. text: the whole text, repaired, to
    which every offset refers; made of `sections` in order. documents: addresses of attachments as written. source:
    address of the original, if the record says it. digest: SHA-256 of the file's bytes, hexadecimal. attached_to: names
    of the posts that carry this file as an attachment. scanned: the text was read from pictures of pages (OCR). rows:
    where the text is a list, its rows.
    """

    file: str
    name: str
    title: str
    date: date | None
    kind: str
    text: str
    sections: tuple[Section, ...]
    documents: tuple[str, ...] = ()
    source: str | None = None
    digest: str = ""
    attached_to: tuple[str, ...] = ()
    scanned: bool = False
    rows: tuple[Row, ...] = ()

    def section(self, role: str) -> Section | None:
        """The first section with this role, or None."""
        return next((part for part in self.sections if part.role == role), None)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file, or a part of it, that was left out: why, and where (line counted from 1, None for the whole file)."""

    file: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Omission:
    """A file that was passed over because it is no record and was not meant as one (a picture, a style sheet)."""

    file: str
    reason: str
