"""Tables of agreements (columns for what, who and when), as lines with bars, tabs or wide white space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graph.extract.cues import Cued, cued
from graph.extract.labels import role_of
from graph.extract.sentences import Span
from graph.extract.tables import alternatives, sound, table

_CELL = re.compile(r"[^\s|](?:[^|\t\n ]|  ?(?! ))*")
_WHAT = re.compile(r"actibidad|asion|accion|descripsion|tarea|tema|asunto|producto|meta|que $")
_RULE = re.compile(r"[\s|:+=-]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the span of the agreement itself, and those of the cells of who and when (None: no such column)."""

    what: Span
    who: Span | None
    when: Span | None


def cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a line, empty ones between bars too; a line that is no row of a table has one."""
    line = text[start:end].strip()
    if "|" in line and "\n" not in line:
        return list(_between_bars(text, start, end))
    found = [(match.start(), match.start() + len(match[0].rstrip())) for match in _CELL.finditer(text, start, end)]
    return [(left, right) for left, right in found if right > left]


def _between_bars(text: str, start: int, end: int) -> Iterator[Span]:
    bars = [place for place in range(start, end) if text[place] == "|"]
    edges = [start - 1, *bars, end]
    for number, (left, right) in enumerate(pairwise(edges)):
        cell = text[left + 1 : right]
        if not cell.strip() and number in (0, len(edges) - 2):
            continue  # outside of the outer bars
        begin = left + 1 + len(cell) - len(cell.lstrip())
        yield begin, max(begin, right - len(cell) + len(cell.rstrip()))


def _has_columns(text: str, start: int, end: int) -> bool:
    """Whether something divides the line; `cells` takes a hundred times longer to say so."""
    line = text[start:end]
    return "|" in line or "\t" in line or "\n" in line or "   " in line


def is_rule(text: str) -> bool:
    """Whether the line only draws the table («|---|---|»)."""
    return bool(_RULE.fullmatch(text))


@lru_cache(maxsize=4)
def _label(name: str) -> Cued:
    return cued(alternatives(table("agreements")["responsible"][name]))


def header(text: str, start: int, end: int) -> dict[str, int] | None:
    """Which column says what, when the line is the heading of such a table: what, who, when by number; else None."""
    if not _has_columns(text, start, end):
        return None
    found: dict[str, int] = {}
    firm = False
    for index, (left, right) in enumerate(cells(text, start, end)):
        if sound(text[left:right]).strip() in ("hora", "horario"):
            return None
        said = " ".join(sound(text[left:right]).split()) + " "
        if _label("labels").fullmatch(said):
            found.setdefault("who", index)
        elif _label("due_labels").fullmatch(said):
            found.setdefault("when", index)
        elif role_of(text[left:right]) == "agreements" or _WHAT.match(said):
            found.setdefault("what", index)
            firm = firm or role_of(text[left:right]) == "agreements"
    return found if len(found) > 1 and (firm or "when" in found) else None


def row(text: str, start: int, end: int, columns: dict[str, int]) -> Row | None:
    """The line as a row under `columns`; None when it is none."""
    parts = cells(text, start, end)
    what = columns.get("what", 0)
    if len(parts) < 2 or what >= len(parts) or parts[what][0] == parts[what][1]:
        return None
    filled = [part for part in parts if part[0] < part[1]]
    pick = {name: parts[index] for name, index in columns.items() if index < len(parts)}
    return Row((parts[what][0], max(filled[-1][1], parts[what][1])), pick.get("who"), pick.get("when"))
