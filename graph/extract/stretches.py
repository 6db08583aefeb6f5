"""A grammar of few words (dates): its patterns are run only on the stretches of a text that are made of its words.

Which words those are is taken from the patterns themselves. A match cannot go across a word that none of the patterns
can read, so what is found is the same as in the whole text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from graph.extract.cues import cued, said

_WORD = re.compile(r"\w+")
_MOST = 60_000  # words that are remembered
_PLAIN = {codes.CATEGORY_DIGIT, codes.CATEGORY_SPACE, codes.CATEGORY_NOT_WORD}


class _Kinds(dict[str, int]):
    """Of each word: 0, no pattern can read it; 1, some pattern can; 2, some pattern needs it, or it has figures."""

    def __init__(self, pieces: set[str], needed: int):
        super().__init__()
        parts = "|".join(sorted(map(re.escape, pieces), key=len, reverse=True))
        self._readable = re.compile(f"(?:{parts})+")
        self._needed = needed

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        telling = said(word) & self._needed or any(char.isdigit() for char in word)
        self[word] = 2 if telling else 1 if self._readable.fullmatch(word) else 0
        return self[word]


class Grammar:
    """Patterns by name, for text as `sound` gives it; each needs a figure or one of its words. Raises ValueError for
    a pattern that reads any word (`\\w`, `.`)."""

    def __init__(self, sources: Mapping[str, str]):
        self.patterns = {name: cued(source) for name, source in sources.items()}
        pieces: set[str] = set()
        for source in sources.values():
            pieces.update(_pieces(parser.parse(source)))
        needed = sum({pattern.bit for pattern in self.patterns.values()}) & ~said("")  # the rest need figures
        self._kinds = _Kinds(pieces, needed)

    def finditer(self, heard: str) -> list[tuple[str, re.Match[str]]]:
        """(name, match) of each pattern in turn, in the order of the text."""
        found: list[tuple[int, str, re.Match[str]]] = []
        for start, end in self._stretches(heard):
            words = heard[start:end]
            for number, (name, pattern) in enumerate(self.patterns.items()):
                if pattern.may(words):
                    found += [(number, name, match) for match in pattern.compiled.finditer(heard, start, end)]
        found.sort(key=lambda each: (each[0], each[2].start()))
        return [(name, match) for _, name, match in found]

    def _stretches(self, heard: str) -> Iterator[tuple[int, int]]:
        """Where words that can be read stand together, with one more at either end, of which a match may take a part."""
        spans = [match.span() for match in _WORD.finditer(heard)]
        kinds = [self._kinds[heard[start:end]] for start, end in spans]
        first = last = -1
        for index, kind in enumerate(kinds):
            if kind < 2 or index < last:
                continue
            left, right = index, index + 1
            while left > max(last, 0) and kinds[left - 1]:
                left -= 1
            while right < len(kinds) and kinds[right]:
                right += 1
            if last >= 0 and left - 1 > last:
                yield spans[first][0], spans[last][0]
                first = -1
            first = first if first >= 0 else max(left - 1, 0)
            last = min(right + 1, len(kinds))
        if last >= 0:
            yield spans[first][0], spans[last][0] if last < len(spans) else len(heard)


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
