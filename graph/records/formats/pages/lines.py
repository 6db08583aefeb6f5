"""Words -> lines by their height on the page, and lines -> pieces where a gap is wider than between words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from graph.records.formats.pages.page import Box, Word, around

WIDE = 0.95  # a gap that divides, in heights of the line
_EQUAL, _WIDEST = 0.08, 3.0  # how far gaps of a justified line may differ, and how wide they may be, in heights
_SEVERAL = 2  # such gaps after each other
_MARK = re.compile(r"[•·▪●–—✓➢*-]|\(?\d{1,2}(?:\.\d{1,2})*[.)]-?|\(?[a-zA-Z]\)|[ivxIVX]{1,4}[.)]")
Line = list[Word]

_DRAWING = 500  # small shapes
_SPACED = 4  # capitals one by one that are taken for a word


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that stand together."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        """The height of most of its letters."""
        return median(word.box.height for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)


def piece(words: Iterable[Word]) -> Piece:
    """The words (at least one) as one piece, from left to right."""
    ordered = tuple(sorted(words, key=lambda word: word.box.x0))
    return Piece(ordered, around([word.box for word in ordered]))


def lines(words: Iterable[Word]) -> list[Line]:
    """The words of each line, from top to bottom and from left to right."""
    found: list[Line] = []
    home: Box | None = None
    for word in sorted(words, key=lambda each: (each.box.middle, each.box.x0)):
        if home is not None and _level(home, word.box):
            found[-1].append(word)
            home = word.box if word.box.height > home.height else home
        else:
            found.append([word])
            home = word.box
    return [_closed_up(sorted(line, key=lambda word: word.box.x0)) for line in found]


def _level(one: Box, other: Box) -> bool:
    """Whether two words stand on one line; a raised figure stands on that of its word."""
    return abs(one.middle - other.middle) < 0.5 * min(one.height, other.height)


def pieces(line: Sequence[Word]) -> list[Piece]:
    """The pieces of one line; a list's mark stays with its text."""
    filled = _filled(line)
    groups = [[line[0]]]
    for at, word in enumerate(line[1:]):
        if at in filled or not _divided(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [piece(group) for group in groups]


def _filled(line: Sequence[Word]) -> set[int]:
    """The gaps (by number) that only fill a justified line: several of the same width follow each other."""
    gaps = [right.box.x0 - left.box.x1 for left, right in zip(line, line[1:], strict=False)]
    filled: set[int] = set()
    start = 0
    for at in range(1, len(gaps) + 1):
        if at < len(gaps) and abs(gaps[at] - gaps[start]) < _EQUAL * line[0].box.height:
            continue
        if at - start >= _SEVERAL and gaps[start] < _WIDEST * line[0].box.height:
            filled.update(range(start, at))
        start = at
    return filled


def _divided(before: Sequence[Word], word: Word) -> bool:
    last = before[-1]
    gap = word.box.x0 - last.box.x1
    height = max(min(last.box.height, word.box.height), 1.0)
    if len(before) == 1 and _MARK.fullmatch(last.text):
        return gap > 5 * height
    return gap > WIDE * height


def without(sheet: Iterable[Line], dropped: set[int]) -> list[Line]:
    """The lines without the words with these ids, and without those that have no other."""
    kept = ([word for word in line if id(word) not in dropped] for line in sheet)
    return [line for line in kept if line]


def bulleted(sheet: Sequence[Line], dots: Iterable[Box]) -> list[Line]:
    """The lines, and a bullet in each before whose first word a small shape stands; a drawing has too many of them."""
    found, shapes = [list(line) for line in sheet], list(dots)
    for dot in shapes if len(shapes) < _DRAWING else ():
        for line in found:
            start = line[0].box
            if start.top < dot.middle < start.bottom and 0 < start.x0 - dot.x1 < 2 * start.height:
                line.insert(0, Word("•", Box(dot.x0, start.top, dot.x1, start.bottom)))
                break
    return found


def _closed_up(line: Line) -> Line:
    """The line with its spaced letters («A C T A») as words, and raised endings («3er») at their figures."""
    closed: Line = []
    run: Line = []
    for word in line:
        single = len(word.text) == 1 and word.text.isalpha()
        if not single or (run and not _near(run[-1], word)):
            closed += _words_of(run)
            run = []
        if not run and closed and _is_raised(closed[-1], word):
            closed[-1] = _joined([closed[-1], word])
        else:
            (run if single else closed).append(word)
    return closed + _words_of(run)


def _is_raised(before: Word, word: Word) -> bool:
    """Whether a word is the small ending of the figure before it."""
    close = word.box.x0 - before.box.x1 < 0.15 * before.box.height
    return close and word.box.height < 0.85 * before.box.height and before.text[-1].isdigit() and word.text.isalpha()


def _near(one: Word, other: Word) -> bool:
    return other.box.x0 - one.box.x1 < 1.6 * one.box.height


def _words_of(run: Sequence[Word]) -> Line:
    """Single letters as the words they make, if they are so many that they are spaced: the space between two words is
    wider than that between two letters."""
    if len(run) < _SPACED:
        return list(run)
    gaps = [right.box.x0 - left.box.x1 for left, right in zip(run, run[1:], strict=False)]
    usual = median(sorted(gaps)[: len(gaps) // 2 + 1])
    groups = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > max(1.6 * usual, usual + 0.15 * word.box.height):
            groups.append([word])
        else:
            groups[-1].append(word)
    return [_joined(group) for group in groups]


def _joined(group: Sequence[Word]) -> Word:
    box = around([word.box for word in group])
    return Word("".join(word.text for word in group), box, all(word.bold for word in group))
