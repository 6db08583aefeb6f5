"""A sentence as rules read it: as it sounds, with one sign for each institution, mesa and date that it names.

The signs come from Unicode's private area (ranges in `tables.py`), so that a rule is an ordinary pattern over words and
signs, and distances do not depend on how long a name is. `Clause.at` leads back to the record's text.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from graph.extract.almanac import When
from graph.extract.findings import Mention
from graph.extract.tables import BODY, DATE, MESA, sound, sounded

_MARKUP = re.compile(r"\]\([^)\s]*\)|[*_\\\[\]<>#|]+|​")
# Inside a sentence a point only ends an abbreviation, or one of several points («a) …. b) …»).
_INNER_POINT = re.compile(r"(?<=\w)\.(?=\s+(?!\(?[a-h1-9]\)\s)\S)")
# What a sentence may have to be mended for: marks, points, white space that is no plain space. Most have none of it.
_ODD = re.compile("[*_\\\\\\[\\]<>#|.​\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_RUN = re.compile(r"\s+|\S+")
_LIMIT = 2000

Run = tuple[int, int, int]  # text[begin:end] is heard as so many characters: all of them, or one sign for all
Sign = tuple[int, int, str]  # text[begin:end] is heard as this sign


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


@dataclass(frozen=True)
class Clause:
    """One sentence. heard: its words and signs; at[i]: the offset in the record's text of heard[i]; ends[i]: where
    what heard[i] stands for ends there. runs: what of the text is heard, from which both are worked out when asked."""

    start: int
    end: int
    heard: str
    runs: tuple[Run, ...]
    bodies: tuple[Mention, ...]
    mesas: tuple[MesaRef, ...]
    dates: tuple[When, ...]
    label: str = ""

    @cached_property
    def at(self) -> tuple[int, ...]:
        """The offset in the record's text of each character of `heard`."""
        return tuple(
            place for begin, end, length in self.runs for place in (range(begin, end) if length > 1 else (begin,))
        )

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where in the record's text what each character of `heard` stands for ends."""
        return tuple(
            place for begin, end, length in self.runs for place in (range(begin + 1, end + 1) if length > 1 else (end,))
        )

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {BODY: [], MESA: [], DATE: []}
        index = 0
        for _, _, length in self.runs:
            char = self.heard[index]
            if length == 1 and BODY[0] <= char <= DATE[2]:
                found[BODY if char <= BODY[2] else MESA if char <= MESA[2] else DATE].append(index)
            index += length
        return found

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
        return list(self._places[signs])


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
    kept: list[Sign] = []
    named = _keep(mesas, MESA, start, end, kept)
    known = _keep(bodies, BODY, start, end, kept)
    dated = _keep(dates, DATE, start, end, kept)
    heard, runs = _render(text, start, end, kept)
    return Clause(start, end, heard, tuple(runs), known, named, dated, label)


def _keep(marks: Iterable[Mark], signs: str, start: int, end: int, kept: list[Sign]) -> tuple[Mark, ...]:
    """The marks inside the clause that none of `kept` covers; each gets the next sign and is added to `kept`, which is
    in the order of the text."""
    chosen: list[Mark] = []
    for mark in marks:
        after = bisect_left(kept, (mark.start,))
        free = (not after or kept[after - 1][1] <= mark.start) and (after == len(kept) or mark.end <= kept[after][0])
        if start <= mark.start and mark.end <= end and free and len(chosen) < _LIMIT:
            insort(kept, (mark.start, mark.end, chr(ord(signs[0]) + len(chosen))))
            chosen.append(mark)
    return tuple(chosen)


def _render(text: str, start: int, end: int, marks: list[Sign]) -> tuple[str, list[Run]]:
    """How text[start:end] is heard, and of what."""
    whole = sounded(text)
    odd = _ODD.search(text, start, end - 1) or _ODD.match(text, end - 1) and text[end - 1] != "."
    odd = odd or whole.find("  ", start, end) >= 0
    chars: list[str] = []
    runs: list[Run] = []
    position = start
    for begin, stop, sign in [*marks, (end, end, "")]:
        if position < begin:
            stretch = whole[position:begin]
            if stretch[-1] == "s":  # a c at the end is no s, whatever follows it
                stretch = stretch[:-1] + sound(text[begin - 1])
            if odd:
                _mend(text[position:begin], stretch, position, chars, runs)
            else:
                chars.append(stretch)
                runs.append((position, begin, begin - position))
        if sign:
            chars.append(sign)
            runs.append((begin, stop, 1))
        position = stop
    return "".join(chars), runs


def _mend(text: str, heard: str, start: int, chars: list[str], runs: list[Run]) -> None:
    """Words between marks: as they sound, white space collapsed, mark-up left out."""
    for left, right in _visible(text):
        for match in _RUN.finditer(heard, left, right):
            begin, end = match.span()
            if not match[0].isspace():
                chars.append(match[0])
                runs.append((start + begin, start + end, end - begin))
            elif not chars or chars[-1] != " ":
                chars.append(" ")
                runs.append((start + begin, start + begin + 1, 1))


def _visible(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text between its mark-up and its inner points."""
    position = 0
    hidden = [match.span() for pattern in (_MARKUP, _INNER_POINT) for match in pattern.finditer(text)]
    for begin, end in (*sorted(hidden), (len(text), len(text))):
        if position < begin:
            yield position, begin
        position = max(position, end)
