"""A record's rows by column, with what each says of its session, its state and its number in the file."""

import re
from dataclasses import dataclass, field
from datetime import date

from graph.errors import InputError
from graph.extract import cells as said
from graph.extract.findings import Body
from graph.extract.remarks import Remarks
from graph.records.record import Cell, Record, Row

_NUMBER = re.compile(r"(?:^|\n)(\d+)\. $")


@dataclass(slots=True)
class Entry:
    """A row while it is read. number: in the file. cells: by column. day, ordinal: of the session. state: see
    `cells.state`. mesas and named (institutions by column) come later."""

    row: Row
    number: int
    cells: dict[str, list[Cell]]
    day: date | None = None
    ordinal: int | None = None
    state: str | None = None
    mesas: tuple[str, ...] = ()
    named: dict[str, tuple[Body, ...]] = field(default_factory=dict)

    def first(self, column: str) -> Cell | None:
        """The row's cell of this column, or None."""
        return next(iter(self.cells.get(column, ())), None)

    @property
    def mesa(self) -> str | None:
        """The row's mesa; None when it has none, or several."""
        return self.mesas[0] if len(self.mesas) == 1 else None

    def place_of(self, cell: Cell) -> int:
        """The row that a remark on the cell names; 0 when the cell stands above the list."""
        return self.number if cell.start >= self.row.start else 0


def entries_of(record: Record, remarks: Remarks) -> list[Entry]:
    """The rows of a record. What is not understood of their days, sessions and states is remarked."""
    return [_entry(record, row, place, remarks) for place, row in enumerate(record.rows, 1)]


def _entry(record: Record, row: Row, place: int, remarks: Remarks) -> Entry:
    before = _NUMBER.search(record.text, max(0, row.start - 12), row.start)
    entry = Entry(row, int(before[1]) if before else place, {})
    for cell in row.cells:
        entry.cells.setdefault(cell.column, []).append(cell)
    when, which, how = entry.first("date"), entry.first("session"), entry.first("status")
    if when:
        entry.day = _day(entry, when, record, remarks)
    if which:
        entry.ordinal = said.number_of_session(record.text[which.start : which.end])
    if how:
        entry.state = said.state(record.text[how.start : how.end])
    return entry


def _day(entry: Entry, cell: Cell, record: Record, remarks: Remarks) -> date | None:
    value = record.text[cell.start : cell.end]
    if said.says_nothing(value):
        return None
    try:
        found = said.day(value, record.date)
    except InputError as error:
        remarks.add(error.reason, entry.place_of(cell))
        return None
    if found is None:
        remarks.add(f"la fecha «{value[:60]}» no se entiende; escríbala como 2024-09-11", entry.place_of(cell))
    return found
