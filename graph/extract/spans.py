"""Stretches of a text: which ones lie inside another, and what is already taken; in time that long texts can bear."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Anything that stands at text[start:end]."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Kind = TypeVar("Kind", bound=Stretch)


_start = attrgetter("start")


def inside(marks: Sequence[Kind], start: int, end: int) -> list[Kind]:
    """The marks that lie wholly in text[start:end]. `marks` must be in the order of their start."""
    if not marks or marks[-1].start < start or marks[0].start >= end:
        return []
    index = bisect_left(marks, start, key=_start)
    found = []
    while index < len(marks) and marks[index].start < end:
        if marks[index].end <= end:
            found.append(marks[index])
        index += 1
    return found


def places(text: str, words: Iterable[str]) -> list[int]:
    """Where one of `words` (none empty) stands in `text`, alone or in another word, in order. To look for each in turn
    is many times faster than a pattern that has to try every word of the text."""
    found: set[int] = set()
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.add(place)
            place = text.find(word, place + 1)
    return sorted(found)


class Taken:
    """Which characters of a text of `length` characters are covered already."""

    def __init__(self, length: int, marks: Iterable[Stretch] = ()):
        self._covered = bytearray(length)
        for mark in marks:
            self.take(mark.start, mark.end)

    def take(self, start: int, end: int) -> None:
        """Cover text[start:end]."""
        self._covered[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of text[start:end] is covered."""
        return self._covered.find(1, start, end) < 0
