"""The numbers of Word's lists: they are not in the text, but computed from `numbering.xml` while a document is read."""

import re
from dataclasses import dataclass
from typing import Any

from graph.records.formats.numerals import numeral
from graph.records.formats.word.inline import W, value

_KINDS = {
    "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "ordinalText": "ordinal",
}  # fmt: skip
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list's definition. text: as Word writes it («%1.%2)»); style: of paragraphs that belong to it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts: bool = True
    style: str = ""
    legal: bool = False


class Numbering:
    """Gives each numbered paragraph its mark. numbering: the root of `numbering.xml`, None when there is none."""

    def __init__(self, numbering: Any | None):
        self._levels: dict[str, list[_Level]] = {}  # by w:num
        self._abstract: dict[str, str] = {}  # w:num -> the definition that it counts on
        self._restart: dict[str, dict[int, int]] = {}  # w:num -> levels that begin anew with it
        self._counts: dict[str, list[int | None]] = {}  # by definition
        if numbering is not None:
            self._read(numbering)

    def mark(self, number: str, depth: int) -> str:
        """The mark of the next paragraph of list `number` at level `depth` (from 0): «2.», «a)», «-»; "" for none."""
        levels = self._levels.get(number)
        if not levels or not 0 <= depth < _LEVELS:
            return ""
        level = levels[depth]
        if level.format == "bullet":
            return "-"
        counts = self._counts.setdefault(self._abstract[number], [None] * _LEVELS)
        for at, start in self._restart.pop(number, {}).items():
            counts[at] = start - 1
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        for deeper in range(depth + 1, _LEVELS):
            if levels[deeper].restarts:
                counts[deeper] = None
        return "" if level.format == "none" and "%" in level.text else self._written(levels, counts, level)

    def depth_of(self, number: str, style: str) -> int:
        """The level of list `number` to which the paragraphs of a style (its id) belong."""
        levels = self._levels.get(number, [])
        return next((depth for depth, level in enumerate(levels) if level.style == style), 0)

    def _written(self, levels: list[_Level], counts: list[int | None], level: _Level) -> str:
        def figure(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            number = counts[at]
            kind = "1" if level.legal and levels[at] is not level else _KINDS.get(levels[at].format, "1")
            return numeral(levels[at].start if number is None else number, kind)

        return " ".join(re.sub(r"%([1-9])", figure, level.text).split())

    def _read(self, numbering: Any) -> None:
        definitions = {each.get(f"{W}abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")}
        linked = {value(each, "styleLink"): key for key, each in definitions.items() if value(each, "styleLink")}
        for number in numbering.iter(f"{W}num"):
            key = number.get(f"{W}numId")
            target = value(number, "abstractNumId")
            if target in definitions:
                target = linked.get(value(definitions[target], "numStyleLink"), target)
                self._abstract[key] = target
                self._levels[key] = _levels(definitions[target], number)
                self._restart[key] = {
                    int(each.get(f"{W}ilvl") or 0): _number(value(each, "startOverride"), 1)
                    for each in number.iter(f"{W}lvlOverride")
                    if value(each, "startOverride")
                }


def _levels(definition: Any, number: Any) -> list[_Level]:
    levels = [_Level() for _ in range(_LEVELS)]
    for each in (*definition.iter(f"{W}lvl"), *number.iter(f"{W}lvl")):
        depth = _number(each.get(f"{W}ilvl"), 0)
        if 0 <= depth < _LEVELS:
            levels[depth] = _Level(
                start=_number(value(each, "start"), 1),
                format=value(each, "numFmt") or "decimal",
                text=value(each, "lvlText"),
                restarts=value(each, "lvlRestart") != "0",
                style=value(each, "pStyle"),
                legal=each.find(f"{W}isLgl") is not None,
            )
    return levels


def _number(said: str | None, default: int) -> int:
    return int(said) if said and re.fullmatch(r"\d{1,6}", said) else default
