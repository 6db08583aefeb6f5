"""The day on which a mesa met, as a sentence gives it: which dates count, of which year, which session of the mesa."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from graph.extract.almanac import When, resolve, with_month_of
from graph.extract.clauses import Clause
from graph.extract.cues import Cued, Phrases, cued
from graph.extract.findings import Session
from graph.extract.grammar import has_future
from graph.extract.narrative import Narrative
from graph.extract.numerals import ORDINAL, ordinal
from graph.extract.tables import MESA, alternatives, any_of, table

DAYS = ("day", "date", "weekday", "shift")
_ONE_MORE = re.compile(rf"\bpor\s+(?P<ordinal>{ORDINAL})\s+(?:bes|ocasion)")
_PAST = re.compile(r"\b\w+(?:ó|aron|ieron|uvo|izo|ue)\b")
_SOON = timedelta(days=45)  # further ahead than that, a date without a year that is told of has passed


def day_of(story: Narrative, clause: Clause, place: int, last: bool = False) -> str | None:
    """The date at heard[place] as YYYY-MM-DD, None when it is no day. last: the last day of a range."""
    when = clause.date(place)
    if last and when.last:
        when = replace(when, day=when.last)
    if when.kind == "same":
        return same_month(story, when)
    if when.kind not in DAYS:
        return None
    near = resolve(when, story.reference)
    far = near and story.reference and near > (story.reference + _SOON).isoformat()
    return resolve(when, story.reference, "past") if far and is_told(story.text, clause) else near


def same_month(story: Narrative, when: When) -> str | None:
    """«el 27 del mismo mes»: the day in the month of the date before it; None when the text has none."""
    earlier = [other for other in story.dates if other.end <= when.start and other.kind == "day"]
    return resolve(with_month_of(when, resolve(earlier[-1], story.reference, "future")), None) if earlier else None


def is_told(text: str, clause: Clause) -> bool:
    """Whether a clause tells what happened, and announces nothing."""
    said = text[clause.start : clause.end]
    return bool(_PAST.search(said)) and not has_future(said) and not _announced().search(clause.heard)


@lru_cache(maxsize=1)
def _announced() -> Phrases:
    return any_of(table("sessions")["announced"]["phrases"])


def make_session(clause: Clause, mesa: str, day: str, place: int) -> Session:
    """The session of a mesa on the day that heard[place] gives."""
    return Session(mesa, date.fromisoformat(day), None, None, _ordinal(clause, place), clause.start, clause.end)


def _ordinal(clause: Clause, place: int) -> int | None:
    """The ordinal said of the meeting that is nearest to the date."""
    again = _ONE_MORE.search(clause.heard)
    if again:
        return ordinal(again["ordinal"])
    said = [(abs(index - place), clause.mesa(index).ordinal) for index in clause.places(MESA)]
    return next((value for _, value in sorted(said, key=lambda pair: pair[0]) if value), None)


@lru_cache(maxsize=1)
def deadline() -> Cued:
    """What stands before a date that is a term and no meeting."""
    return cued(alternatives(table("sessions")["deadline"]["phrases"]) + r"(?:el\s+|dia\s+)*$")
