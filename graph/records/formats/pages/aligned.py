"""Columns that no stroke divides: prose to be read one after the other, a table by its rows, or labels with values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from graph.records.formats.pages.flow import Passage, join
from graph.records.formats.pages.lines import Piece
from graph.records.formats.pages.page import Box, Word, around
from graph.records.formats.pages.tables import cell_text, is_label
from graph.records.lines import is_label as begins_with_label

_MOST_NAMES = 4  # lines of names and positions side by side, as offices have them at the head and foot of a letter
_PROSE_LINES, _PROSE_WORDS, _PROSE_FULL = 4, 3.5, 0.5
_ITEM = re.compile(r"[•·▪●–—✓➢*-]|\(?\d{1,2}(?:\.\d{1,2})*[.)]-?|\(?[a-zA-Z]\)|[ivxIVX]{1,4}[.)]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of pieces, and the heights on the page (x) that divide their columns."""

    edges: tuple[float, ...]
    rows: list[list[Piece]]

    def column(self, one: Piece) -> int:
        """The column in which a piece stands, from 0; one that reaches over several belongs to the first."""
        return sum(1 for edge in self.edges if one.box.x0 >= edge)

    def of(self, number: int) -> list[Piece]:
        """The pieces of one column, from top to bottom."""
        found = [each for row in self.rows for each in row if self.column(each) == number]
        return sorted(found, key=lambda each: each.box.middle)


@dataclass(slots=True)
class _Field:
    """A label with its text so far, and where (x) the last of it begins."""

    label: Piece
    text: str
    x: float = 0.0


def kind_of(columns: Columns) -> str:
    """What the columns are: prose | fields | names | table, or "" when they only look like columns."""
    parts = [columns.of(number) for number in range(len(columns.edges) + 1)]
    if all(_is_prose(part) for part in parts) or (len(parts) == 2 and _are_apart(*parts)):
        return "prose"
    labels = [one for one in parts[0] if _opens(one.text)]
    if len(labels) > 0.6 * len(parts[0]) and len(columns.rows) > 1:
        return "fields"
    if all(_ITEM.fullmatch(one.text) for one in parts[0]):
        return ""
    multiple = sum(1 for row in columns.rows if len({columns.column(one) for one in row}) > 1)
    if multiple < 2:
        return ""
    few = len(columns.rows) <= _MOST_NAMES
    if few and len(parts) < 4 and all(_is_centred(part) for part in parts):
        return "names"
    if few and len(parts) == 2 and not any(one.text[:1].isdigit() for one in parts[0]):
        return "names"
    return "table"


def _opens(text: str) -> bool:
    """Whether a piece is a label, or begins with one («Fecha: 3 de mayo»)."""
    return is_label(text) or begins_with_label(text)


def _is_prose(part: Sequence[Piece]) -> bool:
    """Whether a column is text that runs on: many words on a line, most lines up to its end."""
    lines = _levels(part)
    if len(lines) < _PROSE_LINES:
        return False
    box = around([one.box for one in part])
    full = sum(1 for line in lines if line[-1].box.x1 > box.x1 - 0.2 * box.width)
    words = sum(len(one.words) for one in part) / len(lines)
    return words >= _PROSE_WORDS and full >= _PROSE_FULL * len(lines)


def _are_apart(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Whether one of two columns is prose, and the other a margin beside it: no entry there for each paragraph."""
    main, margin = (one, other) if len(_levels(one)) > len(_levels(other)) else (other, one)
    if len(_levels(main)) < 2 * _PROSE_LINES or not _is_prose(main):
        return False
    paragraphs, entries = _clusters(main), [level[0].box for level in _levels(margin)]
    met = 0
    for paragraph in paragraphs:
        places = paragraph.top, paragraph.middle - 0.5 * main[0].box.height
        met += any(abs(entry.top - place) < 0.6 * entry.height for entry in entries for place in places)
    return met < 0.7 * len(paragraphs)


def _clusters(part: Sequence[Piece]) -> list[Box]:
    """The places of the paragraphs of a column, which blank space divides."""
    boxes = [around([one.box for one in level]) for level in _levels(part)]
    blanks = [below.top - above.bottom for above, below in zip(boxes, boxes[1:], strict=False)]
    groups = [[boxes[0]]]
    for blank, box in zip(blanks, boxes[1:], strict=True):
        if blank > min(blanks) + 0.3 * box.height:
            groups.append([box])
        else:
            groups[-1].append(box)
    return [around(group) for group in groups]


def _is_centred(part: Sequence[Piece]) -> bool:
    """Whether lines of different lengths have one middle, as names above their positions."""
    middle = median(one.box.centre for one in part)
    close = all(abs(one.box.centre - middle) < 4 for one in part)
    return len(part) > 1 and close and max(one.box.x0 for one in part) - min(one.box.x0 for one in part) > 6


def as_fields(columns: Columns) -> Iterator[Passage]:
    """«Lugar: …» for each label, with what stands beside and below it."""
    fields: list[_Field] = []
    for row in columns.rows:
        ordered = [one for level in _levels(row) for one in level]
        fresh = [_Field(one, one.text, one.box.x0) for one in ordered if _opens(one.text)]
        if not fresh and ordered and (columns.column(ordered[0]) == 0 or not fields):
            fresh = [_Field(ordered[0], ordered.pop(0).text)]
        for one in ordered:
            if not any(field.label is one for field in fresh):
                home = _home(one, fresh) or _nearest(one, fields or fresh)
                home.text, home.x = join(home.text, one.text), one.box.x0
        fields += fresh
    for place, field in enumerate(fields):
        yield Passage(field.text, close=place > 0)


def _home(one: Piece, fields: Sequence[_Field]) -> _Field | None:
    """The field to which a piece belongs: the nearest label left of it, of those in one column the last one above."""
    left = [field for field in fields if field.label.box.x1 <= one.box.x0 + 1]
    if not left:
        return None
    column = max(field.label.box.x0 for field in left) - one.height
    near = [field for field in left if field.label.box.x0 >= column]
    above = [field for field in near if field.label.box.middle < one.box.middle + 0.6 * one.height]
    return above[-1] if above else near[0]


def _nearest(one: Piece, fields: Sequence[_Field]) -> _Field:
    """The last field that went on at the place where a piece begins."""
    return min(reversed(fields), key=lambda field: round(abs(field.x - one.box.x0)))


def as_names(columns: Columns) -> Iterator[Passage]:
    """The lines of each column as they are: a name, a position, an office."""
    for number in range(len(columns.edges) + 1):
        for place, level in enumerate(_levels(columns.of(number))):
            yield Passage(" ".join(one.text for one in level), close=place > 0)


def _levels(row: Sequence[Piece]) -> list[list[Piece]]:
    """The lines of a row that has several, from top to bottom, each from left to right."""
    levels: list[list[Piece]] = []
    for one in sorted(row, key=lambda each: each.box.middle):
        if levels and abs(levels[-1][0].box.middle - one.box.middle) < 0.5 * one.height:
            levels[-1].append(one)
        else:
            levels.append([one])
    return [sorted(level, key=lambda each: each.box.x0) for level in levels]


def as_rows(columns: Columns, levels: Sequence[float]) -> Iterator[tuple[str, ...]]:
    """The rows of a table without upright strokes. levels: the heights at which level strokes divide the page."""
    count = len(columns.edges) + 1
    bounds = _bounds(columns)
    for group in _groups(columns, levels):
        cells: list[list[Word]] = [[] for _ in range(count)]
        for one in group:
            cells[columns.column(one)] += one.words
        yield tuple(cell_text(words, bounds[number]) for number, words in enumerate(cells))


def _bounds(columns: Columns) -> list[Box]:
    """The width that each column has for its words."""
    every = [columns.of(number) for number in range(len(columns.edges) + 1)]
    return [around([one.box for one in part]) if part else Box(0, 0, 0, 0) for part in every]


def _groups(columns: Columns, levels: Sequence[float]) -> list[list[Piece]]:
    """The pieces of each row of the table: what strokes divide, else what blank space divides, else what stands below
    an entry of the first column."""
    rows = [row for row in columns.rows if row]
    boxes = [around([one.box for one in row]) for row in rows]
    blanks = [below.top - above.bottom for above, below in zip(boxes, boxes[1:], strict=False)]
    height = median(one.height for row in rows for one in row)
    ruled = [
        any(above.middle < level < below.middle for level in levels)
        for above, below in zip(boxes, boxes[1:], strict=False)
    ]
    if sum(ruled) >= 0.4 * len(ruled) and any(ruled):
        divided = ruled
    elif blanks and max(blanks) - min(blanks) > 0.3 * height:
        divided = [blank > min(blanks) + 0.3 * height for blank in blanks]
        divided = _with_entries(divided, rows, columns)
    else:
        divided = [any(columns.column(one) == 0 for one in row) for row in rows[1:]]
    groups = [list(rows[0])]
    for apart, row in zip(divided, rows[1:], strict=True):
        if apart:
            groups.append(list(row))
        else:
            groups[-1] += row
    return groups


def _with_entries(divided: Sequence[bool], rows: Sequence[Sequence[Piece]], columns: Columns) -> list[bool]:
    """Where blank space divides rows; also between two lines that both fill all columns, however close they are."""
    count = len(columns.edges) + 1
    whole = [len({columns.column(one) for one in row}) == count for row in rows]
    return [apart or (above and below) for apart, above, below in zip(divided, whole, whole[1:], strict=False)]
