"""What is known of a page before it is read: words and strokes, in points from the upper left corner."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: x0 < x1 to the right, top < bottom downwards, in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way to the right."""
        return (self.x0 + self.x1) / 2

    def holds(self, other: "Box") -> bool:
        """Whether the centre of `other` lies inside."""
        return self.x0 <= other.centre <= self.x1 and self.top <= other.middle <= self.bottom


def around(boxes: "list[Box]") -> Box:
    """The smallest box that holds all of `boxes` (at least one)."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its text, the box of its letters (as high as the line of its font), whether it is bold."""

    text: str
    box: Box
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line of a table, from start to end: down at the x `at` when it is upright, else to the right at the y.

    drawn: it is a line; else the edge of a shaded area.
    """

    upright: bool
    at: float
    start: float
    end: float
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was found. dots: small filled shapes, which may be bullets. width, height: in points."""

    width: float
    height: float
    words: tuple[Word, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Box, ...] = field(default=())

    @property
    def letters(self) -> int:
        """How many letters (not digits or signs) its words have."""
        return sum(char.isalpha() for word in self.words for char in word.text)
