"""Dates of publication: a whole string that is a date, as CMSs, press offices and letterheads write it.

Dates inside prose belong to `graph.extract`, which knows of «el martes 12» and «del año en curso».
"""

import re
import unicodedata
from datetime import date

from graph.errors import InputError

_NAMES = (
    ("enero", "ene", "january", "jan"),
    ("febrero", "feb", "february"),
    ("marzo", "mar", "march"),
    ("abril", "abr", "april", "apr"),
    ("mayo", "may"),
    ("junio", "jun", "june"),
    ("julio", "jul", "july"),
    ("agosto", "ago", "agto", "august", "aug"),
    ("septiembre", "setiembre", "sept", "sep", "set", "september"),
    ("octubre", "oct", "october"),
    ("noviembre", "nov", "november"),
    ("diciembre", "dic", "december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
"""Month names and abbreviations, in small letters and without points, to 1..12 (English too: CMSs write it)."""

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\s*,?\s+)?(?:el\s+)?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:\.?\s?(?:ro|er|o|°|º)\.?(?=[\s,]))?"
_TIME = r"(?:(?:T|,?\s+(?:[-–|]\s*|a las\s+)?)\d{1,2}:\d{2}.*)?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<figure>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_TIME}",
        rf"(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<figure>\d{{1,2}})(?P=mark)(?P<year>[12]\d{{3}}|\d{{2}}){_TIME}",
        rf"{_WEEKDAY}(?:{_DAY}|(?P<first>primero))\s+(?:del?\s+)?{_MONTH}\s*,?\s*(?:del?\s+)?(?:a[nñ]o\s+)?{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s*,?\s+(?:del?\s+)?{_YEAR}{_TIME}",
    )
)


def parse_date(text: str) -> date | None:
    """The day that `text` is, as a whole: ISO (with or without a time), «11 de septiembre de 2024», «septiembre 11,
    2024», «16 mar. 2023», «03/05/2023» (day first).

    A time or time zone is passed over: the day is the one that is written. Returns None when the text is no date.
    Raises InputError when it is one that the calendar lacks («31 de febrero de 2024»).
    """
    plain = unicodedata.normalize("NFC", " ".join(text.split())).strip(" .,;")
    if len(plain) > 80:
        return None
    for shape in _SHAPES:
        match = shape.fullmatch(plain)
        if match:
            return _day_of(match, plain)
    return None


def _day_of(match: re.Match[str], said: str) -> date:
    parts = match.groupdict()
    year = int(parts["year"])
    month = int(parts["figure"]) if parts.get("figure") else MONTHS[parts["month"].lower()]
    day = 1 if parts.get("first") else int(parts["day"])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise InputError(f"la fecha «{said}» no existe en el calendario; corríjala") from None
