"""Patterns that are only run where they can match: a word decides, most of the time, that a phrase is not there.

Every pattern over text as `sound` gives it needs certain letters: «se acord» or «convin» and so on. They are taken
from the pattern itself, by the parser of `re`, so that the tables stay the only list. The words of a sentence are
looked up once (each word is remembered with the patterns that it may belong to, one bit for each), and a pattern whose
bit is missing is not run. What is found is the same; finding nothing costs a hundredth.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, reduce, wraps
from operator import or_
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any, Generic, TypeVar

import ahocorasick

_MOST = 20_000  # words that are remembered, and
_LONGEST = 40  # the letters of the longest of them
_SENTENCE = 4000  # characters of the longest sentence whose answers are remembered with many others

Found = TypeVar("Found")
Cues = frozenset[str]
_NONE: Cues = frozenset()
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
_EDGE = "\0"  # in a cue: here a word begins or ends
_OPEN = "\1"  # while a pattern is read: here its part begins or ends, and what comes beside it is not known yet
_BETWEEN = re.compile(r"(?<=\w)(?=[^\w\0])|(?<=[^\w\0])(?=\w)")
_BOUNDARY = (codes.AT, codes.AT_BOUNDARY)
_WHITE = list(parser.parse(r"\s"))


@lru_cache(maxsize=4096)
def cues(source: str) -> Cues:
    """Strings without white space of which every text that the pattern `source` matches holds one; empty when that
    cannot be said (then the pattern has to be run). Where words begin and end they have a mark, as in `_edged`."""
    return frozenset(_BETWEEN.sub(_EDGE, each.strip(_OPEN)) for each in _of_sequence(parser.parse(source)))


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Cues:
    """The best cues of what must stand in a row: those of which the shortest is longest."""
    rows = list(_rows(items))
    best = _NONE
    for index, (code, value) in enumerate(rows):
        before = rows[index - 1] if index else _OPEN
        after = rows[index + 1] if index + 1 < len(rows) else _OPEN
        best = max(best, _fitted(_of_item(code, value), before, after), key=_worth)
    return best


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
        return _EDGE
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


def _edged(word: str) -> str:
    """A word of a text (what stands between white space) with a mark at every place where letters begin or end."""
    return re.sub(r"\b", _EDGE, word)


class _Words(dict[str, int]):
    """What each word may belong to: bit i for pattern i. Words are looked up once, in one pass (Aho-Corasick)."""

    def __init__(self) -> None:
        super().__init__()
        self.bits: dict[str, int] = {}
        self.count = 0
        self.always = 0  # the bits of patterns without cues: every text may have them
        self._automaton: Any = None

    def enter(self, sought: Cues) -> int:
        """A new bit, for what needs one of `sought`. What was known of words is forgotten."""
        bit = 1 << self.count
        self.count += 1
        self.always |= 0 if sought else bit
        for each in sought:
            self.bits[each] = self.bits.get(each, 0) | bit
        self._automaton = None
        self.clear()
        for answers in _answers:
            answers.cache_clear()
        return bit

    def __missing__(self, word: str) -> int:
        if not self.bits:
            return 0
        if self._automaton is None:
            self._automaton = ahocorasick.Automaton()
            for each, bits in self.bits.items():
                self._automaton.add_word(each, bits)
            self._automaton.make_automaton()
        found = reduce(or_, (bits for _, bits in self._automaton.iter(_edged(word))), 0)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found


_words = _Words()
_answers: list[Any] = []  # what is forgotten when a pattern is added


def remembered(function: Callable[[str], Found]) -> Callable[[str], Found]:
    """`function`, its answers kept for the last sentences that were asked about and for the last longer text: a
    record's whole text must not stay in memory when the record has been read."""
    of_sentence, of_text = lru_cache(maxsize=256)(function), lru_cache(maxsize=1)(function)

    @wraps(function)
    def ask(heard: str) -> Found:
        return of_sentence(heard) if len(heard) <= _SENTENCE else of_text(heard)

    _answers.extend((of_sentence, of_text))
    return ask


@remembered
def said(heard: str) -> int:
    """The patterns that may match in `heard`, one bit for each."""
    return reduce(or_, map(_words.__getitem__, heard.split()), _words.always)


class Cued:
    """A compiled pattern that is only run on texts that hold one of its cues. Its methods are those of `re.Pattern`.

    Each takes a bit for good: make one for the life of the program (`cued` does so by itself).
    """

    __slots__ = ("bit", "compiled", "pattern")

    def __init__(self, source: str):
        self.pattern = source
        self.compiled = re.compile(source)
        self.bit = _words.enter(cues(source))

    def may(self, heard: str) -> bool:
        """Whether the pattern can match in `heard` at all."""
        return bool(said(heard) & self.bit)

    def search(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.compiled.search(heard, start, end) if self.may(heard) else None

    def match(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(heard, start, end) if self.may(heard) else None

    def fullmatch(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(heard, start, end) if self.may(heard) else None

    def finditer(self, heard: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(heard, start, end) if self.may(heard) else iter(())

    def sub(self, replacement: str, heard: str, count: int = 0) -> str:
        """As `re.Pattern.sub`."""
        return self.compiled.sub(replacement, heard, count) if self.may(heard) else heard


@lru_cache(maxsize=1024)
def cued(source: str) -> Cued:
    """The pattern `source`, compiled once. Raises re.error when it is none."""
    return Cued(source)


Meaning = TypeVar("Meaning")


class Choice(Generic[Meaning]):
    """Many patterns, each with what it means: `possible` gives those of which a cue is said, in their order."""

    __slots__ = ("_bits", "_by_bit")

    def __init__(self, meanings: Iterable[tuple[str, Meaning]]):
        rows = [(Cued(source), meaning) for source, meaning in meanings]
        self._by_bit = {pattern.bit: (pattern.compiled, meaning) for pattern, meaning in rows}
        self._bits = sum(self._by_bit)

    def possible(self, heard: str) -> list[tuple[re.Pattern[str], Meaning]]:
        """(pattern, its meaning) of those that can match in `heard`."""
        found = []
        wanted = said(heard) & self._bits
        while wanted:
            bit = wanted & -wanted
            found.append(self._by_bit[bit])
            wanted ^= bit
        return found


class Phrases:
    """Several patterns as one, in which an earlier one wins over a later one that begins at the same place; only those
    of which a cue is said are run. Its methods are those of `re.Pattern`; `pattern` is their alternation."""

    __slots__ = ("_choice", "pattern")

    def __init__(self, sources: Iterable[str]):
        self._choice = Choice((source, None) for source in sources)
        self.pattern = f"(?:{'|'.join(sources) or '(?!)'})"

    def search(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        best: re.Match[str] | None = None
        for pattern, _ in self._choice.possible(heard):
            match = pattern.search(heard, start, end)
            if match and (best is None or match.start() < best.start()):
                best = match
        return best

    def match(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        found = (pattern.match(heard, start, end) for pattern, _ in self._choice.possible(heard))
        return next((match for match in found if match), None)

    def fullmatch(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        found = (pattern.fullmatch(heard, start, end) for pattern, _ in self._choice.possible(heard))
        return next((match for match in found if match), None)

    def finditer(self, heard: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        while match := self.search(heard, start, end):
            yield match
            start = match.end() + (not match[0])

    def sub(self, replacement: str, heard: str, count: int = 0) -> str:
        """As `re.Pattern.sub`."""
        return cued(self.pattern).sub(replacement, heard, count)


@lru_cache(maxsize=256)
def phrases(sources: tuple[str, ...]) -> Phrases:
    """The patterns `sources` as one, compiled once. Raises re.error when one is none."""
    return Phrases(sources)
