"""What original text (with its accents) shows of its verbs: whether there is one in personal form, or in the future."""

import re
from functools import lru_cache

from graph.extract.tables import table

_WORD = re.compile(r"\w+")
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyzáéíóúñ")  # a verb is written with a small letter
_FUTURE = ("rá", "rán")
_STRONG = ("puso", "tuvo", "hizo", "dijo", "dujo", "trajo", "hubo", "pudo")  # and their compounds: «propuso»
_FINITE = ("ó", "aron", "ieron", "eron", *_STRONG, *_FUTURE)


@lru_cache(maxsize=1)
def _finite_words() -> frozenset[str]:
    return frozenset(table("words")["finite"])


def has_finite_verb(text: str) -> bool:
    """Whether `text` holds a verb in personal form, as endings and a table tell."""
    return any(map(_is_finite, _WORD.findall(text)))


@lru_cache(maxsize=16384)
def _is_finite(word: str) -> bool:
    return (word[1:].endswith(_FINITE) and word[0] in _SMALL) or word.lower() in _finite_words()


def has_future(text: str) -> bool:
    """Whether `text` holds a verb in the future («enviará»)."""
    return "rá" in text and any(word[1:].endswith(_FUTURE) and word[0] in _SMALL for word in _WORD.findall(text))
