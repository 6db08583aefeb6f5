"""Spanish numbers and ordinals, in words, figures and Roman numerals. All patterns are for text as `sound` gives it."""

import re
from functools import lru_cache

from graph.extract.tables import sound

_UNITS = ["un", "uno", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
_TEENS = [
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_HUNDREDS = [
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]
_ORDINAL_UNITS = ["primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven"]
_ORDINAL_TENS = ["décim", "vigésim", "trigésim", "cuadragésim", "quincuagésim"]
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@lru_cache(maxsize=1)
def _values() -> dict[str, int]:
    values = {sound(word): max(1, index - 1) for index, word in enumerate(_UNITS)}
    values.update({sound(word): 10 + index for index, word in enumerate(_TEENS)})
    values.update({sound(word): 30 + 10 * index for index, word in enumerate(_TENS)})
    values.update({sound(word): 100 * (index + 1) for index, word in enumerate(_HUNDREDS)})
    values.update({"veintiun": 21, "beintiun": 21, "beintiuna": 21, "sien": 100})
    return values


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(sound, words), key=len, reverse=True))


_SMALL = (
    rf"(?:(?:{_any(_TENS)})(?:\s+y\s+(?:{_any(_UNITS)}))?"
    rf"|(?:{_any([*_TEENS, 'veintiún', 'veintiuna'])})|(?:{_any(_UNITS)}))"
)
_MIDDLE = rf"(?:(?:{_any([*_HUNDREDS, 'cien'])})(?:\s+{_SMALL})?|{_SMALL})"
NUMBER = rf"(?:\d{{1,4}}|\b(?:(?:{_MIDDLE}\s+)?mil(?:\s+{_MIDDLE})?|{_MIDDLE})\b)"
_ORDINAL_WORD = (
    rf"(?:(?:{_any(_ORDINAL_TENS)})[oa]s?(?:\s+(?:{_any(_ORDINAL_UNITS)})[oa]?)?"
    rf"|desimo(?:{_any(_ORDINAL_UNITS)})[oa]?|(?:un|duo)desim[oa]|onseab[oa]|doseab[oa]"
    rf"|(?:{_any(_ORDINAL_UNITS)})[oa]?)"
)
_ORDINAL_FIGURE = r"\d{1,3}\s?(?:\.?[ªº°]|\.?(?:ra|ro|er|era|da|do|ta|to|ba|bo|ma|mo|na|no|a|o)\b\.?)"
ORDINAL = rf"\b(?:{_ORDINAL_WORD}\b|{_ORDINAL_FIGURE})"
ROMAN = r"\b(?:[xl]*(?:ix|iv|ib|b?i{1,3}|v|b|x)|x+)\b"


def number(text: str) -> int | None:
    """The value of what NUMBER matches, or None for other text."""
    if text.strip().isdigit():
        return int(text)
    total = current = 0
    for word in sound(text).split():
        if word == "mil":
            total, current = (current or 1) * 1000, 0
        elif word in _values():
            current += _values()[word]
        elif word != "y":
            return None
    return total + current or None


@lru_cache(maxsize=1024)
def ordinal(text: str) -> int | None:
    """The value of what ORDINAL or ROMAN matches («5ta», «undécima», «vigésima primera», «IV»), or None."""
    plain = sound(text).strip()
    figure = re.match(r"\d+", plain)
    if figure:
        return int(figure[0])
    if re.fullmatch(r"[ivxlb]+", plain):
        return _roman(plain.replace("b", "v"))
    special = {"undesim": 11, "onseab": 11, "duodesim": 12, "doseab": 12}
    if plain[:-1] in special:
        return special[plain[:-1]]
    return _ordinal_words(plain) or None


def _ordinal_words(plain: str) -> int:
    total = 0
    if plain.startswith("desimo") and len(plain) > 7:
        total, plain = 10, plain[6:]
    for word in plain.split():
        for step, stems in ((1, _ORDINAL_UNITS), (10, _ORDINAL_TENS)):
            total += next((step * (i + 1) for i, stem in enumerate(stems) if word.startswith(sound(stem))), 0)
    return total


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
