"""A grammar of few words (dates): its patterns are run only on the stretches of a text that are made of its words.

Which words those are is taken from the patterns themselves. A match cannot go across a word that none of the patterns
can read, so what is found is the same as in the whole text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from graph.extract.cues import cued, said
from graph.extract.needs import cues

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_MOST = 20_000  # tokens that are remembered, and
_LONGEST = 40  # the letters of the longest of them
_PLAIN = {codes.CATEGORY_DIGIT, codes.CATEGORY_SPACE, codes.CATEGORY_NOT_WORD}


_READABLE, _TELLING = 1, 2
_FIRST = 4  # the first of the bits that stand for patterns


class _Kinds(dict[str, int]):
    """Of each token (what stands between spaces), in bits: some pattern can read all its words; some pattern needs one
    of them, or it has figures; and one bit for each pattern that it may belong to."""

    def __init__(self, pieces: set[str], needed: int, bits: Sequence[int]):
        super().__init__()
        parts = "|".join(sorted(map(re.escape, pieces), key=len, reverse=True))
        self._readable = re.compile(f"(?:{parts})+")
        self._needed, self._bits = needed, bits

    def __missing__(self, token: str) -> int:
        figures = any(map(str.isdigit, token))
        held = said(token) if figures else said(token) & self._needed
        kind = sum(_FIRST << number for number, bit in enumerate(self._bits) if held & bit)
        if held & self._needed or figures:
            kind |= _READABLE | _TELLING
        elif all(self._readable.fullmatch(word) for word in _WORD.findall(token)):
            kind |= _READABLE
        if len(token) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[token] = kind
        return kind


class Grammar:
    """Patterns by name, for text as `sound` gives it; each needs a figure or one of its words. Raises ValueError for
    a pattern that reads any word (`\\w`, `.`)."""

    def __init__(self, sources: Mapping[str, str]):
        patterns = {name: cued(source) for name, source in sources.items()}
        self._rows = [
            (number, name, _FIRST << number, each.compiled) for number, (name, each) in enumerate(patterns.items())
        ]
        pieces: set[str] = set()
        for source in sources.values():
            pieces.update(_pieces(parser.parse(source)))
        lettered = (each for each in patterns.values() if all(map(_LETTER.search, cues(each.pattern) or ("",))))
        needed = sum({each.bit for each in lettered})  # the rest need figures, in the token that has their mark
        self._kinds = _Kinds(pieces, needed, [each.bit for each in patterns.values()])

    def finditer(self, heard: str) -> list[tuple[str, re.Match[str]]]:
        """(name, match) of each pattern in turn, in the order of the text."""
        found: list[tuple[int, str, re.Match[str]]] = []
        for start, end, possible in self._stretches(heard):
            for number, name, bit, pattern in self._rows:
                if possible & bit:
                    found += [(number, name, match) for match in pattern.finditer(heard, start, end)]
        found.sort(key=lambda each: (each[0], each[2].start()))
        return [(name, match) for _, name, match in found]

    def _stretches(self, heard: str) -> Iterator[tuple[int, int, int]]:
        """Where tokens that can be read stand together, with one more at either end: a match may take a part of it; and
        the bits of the patterns that may match there. Those where none may are left out."""
        tokens = heard.split(" ")
        kinds = list(map(self._kinds.__getitem__, tokens))
        lengths = list(accumulate(map(len, tokens), initial=0))  # token i begins at lengths[i] + i: spaces are between
        for first, last in _joined(kinds):
            possible = reduce(or_, kinds[first:last])
            if possible >= _FIRST:
                yield lengths[first] + first, lengths[last] + last - 1, possible


def _joined(kinds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The tokens first..last-1 of each stretch."""
    first, last = 0, -1  # of the stretch at hand
    for index in [index for index, kind in enumerate(kinds) if kind & _TELLING]:
        if index < last:
            continue
        left, right = index, index + 1
        while left > max(last, 0) and kinds[left - 1] & _READABLE:
            left -= 1
        while right < len(kinds) and kinds[right] & _READABLE:
            right += 1
        left, right = max(left - 1, 0), min(right + 1, len(kinds))
        if left >= last:
            if last >= 0:
                yield first, last
            first = left
        last = right
    if last >= 0:
        yield first, last


def _pieces(items: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    """The letters that a pattern reads one after the other, cut where it cuts them."""
    run = ""
    for code, value in (*items, (None, None)):
        if code is codes.LITERAL:
            run += chr(value)
            continue
        yield from _WORD.findall(run)
        run = ""
        if code is codes.SUBPATTERN:
            yield from _pieces(value[3])
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from _pieces(value[2])
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pieces(value[1])
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _pieces(branch)
        elif code is codes.IN:
            yield from _members(value)
        elif code not in (None, codes.AT, codes.GROUPREF, codes.FAILURE):
            raise ValueError(f"a pattern that reads any word: {code}")


def _members(value: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    """The letters of a set of characters."""
    for code, each in value:
        if code is codes.LITERAL:
            yield from _WORD.findall(chr(each))
        elif code is codes.RANGE:
            yield from _WORD.findall(" ".join(map(chr, range(each[0], each[1] + 1))))
        elif code is not codes.CATEGORY or each not in _PLAIN:
            raise ValueError(f"a set that reads any word: {code}")
