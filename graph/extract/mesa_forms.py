"""Where a text repeats the name of a mesa that it has given, in small letters or in short («mesa de innovadores»)."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from graph.extract.mesa_names import LINKS, places_of, qualifiers
from graph.extract.tables import sound, sounded

_WORDS = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")
_NEAR = 400  # characters after «mesa» in which its name is compared


def known_forms(text: str, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) where `text` repeats a known name in small letters or in short («mesa de innovadores»)."""
    heard = sounded(text)
    telling = _by_telling_words(names)
    lengths = sorted({len(key) for key in telling})
    for place in places_of(text, "mesa") if telling else ():
        if place and _WORDS.match(heard[place - 1]):
            continue
        words_after = islice(_WORDS.finditer(heard, place + 4, place + 4 + _NEAR), lengths[-1])
        following = tuple(match[0] for match in words_after)
        for length in lengths:
            for name, words in telling.get(following[:length], ()):
                end = _end_of_words(heard, place + 4, words)
                said = heard[place:end].split()
                if any(map(_tells, said[1:])) and said[-1] not in LINKS:
                    yield place, end, name


def _end_of_words(heard: str, position: int, words: Sequence[str]) -> int:
    """Where those of `words` end that follow each other from heard[position] on; `position` when none does."""
    for word in words:
        space = _SPACES.match(heard, position)
        begin = space.end() if space else position
        end = begin + len(word)
        parted = bool(_WORDS.match(heard[end : end + 1])) != bool(_WORDS.match(word[-1]))
        if begin == position or not heard.startswith(word, begin) or not parted:
            break
        position = end
    return position


def _tells(word: str) -> bool:
    """Whether a word of a name, as it sounds, tells the mesa from others."""
    return len(word) > 3 and word not in qualifiers()


def _by_telling_words(names: Sequence[str]) -> dict[tuple[str, ...], list[tuple[str, list[str]]]]:
    """Names, with their words after «mesa», by those words up to the first that tells: a text with many mesas would
    else be compared with each of them."""
    found: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}
    for name in names:
        words = [sound(word) for word in name.split()][1:]
        end = next((index for index, word in enumerate(words, 1) if _tells(word)), 0)
        if end:
            key = tuple(_WORDS.findall(" ".join(words[:end])))
            found.setdefault(key, []).append((name, words))
    return found
