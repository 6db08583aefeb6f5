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
CELLS = 6_000  # so many that a place for a part is found in milliseconds
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
    size = _cell_size(parts)
    taken: set[Cell] = set()
    searches: dict[frozenset[Cell], Iterator[Cell]] = {}  # what was taken stays so: equal shapes search on, not anew
    packed: dict[int, Point] = {}
    for part, own_lines in zip(parts, lines, strict=True):
        centred = _centred(part)
        cells = _cells(centred, own_lines, size)
        search = searches.setdefault(cells, _outwards())
        column, row = next(place for place in search if not _meets(cells, place, taken))
        taken |= {
            (x + column + dx, y + row + dy)
            for x, y in cells
            for dx in range(-MARGIN, MARGIN + 1)
            for dy in range(-MARGIN, MARGIN + 1)
        }
        packed.update({node: (x + column * size, y + row * size) for node, (x, y) in centred.items()})
    return _centred(packed)


def _cell_size(parts: Sequence[Mapping[int, Point]]) -> float:
    """The side of a cell: CELL, or more where the parts would fill too many cells to look through."""
    area = 0.0
    for part in parts:
        xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
        area += (max(xs) - min(xs) + 4 * CELL) * (max(ys) - min(ys) + 4 * CELL)
    return max(CELL, math.sqrt(area / CELLS))


def _centred(places: Mapping[int, Point]) -> dict[int, Point]:
    """The same places with the middle of their frame at (0, 0)."""
    if not places:
        return {}
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    mid_x, mid_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {node: (x - mid_x, y - mid_y) for node, (x, y) in places.items()}


def _cells(places: Mapping[int, Point], lines: Sequence[tuple[int, int]], size: float) -> frozenset[Cell]:
    """The cells that the members and the lines between them lie in."""
    cells = {_cell(point, size) for point in places.values()}
    for one, other in lines:
        (x1, y1), (x2, y2) = places[one], places[other]
        steps = max(1, math.ceil(math.dist((x1, y1), (x2, y2)) / size * 2))
        cells |= {_cell((x1 + (x2 - x1) * k / steps, y1 + (y2 - y1) * k / steps), size) for k in range(steps)}
    return frozenset(cells)


def _cell(point: Point, size: float) -> Cell:
    return math.floor(point[0] / size), math.floor(point[1] / size)


def _meets(cells: frozenset[Cell], place: Cell, taken: set[Cell]) -> bool:
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
