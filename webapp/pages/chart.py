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
        """The axis that holds all of these; None where they are all of one day, which needs no picture."""
        every = [*days, *(one for span in spans for one in (span.first, span.last) if one)]
        return cls(min(every), max(every)) if every and min(every) < max(every) else None

    def at(self, day: date) -> float:
        """Where a day stands: 0 at the left, 100 at the right."""
        return round(100 * (day - self.first).days / (self.last - self.first).days, 2)

    def width(self, first: date, last: date) -> float:
        """How much of the axis a stretch takes, in percent."""
        return round(self.at(last) - self.at(first), 2)


@dataclass(frozen=True, slots=True)
class Years:
    """An axis of whole years: where each of them begins, and where the days stand. All in percent."""

    ticks: tuple[tuple[int, float], ...]
    days: tuple[tuple[date, float], ...]


def years_between(days: Sequence[date]) -> Years | None:
    """The whole years around some days; None for fewer than two days, which need no picture."""
    if len(set(days)) < 2:
        return None
    scale = Scale(date(min(days).year, 1, 1), date(max(days).year, 12, 31))
    step = -(-(scale.last.year - scale.first.year + 1) // 8)  # at most 8 names of years
    ticks = tuple((year, scale.at(date(year, 1, 1))) for year in range(scale.first.year, scale.last.year + 1, step))
    return Years(ticks, tuple((one, scale.at(one)) for one in sorted(set(days))))
