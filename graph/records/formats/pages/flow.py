"""Lines that follow each other -> passages: paragraphs put together; items, short lines and headings as they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.records.formats.pages.lines import Piece
from graph.records.lines import ends_open, in_capitals, is_item, is_label

_SPACE = 0.25  # a space, in heights of the line
_CLOSE = 1.7  # a distance of lines, in heights, that few lines may have without being paragraphs of their own
_NARROW = 25  # heights of the line: a cell, where names and positions stand below each other
_HYPHENS = "-\u2010\xad\x02"
_SOFT = "\u2010\xad"
_ENDS = (".", ":", ";", "!", "?")
_PAIRED = re.compile(r"[áéíóú]\w*o$")  # «técnico-científico»: no word is divided after such a beginning


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item or a line that stands for itself.

    close: it follows the passage above without a blank line. full: its last line reaches the end, so that it may go on
    in the next column or on the next page. mark: it is an item. bold: all of it is. opens: a column begins with it.
    """

    text: str
    close: bool = False
    full: bool = False
    mark: bool = False
    bold: bool = False
    opens: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it ends where no sentence does."""
        return not self.text.endswith(_ENDS)


@dataclass(frozen=True, slots=True)
class Measure:
    """The column in which lines are set: from `left` to `right`; leading: usual distance of lines, in their heights."""

    left: float
    right: float
    leading: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.right - self.left


def leading(lines: Sequence[Piece]) -> float:
    """The usual distance from line to line, in heights of the lines; 1.15 when there are too few to tell."""
    steps = sorted(
        (below.box.middle - above.box.middle) / max(above.height, below.height, 1.0)
        for above, below in zip(lines, lines[1:], strict=False)
        if abs(above.height - below.height) < 0.15 * max(above.height, below.height)
    )
    steps = [step for step in steps if 0.8 < step < 2.6]
    if len(steps) > 3:
        return steps[len(steps) // 4]
    return min((step for step in steps if step < _CLOSE), default=1.15)


def passages(lines: Sequence[Piece], measure: Measure) -> Iterator[Passage]:
    """The lines of one column, put together as they were written."""
    group: list[Piece] = []
    close = False
    for line in lines:
        if group and _goes_on(group, line, measure):
            group.append(line)
            continue
        if group:
            yield _passage(group, close, measure)
            close = _is_close(group[-1], line, measure)
        group = [line]
    if group:
        yield _passage(group, close, measure)


def _passage(group: Sequence[Piece], close: bool, measure: Measure) -> Passage:
    text = group[0].text
    for line in group[1:]:
        text = join(text, line.text)
    last = group[-1]
    full, bold = _room(last, measure) < 0.2 * measure.width, all(line.bold for line in group)
    return Passage(text, close, full, is_item(group[0].text + " "), bold)


def _is_close(above: Piece, line: Piece, measure: Measure) -> bool:
    """Whether a line that begins anew stands directly below: no blank space, the same letters."""
    return _step(above, line) <= measure.leading * 1.3 + 0.1 and _alike(above, line)


def _step(above: Piece, line: Piece) -> float:
    """From line to line, in heights; a line above (the next column) is far away."""
    step = (line.box.middle - above.box.middle) / max(above.height, line.height, 1.0)
    return step if step > 0 else 9.0


def _alike(one: Piece, other: Piece) -> bool:
    return abs(one.height - other.height) <= 0.12 * max(one.height, other.height)


def _goes_on(group: Sequence[Piece], line: Piece, measure: Measure) -> bool:
    """Whether `line` was broken off from the group above it, and not begun by its writer."""
    above = group[-1]
    text = line.text
    if _step(above, line) > measure.leading * 1.3 + 0.1 or not _alike(above, line):
        return False
    if _is_divided(above.text, text):
        return True
    if is_item(text + " ") or is_label(text) or in_capitals(text) != in_capitals(above.text):
        return False
    if above.words[-1].bold != line.words[0].bold and _is_heading(above, line, measure):
        return False
    marked = is_item(group[0].text + " ")
    if not marked and _is_indented(above, line, measure):
        return False
    if marked and line.box.x0 < group[0].box.x0 - 0.5 * line.height:
        return False
    if not above.text.endswith(_ENDS) and (text[0].islower() or ends_open(above.text)):
        return True
    first = line.words[0].box.width + _SPACE * line.height
    return first > _room(above, measure) - 0.5 * line.height


def _is_heading(above: Piece, line: Piece, measure: Measure) -> bool:
    """Whether a change to or from bold between two lines divides them; in a paragraph words are bold anywhere."""
    narrow = measure.width < _NARROW * line.height and line.bold and not any(word.bold for word in above.words)
    return above.bold or narrow or (line.words[0].bold and above.text.endswith((".", ":")))


def _is_indented(above: Piece, line: Piece, measure: Measure) -> bool:
    """Whether a line begins a paragraph by standing further in than the one above, and not because it is centred."""
    height = 0.9 * line.height
    further = line.box.x0 - above.box.x0 > height and above.box.x0 - measure.left < height
    return further and abs(line.box.centre - above.box.centre) > 0.35 * line.height


def _room(line: Piece, measure: Measure) -> float:
    """The width that was left over on a line: at its end, or on both sides when it is centred, or before it."""
    before, after = line.box.x0 - measure.left, measure.right - line.box.x1
    if before > 1.5 * line.height and abs(before - after) < max(line.height, 0.03 * measure.width):
        return before + after
    if before > 0.3 * measure.width and after < line.height:
        return before
    return after


def join(text: str, more: str) -> str:
    """Two lines of one paragraph as one; a word that was divided at the end of the first is whole again."""
    if not _is_divided(text, more):
        return f"{text} {more}"
    pair = text[-1] not in _SOFT and (not more[0].islower() or not text[-2].isalpha() or _PAIRED.search(text[:-1]))
    if not pair:
        return text[:-1] + more
    return text[:-1] + "-" + more


def _is_divided(text: str, more: str) -> bool:
    """Whether a line ends in the middle of a word, or of a pair («Sub-», «2024-»), that the next one ends."""
    return text[-1:] in _HYPHENS and text[-2:-1].isalnum() and more[:1].isalnum()


def clean(text: str) -> str:
    """The text with everybody's hyphens, and without those that only say where a word might be divided."""
    return re.sub("[\u2010\u2011\x02]", "-", text.replace("\xad", ""))
