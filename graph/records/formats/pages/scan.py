"""A picture of a page -> the straight lines of its tables: long dark runs, along its rows and along its columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.records.formats.pages.page import Stroke

_DARK = 180  # of 255: darker than this is ink; thin lines come out grey
_LEVEL, _UPRIGHT = 0.3, 0.2  # inches of a dark run that is no letter's; a table's rows are lower than its columns wide
_THICK = 0.04  # inches beside a line where there must be paper: letters on a dark ground have none


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture: width times height bytes from the upper left corner, 0 is black; dots to the inch."""

    width: int
    height: int
    pixels: bytes
    resolution: int

    @property
    def points(self) -> float:
        """How many points a dot is wide."""
        return 72 / self.resolution

    def turned(self, turns: int) -> "Picture":
        """The picture turned clockwise by quarters."""
        if turns == 2:
            return replace(self, pixels=self.pixels[::-1])
        if turns % 2 == 0:
            return self
        columns = (self.pixels[column :: self.width] for column in range(self.width))
        rows = [column[::-1] for column in columns] if turns == 1 else list(columns)[::-1]
        return replace(self, width=self.height, height=self.width, pixels=b"".join(rows))


def lines_in(picture: Picture) -> list[Stroke]:
    """The straight lines of a picture, in points."""
    ink = picture.pixels.translate(bytes(int(value < _DARK) for value in range(256)))
    turned = b"".join(ink[column :: picture.width] for column in range(picture.width))
    thick = max(int(_THICK * picture.resolution), 1)
    level = _runs(ink, picture.width, picture.height, int(_LEVEL * picture.resolution), thick)
    upright = _runs(turned, picture.height, picture.width, int(_UPRIGHT * picture.resolution), thick)
    scale = picture.points
    found = [Stroke(False, at * scale, start * scale, end * scale) for at, start, end in level]
    return found + [Stroke(True, at * scale, start * scale, end * scale) for at, start, end in upright]


def _runs(ink: bytes, width: int, height: int, shortest: int, thick: int) -> Iterator[tuple[int, int, int]]:
    """(row, start, end) of each long dark run beside which there is paper, above or below."""
    run, free = re.compile(rb"\x01{%d,}" % shortest), re.compile(rb"\x00{%d,}" % shortest)
    crossing = re.compile(rb"(?<!\x01)\x01{1,%d}(?!\x01)" % thick)  # another line
    for row in range(thick, height - thick):
        for match in run.finditer(ink, row * width, (row + 1) * width):
            start, end = match.start() - row * width, match.end() - row * width
            above, below = (ink[line * width + start : line * width + end] for line in (row - thick, row + thick))
            closed = (int.from_bytes(above) & int.from_bytes(below)).to_bytes(end - start)  # ink on both sides
            for part in free.finditer(crossing.sub(_as_paper, closed)):
                yield row, start + part.start(), start + part.end()


def _as_paper(match: re.Match[bytes]) -> bytes:
    return bytes(len(match[0]))
