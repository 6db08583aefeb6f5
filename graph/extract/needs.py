"""What letters a text must hold for a pattern to match in it: its cues, taken from the pattern itself by the parser of
`re`."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Cues = frozenset[str]
_NONE: Cues = frozenset()
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
EDGE = "\0"  # in a cue: here a word begins or ends
_OPEN = "\1"  # while a pattern is read: here its part begins or ends, and what comes beside it is not known yet
_BETWEEN = re.compile(r"(?<=\w)(?=[^\w\0])|(?<=[^\w\0])(?=\w)")
_BOUNDARY = (codes.AT, codes.AT_BOUNDARY)
_WHITE = list(parser.parse(r"\s"))


@lru_cache(maxsize=4096)
def cues(source: str) -> Cues:
    """Strings without white space of which every text that the pattern `source` matches holds one; empty when that
    cannot be said (then the pattern has to be run). Where words begin and end they have a mark, as in `_edged`."""
    return frozenset(_BETWEEN.sub(EDGE, each.strip(_OPEN)) for each in _of_sequence(parser.parse(source)))


@lru_cache(maxsize=4096)
def further(source: str) -> Cues:
    """As `cues`, for another part of the pattern: what matches holds one of these too. Empty when there is none."""
    found = list(_each_of(parser.parse(source)))
    best = max(found, key=_worth, default=_NONE)
    other = max((each for each in found if each != best), key=_worth, default=_NONE)
    return frozenset(_BETWEEN.sub(EDGE, each.strip(_OPEN)) for each in other)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Cues:
    """The best cues of what must stand in a row: those of which the shortest is longest."""
    return max(_each_of(items), key=_worth, default=_NONE)


def _each_of(items: Iterable[tuple[Any, Any]]) -> Iterator[Cues]:
    """The cues of each thing that must stand in a row, where it has some."""
    rows = list(_rows(items))
    for index, (code, value) in enumerate(rows):
        before = rows[index - 1] if index else _OPEN
        after = rows[index + 1] if index + 1 < len(rows) else _OPEN
        if found := _fitted(_of_item(code, value), before, after):
            yield found


def _rows(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """The items of a sequence, letters in a row as one."""
    run = ""
    for code, value in items:
        if code is codes.LITERAL:
            run += chr(value)
            continue
        if run:
            yield codes.LITERAL, run
        run = ""
        yield code, value
    if run:
        yield codes.LITERAL, run


def _fitted(found: Cues, before: Any, after: Any) -> Cues:
    """Cues of an item as those of the row that it stands in: the marks at their ends, now that its neighbours are
    known."""
    fitted = set()
    for each in found:
        bare = each.strip(_OPEN)
        left = _mark(before, bare[0]) if each[0] == _OPEN else ""
        right = _mark(after, bare[-1]) if each[-1] == _OPEN else ""
        fitted.add(left + bare + right)
    return frozenset(fitted)


def _mark(neighbour: Any, char: str) -> str:
    """What the neighbour of a part says of the end, with the letter `char`, of a cue in it."""
    spaces = neighbour[0] in _REPEATS and neighbour[1][0] > 0 and list(neighbour[1][2]) == _WHITE
    if neighbour == _BOUNDARY or (spaces and char.isalnum()):
        return EDGE
    return _OPEN if neighbour == _OPEN else ""


def _of_item(code: Any, value: Any) -> Cues:
    if code is codes.LITERAL:
        pieces = [piece for piece in f"{_OPEN}{value}{_OPEN}".split() if len(piece.strip(_OPEN)) > 1 or _is_mark(piece)]
        return frozenset((max(pieces, key=len),)) if pieces else _NONE
    if code is codes.SUBPATTERN:
        return _of_sequence(value[3])
    if code is codes.ATOMIC_GROUP:
        return _of_sequence(value)
    if code in _REPEATS and value[0] > 0:
        return frozenset(each.strip(_OPEN) for each in _of_sequence(value[2]))
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
        members = frozenset(chr(char) for _, char in value)
        return members if all(map(_is_mark, members)) else _NONE
    if code is codes.BRANCH:
        branches = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else _NONE
    return _NONE


def _is_mark(piece: str) -> bool:
    """Whether it is one mark: single letters are everywhere and tell nothing."""
    bare = piece.strip(_OPEN)
    return len(bare) == 1 and not bare.isalnum() and not bare.isspace()


def _worth(found: Cues) -> tuple[int, int]:
    return min((len(each.strip(_OPEN)) for each in found), default=0), -len(found)
