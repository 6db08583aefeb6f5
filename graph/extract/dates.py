"""The small Spanish date grammar for prose: every date expression of a text, with its offsets."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graph.extract.almanac import When, possible, valid
from graph.extract.numerals import NUMBER, ORDINAL, number, ordinal
from graph.extract.spans import Taken
from graph.extract.stretches import Grammar
from graph.extract.tables import alternatives, sound, sounded, table
from graph.records.dates import MONTHS

_GAP = r"[\s,]+"
_NAME_GOES_ON = re.compile(r"\s+[A-ZÁÉÍÓÚÑ][a-z]")
_PERIODS = {"trimestre": 3, "cuatrimestre": 4, "semestre": 6, "bimestre": 2}


def _group(name: str, options: dict[str, str]) -> str:
    return f"(?P<{name}>{'|'.join(sorted(options, key=len, reverse=True))})"


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {sound(name): month for name, month in MONTHS.items()}


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    return {sound(name): index for index, name in enumerate(table("dates")["weekdays"])}


@lru_cache(maxsize=8)
def _shifts(name: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """[(shift, pattern)] of a table of phrases that stand for a year or a month."""
    rows = table("dates")[name].items()
    return tuple((int(step), re.compile(alternatives(phrases))) for step, phrases in rows)


def _shift(name: str, said: str | None) -> int | None:
    said = (said or "").strip(" ,") + " "
    return next((step for step, pattern in _shifts(name) if pattern.match(said)), None)


def _phrases(name: str) -> str:
    return alternatives(each for row in table("dates")[name].values() for each in row)


@lru_cache(maxsize=1)
def _grammar() -> Grammar:
    full = "|".join(
        sorted(
            (sound(name) for name in MONTHS if name.endswith(("o", "e", "l")) and len(name) > 3), key=len, reverse=True
        )
    )
    month = rf"(?P<month>(?:{'|'.join(sorted(_months(), key=len, reverse=True))})\b\.?)"
    weekday = rf"(?:(?P<weekday>{'|'.join(_weekdays())})s?{_GAP})?"
    year = rf"(?:[\s,]*\b(?:(?:de|del)\s+(?:ano\s+)?)?(?P<year>[12]\d{{3}}|dos mil(?:\s+{NUMBER})?)\b)"
    words = rf"(?:{_GAP}(?P<said>{_phrases('year_words')}))"
    after = rf"(?:{words}?{year}?)"
    day = rf"(?P<day>\b\d{{1,2}}(?:ro|er|o|°)?\b|\bprimero|{NUMBER})"
    more = rf"(?:\s*(?:,|y|e|al|a|-|–)\s*(?:el\s+|dia\s+)?(?P<last>{NUMBER}))*"
    same = alternatives(table("dates")["same_month"]["phrases"])
    before_month = alternatives(table("dates")["before_month"]["phrases"])
    sources = {
        "iso": r"\b(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        "figures": r"(?<![\d/.\-])(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)"
        r"(?P<year>\d{4}|\d{2})(?![\d/\-])",
        "dashed": rf"(?<![\d/.\-])(?P<day>\d{{1,2}})[-/.]{month}[-/.]\s?(?P<year>\d{{4}})(?!\d)",
        "short": r"(?:(?<=:\s)|(?<=\()(?=\d{1,2}/\d{2}\)))(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/\-])",
        "last_day": rf"\bultimo\s+dia\s+(?:de|del)\s+(?:mes\s+de\s+)?{month}{after}",
        "day": rf"{weekday}{day}{more}(?:\s+dias?)?(?:\s+(?:de|del)\s+(?:mes\s+de\s+)?|\s+){month}{after}",
        "month_day": rf"\b{month}\s+(?P<day>\d{{1,2}})\s*,?\s+(?:de\s+)?(?P<year>[12]\d{{3}})\b",
        "by_month": rf"{weekday}(?:dia\s+)?(?P<day>\b\d{{1,2}}|{NUMBER})\s+(?P<moved>{_phrases('month_words')})",
        "same_month": rf"(?:(?P<day>\b\d{{1,2}}|{NUMBER})\s+(?:{same})"
        rf"|(?:a\s+)?(?:finales|fines|mediados)\s+(?:{same}))",
        "period": rf"(?P<which>{ORDINAL}|ultimo|[1-4])\s+(?P<period>{'|'.join(_PERIODS)}|quinsena)"
        rf"(?:\s+(?:de|del)\s+(?:mes\s+de\s+)?{month})?{after}",
        "week": rf"(?:ultima|primera|segunda|tersera|cuarta)\s+semana\s+(?:de\s+|del\s+mes\s+de\s+){month}{after}",
        "year_end": r"(?:(?:fin|finales|fines|final|sierre) (?:de|del)(?: ano)?"
        r"|(?:termine|finalise|concluya|acabe) (?:el )?ano)"
        rf"(?:\s*(?P<year>[12]\d{{3}}\b)|\s*(?P<said>{_phrases('year_words')})|(?<=ano)\b)",
        "month": rf"(?:\b(?:{before_month})|(?<=hasta\s)|(?<=\()|(?<=:\s)"
        rf"|\b(?=(?:{full})\s+(?:de\s+|del\s+)?[12]\d{{3}}\b))"
        rf"(?:el\s+mes\s+de\s+)?(?P<month>(?:{full})\b){after}",
        **_terms(),
        "bare_month": rf"(?<=,\s)(?P<month>(?:{full})\b)(?=\s*(?:\.\s|\.?\n|\.?$)){after}",
        **_days_from_here(),
    }
    return Grammar(sources)


def _terms() -> dict[str, str]:
    """«en un plazo de 45 días», «10 días después», «…, 15 días»."""
    before_term = alternatives(table("dates")["before_term"]["phrases"])
    return {
        "term": rf"(?P<cue>{before_term})\s*(?P<amount>{NUMBER})(?:\s*\(\d+\))?\s+"
        r"(?P<unit>dias|dia|semanas?|meses|mes|anos?)\b"
        r"(?P<habiles>\s+habiles)?",
        "term_after": rf"\b(?P<amount>{NUMBER})(?:\s*\(\d+\))?\s+(?P<unit>dias|dia|semanas?|meses|mes)\b"
        r"(?P<habiles>\s+habiles)?(?:\s+calendario)?\s+(?P<cue>despues|posteriores|siguientes|contados)\b",
        "bare_term": rf"(?<=,\s)(?P<cue>)(?P<amount>{NUMBER})\s+(?P<unit>dias|semanas|meses)"
        r"(?P<habiles>\s+habiles)?(?=\s*(?:\.|\n|$))",
    }


def _days_from_here() -> dict[str, str]:
    """Days that are told from another: «ayer», «este martes», «el jueves 3»."""
    return {
        "shift": r"\b(?P<shift>hoy(?! en dia| por hoy)|anteayer|antier|ayer|anoche)\b"
        r"|(?<!la )(?<!esta )(?<!una )\b(?P<tomorrow>manana)\b(?! por)",
        "weekday": rf"\b(?:(?:este|pasado|recien pasado)\s+(?P<weekday>{'|'.join(_weekdays())})\b"
        rf"(?:{_GAP}(?P<day>\d{{1,2}})\b)?|(?P<weekday2>{'|'.join(_weekdays())})\s+pasado\b)",
        "date": rf"\b(?:(?P<weekday>{'|'.join(_weekdays())}){_GAP}|(?:el|del|al)\s+dia\s+)"
        r"(?P<day>\d{1,2})\b(?!\s*[:%/\-]|\s+de\b)",
    }


def find_dates(text: str) -> tuple[list[When], list[str]]:
    """Date expressions in `text`, in order and without overlap, and those whose day the calendar lacks (as written).

    An expression that another one covers is left out; grammar rules earlier in the table win.
    """
    found: list[When] = []
    impossible: list[str] = []
    taken = Taken(len(text))
    for name, match in _grammar().finditer(sounded(text)):
        if not taken.free(*match.span()):
            continue
        when = _READERS[name](match)
        if when is None or _is_a_name(text, when, match):
            continue
        taken.take(when.start, when.end)
        if _exists(when):
            found.append(when)
        else:
            impossible.append(" ".join(text[when.start : when.end].split()))
    return sorted(found, key=lambda when: when.start), impossible


def _exists(when: When) -> bool:
    if when.kind != "day" or when.month is None or when.day is None:
        return when.day is None or 1 <= when.day <= 31
    days = [day for day in (when.day, when.last) if day is not None]
    if when.year is None:
        return all(possible(when.month, day) for day in days)
    return all(valid(when.year, when.month, day) for day in days)


def _is_a_name(text: str, when: When, match: re.Match[str]) -> bool:
    """Whether «Julio» or «Abril» is a person: a capital, and another capital word after it."""
    if when.kind != "month":
        return False
    begin = match.start("month")
    return text[begin].isupper() and bool(_NAME_GOES_ON.match(text, match.end("month")))


def _year(groups: dict[str, str | None]) -> tuple[int | None, int | None]:
    year = groups.get("year")
    said = number(year) if year else None
    if said is not None and said < 100:
        said += 2000
    return said, None if said is not None else _shift("year_words", groups.get("said"))


def _base(match: re.Match[str], kind: str, **more: Any) -> When:
    """What every kind of date has, and `more` of its fields."""
    end = match.start() + len(match[0].rstrip(" ,.") if kind != "day" else match[0].rstrip(" ,"))
    groups = match.groupdict()
    year, shift = _year(groups)
    weekday = _weekdays().get(groups.get("weekday") or groups.get("weekday2") or "")
    return When(match.start(), end, kind, **{"year": year, "shift_year": shift, "weekday": weekday, **more})


def _month_number(match: re.Match[str]) -> int:
    said = match["month"].rstrip(".")
    return int(said) if said.isdigit() else _months()[said]


def _day_number(said: str | None) -> int | None:
    if not said:
        return None
    plain = re.sub(r"\D+$", "", said) if said[0].isdigit() else said
    return 1 if plain == "primero" else number(plain)


def _read_day(match: re.Match[str]) -> When | None:
    day, last = _day_number(match["day"]), _day_number(match.groupdict().get("last"))
    if day is None or day > 99:
        return None
    return _base(match, "day", day=day, month=_month_number(match), last=last)


def _read_by_month(match: re.Match[str]) -> When | None:
    day = _day_number(match["day"])
    if day is None or day > 31:
        return None
    moved = match.groupdict().get("moved")
    return _base(match, "date", day=day, shift_month=_shift("month_words", moved) if moved else None)


def _read_same_month(match: re.Match[str]) -> When | None:
    day = _day_number(match["day"])
    return _base(match, "same", day=day) if day is None or day <= 31 else None


def _read_period(match: re.Match[str]) -> When | None:
    which = 0 if match["which"] == "ultimo" else ordinal(match["which"]) or 0
    if match["period"] == "quinsena":
        month = _month_number(match) if match["month"] else None
        return _base(match, "period", month=month, day=15 if which == 1 else 31)
    length = _PERIODS[match["period"]]
    month = 12 if which == 0 else which * length
    return _base(match, "period", month=month) if month <= 12 else None


def _read_year_end(match: re.Match[str]) -> When:
    when = _base(match, "period")
    return replace(when, month=12, shift_year=when.shift_year or 0)


def _read_month(match: re.Match[str]) -> When:
    return _base(match, "month", month=_month_number(match))


def _read_term(match: re.Match[str]) -> When | None:
    amount = number(match["amount"])
    if amount is None or re.search(r"\b(?:hace|cada)\b", match["cue"]):
        return None
    if match["cue"].strip() == "a" or amount > 1500:
        return None
    unit = next(name for key, name in _UNITS.items() if match["unit"].startswith(key))
    return _base(match, "term", amount=amount, unit="habiles" if match["habiles"] else unit)


_UNITS = {"dia": "dias", "semana": "semanas", "mes": "meses", "ano": "años"}


def _read_shift(match: re.Match[str]) -> When:
    days = {sound(word): step for word, step in table("dates")["relative"].items()}
    return _base(match, "shift", amount=days[match["shift"] or match["tomorrow"]])


def _read_weekday(match: re.Match[str]) -> When:
    when = _base(match, "weekday")
    return replace(when, kind="date", day=int(match["day"])) if match["day"] else when


_READERS = {
    "iso": _read_day,
    "figures": _read_day,
    "dashed": _read_day,
    "short": _read_day,
    "last_day": lambda match: _base(match, "period", month=_month_number(match)),
    "day": _read_day,
    "month_day": _read_day,
    "by_month": _read_by_month,
    "same_month": _read_same_month,
    "period": _read_period,
    "week": _read_month,
    "year_end": _read_year_end,
    "month": _read_month,
    "term": _read_term,
    "term_after": _read_term,
    "bare_term": _read_term,
    "bare_month": _read_month,
    "shift": _read_shift,
    "weekday": _read_weekday,
    "date": _read_by_month,
}
