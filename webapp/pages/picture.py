"""The small picture of the network on the home page: its busiest members, where the build placed them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.network.reading import read_network

WIDTH, HEIGHT, MARGIN = 480, 400, 24
MOST = 90


@dataclass(frozen=True, slots=True)
class Dot:
    """A member: its kind (institution, mesa, agreement), its place, half its size; in the units of the picture."""

    kind: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Members, and lines (x1, y1, x2, y2, relation) between them."""

    dots: tuple[Dot, ...]
    lines: tuple[tuple[float, float, float, float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


@lru_cache(maxsize=2)
def picture(path: Path) -> Picture | None:
    """The picture of the network.json at `path`, which never changes; None where there is nothing to draw."""
    try:
        network = read_network(path)
    except StoreError:
        return None
    linked = sorted((node for node in network.nodes.values() if node["degree"]), key=lambda one: -one["degree"])[:MOST]
    if len(linked) < 3:
        return None
    places = _places(linked)
    dots = tuple(Dot(one["type"], *places[one["id"]], 3.5 + min(10.0, one["degree"] ** 0.5 * 2)) for one in linked)
    lines = {
        (*places[edge["from"]], *places[edge["to"]], edge["relation"])
        for edge in network.edges
        if edge["from"] in places and edge["to"] in places
    }
    return Picture(dots, tuple(sorted(lines)))


def _places(nodes: list[Mapping[str, Any]]) -> dict[str, tuple[float, float]]:
    """Each member's place inside of the picture."""
    left, right = (edge(node["x"] for node in nodes) for edge in (min, max))
    top, bottom = (edge(node["y"] for node in nodes) for edge in (min, max))

    def fit(value: float, low: float, high: float, room: float) -> float:
        return round(MARGIN + (value - low) / ((high - low) or 1) * (room - 2 * MARGIN), 1)

    return {one["id"]: (fit(one["x"], left, right, WIDTH), fit(one["y"], top, bottom, HEIGHT)) for one in nodes}
