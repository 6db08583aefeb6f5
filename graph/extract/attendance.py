"""Lists of attendance: tables with a column for the name and others for the position and the institution."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.extract.grids import cells, is_rule
from graph.extract.sentences import Block, Span
from graph.extract.tables import alternatives, sound, table

_GENDERS = re.compile(r"\(\w{1,2}\)|/[ao]s?\b")  # «delegado(a)»
_DIVIDERS = ("|", "\t", "  ")
_COLUMNS = ("name", "position", "institution", "role")


@dataclass(frozen=True, slots=True)
class Attendant:
    """One row: the cells of the name, the position and the institution (None where the table has no such column),
    what the heading above announces (a key of `labels.toml` or ""), and what the column for it says of their role (a
    key of `people.toml`, "" where there is none)."""

    name: Span
    position: Span | None
    institution: Span | None
    label: str
    role: str = ""


@lru_cache(maxsize=1)
def _labels() -> dict[str, re.Pattern[str]]:
    return {column: re.compile(alternatives(table("people")["columns"][column])) for column in _COLUMNS}


@lru_cache(maxsize=1)
def _roles() -> dict[str, re.Pattern[str]]:
    return {role: re.compile(alternatives(words)) for role, words in table("people")["roles"].items()}


def _role(text: str, cell: Span | None) -> str:
    """What a cell says of a role; "other" when it says something that the table does not know."""
    said = " ".join(sound(text[slice(*cell)]).strip(" *_.()").split()) + " " if cell else ""
    return next(
        (role for role, pattern in _roles().items() if pattern.fullmatch(said)), "other" if said.strip() else ""
    )


def _header(text: str, start: int, end: int) -> dict[str, int] | None:
    """Which cell is which, when the line heads such a table."""
    found: dict[str, int] = {}
    for index, (left, right) in enumerate(cells(text, start, end)):
        said = " ".join(_GENDERS.sub("", sound(text[left:right])).strip(" *_.:¿?").split()) + " "
        column = next((name for name, pattern in _labels().items() if pattern.fullmatch(said)), None)
        if column:
            found.setdefault(column, index)
    if "institution" in found and "role" in found:
        found.setdefault("name", found["institution"])  # a list of bodies, with the capacity in which each is there
    return found if "name" in found and len(found) > 1 else None


def attendants(text: str, blocks: Sequence[Block]) -> Iterator[Attendant]:
    """The rows of every list of attendance in `text`, in order."""
    if not any(mark in text for mark in _DIVIDERS):
        return
    columns: dict[str, int] | None = None
    for block in blocks:
        start = text.rfind("\n", 0, block.start) + 1  # a block leaves the number of its row aside
        line = text[start : block.end]
        if not any(mark in line for mark in _DIVIDERS):
            columns = None if columns and line.strip() else columns
            continue
        heading = _header(text, start, block.end)
        if heading:
            columns = heading
        elif columns and not is_rule(line):
            parts = cells(text, start, block.end)
            if len(parts) < 2 or len(parts) <= columns["name"]:
                columns = None
                continue
            pick = {name: parts[at] for name, at in columns.items() if at < len(parts)}
            yield Attendant(
                pick["name"], pick.get("position"), pick.get("institution"), block.label, _role(text, pick.get("role"))
            )
