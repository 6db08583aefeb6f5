"""When and where a mesa met or will meet: date, place, host, ordinal. The text's dates, never that of publication."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from graph.extract.clauses import Clause
from graph.extract.cues import Phrases
from graph.extract.findings import Relation, Session
from graph.extract.focus import several_meetings
from graph.extract.hosting import elided, meeting_verbs, place_of
from graph.extract.narrative import Narrative
from graph.extract.numerals import ORDINAL, ROMAN
from graph.extract.session_days import day_of, deadline, make_session
from graph.extract.sessions_implied import minuted, passing, undated
from graph.extract.tables import DATE, EDGE, MESA, any_of, table
from graph.extract.triggers import is_outside

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
_ITS_MESA = re.compile(rf".,\s+(?:(?:la|el)\s+)?(?P<mesa>[{MESA}])")
_NEXT_ONE = re.compile(rf";\s+(?:y\s+)?la\s+(?:{ORDINAL}|{ROMAN}),?\s+(?:el\s+)?(?P<d>[{DATE}])")
_AND_ON = re.compile(rf"\by,?\s+(?:el\s+)?(?P<d>[{DATE}]),\s+(?:(?:la|el)\s+)?[{MESA}]")
_PAIR = re.compile(rf"(?P<one>[{MESA}])\s+y\s+(?:la\s+|el\s+)?(?P<two>[{MESA}])\s+(?:se\s+)?\w+(?:ron|an|en)\b")
_MESA = re.compile(rf"[{MESA}]")
_ANYWHERE = ("reunid", "constituid", "selebrar", "realisar")  # they may stand far from the mesa in the head of an acta
_OF_THE_ONES_HERE = ("se sita", "se hase constar", "se hiso constar")
_LIMIT_DAY = re.compile(r"\s+como\s+(?:fecha\s+)?(?:tope|limite|plaso)")
_UNHELD = re.compile(
    r"\b(?:debio|debia|debian|iba a|tenia que|estaba previst\w+|pensaba)\s+(?:\w+\s+)?(?:el\s+|para\s+el\s+)?$"
)
_THAT = re.compile(r"\bque\b")
_SUBJECT = re.compile(r"\W*(?:asunto|ref(?:erensia)?)\s*[.:]")
_HEAD = 12  # sentences
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
        found += passing(story, relations)
    if all(_to_come(story, session) for session in found):
        found += minuted(story)
    if all(_to_come(story, session) for session in found):
        found += undated(story, {session.start for session in found})
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
            day = day_of(story, clause, place, last=bool(index) and "respectibamente" in clause.heard)
            if day:
                yield make_session(clause, mesa, day, place)


def _from_field(story: Narrative, clause: Clause) -> Iterator[Session]:
    if clause.label == "date" and _is_letter(story):
        return  # the day on which it was written
    mesa = story.mesa_at(clause, 0)
    for place in clause.places(DATE)[:1]:
        day = day_of(story, clause, place)
        if mesa and day:
            yield make_session(clause, mesa, day, place)


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
    next_one = _ITS_MESA.match(clause.heard, place)  # «y, el miércoles 9, la Mesa de B»
    if next_one and (name := clause.mesa(next_one.start("mesa")).name):
        return [name]
    return list(story.mesas_at(clause, place))


@lru_cache(maxsize=1)
def _moved() -> Phrases:
    return any_of(table("sessions")["moved"]["phrases"])


@lru_cache(maxsize=1)
def _cancelled() -> Phrases:
    return any_of(table("sessions")["cancelled"]["phrases"])


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
        found += [match.start("d") for match in _AND_ON.finditer(heard, found[0])]
    return list(dict.fromkeys(found))


def _of_the_mesa(heard: str, verb: re.Match[str], start: int, end: int) -> bool:
    """Whether a verb of meeting in heard[start:end] is said of the mesa."""
    if elided(heard) == verb.start() or "reunirse" in verb[0] or verb[0].startswith(_OF_THE_ONES_HERE):
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
        if not deadline().search(heard, 0, place)
        and not _UNHELD.search(heard[:place])
        and not _LIMIT_DAY.match(heard, place + 1)
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
