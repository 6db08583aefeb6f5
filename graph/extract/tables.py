"""The tables of `data/extract/`: read, and their phrases turned into patterns. The engine knows Spanish only from them.

How a phrase is written (see the README beside the tables):

    liderad*          any ending                    el|la        one or the other
    [muy]             may be missing                ...          up to a dozen words of the same clause
    <participar>      any finite form of the verb   ENTES        one or more institutions
    MESA              a mesa, or what stands for it FECHA        a date
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from graph.errors import InputError
from graph.extract.verbs import finite_forms
from graph.settings import shipped_data

BODY, MESA, DATE = "\ue000-\ue7ff", "\ue800-\uefff", "\uf000-\uf7ff"
_SOUNDS = str.maketrans("vzçñ", "bssn")
_SOFT = re.compile(r"c(?=[ei])")
_TOKEN = re.compile(r"<(\w+)>|\[([^\]]+)\]|(\S+)")


@lru_cache(maxsize=65536)
def _letter(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char)[0].lower()
    return plain if len(plain) == 1 else char


def sound(text: str) -> str:
    """`text` as it sounds, one character for each: case, accents and the confusions v/b, z/s, c/s aside."""
    return _SOFT.sub("s", "".join(map(_letter, text)).translate(_SOUNDS))


@lru_cache(maxsize=32)
def table(name: str) -> dict[str, Any]:
    """The table `data/extract/<name>.toml`. Raises InputError when it is missing or broken."""
    path = shipped_data() / "extract" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"no se puede leer la tabla ({error.strerror})", str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"la tabla no es TOML válido ({error})", str(path)) from None


def phrase(text: str) -> str:
    """The pattern of one phrase, for text as `sound` gives it. ENTES, MESA, FECHA become groups b, m, d."""
    parts: list[str] = []
    for verb, optional, word in _TOKEN.findall(text):
        if verb:
            parts.append(f"(?:{'|'.join(map(sound, finite_forms(verb)))})\\b\\s*")
        elif optional:
            parts.append(f"(?:{phrase(optional)})?")
        else:
            parts.append(_word(word))
    return "".join(parts)


def _word(word: str) -> str:
    special = {
        "ENTES": f"(?P<b>[{BODY}])\\s*",
        "MESA": f"(?:(?:el|la|los|las|esta|este|dicha|dicho|esa|ese|su)\\s+)*(?P<m>[{MESA}])\\s*",
        "FECHA": f"(?P<d>[{DATE}])\\s*",
        "...": r"(?:[^\s.;:]+\s+){0,12}?",
    }
    if word in special:
        return special[word]
    choices = (re.escape(sound(choice)).replace(r"\*", r"\w*") for choice in word.split("|"))
    end = r"\b\s*" if word[-1].isalnum() or word[-1] == "*" else r"\s*"
    start = r"\b" if word[0].isalnum() else ""
    return f"{start}(?:{'|'.join(choices)}){end}"


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several phrases without placeholders; it matches nothing when there are none."""
    body = "|".join(phrase(each) for each in sorted(phrases, key=len, reverse=True))
    return re.compile(body or r"(?!)")
