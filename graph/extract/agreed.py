"""Whether a sentence of prose tells of an agreement: a phrase that counts, a body that will do something by a day."""

import re
from datetime import date
from functools import lru_cache

from graph.extract.clauses import Clause
from graph.extract.cues import Phrases
from graph.extract.findings import Body
from graph.extract.grammar import has_future
from graph.extract.narrative import Narrative
from graph.extract.pledges import Found, pattern
from graph.extract.responsibility import due_date, opening_bodies, responsible
from graph.extract.tables import any_of, table

_NEVER = re.compile(r"\b(?:nunca|jamas|tampoco)\s+(?:\w+\s+)?$")


def counts(story: Narrative, clause: Clause, found: Found, day: date | None, going_on: bool) -> bool:
    """Whether the phrase tells of an agreement here: without a mesa only a convenio and what is pledged with it, and
    no pledge without an actor."""
    if _NEVER.search(clause.heard, 0, found.start):
        return False
    if found.kind == "convenio":
        return True
    due, _ = due_date(story, clause, found.end, day)
    if not story.mesas and not (found.kind == "compromiso" and (going_on or due)):
        return False
    if found.kind == "compromiso" and pattern("conducts").match(clause.heard, found.start):
        return False
    if found.kind == "compromiso":
        actor = bool(responsible(story, clause, (found.start, found.end), "compromiso"))
        return actor and (
            going_on or due is not None or not re.match(r"(?:debera|tendra)", clause.heard[found.start :])
        )
    return True


def signers(story: Narrative) -> frozenset[Body]:
    """Who signed a convenio that the record tells of."""
    bodies: set[Body] = set()
    for clause in story.clauses:
        for match in pattern("signed").finditer(clause.heard):
            bodies.update(responsible(story, clause, (match.start(), match.end()), "convenio"))
    return frozenset(bodies)


def is_pledge(story: Narrative, clause: Clause, day: date | None, going_on: bool, signed: frozenset[Body]) -> bool:
    """Whether a sentence says what a body will do, as part of what was agreed or with a deadline."""
    if not clause.bodies or not has_future(story.text[clause.start : clause.end]):
        return False
    actors = opening_bodies(story, clause)
    if not actors or not (story.mesas or set(actors) <= signed):
        return False
    if pattern("reported").search(clause.heard):
        return False
    if going_on or pattern("as_agreed").search(clause.heard):
        return True
    return _in_a_term(clause) or (due_date(story, clause, 0, day)[1] and bool(_deadline().search(clause.heard)))


def _in_a_term(clause: Clause) -> bool:
    """Whether a sentence gives a term for what it says («en los siguientes 60 días»), not years."""
    return any(when.kind == "term" and when.unit != "años" for when in clause.dates)


@lru_cache(maxsize=1)
def _deadline() -> Phrases:
    return any_of(table("sessions")["deadline"]["phrases"])


def is_content(clause: Clause) -> bool:
    """Whether a sentence says what a convenio brings with it."""
    return bool(pattern("contents").search(clause.heard))
