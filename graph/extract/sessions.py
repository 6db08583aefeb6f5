"""When and where a mesa met or will meet: date, place, host, ordinal. The text's dates, never that of publication."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from graph.extract.almanac import resolve
from graph.extract.clauses import Clause
from graph.extract.cues import Cued, Phrases, cued
from graph.extract.findings import Relation, Session
from graph.extract.hosting import meeting_verbs, met, place_of
from graph.extract.narrative import Narrative
from graph.extract.numerals import ORDINAL, ordinal
from graph.extract.tables import DATE, EDGE, MESA, alternatives, any_of, table
from graph.extract.triggers import is_outside

_DAYS = ("day", "date", "weekday", "shift")
_ONE_MORE = re.compile(rf"\bpor\s+(?P<ordinal>{ORDINAL})\s+(?:bes|ocasion)")
_OF_DATE = re.compile(rf"[{MESA}]\s+(?:ordinari\w+\s+|birtual\s+)?(?:de|del)\s+(?:dia\s+|pasado\s+)?(?P<d>[{DATE}])")
_OTHER_SUBJECT = re.compile(
    rf"^{EDGE}(?:asimismo|ademas|tambien|posteriormente)?,?\s*(?:el|la|los|las|un|una)\s+"
    r"(?!dia\b|pasado|proximo|presente|semana|manana|tarde|mes|lunes|martes|miercoles|jueves|biernes)[a-z]{3,}"
)
_PAIR = re.compile(rf"(?P<one>[{MESA}])\s+y\s+(?:la\s+|el\s+)?(?P<two>[{MESA}])\s+(?:se\s+)?\w+(?:ron|an|en)\b")
_REACH = 160


def find_sessions(story: Narrative, relations: Sequence[Relation]) -> tuple[Session, ...]:
    """The meetings that a record tells of, each mesa and day once, in the order of the text."""
    if not story.mesas or story.record.kind == "group":
        return ()
    dated: dict[tuple[str, str], Session] = {}
    for clause in story.clauses:
        for session in _dated(story, clause):
            key = (session.mesa, str(session.date))
            dated[key] = _merge(dated[key], session) if key in dated else session
    found = list(dated.values())
    if all(_to_come(story, session) for session in found):
        found += _undated(story, {session.start for session in found})
    found.sort(key=lambda session: session.start)
    return tuple(_furnish(story, session, found, relations) for session in found)


def _dated(story: Narrative, clause: Clause) -> Iterator[Session]:
    if not clause.dates:
        return
    if clause.label == "date" or (clause.label in ("place", "next") and clause.dates):
        yield from _from_field(story, clause)
        return
    if is_outside(clause.heard):
        return
    for place in _meeting_dates(clause):
        for index, mesa in enumerate(_mesas(story, clause, place)):
            day = _day(story, clause, place, last=bool(index) and "respectibamente" in clause.heard)
            if day:
                yield _session(clause, mesa, day, place)


def _from_field(story: Narrative, clause: Clause) -> Iterator[Session]:
    mesa = story.mesa_at(clause, 0)
    for place in clause.places(DATE)[:1]:
        day = _day(story, clause, place)
        if mesa and day:
            yield _session(clause, mesa, day, place)


def _mesas(story: Narrative, clause: Clause, place: int) -> list[str]:
    """The mesa that met on the date at heard[place]; two when they share the verb («la Mesa de A y la de B»)."""
    pair = _PAIR.search(clause.heard)
    if pair:
        names = [clause.mesa(pair.start(name)).name for name in ("one", "two")]
        if names[0] and names[1] and names[0] != names[1]:
            return [name for name in names if name and name not in story.background]
    mesa = story.mesa_at(clause, place)
    return [mesa] if mesa else []


def _day(story: Narrative, clause: Clause, place: int, last: bool = False) -> str | None:
    when = clause.date(place)
    if last and when.last:
        when = replace(when, day=when.last)
    return resolve(when, story.reference) if when.kind in _DAYS else None


def _session(clause: Clause, mesa: str, day: str, place: int) -> Session:
    return Session(mesa, date.fromisoformat(day), None, None, _ordinal(clause, place), clause.start, clause.end)


def _ordinal(clause: Clause, place: int) -> int | None:
    """The ordinal said of the meeting that is nearest to the date."""
    again = _ONE_MORE.search(clause.heard)
    if again:
        return ordinal(again["ordinal"])
    said = [(abs(index - place), clause.mesa(index).ordinal) for index in clause.places(MESA)]
    return next((value for _, value in sorted(said, key=lambda pair: pair[0]) if value), None)


@lru_cache(maxsize=1)
def _deadline() -> Cued:
    return cued(alternatives(table("sessions")["deadline"]["phrases"]) + r"(?:el\s+|dia\s+)*$")


@lru_cache(maxsize=1)
def _no_meeting() -> Phrases:
    return any_of(table("sessions")["not_a_meeting"]["phrases"])


def _meeting_dates(clause: Clause) -> list[int]:
    """Where the clause gives the day of a meeting of the mesa: «la mesa del FECHA», or a date by a verb of meeting."""
    heard = clause.heard
    found = [match.start("d") for match in _OF_DATE.finditer(heard)]
    for verb in meeting_verbs().finditer(heard):
        start = max(heard.rfind(";", 0, verb.start()), heard.rfind(": ", 0, verb.start())) + 1
        end = next((index for index in range(verb.end(), len(heard)) if heard[index] == ";"), len(heard))
        if not (
            re.search(rf"[{MESA}]", heard if verb[0].startswith(("reunid", "constituid")) else heard[start:end])
            or "reunirse" in verb[0]
        ) or _of_something_else(heard[start : verb.start()], verb[0]):
            continue
        near = [place for place in clause.places(DATE) if start <= place < end and abs(place - verb.start()) < _REACH]
        near = [place for place in near if not _deadline().search(heard, 0, place)]
        if near and not _no_meeting().search(heard, max(start, verb.start() - 12), end):
            found.append(min(near, key=lambda place: min(abs(place - verb.start()), abs(place - verb.end()))))
    return list(dict.fromkeys(found))


def _of_something_else(before: str, verb: str) -> bool:
    """Whether the verb's subject is some other event («El taller se realizó…») or an agreement's actor."""
    if re.search(rf"[{MESA}]", before) or not verb.startswith("se "):
        return False
    return bool(_OTHER_SUBJECT.match(before))


def _merge(one: Session, other: Session) -> Session:
    return replace(one, ordinal=one.ordinal or other.ordinal)


def _to_come(story: Narrative, session: Session) -> bool:
    return bool(session.date and story.reference and session.date > story.reference)


def _undated(story: Narrative, announced: set[int]) -> Iterator[Session]:
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
                yield Session(ref.name, None, None, None, ref.ordinal, clause.start, clause.end)


def _furnish(story: Narrative, session: Session, found: Sequence[Session], relations: Sequence[Relation]) -> Session:
    """The session with what other sentences add: host, place, and the ordinal that the title gives.

    What the record says without a date belongs to the first meeting of that mesa that it tells of.
    """
    main = next(each for each in found if each.mesa == session.mesa) is session
    hosts = [each for each in relations if each.predicate == "hosts" and each.object == session.mesa]
    here = [each for each in hosts if session.start <= each.start < session.end]
    elsewhere = [other for other in found if other is not session]
    free = [each for each in hosts if not any(other.start <= each.start < other.end for other in elsewhere)]
    host = next((each.subject for each in (free if main else here)), None)
    starts = {other.start for other in elsewhere}
    own = bisect_left(story.clauses, session.start, key=lambda clause: clause.start)
    nearby = story.clauses if main else story.clauses[own : own + 1]
    clauses = [clause for clause in nearby if clause.start not in starts and (main or clause.start == session.start)]
    telling = sorted(clauses, key=lambda clause: clause.start != session.start)
    place = next((found for clause in telling for found in [place_of(story.text, clause)] if found), None)
    titled = _title_ordinal(story, session.mesa) if main else None
    return replace(session, place=place, host=host, ordinal=session.ordinal or titled)


def _title_ordinal(story: Narrative, mesa: str) -> int | None:
    """The ordinal that title or heading give («3ra Mesa de…», «Reunión No. 7»)."""
    for block in story.blocks[:3]:
        for clause in story.clauses:
            if block.start <= clause.start < block.end and clause.label not in ("agreements", "next"):
                for ref in clause.mesas:
                    if ref.ordinal and ref.name == mesa:
                        return ref.ordinal
    return None
