"""The agreements of rows: their words, who answers for them, until when, and whether they are fulfilled."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.errors import InputError
from graph.extract import cells as said
from graph.extract.findings import Agreement
from graph.extract.ledger_rows import Entry
from graph.extract.names import fold
from graph.extract.pledges import nothing, pattern
from graph.extract.pledges import said as told
from graph.extract.remarks import Remarks
from graph.extract.tables import sound
from graph.records.record import Cell


def agreements_of(text: str, entries: Sequence[Entry], confidence: float, remarks: Remarks) -> Iterator[Agreement]:
    """The agreements of a list, in order. Rows that say the same of one session are one agreement, with all who answer.

    An agreement is known by its words: where another has the same, the whole row is its quote.
    """
    found: dict[str, tuple[object, Agreement]] = {}
    for entry in entries:
        for cell in entry.cells.get("agreement", ()):
            one = _agreement(text, entry, cell, confidence, remarks)
            if one is None:
                continue
            words, home = " ".join(text[cell.start : cell.end].split()), (fold(one.mesa or ""), one.day)
            other = found.get(words)
            if other and other[0] == home and _agree(other[1], one):
                found[words] = home, _together(other[1], one)
                continue
            if other:
                one = replace(one, start=entry.row.start, end=entry.row.end)
                words = " ".join(text[one.start : one.end].split())
            found.setdefault(words, (home, one))
    yield from sorted((one for _, one in found.values()), key=lambda one: one.start)


def _agreement(text: str, entry: Entry, cell: Cell, confidence: float, remarks: Remarks) -> Agreement | None:
    """What a row's cell agrees on; None when it says that nothing was, or when it was undone."""
    heard = sound(text[cell.start : cell.end])
    if said.says_nothing(heard) or nothing().fullmatch(heard) or pattern("none").match(heard):
        return None
    if entry.state == said.VOID:
        remarks.add("el acuerdo quedó sin efecto y no se cuenta", entry.number)
        return None
    how = entry.first("status")
    if how and entry.state is None and not said.says_nothing(text[how.start : how.end]):
        remarks.add(f"el estado «{text[how.start : how.end][:60]}» no se conoce; se toma como abierto", entry.number)
    status = said.FULFILLED if entry.state == said.FULFILLED else None
    return Agreement(
        entry.mesa, entry.named["responsible"], _due(text, entry, remarks), _kind(text, entry, cell), cell.start,
        cell.end, confidence, status, entry.day,
    )  # fmt: skip


def _kind(text: str, entry: Entry, cell: Cell) -> str:
    """acuerdo, compromiso or convenio: by the words of the cell, else by the name of the column."""
    found = told(sound(text[cell.start : cell.end]))
    if found:
        return found.kind
    label = sound(text[entry.row.start : cell.start].rsplit(" · ", 1)[-1])
    return "compromiso" if "compromis" in label and "acuerdo" not in label else "acuerdo"


def _due(text: str, entry: Entry, remarks: Remarks) -> str | None:
    cell = entry.first("due")
    value = text[cell.start : cell.end] if cell else ""
    if cell is None or said.says_nothing(value):
        return None
    try:
        found = said.deadline(value, entry.day)
    except InputError as error:
        remarks.add(error.reason, entry.number)
        return None
    if found is None:
        remarks.add(f"el plazo «{value[:60]}» no se entiende; escríbalo como 2024-09-11 o 2024-09", entry.number)
    return found


def _agree(one: Agreement, other: Agreement) -> bool:
    """Whether two rows can tell of one agreement."""
    return one.status == other.status and (one.due == other.due or not (one.due and other.due))


def _together(one: Agreement, other: Agreement) -> Agreement:
    bodies = tuple(dict.fromkeys((*one.responsible, *other.responsible)))
    return replace(one, responsible=bodies, due=one.due or other.due)
