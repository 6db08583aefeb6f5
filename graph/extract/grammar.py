"""What original text (with its accents) shows of its verbs: whether there is one in personal form, or in the future."""

import re
from functools import lru_cache

from graph.extract.tables import table

_FINITE = re.compile(r"\b[a-záéíóúñ]\w*(?:ó|aron|ieron|eron|rá|rán)\b")
_FUTURE = re.compile(r"\b[a-záéíóúñ]\w*(?:rá|rán)\b")


@lru_cache(maxsize=1)
def _finite_words() -> frozenset[str]:
    return frozenset(table("words")["finite"])


def has_finite_verb(text: str) -> bool:
    """Whether `text` holds a verb in personal form, as endings and a table tell."""
    return bool(_FINITE.search(text)) or any(word in _finite_words() for word in re.findall(r"\w+", text.lower()))


def has_future(text: str) -> bool:
    """Whether `text` holds a verb in the future («enviará»)."""
    return bool(_FUTURE.search(text))
