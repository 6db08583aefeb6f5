"""Decisions -> what `graph.resolve` needs of them: what is one thing, what is two, which sessions are known better."""

from datetime import date

from graph.curation.contradictions import statement
from graph.curation.decisions import Decisions
from graph.curation.rows import ANY
from graph.resolve import Rulings


def rulings_of(decisions: Decisions) -> Rulings:
    """The decisions on identity. Those on day and ordinal of a session are among them, as its name is made of both."""
    apart = {frozenset((one.subject, one.object)) for one in decisions.of("not-same") if not one.surface}
    days: dict[str, date] = {}
    ordinals: dict[str, int] = {}
    for one in decisions.of("assert"):
        subject, predicate, object = statement(one, decisions.same)
        if subject.startswith("session/") and predicate == "date":
            days[subject] = date.fromisoformat(object)
        elif subject.startswith("session/") and predicate == "ordinal":
            ordinals[subject] = int(object)
    never = {
        (one.predicate, statement(one, decisions.same)[0], "" if one.object == ANY else one.object)
        for one in decisions.of("deny")
        if not one.record and one.predicate in ("date", "ordinal")
    }
    return Rulings(decisions.same, frozenset(apart), days, ordinals, frozenset(never))
