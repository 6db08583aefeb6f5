"""Who answers for an agreement, and by when: labels («Responsable: …»), subjects of verbs, dates with their cues."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from graph.extract.almanac import When, resolve
from graph.extract.clauses import Clause
from graph.extract.cues import Cued, cued
from graph.extract.findings import Body
from graph.extract.lists import extend, mentions_at
from graph.extract.narrative import Narrative
from graph.extract.session_days import same_month
from graph.extract.subjects import subjects_after, subjects_before
from graph.extract.tables import BODY, DATE, EDGE, alternatives, table

_OF_IT = re.compile(
    r"\b(?:plan|programa|calendario|agenda|presupuesto|informe|metas|datos|sifras)\s+(?:de\s+\w+\s+)?del?\s+$"
)  # «el plan del segundo semestre»
_BY = re.compile(
    r"\b(?:elaborad|presentad|realizad|enviad|remitid|entregad|coordinad|preparad|convocad|liderad|ejecutad|impulsad|desarrollad|dirigid)\w+\s+por\s"
)
_START = re.compile(rf"^{EDGE}(?:que\s+)?(?:el|la|los|las|del|al|ambas|ambos|tanto)?\s*")
_WITH = re.compile(r"\b(?:con|entre)\s+(?:el|la|los|las)?\s*$")


@lru_cache(maxsize=2)
def _label(name: str) -> Cued:
    return cued(rf"\b{alternatives(table('agreements')['responsible'][name])}[\s.]*:\s*|→\s*responsable\s*")


def responsible(story: Narrative, clause: Clause, trigger: tuple[int, int] | None, kind: str) -> tuple[Body, ...]:
    """The bodies that answer for what heard says; trigger: where «se comprometió a» and the like stand."""
    labelled = _label("labels").search(clause.heard)
    if labelled:
        return _bodies(clause, _right(story, clause, labelled.end(), 6))
    if trigger is None:
        return opening_bodies(story, clause) or _performers(story, clause)
    start, end = trigger
    if kind == "convenio":
        return _signers(story, clause, start, end)
    before = subjects_before(story.text, clause, start, story.lineage)
    if kind == "compromiso":
        return _bodies(clause, before or subjects_after(story.text, clause, end, story.lineage))
    return (
        _after_that(story, clause, end)
        or (_bodies(clause, before) if _personal(clause.heard[start:end]) else ())
        or _performers(story, clause)
    )


def _personal(trigger: str) -> bool:
    return not trigger.startswith(("se ", "qued", "de comun", "por consenso", "como", "entre", "los", "el ", "hubo"))


def _bodies(clause: Clause, places: Sequence[int]) -> tuple[Body, ...]:
    return tuple(mention.body for mention in mentions_at(clause, list(places)))


def _right(story: Narrative, clause: Clause, start: int, reach: int) -> list[int]:
    """The enumeration that begins at most `reach` characters after heard[start]."""
    place = next((place for place in clause.places(BODY) if place >= start), None)
    if place is None or place - start > reach:
        return []
    return extend(story.text, clause, place, 1, story.lineage, len(clause.heard))


def opening_bodies(story: Narrative, clause: Clause) -> tuple[Body, ...]:
    """The institutions that a sentence begins with, as its subject."""
    return _bodies(clause, _right(story, clause, 0, _start_of(clause.heard) + 40)) if _opens(clause.heard) else ()


def _start_of(heard: str) -> int:
    match = _START.match(heard)
    return match.end() if match else 0


def _opens(heard: str) -> bool:
    first = re.search(rf"[{BODY}]", heard)
    if not first:
        return False
    before = heard[: first.start()]
    return bool(_lead_in().fullmatch(before))


@lru_cache(maxsize=1)
def _lead_in() -> re.Pattern[str]:
    offices = alternatives(table("words")["offices"])
    lead = rf"(?:{alternatives(table('words')['openers'])}[\s,]*)?"
    heads = alternatives(table("words")["articles"])  # «las municipalidades de»
    return re.compile(
        rf"{EDGE}(?:[^:;,{BODY}]{{1,25}}:\s+)?(?:[{DATE}][,\s]+)?{lead}(?:[^:;,{BODY}]{{4,40}},\s+(?={offices}))?(?:que\s+)?(?:(?:el|la|los|las|de|del|y|{offices}|{heads})\s*)*"
    )


def _after_that(story: Narrative, clause: Clause, end: int) -> tuple[Body, ...]:
    """«se acordó que la SAT presentará»: the subject of what was agreed."""
    direct = re.match(r"[\s,]*(?:el|la|los|las)?\s*", clause.heard[end:])
    if direct and _right(story, clause, end + direct.end(), 0):
        return _bodies(clause, _right(story, clause, end + direct.end(), 0))
    match = re.search(r"(?:\bque|:)\s+(?:el|la|los|las|tanto|ambas)?\s*", clause.heard[max(0, end - 5) :])
    if not match or match.start() > 60:
        return ()
    begin = max(0, end - 5) + match.end()
    return _bodies(clause, _right(story, clause, begin, 6 if match[0].startswith(":") else 40))


def _performers(story: Narrative, clause: Clause) -> tuple[Body, ...]:
    """«será elaborado por la SAT»."""
    match = _BY.search(clause.heard)
    return _bodies(clause, subjects_after(story.text, clause, match.end(), story.lineage)) if match else ()


def _signers(story: Narrative, clause: Clause, start: int, end: int) -> tuple[Body, ...]:
    """Both sides of a convenio: the verb's subject, and those after «con» or «entre»."""
    sides = list(subjects_before(story.text, clause, start, story.lineage))
    for place in clause.places(BODY):
        if place > start and _WITH.search(clause.heard[:place]):
            sides += extend(story.text, clause, place, 1, story.lineage, len(clause.heard))
            break
    return _bodies(clause, sides or subjects_after(story.text, clause, end, story.lineage))


@lru_cache(maxsize=1)
def _cue() -> Cued:
    cues = alternatives(table("sessions")["deadline"]["phrases"])
    return cued(
        rf"(?:{cues}|{_label('due_labels').pattern}|\ben\s+|\bpara\s+(?:el\s+|antes\s+)?)(?:que\s+|el\s+|dia\s+|del\s+|de\s+)*$"
    )


def due_date(story: Narrative, clause: Clause, after: int, session: date | None) -> tuple[str | None, bool]:
    """(due, whether a cue says that it is a deadline): YYYY-MM-DD or YYYY-MM, of the dates behind heard[after].

    Terms («en 30 días») count from the session. A day before the session is history and no due date.
    """
    chosen: tuple[str | None, bool] = (None, False)
    for place in clause.places(DATE):
        if place < after:
            continue
        cued = bool(_cue().search(clause.heard, 0, place))
        day = _resolve(story, clause.date(place), session)
        if not cued and _OF_IT.search(clause.heard, 0, place) and clause.date(place).kind == "period":
            continue  # «el plan de trabajo del segundo semestre»
        if day is None or (session and day < session.isoformat()[: len(day)]) or (chosen[1] and not cued):
            continue
        chosen = (day, cued)
    return chosen


def _resolve(story: Narrative, when: When, session: date | None) -> str | None:
    if when.kind == "term":
        return resolve(when, session)
    if when.kind == "same":
        return same_month(story, when)
    if when.kind in ("weekday", "shift"):
        return None if when.kind == "weekday" else resolve(when, story.reference)
    return resolve(when, session or story.reference, "future")
