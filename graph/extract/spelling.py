"""Names with a slip of the pen: at most one letter in a long word, on long names, never on acronyms."""

from functools import lru_cache

from graph.extract.forms import forms
from graph.extract.hits import Hit, Reading
from graph.extract.names import COMMA, NEWLINE, SPACE

_LONG_WORD = 6
_LONG_HEAD = 8
_MOST_SLIPS = 2


def one_edit(left: str, right: str) -> bool:
    """Whether one letter added, left out, changed, or swapped with its neighbour makes `left` into `right`."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    if len(left) == len(right):
        swapped = left[start : start + 2] == right[start : start + 2][::-1]
        return left[start + 1 :] == right[start + 1 :] or (swapped and left[start + 2 :] == right[start + 2 :])
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[start + 1 :] == shorter[start:]


@lru_cache(maxsize=4096)
def near_head(word: str) -> str | None:
    """The word that heads names («ministerio») of which the folded `word` is one letter away, or None; remembered, as
    words recur."""
    if len(word) < _LONG_HEAD or word in forms().plurals or word in forms().heads:
        return None
    return next((head for head in forms().heads if len(head) >= _LONG_HEAD and one_edit(word, head)), None)


def misspelt(reading: Reading, index: int, head: str) -> Hit | None:
    """The official name that stands at `index` with one or two slips, or None. Names of three content words on."""
    best: Hit | None = None
    for known in reading.lexicon.headed.get(head, ()):
        words = known.words
        if not known.official or len(words) < 4 or (best and best.end - index >= len(words)):
            continue
        if _matches(reading, index, words):
            best = Hit(index, index + len(words), (known.id,), reading.bodies[known.id], head=head, confidence=0.85)
    return best


def _matches(reading: Reading, index: int, words: tuple[str, ...]) -> bool:
    text = reading.words
    if index + len(words) > len(text):
        return False
    slips = 0
    for place, word in enumerate(words):
        at = index + place
        if place and text.gaps[at] not in (SPACE, NEWLINE, COMMA):
            return False
        if word not in reading.forms.connectors and not text.capital(at):
            return False
        if text.folded[at] == word:
            continue
        small = word in reading.forms.connectors and len(text.folded[at]) <= 3
        if (len(word) < _LONG_WORD and not small) or not one_edit(text.folded[at], word):
            return False
        slips += 1
    return 0 < slips <= _MOST_SLIPS
