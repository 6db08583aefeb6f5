"""The tables of `data/extract/`: read, and their phrases turned into patterns. The engine knows Spanish only from them.

How a phrase is written (see the README beside the tables):

    liderad*       any ending                          el|la    one word or the other
    {a b / c d}    one of several groups of words      [muy]    may be missing
    <participar>   any third-person form of the verb   .. ...   up to three, up to twelve words, no institution
    MESA           a mesa, or what stands for it       ~        articles, dates and such before a mesa
    ENTES          one or more institutions            FECHA    a date
    ^ $            start and end of a clause
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from graph.errors import InputError
from graph.extract.cues import Phrases
from graph.extract.cues import phrases as cued_phrases
from graph.extract.verbs import finite_forms, telling_forms
from graph.settings import shipped_data

BODY, MESA, DATE = "\ue000-\ue7ff", "\ue800-\uefff", "\uf000-\uf7ff"
EDGE = r"[\s\"'«»“”¡!¿?().,:;–—-]{0,12}"  # marks around a clause; \W would take the signs along
_FEW = r"(?:[^\s.;:\ue000-\ue7ff]+\s+)"
_SPECIAL = {
    "ENTES": f"(?P<b>[{BODY}])\\s*(?:\\([{BODY}]\\)\\s*)?",
    "MESA": f"(?:(?:el|la|los|las|esta|este|dicha|dicho|esa|ese|su)\\s+)*(?P<m>[{MESA}])\\s*",
    "FECHA": f"(?P<d>[{DATE}])\\s*",
    "...": _FEW + "{0,12}?",
    "..": _FEW + "{0,3}?",
    "$": rf"(?={EDGE}$|[,;])",
    "^": rf"(?:^|(?<=[.;:,]\s)){EDGE}",
}
_MOST_LETTERS = 65536  # characters of which it is remembered how they sound
_FEW_LETTERS = 20  # of which it is not worth while to make bytes
_SOUNDS = str.maketrans("vzçñ", "bssn")
_CONTRACTED = re.compile(r"[^\s\[\]{}]+(?= ~)")
_TOKEN = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}|((?:<\w+>|[^\s\[\]{}])+)")
_ATOM = re.compile(r"<(\w+)>|([^|<>]+)")


class _Letters(dict[int, str]):
    """Each character as it sounds by itself, worked out when it is first met: `str.translate` does the rest in C."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKD", char)[0].lower()
        if len(self) > _MOST_LETTERS:
            self.clear()
        self[code] = (plain if len(plain) == 1 else char).translate(_SOUNDS)
        return self[code]


_LETTERS = _Letters()
# Bytes are translated many times faster than characters, and nearly all Spanish text is Latin-1.
_LATIN = bytes(ord(_LETTERS[code]) if ord(_LETTERS[code]) < 256 else code for code in range(256))
_BEYOND = re.compile("[" + "".join(chr(i) for i in range(256) if ord(_LETTERS[i]) > 255) + "]")  # «µ» and its like


def sound(text: str) -> str:
    """`text` as it sounds, one character for each: case, accents and the confusions v/b, z/s, c/s aside."""
    try:
        latin = text.encode("latin-1") if len(text) >= _FEW_LETTERS and not _BEYOND.search(text) else None
    except UnicodeEncodeError:
        latin = None
    plain = text.translate(_LETTERS) if latin is None else latin.translate(_LATIN).decode("latin-1")
    return plain.replace("ce", "se").replace("ci", "si")


@lru_cache(maxsize=2)
def sounded(text: str) -> str:
    """A record's whole text as it sounds: worked out once, though many rules ask."""
    return sound(text)


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


def phrase(text: str, told: bool = False) -> str:
    """The pattern of one phrase, for text as `sound` gives it. ENTES, MESA, FECHA become groups b, m, d.

    told: verbs in present and preterite only.
    """
    parts = []
    for optional, group, word in _TOKEN.findall(_CONTRACTED.sub(lambda match: _contract(match[0]), text)):
        if group:
            parts.append(f"(?:{'|'.join(phrase(each, told) for each in group.split(' / '))})")
        else:
            parts.append(f"(?:{phrase(optional, told)})?" if optional else _word(word, told))
    return "".join(parts)


def _contract(word: str) -> str:
    """«de», «a» before what stands for a mesa: also «del», «al» («la coordinación del espacio»)."""
    return "|".join({"de": "de|del", "a": "a|al"}.get(each, each) for each in word.split("|"))


def _word(word: str, told: bool) -> str:
    if word in _SPECIAL:
        return _SPECIAL[word]
    if word == "~":
        fillers = "|".join(map(sound, table("words")["object_fillers"]))
        aside = rf"(?:,\s*(?=(?:(?:el|este|la|pasado|dia)\s+)*[{DATE}]))?"  # «dirigió, el 3 de mayo, la mesa»
        return rf"{aside}(?:(?:(?:{fillers})\b|[{DATE}]|[{MESA}](?=\s+(?:de|del)\s)|\d+)[\s,]+)*"
    choices = [_verb(verb, told) if verb else _plain(plain) for verb, plain in _ATOM.findall(word)]
    start = r"\b" if word[0].isalnum() or word[0] == "<" else ""
    end = r"\b\s*" if word[-1].isalnum() or word[-1] in "*>" else r"\s*"
    return f"{start}(?:{'|'.join(choices)}){end}"


def _verb(infinitive: str, told: bool) -> str:
    return "|".join(map(sound, telling_forms(infinitive) if told else finite_forms(infinitive)))


def _plain(word: str) -> str:
    return re.escape(sound(word)).replace(r"\*", r"\w*")


def _each(phrases: Iterable[str], told: bool) -> list[str]:
    """The pattern of each phrase, without groups, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return [re.sub(r"[?]P<[bmd]>", "?:", phrase(each, told)) for each in ordered]


def alternatives(phrases: Iterable[str], told: bool = False) -> str:
    """The patterns of several phrases as one, without groups; it matches nothing when there are none."""
    return f"(?:{'|'.join(_each(phrases, told)) or '(?!)'})"


def any_of(phrases: Iterable[str], told: bool = False) -> Phrases:
    """Several phrases, to be looked for as one pattern. told: verbs in present and preterite only."""
    return cued_phrases(tuple(_each(phrases, told)))
