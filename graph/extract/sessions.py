"""When and where a mesa met or will meet: date, place, host, ordinal. The text's dates, never that of publication."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from graph.extract.almanac import resolve
from graph.extract.clauses import Clause
from graph.extract.cues import Cued, Phrases, cued
from graph.extract.findings import Relation, Session
from graph.extract.focus import several_meetings
from graph.extract.grammar import has_future
from graph.extract.hosting import elided, meeting_verbs, met, place_of
from graph.extract.narrative import Narrative
from graph.extract.numerals import ORDINAL, ROMAN, ordinal
from graph.extract.tables import DATE, EDGE, MESA, alternatives, any_of, table
from graph.extract.triggers import is_outside

_DAYS = ("day", "date", "weekday", "shift")
_ONE_MORE = re.compile(rf"\bpor\s+(?P<ordinal>{ORDINAL})\s+(?:bes|ocasion)")
_OF_DATE = re.compile(
    rf"[{MESA}]\s+(?:ordinari\w+\s+|birtual\s+)?(?:de|del)\s+(?:dia\s+|pasado\s+)?(?P<d>[{DATE}])"
    rf"|\bla\s+(?:ultima|mas\s+resiente),\s+(?:de\s+|del\s+|el\s+)?(?P<last>[{DATE}])"
    rf"|\b(?:el|la)\s+(?:de|del)\s+(?:dia\s+)?(?P<each>[{DATE}])"
    rf"|[{MESA}],\s+(?:de\s+|del\s+|el\s+|la\s+)?(?:dia\s+|pasado\s+)?(?P<aside>[{DATE}]),"
)
_OTHER_SUBJECT = re.compile(
    rf"^{EDGE}(?:asimismo|ademas|tambien|posteriormente)?,?\s*(?:el|la|los|las|un|una)\s+"
    r"(?!dia\b|pasado|proximo|presente|semana|manana|tarde|mes|lunes|martes|miercoles|jueves|biernes)[a-z]{3,}"
)
_NEXT_ONE = re.compile(rf";\s+(?:y\s+)?la\s+(?:{ORDINAL}|{ROMAN}),?\s+(?:el\s+)?(?P<d>[{DATE}])")
_PAIR = re.compile(rf"(?P<one>[{MESA}])\s+y\s+(?:la\s+|el\s+)?(?P<two>[{MESA}])\s+(?:se\s+)?\w+(?:ron|an|en)\b")
_MESA = re.compile(rf"[{MESA}]")
_ANYWHERE = ("reunid", "constituid", "selebrar", "realisar")  # they may stand far from the mesa in the head of an acta
_UNHELD = re.compile(
    r"\b(?:debio|debia|debian|iba a|tenia que|estaba previst\w+|pensaba)\s+(?:\w+\s+)?(?:el\s+|para\s+el\s+)?$"
)
_THAT = re.compile(r"\bque\b")
_PAST = re.compile(r"\b\w+(?:ó|aron|ieron|uvo|izo|ue)\b")
_SOON = timedelta(days=45)  # further ahead than that, a date without a year that is told of has passed
_PASSED = timedelta(days=14)  # what a record tells of and dates within so many days before it is its news
_ATTENDED = ("participatesIn", "hosts", "invitedTo")
_SUBJECT = re.compile(r"\W*(?:asunto|ref(?:erensia)?)\s*[.:]")
_HEAD = 12  # sentences
_HEADING = 600  # characters of minutes among which they give their date
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
        found += _passing(story, relations)
    if all(_to_come(story, session) for session in found):
        found += _minuted(story)
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
    if clause.label == "date" and _is_letter(story):
        return  # the day on which it was written
    mesa = story.mesa_at(clause, 0)
    for place in clause.places(DATE)[:1]:
        day = _day(story, clause, place)
        if mesa and day:
            yield _session(clause, mesa, day, place)


def _is_letter(story: Narrative) -> bool:
    """Whether the head of the record has «Asunto: …»: a memorandum, a letter or a message."""
    return any(_SUBJECT.match(clause.heard) for clause in story.clauses[:_HEAD])


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
    if when.kind not in _DAYS:
        return None
    near = resolve(when, story.reference)
    far = near and story.reference and near > (story.reference + _SOON).isoformat()
    return resolve(when, story.reference, "past") if far and _told(story.text, clause) else near


def _told(text: str, clause: Clause) -> bool:
    """Whether a clause tells what happened, and announces nothing."""
    said = text[clause.start : clause.end]
    return bool(_PAST.search(said)) and not has_future(said) and not _announced().search(clause.heard)


@lru_cache(maxsize=1)
def _announced() -> Phrases:
    return any_of(table("sessions")["announced"]["phrases"])


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
def _moved() -> Phrases:
    return any_of(table("sessions")["moved"]["phrases"])


@lru_cache(maxsize=1)
def _cancelled() -> Phrases:
    return any_of(table("sessions")["cancelled"]["phrases"])


@lru_cache(maxsize=1)
def _here_and_now() -> Phrases:
    return any_of(table("sessions")["here_and_now"]["phrases"])


@lru_cache(maxsize=1)
def _no_meeting() -> Phrases:
    return any_of(table("sessions")["not_a_meeting"]["phrases"])


def _meeting_dates(clause: Clause) -> list[int]:
    """Where the clause gives the day of a meeting of the mesa: «la mesa del FECHA», or a date by a verb of meeting."""
    heard = clause.heard
    several = several_meetings().search(heard)
    found = [
        match.start(match.lastgroup or 0)
        for match in _OF_DATE.finditer(heard)
        if several or match.lastgroup in ("d", "aside")
    ]
    moved = _moved().search(heard)
    if not moved and _cancelled().search(heard):
        return []
    for verb in meeting_verbs().finditer(heard):
        start = max(heard.rfind(";", 0, verb.start()), heard.rfind(": ", 0, verb.start())) + 1
        end = next((index for index in range(verb.end(), len(heard)) if heard[index] == ";"), len(heard))
        if not _of_the_mesa(heard, verb, start, end):
            continue
        near = _dates_near(clause, verb, max(start, moved.start() if moved else 0), end)
        if near and not _no_meeting().search(heard, max(start, verb.start() - 12), end):
            found.append(min(near, key=lambda place: min(abs(place - verb.start()), abs(place - verb.end()))))
    if found:  # «la III sesión fue el miércoles 6, …; la IV, el miércoles 20»
        found += [match.start("d") for match in _NEXT_ONE.finditer(heard, found[0])]
    return list(dict.fromkeys(found))


def _of_the_mesa(heard: str, verb: re.Match[str], start: int, end: int) -> bool:
    """Whether a verb of meeting in heard[start:end] is said of the mesa."""
    if elided(heard) == verb.start() or "reunirse" in verb[0]:
        return True
    where = heard if verb[0].startswith(_ANYWHERE) else heard[start:end]
    return bool(_MESA.search(where)) and not _of_something_else(heard[start : verb.start()], verb[0])


def _dates_near(clause: Clause, verb: re.Match[str], start: int, end: int) -> list[int]:
    """The dates about a verb that can be the meeting's: no deadline, no day on which it was not held after all."""
    heard = clause.heard
    near = [place for place in clause.places(DATE) if start <= place < end and abs(place - verb.start()) < _REACH]
    return [
        place
        for place in near
        if not _deadline().search(heard, 0, place)
        and not _UNHELD.search(heard[:place])
        and not _THAT.search(heard, verb.end(), max(place, verb.end()))
    ]


def _of_something_else(before: str, verb: str) -> bool:
    """Whether the verb's subject is some other event («El taller se realizó…») or an agreement's actor."""
    if re.search(rf"[{MESA}]", before) or not verb.startswith("se "):
        return False
    return bool(_OTHER_SUBJECT.match(before))


def _merge(one: Session, other: Session) -> Session:
    return replace(one, ordinal=one.ordinal or other.ordinal)


def _to_come(story: Narrative, session: Session) -> bool:
    return bool(session.date and story.reference and session.date > story.reference)


def _passing(story: Narrative, relations: Sequence[Relation]) -> Iterator[Session]:
    """The day shortly before the record's on which, by no verb of meeting, something is told of a mesa that was
    attended («abrió el martes la segunda Mesa de…»)."""
    attended = {each.object for each in relations if each.predicate in _ATTENDED}
    for clause in story.clauses:
        if clause.label or not clause.dates or not _told(story.text, clause) or is_outside(clause.heard):
            continue
        for place in clause.places(DATE):
            mesa = story.mesa_at(clause, place) if clause.places(MESA) else None
            day = (
                _day(story, clause, place)
                if mesa in attended and not _deadline().search(clause.heard, 0, place)
                else None
            )
            if mesa and day and story.reference and _PASSED >= story.reference - date.fromisoformat(day) >= timedelta():
                yield _session(clause, mesa, day, place)
                return


def _minuted(story: Narrative) -> Iterator[Session]:
    """The meeting of minutes whose date line was read as the record's date, so that no sentence has it."""
    mesa = next((mesa for mesa in story.mesas if not mesa.sub and not mesa.background), None)
    said = any(when.start < _HEADING and when.kind in _DAYS for when in story.dates)
    if story.record.kind == "minutes" and story.record.date and mesa and not said:
        clause = next((each for each in story.clauses if any(ref.name == mesa.name for ref in each.mesas)), None)
        if clause:
            yield Session(mesa.name, story.record.date, None, None, None, clause.start, clause.end)


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
                today = story.record.kind in ("minutes", "document") and _here_and_now().search(clause.heard)
                day = story.record.date if today else None
                yield Session(ref.name, day, None, None, ref.ordinal, clause.start, clause.end)


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
    titled = _title_ordinal(story, session.mesa, elsewhere) if main else None
    return replace(session, place=place, host=host, ordinal=session.ordinal or titled)


def _title_ordinal(story: Narrative, mesa: str, elsewhere: Sequence[Session]) -> int | None:
    """The ordinal that title or heading give («3ra Mesa de…», «Reunión No. 7»)."""
    for block in story.blocks[:3]:
        for clause in story.clauses:
            other = any(session.start == clause.start for session in elsewhere)
            if not other and block.start <= clause.start < block.end and clause.label not in ("agreements", "next"):
                for ref in clause.mesas:
                    if ref.ordinal and ref.name == mesa:
                        return ref.ordinal
    return None
