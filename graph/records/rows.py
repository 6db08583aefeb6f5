"""A table -> the text of a record: a line for each row, that reads well and can be quoted, with its cells in it.

    Mesas de 2024

    2. Mesa: Mesa de Agua · Institución: MARN · Papel: coordina
    3. Mesa: Mesa de Agua · Institución: INAB · Papel: participa

The number is that of the row in the file, where people find it again. What is no row of the list (titles, notes,
totals) is a line without cells; nothing that the table says is left out but contacts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from graph.records.columns import OTHER, SEVERAL, Header, begins_another, column_of, label_of, plain, words
from graph.records.contacts import NO_MAIL, NO_PHONE, without_contacts
from graph.records.record import Cell, Rejection, Row
from graph.records.repair import repair_text

BETWEEN = " · "  # cells of a row
_CARRIED = ("mesa", "submesa", "date", "session", "place", "host")  # columns that a line above the list may fill
_LABELLED = re.compile(r"([^:\n]{2,40}):\s*(\S.*)")
_SERIAL = re.compile(r"\d{5}(?:\.0*)?")  # a day as a spreadsheet counts it
_FIRST_SERIAL, _LAST_SERIAL, _DAY_ZERO = 20_000, 80_000, date(1899, 12, 30)
# The end of a line behind which another name begins: not after a small word or a mark, nor before a small letter.
_NEXT = re.compile(
    r"(?<![;,:/(])(?<!\b(?:de|el|la|lo|en|al|su))(?<!\b(?:del|las|los|por|con))(?<!\b[yea])(?<!\bpara)\n(?![a-záéíóúñ(])"
)
_MARKS = {"mail": NO_MAIL, "phone": NO_PHONE, "personal": "[dato personal omitido]"}


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the file with its number in it. header: None when it is no row of a list but a line of its own."""

    number: int
    cells: tuple[str, ...]
    header: Header | None = None

    @property
    def filled(self) -> list[int]:
        """The places of the cells that hold something."""
        return [index for index, cell in enumerate(self.cells) if cell]


@dataclass(slots=True)
class Written:
    """A text while it is being written, and what stands where."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    rows: list[Row] = field(default_factory=list)

    def put(self, piece: str) -> tuple[int, int]:
        """Add `piece`; where it stands."""
        start = self.length
        self.text.append(piece)
        self.length += len(piece)
        return start, self.length


def tidy(cell: str) -> str:
    """A cell without invisible characters, blank lines and white space around its lines."""
    lines = (" ".join(line.split()) for line in repair_text(cell).split("\n"))
    return "\n".join(line for line in lines if line)


def shown(cell: str, column: str) -> str:
    """A tidy cell as the text has it, on one line: contacts left out, days that are numbers as days."""
    if column in _MARKS:
        return _MARKS[column]
    if column in ("date", "due") and _SERIAL.fullmatch(cell) and _FIRST_SERIAL <= float(cell) <= _LAST_SERIAL:
        return (_DAY_ZERO + timedelta(days=int(float(cell)))).isoformat()
    line = cell.replace("\n", " ") if column not in SEVERAL else _NEXT.sub("; ", cell).replace("\n", " ")
    return without_contacts(line).strip()


def divide(rows: Sequence[Sequence[str]], first: Header, file: str) -> tuple[list[Item], list[Item], list[Rejection]]:
    """The lines above a list; its rows with the lines between them; and rows that have more cells than the header."""
    above = [item for item in (_item(row, at) for at, row in enumerate(rows[: first.at])) if item.filled]
    body: list[Item] = []
    rejected: list[Rejection] = []
    header, apart = first, False
    for at, row in enumerate(rows[first.at + 1 :], first.at + 1):
        item = _item(row, at)
        filled = item.filled
        if filled and not _repeats(item, header):
            further = begins_another(row, at) if apart or _ends_in_a_line(body) else None
            if further:
                body, header = _with_lines_at_the_end(body), further
            elif filled[-1] >= len(header.columns):
                rejected.append(Rejection(file, at + 1, _ragged(filled[-1] + 1, len(header.columns))))
            else:
                short = ("",) * (len(header.columns) - len(item.cells))
                listed = None if _stands_alone(item, header) else header
                body.append(Item(item.number, item.cells + short, listed))
        apart = not filled
    return above, _filled_down(body), rejected


def _item(row: Sequence[str], at: int) -> Item:
    return Item(at + 1, tuple(map(tidy, row)))


def _ragged(cells: int, columns: int) -> str:
    return f"la fila tiene {cells} celdas y la cabecera {columns}; ponga entre comillas el texto que lleva el separador"


def _repeats(item: Item, header: Header) -> bool:
    """Whether a row is the header once more, as on every page."""
    return tuple(map(label_of, item.cells[: len(header.labels)])) == header.labels


def _ends_in_a_line(items: Sequence[Item]) -> bool:
    return not items or len(items[-1].filled) == 1


def _with_lines_at_the_end(items: list[Item]) -> list[Item]:
    """The items, those of one cell at the end as lines: they are the title of the table that follows."""
    end = len(items)
    while end and len(items[end - 1].filled) == 1:
        end -= 1
    return [*items[:end], *(replace(item, header=None) for item in items[end:])]


def _stands_alone(item: Item, header: Header) -> bool:
    """Whether a row is none of the list: a sum, a note below it, the name of the mesa that the next rows are of."""
    filled, lines = item.filled, words()["lines"]
    said = plain(item.cells[filled[0]])
    rest = [item.cells[index] for index in filled[1:]]
    if _begins(said, lines["totals"]) and not any(char.isalpha() for cell in rest for char in cell):
        return True
    if rest:
        return False
    if plain(item.cells[filled[0]].partition(":")[0]) in map(plain, lines["notes"]):
        return True
    return not header.has("mesa") and _begins(said, lines["headings"])


def is_note(line: str) -> bool:
    """Whether a line above a list begins like a note («Actualizado al …»)."""
    return _begins(plain(line), words()["lines"]["notes"])


def _begins(said: str, starts: Iterable[str]) -> bool:
    return any(said == start or said.startswith(f"{start} ") for start in map(plain, starts))


def _filled_down(items: list[Item]) -> list[Item]:
    """The rows with the cells that are left empty below the one that holds for them, where they are so by groups."""
    tables: dict[int, tuple[Header, list[int]]] = {}
    for index, item in enumerate(items):
        if item.header:
            tables.setdefault(item.header.at, (item.header, []))[1].append(index)
    for header, places in tables.values():
        for column, starts in _left_empty([items[index] for index in places], header):
            last = ""
            for index, start in zip(places, starts, strict=True):
                cells = list(items[index].cells)
                last = cells[column] = cells[column] if start else cells[column] or last
                items[index] = replace(items[index], cells=tuple(cells))
    return items


def _left_empty(rows: Sequence[Item], header: Header) -> Iterator[tuple[int, list[bool]]]:
    """The columns to be filled from above, with the rows that begin a group: the mesa's, and those that go with it."""
    places = {column: index for index, column in enumerate(header.columns) if column in _CARRIED}
    mesa = places.get("mesa")
    if mesa is not None and not _is_grouped([row.cells[mesa] for row in rows]):
        return
    for index in places.values():
        filled = [bool(row.cells[index]) for row in rows]
        starts = filled if mesa is None else [bool(row.cells[mesa]) for row in rows]
        if mesa is None and not _is_grouped([row.cells[index] for row in rows]):
            continue
        if all(start or not there for start, there in zip(starts, filled, strict=True)):
            yield index, starts


def _is_grouped(cells: Sequence[str]) -> bool:
    """Whether empty cells mean «the same»: enough of them, the first filled, and nothing said twice in a row."""
    filled = [cell for cell in cells if cell]
    empty = len(cells) - len(filled)
    if not cells[0] or 2 * empty < len(filled) or not empty:
        return False
    return all(one != other for one, other in zip(cells, cells[1:], strict=False) if one)


def write_above(page: Written, item: Item) -> list[Cell]:
    """Write a line that is no row; the cells of what it says for all rows («Fecha: 2 de mayo de 2024»)."""
    cells = [shown(item.cells[index], OTHER) for index in item.filled]
    found: list[Cell] = []
    for index, cell in enumerate(cells):
        labelled = _LABELLED.fullmatch(cell)
        column = column_of(labelled[1]) if labelled else column_of(cells[index - 1]) if index else OTHER
        carried = column in _CARRIED and column_of(cell) == OTHER
        if index:
            said = cells[index - 1].endswith(":")
            page.put(" " if said else ": " if carried and not labelled else BETWEEN)
        start, end = page.put(cell)
        if carried:
            found.append(Cell(column, start + labelled.start(2) if labelled else start, end))
    return found


def write_row(page: Written, item: Item, header: Header, above: Sequence[Cell]) -> None:
    """Write a row. above: what lines above the list say; it holds where the row says nothing of the kind."""
    page.put(f"{item.number}. ")
    start, cells = page.length, []
    for index in item.filled:
        column, label = header.columns[index], header.labels[index]
        if page.length > start:
            page.put(BETWEEN)
        page.put(f"{without_contacts(label)}: " if label else "")
        value = page.put(shown(item.cells[index], column))
        cells.append(Cell(column if column not in _MARKS else OTHER, *value))
    told = {cell.column for cell in cells}
    kept = (cell for cell in above if cell.column not in told)
    page.rows.append(Row(start, page.length, (*kept, *cells)))
