"""A sentence as rules read it: as it sounds, with one sign for each institution, mesa and date that it names.

The signs come from Unicode's private area (ranges in `tables.py`), so that a rule is an ordinary pattern over words and
signs, and distances do not depend on how long a name is. `Clause.at` leads back to the record's text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from graph.extract.almanac import When
from graph.extract.findings import Mention
from graph.extract.tables import BODY, DATE, MESA, sound

_MARKUP = re.compile(r"\]\([^)\s]*\)|[*_\\\[\]<>#|]+|​")
_INNER_POINT = re.compile(r"(?<=\w)\.(?=\s+\S)")  # inside a sentence a point only ends an abbreviation
_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class MesaRef:
    """Words at text[start:end] that stand for a mesa: by name («Mesa de Agua»), or as the one talked about.

    name: the mesa's, None while unknown; kind: name | anaphor («esta Mesa») | meeting («la reunión») | first | second
    (of two: «a la primera asistieron»); ordinal: of the session («tercera reunión»), if said.
    """

    start: int
    end: int
    name: str | None
    kind: str
    ordinal: int | None = None


Mark = TypeVar("Mark", Mention, MesaRef, When)


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence. heard: its words and signs; at[i]: the offset in the record's text of heard[i]."""

    start: int
    end: int
    heard: str
    at: tuple[int, ...]
    ends: tuple[int, ...]
    bodies: tuple[Mention, ...]
    mesas: tuple[MesaRef, ...]
    dates: tuple[When, ...]
    label: str = ""

    def body(self, index: int) -> Mention:
        """The institution whose sign stands at heard[index]."""
        return self.bodies[ord(self.heard[index]) - ord(BODY[0])]

    def mesa(self, index: int) -> MesaRef:
        """The mesa whose sign stands at heard[index]."""
        return self.mesas[ord(self.heard[index]) - ord(MESA[0])]

    def date(self, index: int) -> When:
        """The date whose sign stands at heard[index]."""
        return self.dates[ord(self.heard[index]) - ord(DATE[0])]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the record's text of heard[start:end]."""
        return self.at[start], self.ends[max(start, end - 1)]

    def places(self, signs: str) -> list[int]:
        """Where in `heard` the signs of one range (BODY, MESA, DATE) stand."""
        return [index for index, char in enumerate(self.heard) if signs[0] <= char <= signs[2]]


def make_clause(
    text: str,
    start: int,
    end: int,
    bodies: Iterable[Mention],
    mesas: Iterable[MesaRef],
    dates: Iterable[When],
    label: str = "",
) -> Clause:
    """text[start:end] as a clause. Of overlapping marks a mesa wins over an institution, and both over a date."""
    kept: list[tuple[int, int, str]] = []
    named = _keep(mesas, MESA, start, end, kept)
    known = _keep(bodies, BODY, start, end, kept)
    dated = _keep(dates, DATE, start, end, kept)
    heard, at, ends = _render(text, start, end, sorted(kept))
    return Clause(start, end, heard, tuple(at), tuple(ends), known, named, dated, label)


def _keep(
    marks: Iterable[Mark], signs: str, start: int, end: int, kept: list[tuple[int, int, str]]
) -> tuple[Mark, ...]:
    """The marks inside the clause that none of `kept` covers; each gets the next sign and is added to `kept`."""
    chosen: list[Mark] = []
    for mark in marks:
        free = all(mark.end <= other[0] or mark.start >= other[1] for other in kept)
        if start <= mark.start and mark.end <= end and free and len(chosen) < _LIMIT:
            kept.append((mark.start, mark.end, chr(ord(signs[0]) + len(chosen))))
            chosen.append(mark)
    return tuple(chosen)


def _render(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> tuple[str, list[int], list[int]]:
    chars: list[str] = []
    at: list[int] = []
    ends: list[int] = []
    position = start
    for begin, stop, sign in [*marks, (end, end, "")]:
        _plain(text, position, begin, chars, at, ends)
        if sign:
            chars.append(sign)
            at.append(begin)
            ends.append(stop)
        position = stop
    return "".join(chars), at, ends


def _plain(text: str, start: int, end: int, chars: list[str], at: list[int], ends: list[int]) -> None:
    """Words between marks: as they sound, white space collapsed, mark-up left out."""
    stretch = text[start:end]
    hidden = {i for match in _MARKUP.finditer(stretch) for i in range(match.start(), match.end())}
    hidden |= {match.start() for match in _INNER_POINT.finditer(stretch)}
    for index, char in enumerate(sound(stretch)):
        if index in hidden:
            continue
        if char.isspace():
            if chars and chars[-1] == " ":
                continue
            char = " "
        chars.append(char)
        at.append(start + index)
        ends.append(start + index + 1)
