"""Agreements across records: what a post and the minutes attached to it both tell is one agreement with two quotes.

Two tellings are one agreement when their words are the same (case and accents aside), or those of one are all in the
other, and both were reached in one session, or stand in a post and in what is attached to it. Words that recur at every
session («dar seguimiento a …») are an agreement of each.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from graph.resolve.families import Families
from graph.resolve.meetings import Meeting
from graph.resolve.mesas import Pairs
from ontology.slugs import fold, slug

_TELLING = 25  # letters from which words that stand inside of others are more than a phrase


@dataclass(frozen=True, slots=True)
class Item:
    """An agreement as one record tells it. index: its place among the record's agreements; mesa: its full name."""

    record: str
    index: int
    text: str
    mesa: str | None
    meeting: Meeting | None
    kind: str
    due: str | None
    fulfilled: bool
    folded: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Its words as they are compared."""
        object.__setattr__(self, "folded", " ".join(fold(self.text).split()).strip(" .;,:-*•"))


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement as all records together tell it. record, text: from which its IRI is minted, the fullest telling.

    due: where records differ, what most say, a day before a month. fulfilled: some record says so.
    """

    record: str
    text: str
    kind: str
    due: str | None
    fulfilled: bool


Ref = Callable[[Item], str]


def deals(items: Iterable[Item], kin: Families, apart: Pairs, ref: Ref) -> list[list[Item]]:
    """The tellings by agreement, in order. apart: pairs of `agreement/slug` that are never one; ref: of one telling."""
    every = sorted(items, key=_order)
    groups = {one: [one] for one in every}
    for scope in _scopes(every, kin):
        for left, right in _pairs(scope):
            if _may_be(left, right) and frozenset((ref(left), ref(right))) not in apart:
                _unite(groups, left, right)
    return [group for one, group in groups.items() if group[0] is one]


def deal(tellings: Sequence[Item]) -> Deal:
    """The agreement that these tellings make."""
    fullest = min(tellings, key=lambda one: (-len(one.folded), *_order(one)))
    dues = Counter(one.due for one in tellings if one.due)
    due = min(dues, key=lambda due: (-dues[due], -len(due), due)) if dues else None
    return Deal(fullest.record, fullest.text, fullest.kind, due, any(one.fulfilled for one in tellings))


def _order(one: Item) -> tuple[str, int]:
    return one.record, one.index


def _scopes(items: Sequence[Item], kin: Families) -> Iterator[list[Item]]:
    """What may be one agreement: the tellings of one session, and those of a post and what is attached to it."""
    meetings: dict[Meeting, list[Item]] = defaultdict(list)
    records: dict[str, list[Item]] = defaultdict(list)
    for one in items:
        records[one.record].append(one)
        if one.meeting:
            meetings[one.meeting].append(one)
    circles = {circle for record in records for circle in kin.attached.get(record, ())}
    families = (
        [one for name in sorted(circle) for one in records.get(name, ())] for circle in sorted(circles, key=sorted)
    )
    return (scope for scope in (*meetings.values(), *families) if len({one.record for one in scope}) > 1)


def _pairs(scope: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Tellings of the same words; then those of which the words of one are in one single telling of the other record,
    and no other telling of its own record is in there too."""
    by_text: dict[str, list[Item]] = defaultdict(list)
    for one in scope:
        by_text[one.folded].append(one)
    for same in by_text.values():
        first: dict[object, Item] = {}
        for one in same:
            yield from ((other, one) for other in first.values())
            first.setdefault((one.mesa, one.meeting), one)
    texts: dict[str, set[str]] = defaultdict(set)
    for one in scope:
        texts[one.record].add(one.folded)
    for short, long in _nested(by_text):
        for left, right in product(by_text[short], by_text[long]):
            around = [text for text in texts[right.record] if _inside(short, text)]
            within = [text for text in texts[left.record] if _inside(text, long)]
            if left.record != right.record and len(around) == len(within) == 1:
                yield left, right


def _nested(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(words, other words that they stand inside of), found by the words that they share."""
    with_word: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word in text.split():
            with_word[word].add(text)
    for short in texts:
        if len(short) >= _TELLING:
            longer = set[str].intersection(*(with_word[word] for word in short.split()))
            yield from ((short, long) for long in sorted(longer) if _inside(short, long))


def _inside(short: str, long: str) -> bool:
    return _TELLING <= len(short) < len(long) and f" {short} " in f" {long} "


def _may_be(left: Item, right: Item) -> bool:
    """Whether nothing speaks against it: another mesa, another session."""
    mesas = {slug(one.mesa) for one in (left, right) if one.mesa}
    return len(mesas) < 2 and (left.meeting is None or right.meeting is None or left.meeting == right.meeting)


def _unite(groups: dict[Item, list[Item]], left: Item, right: Item) -> None:
    """Makes one group of two, unless two different agreements of one record would come together."""
    together = sorted({*groups[left], *groups[right]}, key=_order)
    words: dict[str, str] = {}
    if all(words.setdefault(one.record, one.folded) == one.folded for one in together):
        for one in together:
            groups[one] = together
