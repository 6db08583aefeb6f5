"""The cells of a table as text: rows, what a form says in them («Lugar: …»), and stretches of prose between rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph.records.formats.pages.flow import Measure, Passage, leading, passages
from graph.records.formats.pages.lines import lines, piece
from graph.records.formats.pages.page import Box, Word
from graph.records.formats.pages.ruled import Cell, Grid

_PADDING = 6.0  # points between a cell's edge and its words, at most
_ENDS = (",", ".", ";", ":", "/", "-", "–", "—", "(", "&")
_MARK = re.compile(r"^[•·▪●–—✓➢*]\s+")
_NARROWEST = 14.0  # points of a column without words: one thick line may be found as two
_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_LABEL_LENGTH = 45

_Texts = tuple[str | None, ...]
Read = Callable[[Sequence[Word], Box], "list[Passage | Table]"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, in the order in which they are read."""

    rows: tuple[tuple[str, ...], ...]


def cell_text(words: Sequence[Word], box: Box) -> str:
    """The words of a cell on one line; entries that stand below each other are divided by semicolons."""
    if not words:
        return ""
    ordered = [piece(line) for line in lines(words)]
    spare = min(min(line.box.x0 - box.x0, box.x1 - line.box.x1) for line in ordered)
    padding = min(_PADDING, max(spare, 1.0))
    measure = Measure(box.x0 + padding, box.x1 - padding, leading(ordered))
    return _together(list(passages(ordered, measure)))


def _together(entries: Sequence[Passage]) -> str:
    """The entries of a cell; one in other letters (the position in bold under each name) belongs to the one above."""
    whole = ""
    for entry in entries:
        text = _MARK.sub("", entry.text, count=1)
        if not whole or whole.endswith(_ENDS) or text[:1].islower():
            whole = f"{whole} {text}".strip()
        else:
            whole += f"{';' if entry.bold == entries[0].bold else ','} {text}"
    return whole


def grid_blocks(grid: Grid, read: Read) -> list[Passage | Table]:
    """What a ruled table says: its rows; prose and headings that take a whole row are read by `read`."""
    blocks: list[Passage | Table] = []
    rows: list[_Texts] = []
    for cells in _rows(grid):
        told = [cell for cell in cells if cell.words]
        if not told or (len(told) == 1 and len(cells) > 1 and _NUMBER.fullmatch(_text(told[0]))):
            continue
        if len(told) == 1 and _takes_the_row(told[0], grid):
            blocks += [*_table(rows), *read(told[0].words, told[0].box)]
            rows = []
        elif _is_form(told):
            blocks += [*_table(rows), *_fields(told, read)]
            rows = []
        else:
            rows.append(_places(cells, grid.columns))
    return [*blocks, *_table(rows)]


def _rows(grid: Grid) -> Iterator[list[Cell]]:
    """The cells that begin in each row, from left to right; rows in which nothing does are left out."""
    for row in range(grid.rows):
        found = [cell for cell in grid.cells if cell.rows[0] == row]
        if any(cell.words for cell in found):
            yield sorted(found, key=lambda cell: cell.columns)


def _places(cells: Sequence[Cell], columns: int) -> _Texts:
    """The texts of a row, each in the first of its columns; None where no cell begins."""
    texts: list[str | None] = [None] * columns
    for cell in cells:
        if cell.words or cell.box.width > _NARROWEST:
            texts[cell.columns[0]] = f"{texts[cell.columns[0]] or ''} {_text(cell)}".strip()
    return tuple(texts)


def _takes_the_row(cell: Cell, grid: Grid) -> bool:
    return cell.columns[1] - cell.columns[0] > 0.5 * grid.columns


def _table(rows: Sequence[_Texts]) -> list[Passage | Table]:
    """The rows as a table, without columns in which no cell begins."""
    begun = [at for at in range(len(rows[0])) if any(row[at] is not None for row in rows)] if rows else []
    return [Table(tuple(tuple(row[at] or "" for at in begun) for row in rows))] if rows else []


def _text(cell: Cell) -> str:
    return cell_text(cell.words, cell.box)


def is_label(text: str) -> bool:
    """Whether a cell says what stands in the next one: «Lugar:»."""
    return text.endswith(":") and len(text) < _LABEL_LENGTH


def _is_form(cells: Sequence[Cell]) -> bool:
    """Whether the cells are labels, each with its value."""
    texts = [_text(cell) for cell in cells]
    labels = [is_label(text) for text in texts]
    return len(cells) % 2 == 0 and all(labels[::2]) and not any(labels[1::2])


def _fields(cells: Sequence[Cell], read: Read) -> list[Passage | Table]:
    """«Lugar: …» for each label with its value; a value of several paragraphs goes on below."""
    blocks: list[Passage | Table] = []
    for label, value in zip(cells[::2], cells[1::2], strict=True):
        name, parts = _text(label), read(value.words, value.box)
        first = parts[0] if parts else None
        if isinstance(first, Passage) and not first.mark and len(parts) < 3:
            blocks += [Passage(f"{name} {first.text}", close=True), *parts[1:]]
        else:
            blocks += [Passage(name, close=True), *parts]
    return blocks
