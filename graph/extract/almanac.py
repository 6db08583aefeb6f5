"""A date as a text says it, perhaps in part («30 de junio», «29 del mes entrante»), and the day that it means."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class When:
    """A date expression at text[start:end].

    kind: day (day and month) | month | period (until the last day of `month`, or its `day`) | same (in the month of the
    date before) | date (day of the month alone) | weekday | shift (`amount` days from the record's date) | term
    (`amount` of `unit` from the meeting). year: None when the text names none; shift_year, shift_month: «del próximo
    año» 1, «del mes pasado» -1, None when nothing is said. last: the range's last day of the month. weekday: 0 is
    Monday. unit: dias | habiles | semanas | meses | años.
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: int | None = None
    weekday: int | None = None
    amount: int = 0
    unit: str = "dias"
    shift_year: int | None = None
    shift_month: int | None = None


def resolve(when: When, reference: date | None, bias: str = "near") -> str | None:
    """The day (YYYY-MM-DD) or month (YYYY-MM) that `when` means for a text written on `reference`; None if uncertain.

    bias: near (what lies closest), past or future, for expressions without a year. A range gives its first day.
    """
    if when.kind in ("month", "period"):
        return _month(when, reference, bias)
    found = _day(when, reference, bias)
    return found.isoformat() if found else None


def _day(when: When, reference: date | None, bias: str) -> date | None:
    if when.kind == "day":
        return _closest(_same_day(when, reference), reference, bias, when.weekday)
    if reference is None:
        return None
    if when.kind == "shift":
        return reference + timedelta(days=when.amount)
    if when.kind == "term":
        return add_term(reference, when.amount, when.unit)
    if when.kind == "weekday":
        back = (reference.weekday() - (when.weekday or 0)) % 7
        return reference - timedelta(days=back)
    if when.kind == "date":
        return _closest(_same_date(when, reference), reference, bias, when.weekday)
    return None


def valid(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]


def possible(month: int, day: int) -> bool:
    """Whether some year has that day."""
    return valid(2024, month, day)


def _same_day(when: When, reference: date | None) -> Iterator[date]:
    month, day = when.month or 0, when.day or 0
    if when.year is not None:
        years = [when.year]
    elif reference is None:
        return
    elif when.shift_year is not None:
        years = [reference.year + when.shift_year]
    else:
        years = [reference.year + step for step in range(-4, 5)]
    yield from (date(year, month, day) for year in years if valid(year, month, day))


def _same_date(when: When, reference: date) -> Iterator[date]:
    steps = range(-2, 3) if when.shift_month is None else (when.shift_month,)
    for step in steps:
        year, month = _shift(reference, step)
        if valid(year, month, when.day or 0):
            yield date(year, month, when.day or 1)


def _shift(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def _closest(days: Iterator[date], reference: date | None, bias: str, weekday: int | None) -> date | None:
    candidates = list(days)
    if reference is None or len(candidates) < 2:
        return candidates[0] if candidates else None
    right = [
        day
        for day in candidates
        if weekday is not None and day.weekday() == weekday and abs((day - reference).days) < 400
    ]
    candidates = right or candidates
    sided = [
        day for day in candidates if bias == "near" or (day >= reference) == (bias == "future") or day == reference
    ]
    return min(sided or candidates, key=lambda day: (abs((day - reference).days), day))


def _month(when: When, reference: date | None, bias: str) -> str | None:
    year, month = when.year, when.month
    if year is None and reference is None:
        return None
    if month is None and reference is not None:
        year, month = _shift(reference, when.shift_month or 0)
    if year is None and reference is not None and month is not None:
        year = _closest_year(when, month, reference, bias)
    if year is None or month is None or not 1 <= year <= 9999:
        return None
    if when.kind == "month":
        return f"{year:04d}-{month:02d}"
    return date(year, month, min(when.day or 31, monthrange(year, month)[1])).isoformat()


def _closest_year(when: When, month: int, reference: date, bias: str) -> int:
    if when.shift_year is not None:
        return reference.year + when.shift_year
    gaps = {step: step * 12 + month - reference.month for step in (-1, 0, 1)}
    allowed = [step for step, gap in gaps.items() if bias == "near" or gap == 0 or (gap > 0) == (bias == "future")]
    return reference.year + min(allowed or [0], key=lambda step: abs(gaps[step]))


def add_term(start: date, amount: int, unit: str) -> date | None:
    """`amount` of `unit` after `start`; None beyond the calendar. Working days leave Saturdays and Sundays aside."""
    try:
        if unit == "habiles":
            return _working_days(start, amount)
        if unit in ("meses", "años"):
            year, month = _shift(start, amount * (12 if unit == "años" else 1))
            return date(year, month, min(start.day, monthrange(year, month)[1]))
        return start + timedelta(days=amount * (7 if unit == "semanas" else 1))
    except (OverflowError, ValueError):
        return None


def _working_days(start: date, amount: int) -> date:
    weeks, rest = divmod(amount, 5)
    day = start + timedelta(weeks=weeks)
    while rest or day.weekday() > 4:
        day += timedelta(days=1)
        rest -= bool(rest) and day.weekday() < 5
    return day


def with_month_of(when: When, other: str | None) -> When:
    """`when` («29 de ese mismo mes») in the month of another date, given as YYYY-MM[-DD]."""
    if other is None:
        return when
    return replace(when, kind="day" if when.day else "month", year=int(other[:4]), month=int(other[5:7]))
