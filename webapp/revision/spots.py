"""Where in the text of a record something awaits a person: shared by /revision, which leads there, and the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.revision import Awaiting, Example, Pending, awaiting
from graph.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a record's text (offsets in characters) of which something is to be decided."""

    start: int
    end: int
    surface: str


@dataclass(frozen=True)
class List:
    """What awaits in one snapshot. spots: record's name -> where in its text, in order."""

    awaiting: Awaiting
    spots: Mapping[str, tuple[Spot, ...]]


@lru_cache(maxsize=2)
def list_of(snapshot: Snapshot) -> List:
    """What awaits in a snapshot; read once, as a snapshot never changes."""
    found = awaiting(snapshot.report)
    spots: dict[str, set[Spot]] = {}
    for one in found.items:
        for example in one.examples if one.kind != "statement" else ():
            spots.setdefault(example.record, set()).add(_spot(one, example))
    return List(found, {name: tuple(sorted(some, key=lambda spot: spot.start)) for name, some in spots.items()})


def _spot(one: Pending, example: Example) -> Spot:
    return Spot(example.start + example.first, example.start + example.end, one.surface)


def anchor(example: Example) -> str:
    """The name of an example's place on the page of its record."""
    return example.evidence or f"por-revisar-{example.start + example.first}"
