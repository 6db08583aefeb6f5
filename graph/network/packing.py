"""The separate parts of a network side by side: the small ones in the bays of the large one.

Each part is the set of grid cells that it covers, links included (Freivalds, Dogrusoz, Kikusts 2001, "Disconnected
Graph Layout and the Polyomino Packing Approach"); the largest stands in the middle, every other takes the free place
nearest to it.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

Point = tuple[float, float]
Cell = tuple[int, int]

ASPECT = 1.45  # width by height that the whole aims at
CELL = 45.0  # in picture units
MARGIN = 2  # free cells around each part


def pack(parts: Sequence[Mapping[int, Point]], links: Sequence[tuple[int, int]]) -> dict[int, Point]:
    """Moves each part to a place of its own.

    Arguments: parts, the places of their members, the largest first; links, pairs of members that a line joins.
    Returns the places of all members, centred on (0, 0).
    """
    part_of = {node: number for number, part in enumerate(parts) for node in part}
    lines: list[list[tuple[int, int]]] = [[] for _ in parts]
    for one, other in links:
        lines[part_of[one]].append((one, other))
    taken: set[Cell] = set()
    packed: dict[int, Point] = {}
    for part, own_lines in zip(parts, lines, strict=True):
        centred = _centred(part)
        cells = _cells(centred, own_lines)
        column, row = next(place for place in _outwards() if not _meets(cells, place, taken))
        taken |= {
            (x + column + dx, y + row + dy)
            for x, y in cells
            for dx in range(-MARGIN, MARGIN + 1)
            for dy in range(-MARGIN, MARGIN + 1)
        }
        packed.update({node: (x + column * CELL, y + row * CELL) for node, (x, y) in centred.items()})
    return _centred(packed)


def _centred(places: Mapping[int, Point]) -> dict[int, Point]:
    """The same places with the middle of their frame at (0, 0)."""
    if not places:
        return {}
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    mid_x, mid_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {node: (x - mid_x, y - mid_y) for node, (x, y) in places.items()}


def _cells(places: Mapping[int, Point], lines: Sequence[tuple[int, int]]) -> set[Cell]:
    """The cells that the members and the lines between them lie in."""
    cells = {_cell(point) for point in places.values()}
    for one, other in lines:
        (x1, y1), (x2, y2) = places[one], places[other]
        steps = max(1, math.ceil(math.dist((x1, y1), (x2, y2)) / CELL * 2))
        cells |= {_cell((x1 + (x2 - x1) * k / steps, y1 + (y2 - y1) * k / steps)) for k in range(steps)}
    return cells


def _cell(point: Point) -> Cell:
    return math.floor(point[0] / CELL), math.floor(point[1] / CELL)


def _meets(cells: set[Cell], place: Cell, taken: set[Cell]) -> bool:
    """Whether a part moved to `place` would touch what is taken."""
    column, row = place
    return any((x + column, y + row) in taken for x, y in cells)


def _outwards() -> Iterator[Cell]:
    """Every place of the grid, in growing frames of ASPECT around the middle, the nearest of each frame first."""
    yield 0, 0
    ring = wide = 0
    while True:
        ring, inner = ring + 1, wide
        wide = math.ceil(ring * ASPECT)
        sides = [x for x in range(-wide, wide + 1) if abs(x) > inner]
        frame = [(x, y) for x in sides for y in range(1 - ring, ring)]
        frame += [(x, y) for x in range(-wide, wide + 1) for y in (-ring, ring)]
        yield from sorted(frame, key=lambda place: (place[0] ** 2 + (place[1] * ASPECT) ** 2, place))
