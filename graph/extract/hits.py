"""A record's text while its institutions are being found: the words, what was found so far, and where sentences end."""

import re
from bisect import bisect_left, insort
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from graph.extract.ambiguity import Rule
from graph.extract.cues import remembered
from graph.extract.findings import Body
from graph.extract.forms import Forms
from graph.extract.lexicon import Lexicon, Pattern
from graph.extract.names import CLOSE, HYPHEN, NEWLINE, OPEN, SPACE, Phrases, Words, collapse, split

_SENTENCE_END = re.compile(r"[.!?…][\"”»)*_]*\s|\n[ \t]*\n|\n\s*(?:[-*•·]|\d{1,2}[.)])")
_LONGEST_NAME = 40  # words
_LABEL = re.compile(r"(?: [^\W\d_]+){0,4}[ .]*:")
_WRAPPED = 48  # characters from which a line is taken to be broken by width, and a name may go on below


@dataclass(slots=True)
class Hit:
    """Words first..end-1 name an institution: `body` when it is settled, else one of `ids` as `rule` may decide.

    head: the folded word that begins the name, if one does. bare: a name that is also a common word.
    fallback: counts only when the body has no better form in the text. candidate: what a bare name that has no rule
    would stand for.
    """

    first: int
    end: int
    ids: tuple[str, ...] = ()
    body: Body | None = None
    rule: Rule | None = None
    head: str = ""
    confidence: float = 1.0
    bare: bool = False
    fallback: bool = False
    official: bool = False
    candidate: Body | None = None


@dataclass(slots=True)
class Reading:
    """One text under the lexicon. `at`: settled and unsettled hits by first word; never two that overlap.

    `named`: where each settled body is named, by its id or name; complete after `note_all`.
    """

    words: Words
    day: date | None
    lexicon: Lexicon
    bodies: dict[str, Body]
    at: dict[int, Hit]
    sentences: list[int]
    joined: str
    named: dict[str, list[int]] = field(default_factory=dict)
    held: dict[Phrases, bool] = field(default_factory=dict)

    @property
    def forms(self) -> Forms:
        """The table of forms."""
        return self.lexicon.forms

    def hits(self) -> list[Hit]:
        """All hits in the order of the text."""
        return [self.at[first] for first in sorted(self.at)]

    def put(self, hit: Hit) -> None:
        """Add a hit in the place of those that it overlaps."""
        before = self.covered(hit.first)
        if before:
            del self.at[before.first]
        for first in range(hit.first, hit.end):
            self.at.pop(first, None)
        self.at[hit.first] = hit

    def holds(self, sought: Phrases) -> bool:
        """Whether one of the phrases stands anywhere in the text."""
        if sought not in self.held:
            self.held[sought] = contains(self.joined, sought)
        return self.held[sought]

    def note_all(self) -> None:
        """Note where the bodies that are settled so far are named."""
        self.named.clear()
        for first in sorted(self.at):
            body = self.at[first].body
            if body:
                self.named.setdefault(body.id or body.name, []).append(first)

    def settle(self, hit: Hit, body: Body) -> None:
        """Decide for `body`, and note it."""
        hit.body = body
        insort(self.named.setdefault(body.id or body.name, []), hit.first)

    def named_before(self, first: int, ids: Collection[str]) -> str | None:
        """The id among `ids` that is named last before word `first`, else the only one that is named at all."""
        places = {id: self.named[id] for id in ids if id in self.named}
        before = {id: firsts[bisect_left(firsts, first) - 1] for id, firsts in places.items() if firsts[0] < first}
        if before:
            return max(before, key=lambda id: before[id])
        return next(iter(places)) if len(places) == 1 else None

    def covered(self, index: int) -> Hit | None:
        """The hit that covers word `index`."""
        for first in range(index, max(index - _LONGEST_NAME, -1), -1):
            hit = self.at.get(first)
            if hit and hit.end > index:
                return hit
        return None

    def joins(self, index: int) -> bool:
        """Whether word `index` goes on a name that the word before it is in: by a space, or by a line's width."""
        gap = self.words.gap(index)
        if gap == NEWLINE:
            return self._wrapped(index)
        return gap == SPACE or (gap == HYPHEN and self.words.capital(index))

    def _wrapped(self, index: int) -> bool:
        text, end = self.words.text, self.words.ends[index - 1]
        line = text.rfind("\n", 0, end) + 1
        if "   " in text[line:end].strip():
            return False  # a row of columns
        if not self.words.capital(index) or self.words.folded[index - 1] in self.forms.connectors:
            return True
        return end - line >= _WRAPPED and not _LABEL.match(text, self.words.ends[index])

    def skip(self, index: int, among: frozenset[str]) -> int:
        """The first word from `index` on that is not a small word of `among`."""
        while (
            index < len(self.words)
            and self.words.folded[index] in among
            and self.joins(index)
            and not self.words.capital(index)
        ):
            index += 1
        return index

    def skip_links(self, index: int, among: frozenset[str]) -> int:
        """Like `skip`, from the word after a closed parenthesis or after a space."""
        near = index < len(self.words) and self.words.gap(index) in (SPACE, NEWLINE, CLOSE)
        return self.skip(index + 1, among) if near and self.words.folded[index] in among else index

    def separated(self, index: int) -> bool:
        """Whether a comma or semicolon stands before word `index`, parentheses closed aside."""
        return re.fullmatch(r"[)\]»”\"*_]*\s*[,;]\s*", self.words.between(index)) is not None

    def sentence(self, index: int) -> str:
        """The folded words of the sentence that holds word `index`, spaces around each."""
        number = self.sentences[index]
        first, end = index, index + 1
        while first and self.sentences[first - 1] == number:
            first -= 1
        while end < len(self.words) and self.sentences[end] == number:
            end += 1
        return f" {' '.join(self.words.folded[first:end])} "

    def country_at(self, index: int) -> int | None:
        """Where the name of a foreign country that starts at `index` ends, or None."""
        return next((index + len(name) for name in self.forms.countries if self.words.at(name, index)), None)

    def afterwards(self, index: int) -> int:
        """The word after a parenthesis with an acronym that opens at `index`, else `index`."""
        alone = self.words.gap(index) == OPEN and self.words.between(index + 1).lstrip().startswith(")")
        return index + 1 if alone else index


def contains(haystack: str, sought: Phrases) -> bool:
    """Whether one of the phrases stands in folded words with spaces around each."""
    return any(f" {' '.join(each)} " in haystack for each in sought)


def _sentences(words: Words) -> list[int]:
    """The number of the sentence that each word is in. A plain space ends none: only the other gaps are looked at."""
    others = [index for index, gap in enumerate(words.gaps) if gap != SPACE]
    starts = [index for index in others if _ends_sentence(words.between(index))]
    found: list[int] = []
    for number, end in enumerate((*starts, len(words))):
        found += [number] * (end - len(found))
    return found


@remembered
def _ends_sentence(between: str) -> bool:
    return len(between) > 1 and _SENTENCE_END.search(between) is not None


def read(text: str, day: date | None, lexicon: Lexicon, bodies: dict[str, Body]) -> Reading:
    """The text with every name of the register that is written whole: the leftmost, the longest."""
    words = split(text)
    joined = f" {' '.join(words.folded)} "
    reading = Reading(words, day, lexicon, bodies, {}, _sentences(words), joined)
    taken = 0
    for first, pattern in sorted(lexicon.find(words, joined), key=lambda found: (found[0], -len(found[1].words))):
        if first >= taken and not (pattern.rule and pattern.rule.is_pointer):
            reading.at[first] = _hit(first, pattern, reading)
            taken = first + len(pattern.words)
    return reading


def _hit(first: int, pattern: Pattern, reading: Reading) -> Hit:
    end = first + len(pattern.words)
    head = reading.forms.head_at(reading.words.folded, first)
    hit = Hit(
        first,
        end,
        pattern.ids,
        rule=pattern.rule,
        head=head.words[0] if head and len(pattern.words) > 1 else "",
        official=pattern.official,
        bare=bool(pattern.rule and pattern.rule.is_common),
    )
    living = reading.lexicon.living(hit.ids, reading.day)
    if not hit.rule and len(living) == 1:
        hit.body = reading.bodies[living[0]]
    return hit


def surface(words: Words, hit: Hit) -> str:
    """What a hit is called in the text, white space collapsed."""
    return collapse(words.slice(hit.first, hit.end))
