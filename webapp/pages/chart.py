"""Small charts drawn to scale: where a day, or a stretch of days, stands on an axis of time, in percent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Seen(Protocol):
    """Whatever was seen on a first and a last day."""

    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of time from the first day to the last."""

    first: date
    last: date

    @classmethod
    def over(cls, spans: Iterable[Seen], days: Iterable[date] = ()) -> "Scale | None":
        """The axis that holds all of these; None where they are all of one year, which needs no picture."""
        every = [*days, *(one for span in spans for one in (span.first, span.last) if one)]
        return cls(min(every), max(every)) if every and min(every).year < max(every).year else None

    def at(self, day: date) -> float:
        """Where a day stands: 0 at the left, 100 at the right."""
        return round(100 * (day - self.first).days / (self.last - self.first).days, 2)

    def width(self, first: date, last: date) -> float:
        """How much of the axis a stretch takes, in percent."""
        return round(self.at(last) - self.at(first), 2)


@dataclass(frozen=True, slots=True)
class Calendar:
    """An axis of whole years: its ticks, years or quarters of the only one, and where the days stand, in percent."""

    ticks: tuple[tuple[date, float], ...]
    days: tuple[tuple[date, float], ...]
    by_year: bool


def calendar_of(days: Sequence[date]) -> Calendar | None:
    """The whole years around some days; None for fewer than two days, which need no picture."""
    if len(set(days)) < 2:
        return None
    first, last = min(days).year, max(days).year
    scale = Scale(date(first, 1, 1), date(last, 12, 31))
    step = -(-(last - first + 1) // 6)  # at most 6 names of years, that a phone has room for
    by_year = first < last
    ticks = (
        [date(year, 1, 1) for year in range(first, last + 1, step)]
        if by_year
        else [date(first, month, 1) for month in (1, 4, 7, 10)]
    )
    return Calendar(
        tuple((one, scale.at(one)) for one in ticks), tuple((one, scale.at(one)) for one in sorted(set(days))), by_year
    )
