"""The people of a row: names in its cells for people, with the position and the institution that the row gives them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.extract.findings import Body, Person
from graph.extract.tables import sound, table
from graph.records.record import Cell

_EACH = re.compile(r"[^;|\n]+")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){1,6}")
_LINKS = frozenset(("de", "del", "la", "las", "los", "y"))


def people_of(text: str, persons: list[Cell], position: Cell | None, body: Body | None) -> Iterator[Person]:
    """The people that a row names. position: said of a row's only person; body: the row's only institution."""
    held = " ".join(text[position.start : position.end].split()) if position else None
    found = [(start, end) for cell in persons for start, end in _names(text, cell)]
    for start, end in found:
        name = " ".join(text[start:end].split())
        shown = " ".join(_cased(word) for word in name.split()) if name.isupper() or name.islower() else name
        yield Person(shown, held if len(found) == 1 else None, body, start, end)


def _names(text: str, cell: Cell) -> Iterator[tuple[int, int]]:
    """The stretches of a cell that are names of two words or more, titles («Licda.») left aside."""
    for match in _EACH.finditer(text, cell.start, cell.end):
        start, end = match.span()
        while True:
            while start < end and not text[start].isalpha():
                start += 1
            word = re.compile(r"[^\W\d_]+\.?").match(text, start, end)
            if not word or sound(word[0]).rstrip(".") not in _titles():
                break
            start = word.end()
        found = _NAME.fullmatch(text[start:end].rstrip(" .,;"))
        if found and all(word[0].isupper() or word in _LINKS for word in found[0].split() if not found[0].islower()):
            yield start, start + len(found[0])


def _cased(word: str) -> str:
    return word.lower() if word.lower() in _LINKS else word.capitalize()


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(sound(title).rstrip(".") for title in table("people")["titles"])
