"""Lists -> findings: what each row of a record with rows states, with the row as its sentence.

    cells.py              what one cell says: roles, states, days, the name of a mesa
    cell_bodies.py        the institutions of a cell
    ledger_rows.py        rows by column, with their days
    ledger_mesas.py       the mesa of each row
    ledger_agreements.py  the agreements of rows
    ledger_people.py      the people of a row
    remarks.py            what was not understood, with its rows

Here the publisher says it as data, so nothing is guessed: what a row does not say clearly gives nothing but a warning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from graph.extract import cells as said
from graph.extract.cell_bodies import CellBodies
from graph.extract.cues import Phrases
from graph.extract.findings import Body, Findings, Mention, Person, Relation, Session, Unresolved
from graph.extract.ledger_agreements import agreements_of
from graph.extract.ledger_mesas import RowMesas
from graph.extract.ledger_people import people_of
from graph.extract.ledger_rows import Entry, entries_of
from graph.extract.mentions import find_bodies
from graph.extract.names import fold
from graph.extract.norms import find_norms
from graph.extract.register import Register
from graph.extract.remarks import Remarks
from graph.extract.spans import Taken, inside
from graph.extract.tables import any_of, sound, table
from graph.records.record import Cell, Record

_NEAR = 40  # characters before an institution in the name of a place that is its own
SURE = 0.98  # stated by the publisher, cell by cell
_STATED = ("leads", "supports", "invitedTo", "convenes")  # columns that say the role themselves
_OF_BODIES = ("institution", *_STATED)
_TELL_NOTHING = frozenset(("mesa", "submesa", "role", "date", "session", "due", "status", "link"))  # of institutions


def from_rows(record: Record, register: Register) -> Findings:
    """What the rows of `record` state. Every span is one of a cell or of a row.

    What is not understood (a role, a date, an institution) becomes a warning that names its rows.
    """
    return _Ledger(record, register).findings()


class _Ledger:
    """One list while it is read."""

    def __init__(self, record: Record, register: Register):
        self.record, self.text = record, record.text
        self.remarks = Remarks()
        self.entries = entries_of(record, self.remarks)
        latest = record.date or max((entry.day for entry in self.entries if entry.day), default=None)
        found = find_bodies(replace(record, date=latest, text=_telling(record)), register)
        self.mentions, self.unresolved = found.mentions, found.unresolved
        named = sorted([*found.mentions, *found.offices], key=lambda mention: mention.start)
        self.bodies = CellBodies(self.text, named, self.unresolved, register, latest)
        self.mesas = RowMesas(record, self.mentions)

    def findings(self) -> Findings:
        """All that the list says."""
        for entry in self.entries:  # institutions first: they tell who may be responsible
            entry.mesas = self.mesas.of(entry.row, entry.first("mesa"), entry.first("submesa"))
            entry.named = {column: self._named(entry, column, firm=True) for column in _OF_BODIES}
        for entry in self.entries:
            entry.named["responsible"] = self._named(entry, "responsible", firm=False)
            entry.named["host"] = self._named(entry, "host", firm=False) or self._owner(entry)
        if not any(entry.mesas for entry in self.entries) and any(_asks_for_a_mesa(entry) for entry in self.entries):
            self.remarks.add("no dice de qué mesa es; agregue la columna «mesa» o nómbrela en el título", 0)
        relations = tuple(self._relations())
        return Findings(
            self._mentions(),
            self._unresolved(),
            self.mesas.findings(),
            tuple(self._sessions(relations)),
            relations,
            tuple(agreements_of(self.text, self.entries, SURE, self.remarks)),
            tuple(person for entry in self.entries for person in self._people(entry)),
            find_norms(self.text),
            self.remarks.told(),
            tuple(_sentences(self.record)),
        )

    def _named(self, entry: Entry, column: str, firm: bool) -> tuple[Body, ...]:
        """The institutions in the row's cells of a column."""
        found: list[Body] = []
        for cell in entry.cells.get(column, ()):
            named = self.bodies.read(cell.start, cell.end, firm)
            found += named.bodies
            for name in named.strange if column != "host" else ():
                what = "no parece el nombre de una institución" if firm else "no es una institución que se conozca"
                self.remarks.add(f"«{name[:80]}» {what}", entry.number)
        return tuple(dict.fromkeys(found))

    def _owner(self, entry: Entry) -> tuple[Body, ...]:
        """The institution whose premises the row's place is: «Salón del MARN»."""
        cell = entry.first("place")
        for mention in inside(self.mentions, cell.start, cell.end)[:1] if cell else ():
            before = self.text[cell.start : mention.start] if cell else ""
            if len(before) < _NEAR and not _only_a_place().search(sound(before)):
                return (mention.body,)
        return ()

    def _relations(self) -> Iterator[Relation]:
        """Each institution's part in a mesa, once for each session."""
        seen: set[tuple[Body, str, str, object]] = set()
        for entry in self.entries:
            parts = [] if entry.state == said.ENDED or not entry.mesas else list(self._parts(entry))
            for (body, predicate), mesa in product(parts, entry.mesas):
                key = (body, predicate, fold(mesa), entry.day)
                if key not in seen:
                    seen.add(key)
                    yield Relation(body, predicate, mesa, entry.row.start, entry.row.end, SURE, entry.day)

    def _parts(self, entry: Entry) -> Iterator[tuple[Body, str]]:
        """(institution, relation) of a row: by its role, or as a participant when the row gives none."""
        bodies = entry.named["institution"]
        for predicate in self._roles(entry) if bodies else ():
            yield from ((body, predicate) for body in bodies)
        for predicate in _STATED:
            yield from ((body, predicate) for body in entry.named[predicate])
        yield from ((body, "hosts") for body in entry.named["host"])

    def _roles(self, entry: Entry) -> tuple[str, ...]:
        cell = entry.first("role")
        if cell is None:
            return ("participatesIn",)
        known, unknown = said.roles(self.text[cell.start : cell.end])
        for word in unknown:
            self.remarks.add(f"el papel «{word[:80]}» no se conoce y no da relación", entry.number)
        return () if said.ABSENT in known else known

    def _sessions(self, relations: Sequence[Relation]) -> Iterator[Session]:
        """One for each mesa and day, else for each mesa and number."""
        hosts = {
            (fold(each.object), each.day): each.subject for each in reversed(relations) if each.predicate == "hosts"
        }
        found: dict[tuple[str, object], Session] = {}
        meetings = [entry for entry in self.entries if entry.day or entry.ordinal]
        for entry, mesa in [(each, mesa) for each in meetings for mesa in each.mesas]:
            key = (fold(mesa), entry.day or entry.ordinal)
            host = hosts.get((key[0], entry.day)) if entry.day else next(iter(entry.named["host"]), None)
            told = Session(mesa, entry.day, self._place(entry), host, entry.ordinal, entry.row.start, entry.row.end)
            first = found.setdefault(key, told)
            found[key] = replace(first, place=first.place or told.place, ordinal=first.ordinal or told.ordinal)
        yield from found.values()

    def _place(self, entry: Entry) -> str | None:
        """Where a session was: the row's place, else what its column for the host says when that is no institution."""
        cell: Cell | None = entry.first("place") or (None if entry.named["host"] else entry.first("host"))
        value = self.text[cell.start : cell.end] if cell else ""
        return None if said.says_nothing(value) else value

    def _people(self, entry: Entry) -> Iterator[Person]:
        bodies = [body for column in _OF_BODIES for body in entry.named[column]]
        only = bodies[0] if len(set(bodies)) == 1 else None
        yield from people_of(self.text, entry.cells.get("person", []), entry.first("position"), only)

    def _mentions(self) -> tuple[Mention, ...]:
        """The mentions of the text and of its cells, in order, without overlaps; whole cells go before."""
        taken = Taken(len(self.text))
        kept = []
        for mention in (*self.bodies.added, *self.mentions):
            if taken.free(mention.start, mention.end):
                taken.take(mention.start, mention.end)
                kept.append(mention)
        return tuple(sorted(kept, key=lambda mention: mention.start))

    def _unresolved(self) -> tuple[Unresolved, ...]:
        left = [each for each in self.unresolved if each.start not in self.bodies.decided]
        return tuple(sorted([*left, *self.bodies.open], key=lambda each: each.start))


@lru_cache(maxsize=1)
def _only_a_place() -> Phrases:
    return any_of(table("sessions")["not_premises"]["names"])


def _asks_for_a_mesa(entry: Entry) -> bool:
    return bool(entry.first("role") or entry.first("agreement") or any(entry.named[column] for column in _STATED))


def _telling(record: Record) -> str:
    """The record's text, as long as it is, with nothing in place of what names no institution in its rows (labels,
    roles, days …), so that each cell is a paragraph of its own."""
    parts: list[str] = []
    last = 0
    for row in record.rows:
        line = record.text.rfind("\n", 0, row.start) + 1
        parts += [record.text[last:line], _blank(row.start - line)]
        last = row.start
        for cell in row.cells:
            if cell.start >= row.start and cell.column not in _TELL_NOTHING:
                parts += [_blank(cell.start - last), record.text[cell.start : cell.end]]
                last = cell.end
        parts.append(_blank(row.end - last))
        last = row.end
    return "".join([*parts, record.text[last:]])


def _blank(length: int) -> str:
    """White space that divides paragraphs, of a length in characters."""
    return "\n\n" + " " * (length - 2) if length > 1 else " " * length


def _sentences(record: Record) -> Iterator[tuple[int, int]]:
    """The rows, and the lines that are none."""
    rows = {row.end: row.start for row in record.rows}
    position = 0
    for line in record.text.split("\n"):
        end = position + len(line)
        if line.strip():
            yield rows.get(end, position), end
        position = end + 1
