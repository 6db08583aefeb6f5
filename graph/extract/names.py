"""How names are compared: case, accents and spaces aside; and text cut into words that remember their offsets."""

import re
import unicodedata
from functools import lru_cache


class _Fold(dict[int, str]):
    """Character table for str.translate: each character becomes its base letter in lower case."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        self[code] = "".join(letter for letter in plain if not unicodedata.combining(letter))
        return self[code]


_FOLD = _Fold()


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """`name` in lower case, without accents, white space collapsed. Source: Unicode NFKD and case folding."""
    return " ".join(name.translate(_FOLD).split())
