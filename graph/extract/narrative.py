"""A record as the rules read it: its sentences as clauses, with institutions, mesas and dates marked, and the focus."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from graph.extract.almanac import When, resolve
from graph.extract.attendance import Attendant, attendants
from graph.extract.clauses import Clause, MesaRef, make_clause
from graph.extract.cues import Phrases
from graph.extract.dates import find_dates
from graph.extract.findings import Body, Mention
from graph.extract.focus import discourse
from graph.extract.mesas import NamedMesa, find_mesas
from graph.extract.register import Register
from graph.extract.sentences import Block, blocks, label_of
from graph.extract.spans import inside
from graph.extract.standins import stand_ins
from graph.extract.tables import MESA, any_of, table
from graph.records.record import Record

_HEAD = 400  # characters of a text that tell which meeting it is about
_OF_YEAR = re.compile(r"\b(?:sesión|reunión|encuentro|mesa|acta|minuta)\b[^.;\n]{0,40}\b((?:19|20)\d\d)\b", re.I)


@dataclass(frozen=True, slots=True)
class Narrative:
    """What every kind of rule needs to know of a record.

    clauses: its sentences; focus, opening: the mesa in focus at the end and the beginning of each, by (start, end);
    background: mesas named in passing;
    reference: the day from which «ayer» and dates without a year count (the record's, else the first full date in it);
    by_span: the clauses by (start, end); attendants: the rows of lists of attendance;
    refs: what stands for a mesa, resolved; bodies: mentions and what stands for them («la Comisión», «el alcalde»).
    """

    record: Record
    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...]
    mesas: tuple[NamedMesa, ...]
    focus: dict[tuple[int, int], str | None]
    opening: dict[tuple[int, int], str | None]
    background: frozenset[str]
    reference: date | None
    dates: tuple[When, ...]
    refs: tuple[MesaRef, ...]
    bodies: tuple[Mention, ...]
    lineage: Callable[[Body], tuple[str, ...]]
    impossible: tuple[str, ...]
    by_span: dict[tuple[int, int], Clause]
    attendants: tuple[Attendant, ...]

    @property
    def text(self) -> str:
        """The record's text."""
        return self.record.text

    def mesa_at(self, clause: Clause, place: int, said: int | None = None) -> str | None:
        """The mesa that a phrase at heard[place] speaks of: the one it says, else the nearest before, else the first
        after, else the one in focus. None when there is none, or it is only named in passing."""
        places = [index for index in clause.places(MESA) if clause.mesa(index).name]
        before = [index for index in places if index < place]
        chosen = said if said is not None else before[-1] if before else places[0] if places else None
        name = clause.mesa(chosen).name if chosen is not None else self.focus.get((clause.start, clause.end))
        return None if name is None or name in self.background else name

    def mesas_at(self, clause: Clause, place: int, said: int | None = None, both: bool = True) -> tuple[str, ...]:
        """As `mesa_at`; if `both`, the two mesas of a record that tells of two, where the clause means them («asesora a
        ambas»)."""
        if both and said is None and not clause.places(MESA) and _several().search(clause.heard):
            told = [mesa.name for mesa in self.mesas if not mesa.sub and not mesa.background]
            if len(told) == _TWO:
                return tuple(told)
        mesa = self.mesa_at(clause, place, said)
        return (mesa,) if mesa else ()


_TWO = 2


@lru_cache(maxsize=1)
def _several() -> Phrases:
    return any_of(table("mesas")["anaphora"]["several"])


def narrate(
    record: Record, mentions: Sequence[Mention], register: Register, offices: Sequence[Mention] = ()
) -> Narrative:
    """Read `record` with the institutions that it mentions, and the offices that stand for one of them."""
    parts = blocks(record)
    mesas = find_mesas(record, mentions, [block.end for block in parts])
    talk = discourse(record.text, parts, mesas)
    dates, impossible = find_dates(record.text)
    dates = _with_year(record, dates)
    named = sorted([*mentions, *offices], key=lambda mention: mention.start)
    bodies = sorted([*named, *stand_ins(record.text, named, register)], key=lambda mention: mention.start)
    clauses = tuple(
        make_clause(
            record.text,
            start,
            end,
            inside(bodies, start, end),
            talk.within(start, end) if mesas else (),
            inside(dates, start, end),
            label_of(record.text, block, start, end),
        )
        for block in parts
        for start, end in block.sentences
    )
    background = frozenset(mesa.name for mesa in mesas if mesa.background)
    return Narrative(
        record,
        tuple(parts),
        clauses,
        tuple(mesas),
        talk.focus,
        talk.opening,
        background,
        _reference(record, dates),
        tuple(dates),
        talk.refs,
        tuple(bodies),
        lambda body: register.lineage(body.id) if body.id else (),
        tuple(impossible),
        {(clause.start, clause.end): clause for clause in clauses},
        tuple(attendants(record.text, parts)),
    )


def _with_year(record: Record, dates: list[When]) -> list[When]:
    """Days without a year, in the year that the head gives its session («Cuarta sesión de 2023»), when nothing else
    says which."""
    if record.date or any(when.year and when.kind in ("day", "month") for when in dates):
        return dates
    said = _OF_YEAR.search(record.text, 0, _HEAD)
    if not said:
        return dates
    return [
        replace(when, year=int(said[1])) if when.kind == "day" and when.shift_year is None else when for when in dates
    ]


def _reference(record: Record, dates: Sequence[When]) -> date | None:
    """The record's date, else the first full date that its text gives, else the first month with its year."""
    if record.date:
        return record.date
    full = (resolve(when, None) for when in dates if when.kind == "day" and when.year is not None)
    day = next((date.fromisoformat(day) for day in full if day), None)
    month = next((when for when in dates if when.kind == "month" and when.year and when.month), None)
    return day or (date(month.year or 1, month.month or 1, 1) if month else None)
