"""All that awaits in one list, the most frequent first, as a build writes it and as pages and commands read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.extract.findings import Body, Findings
from graph.extract.register import Register
from graph.questions.shape import Engine
from graph.records.record import Record
from graph.revision.closest import Closest
from graph.revision.collect import collected
from graph.revision.decided import decided
from graph.revision.items import KINDS, Pending
from graph.revision.statements import unsure_statements
from ontology.slugs import fold
from ontology.terms import Iris

MOST = 5_000


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What awaits a person. left_out: how many more there are, less frequent than all of these."""

    items: tuple[Pending, ...] = ()
    left_out: int = 0

    @property
    def total(self) -> int:
        """How many there are, those that were left out too."""
        return len(self.items) + self.left_out


def pending_of(
    found: Iterable[tuple[Record, Findings]],
    register: Register,
    engine: Engine,
    iris: Iris,
    same: Mapping[Body, Body] | None = None,
    most: int = MOST,
) -> dict[str, Any]:
    """What awaits a person after a build, as `pending` of report.json: {"items": […], "left_out": n}.

    Arguments: the records with their findings; the register; an engine over the built graph, for its statements; the
    IRIs of that graph; same, the body that a body is over all records, where that is another; most, the longest list.
    Same input, same list.
    """
    settled = decided(engine, iris)
    every = [(one, proposed) for one, proposed in collected(found, same) if not settled.settles(one, proposed)]
    every += [(one, ()) for one in unsure_statements(engine, iris)]
    every.sort(key=_order)
    closest = Closest(register)
    return {
        "items": [_with_candidates(one, proposed, closest).as_json() for one, proposed in every[:most]],
        "left_out": max(0, len(every) - most),
    }


def _order(pair: tuple[Pending, tuple[str, ...]]) -> tuple[object, ...]:
    one, proposed = pair
    reading = one.reading.ref if one.reading else ""
    return -one.times, KINDS.index(one.kind), fold(one.surface), one.surface, one.predicate, reading, proposed


def _with_candidates(one: Pending, proposed: tuple[str, ...], closest: Closest) -> Pending:
    return one if one.kind == "statement" else replace(one, candidates=closest.to(one.surface, proposed))


def awaiting(report: Mapping[str, Any]) -> Awaiting:
    """What awaits a person, of a snapshot's report; nothing where it was built before there was such a list."""
    told = report.get("pending") or {}
    return Awaiting(tuple(Pending.from_json(row) for row in told.get("items", ())), told.get("left_out", 0))
