"""How far a name that begins with a known word may reach: its capitals, the small words and commas that join them."""

from dataclasses import dataclass

from graph.extract.forms import Head
from graph.extract.hits import Reading
from graph.extract.names import COMMA

AND = ("y", "e")
_MOST_WORDS = 25  # content words of the longest name that is read


@dataclass(frozen=True, slots=True)
class Stretch:
    """How far a name may go: each end (exclusive), and how its last part is joined («», «de», «y», «en», «,»)."""

    ends: tuple[tuple[int, str], ...] = ()

    @property
    def end(self) -> int:
        """The furthest end, 0 when there is none."""
        return self.ends[-1][0] if self.ends else 0


def stretch(reading: Reading, start: int, head: Head) -> Stretch:
    """The capitalised words from `start` on with the small words that join them.

    It stops before a body that is known by itself, except one that this head takes in («Comisión … del Congreso»).
    """
    words = reading.words
    ends: list[tuple[int, str]] = []
    index, join = start, ""
    while index < len(words) and len(ends) < _MOST_WORDS:
        if ends and words.gap(index) == COMMA:
            index = _after_comma(reading, index, head, ends)
            if not index:
                break
            join = ","
        if words.capital(index) and (not ends or reading.joins(index) or join == ","):
            if _stops(reading, index, join, bool(ends)) or words.ends[index] - words.starts[index] == 1:
                break
            ends.append((index + 1, join))
            index, join = index + 1, ""
            continue
        following, join = _after_small_words(reading, index, head)
        if not following or (not head.absorbs and _begins_another(reading, following, join, bool(ends))):
            break
        known = reading.at.get(following)
        if known and not known.bare and ends and join == "de":
            if not head.absorbs and not (head.into | reading.forms.absorbed) & set(known.ids):
                break
            ends.append((known.end, join))
            index, join = known.end, ""
            continue
        index = following
    return Stretch(tuple(ends))


def _stops(reading: Reading, index: int, join: str, begun: bool) -> bool:
    """Whether another name starts here."""
    known = reading.at.get(index)
    if known and not known.bare and (begun or join in AND or join == ","):
        return True
    return join in ("y", ",", "") and begun and reading.forms.head_at(reading.words.folded, index) is not None


def _begins_another(reading: Reading, index: int, join: str, begun: bool) -> bool:
    """Whether the part that small words lead to is a body of its own: «… y la Fundación», «… de la Municipalidad»."""
    if join == "y":
        return _stops(reading, index, join, True)
    head = reading.forms.head_at(reading.words.folded, index) if begun else None
    return head is not None and head.kind in reading.forms.whole_kinds


def _after_small_words(reading: Reading, index: int, head: Head) -> tuple[int, str]:
    """Past up to three small words to a capital: (its index, how it is joined), or (0, "")."""
    folded = reading.words.folded
    if folded[index] not in reading.forms.connectors or not reading.joins(index):
        return 0, ""
    join = "y" if folded[index] in AND else "en" if folded[index] in reading.forms.places_after else "de"
    if (join == "y" and head.place) or (join == "en" and not head.places):
        return 0, ""
    following = index + 1
    while (
        following < min(index + 3, len(folded))
        and not reading.words.capital(following)
        and folded[following] in reading.forms.connectors
        and reading.joins(following)
    ):
        following += 1
    if following < len(folded) and reading.words.capital(following) and reading.joins(following):
        return following, join
    return 0, ""


def _after_comma(reading: Reading, index: int, head: Head, ends: list[tuple[int, str]]) -> int:
    """Whether «A, B y C» goes on after the comma before `index`: that index, or 0."""
    words = reading.words
    if not head.commas or not ends or not words.capital(index) or _stops(reading, index, ",", True):
        return 0
    for ahead in range(index + 1, min(index + 4, len(words))):
        if words.folded[ahead] in AND and reading.joins(ahead):
            after = ahead + 1
            return index if after < len(words) and words.capital(after) and not _stops(reading, after, "y", True) else 0
        if not reading.joins(ahead):
            break
    return 0
