"""Meetings that no verb of meeting tells with its date: by what happened then, by the date of minutes, or undated."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from graph.extract.almanac import resolve
from graph.extract.cues import Phrases
from graph.extract.findings import Relation, Session
from graph.extract.hosting import met
from graph.extract.narrative import Narrative
from graph.extract.session_days import DAYS, day_of, deadline, is_told, make_session
from graph.extract.tables import DATE, MESA, any_of, table
from graph.extract.triggers import is_outside

_PASSED = timedelta(days=14)  # what a record tells of and dates within so many days before it is its news
_ATTENDED = ("participatesIn", "hosts", "invitedTo")
_HEADING = 600  # characters of minutes among which they give their date
_SHORT_LINE = 60  # characters


def passing(story: Narrative, relations: Sequence[Relation]) -> Iterator[Session]:
    """The day shortly before the record's on which, by no verb of meeting, something is told of a mesa that was
    attended («abrió el martes la segunda Mesa de…»)."""
    attended = {each.object for each in relations if each.predicate in _ATTENDED}
    for clause in story.clauses:
        if clause.label or not clause.dates or not is_told(story.text, clause) or is_outside(clause.heard):
            continue
        for place in clause.places(DATE):
            mesa = story.mesa_at(clause, place) if clause.places(MESA) else None
            day = (
                day_of(story, clause, place)
                if mesa in attended and not deadline().search(clause.heard, 0, place)
                else None
            )
            if mesa and day and story.reference and _PASSED >= story.reference - date.fromisoformat(day) >= timedelta():
                yield make_session(clause, mesa, day, place)
                return


def minuted(story: Narrative) -> Iterator[Session]:
    """The meeting of minutes that only a line of their head dates, be it read as the date of the record."""
    mesa = next((mesa for mesa in story.mesas if not mesa.sub and not mesa.background), None)
    if story.record.kind != "minutes" or mesa is None:
        return
    said = [when for when in story.dates if when.start < _HEADING and when.kind in DAYS]
    day = story.record.date if not said else None
    if day is None and not story.record.date and said and _on_a_short_line(story.text, said[0].start):
        told = resolve(said[0], None)
        day = date.fromisoformat(told) if told else None
    clause = next((each for each in story.clauses if any(ref.name == mesa.name for ref in each.mesas)), None)
    if day and clause:
        yield Session(mesa.name, day, None, None, None, clause.start, clause.end)


def _on_a_short_line(text: str, place: int) -> bool:
    end = text.find("\n", place)
    return (end if end >= 0 else len(text)) - (text.rfind("\n", 0, place) + 1) <= _SHORT_LINE


def undated(story: Narrative, announced: set[int]) -> Iterator[Session]:
    """Meetings told without a date: one for each mesa of which the text says that it met."""
    seen: set[str] = set()
    for clause in story.clauses:
        if clause.start in announced or clause.label == "agreements":
            continue
        for place in clause.places(MESA):
            ref = clause.mesa(place)
            if (
                ref.name
                and ref.name not in seen | story.background
                and met().search(clause.heard)
                and not is_outside(clause.heard)
            ):
                seen.add(ref.name)
                today = story.record.kind in ("minutes", "document") and _here_and_now().search(clause.heard)
                day = story.record.date if today else None
                yield Session(ref.name, day, None, None, ref.ordinal, clause.start, clause.end)


@lru_cache(maxsize=1)
def _here_and_now() -> Phrases:
    return any_of(table("sessions")["here_and_now"]["phrases"])
