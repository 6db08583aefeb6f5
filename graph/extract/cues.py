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
from sys import maxsize
from typing import Any, Generic, TypeVar

import ahocorasick

from graph.extract.needs import EDGE, Cues, cues, further

_MOST = 20_000  # words that are remembered, and
_LONGEST = 40  # the letters of the longest of them
_LAST = 256  # sentences about which answers are remembered
_SHORT = 500  # characters of a text in which few words recur
_SENTENCE = 4000  # characters of the longest sentence whose answers are remembered with many others

Found = TypeVar("Found")


def _edged(word: str) -> str:
    """A word of a text (what stands between white space) with a mark at every place where letters begin or end."""
    return re.sub(r"\b", EDGE, word)


class _Words(dict[str, int]):
    """What each word may belong to: bit i for pattern i. Words are looked up once, in one pass (Aho-Corasick)."""

    def __init__(self) -> None:
        super().__init__()
        self.bits: dict[str, int] = {}
        self.count = 0
        self.always = 0  # the bits of patterns without cues: every text may have them
        self._shared: dict[Cues, int] = {}
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
        _said.clear()
        for answers in _answers:
            answers.cache_clear()
        return bit

    def shared(self, sought: Cues) -> int:
        """The bit of everything that needs one of `sought` besides; 0 when `sought` is empty."""
        if sought and sought not in self._shared:
            self._shared[sought] = self.enter(sought)
        return self._shared.get(sought, 0)

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
    of_sentence, of_text = lru_cache(maxsize=_LAST)(function), lru_cache(maxsize=1)(function)

    @wraps(function)
    def ask(heard: str) -> Found:
        return of_sentence(heard) if len(heard) <= _SENTENCE else of_text(heard)

    _answers.extend((of_sentence, of_text))
    return ask


_said: dict[str, int] = {}  # of the last sentences: a plain dictionary, because it is asked hundreds of times a record


def said(heard: str) -> int:
    """The patterns that may match in `heard`, one bit for each."""
    bits = _said.get(heard)
    if bits is None:
        if len(heard) > _SENTENCE:
            return _said_in_text(heard)
        if len(_said) >= _LAST:
            _said.clear()
        _said[heard] = bits = _bits(heard)
    return bits


def _bits(heard: str) -> int:
    words = heard.split() if len(heard) < _SHORT else set(heard.split())  # of a long text each word once
    return reduce(or_, filter(None, map(_words.__getitem__, words)), _words.always)


_said_in_text = lru_cache(maxsize=1)(_bits)  # the last longer text must not stay with the sentences
_answers.append(_said_in_text)


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
        return self.compiled.search(heard, start, end) if said(heard) & self.bit else None

    def match(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(heard, start, end) if said(heard) & self.bit else None

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
    """Many patterns, each with what it means: `possible` gives those of which a cue is said, in their order. A pattern
    with two parts needs a cue of each («en» and «20»): the first may be in every sentence."""

    __slots__ = ("_by_bit", "bits")

    def __init__(self, meanings: Iterable[tuple[str, Meaning]]):
        rows = [(Cued(source), _words.shared(further(source)), meaning) for source, meaning in meanings]
        self._by_bit = {pattern.bit: (other, (pattern.compiled, meaning)) for pattern, other, meaning in rows}
        self.bits = sum(self._by_bit)

    def possible(self, heard: str) -> list[tuple[re.Pattern[str], Meaning]]:
        """(pattern, its meaning) of those that can match in `heard`."""
        held = said(heard)
        wanted = held & self.bits
        if not wanted:
            return []
        found = []
        while wanted:
            bit = wanted & -wanted
            other, row = self._by_bit[bit]
            if not other or held & other:
                found.append(row)
            wanted ^= bit
        return found


class Phrases:
    """Several patterns as one, in which an earlier one wins over a later one that begins at the same place; only those
    of which a cue is said are run. Its methods are those of `re.Pattern`; `pattern` is their alternation."""

    __slots__ = ("_choice", "bits", "pattern")

    def __init__(self, sources: Iterable[str]):
        self._choice = Choice((source, None) for source in sources)
        self.bits = self._choice.bits
        self.pattern = f"(?:{'|'.join(sources) or '(?!)'})"

    def search(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if not said(heard) & self.bits:
            return None
        best: re.Match[str] | None = None
        for pattern, _ in self._choice.possible(heard):
            match = pattern.search(heard, start, end)
            if match and (best is None or match.start() < best.start()):
                best = match
        return best

    def match(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        for pattern, _ in self._choice.possible(heard):
            if match := pattern.match(heard, start, end):
                return match
        return None

    def fullmatch(self, heard: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        found = (pattern.fullmatch(heard, start, end) for pattern, _ in self._choice.possible(heard))
        return next((match for match in found if match), None)

    def finditer(self, heard: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._each(heard, start, end) if said(heard) & self.bits else iter(())

    def _each(self, heard: str, start: int, end: int) -> Iterator[re.Match[str]]:
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
