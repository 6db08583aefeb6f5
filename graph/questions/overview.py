"""The snapshot at a glance: how much there is of what, and where most happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.questions.agreements import Agreement
from graph.questions.mesas import MesaLine
from graph.questions.shape import PREFIXES, Engine, day

COUNTS = (
    PREFIXES
    + """
SELECT ?class (COUNT(DISTINCT ?one) AS ?number) WHERE {
  VALUES ?class { enlace:Institution enlace:Mesa enlace:Session enlace:Agreement enlace:Record }
  ?one a ?class
} GROUP BY ?class"""
)
SPAN = (
    PREFIXES + "SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE { ?record a enlace:Record ; enlace:date ?day }"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each. first_record, last_record: days of publication; None where no record has one."""

    institutions: int
    mesas: int
    sessions: int
    agreements: int
    records: int
    first_record: date | None
    last_record: date | None


def counts(engine: Engine) -> Counts:
    """What the snapshot holds."""
    found = {row["class"].rpartition("#")[2]: int(row["number"]) for row in engine.rows(COUNTS) if "class" in row}
    span = next(iter(engine.rows(SPAN)), {})
    return Counts(
        found.get("Institution", 0), found.get("Mesa", 0), found.get("Session", 0), found.get("Agreement", 0),
        found.get("Record", 0), day(span.get("first")), day(span.get("last")),
    )  # fmt: skip


def coming_due(agreements: Iterable[Agreement], limit: int) -> list[Agreement]:
    """Of these agreements, those that are still in time, the soonest first."""
    waiting = [one for one in agreements if one.status in ("soon", "open") and one.due]
    return sorted(waiting, key=lambda one: (one.due.last if one.due else date.max, one.label))[:limit]


def most_active(mesas: Iterable[MesaLine], limit: int) -> list[MesaLine]:
    """Of these mesas, those with most sessions on record; ties by members, then by name."""
    return sorted((one for one in mesas if one.sessions), key=lambda one: (-one.sessions, -one.members))[:limit]
