"""Strokes -> tables: where upright and level lines meet, with the cells between them, those that were merged too."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.records.formats.pages.lines import lines, pieces
from graph.records.formats.pages.page import Box, Stroke, Word, around

_NEAR = 3.0  # points by which lines that meet may miss each other
_MOST = 400  # lines of one direction on a page; a drawing has more
_CELLS = 5000  # of one table
_HEADING = 16  # words of headings
_BEYOND = 12.0  # points that level lines stand out where the outer upright line is not drawn


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the rows and columns that it takes (from, to exclusive), where it is, its words."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    box: Box
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its place, the edges of its columns (x) and rows (y), its cells from the first row on."""

    box: Box
    edges: tuple[float, ...]
    floors: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.floors) - 1

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.edges) - 1


def grids(strokes: Iterable[Stroke], words: Sequence[Word]) -> list[Grid]:
    """The ruled tables of a page with those of the words that stand in them."""
    given = list(strokes)
    uprights = _merged(stroke for stroke in given if stroke.upright and stroke.drawn)
    levels = _merged(stroke for stroke in given if not stroke.upright and stroke.drawn)
    shaded = [stroke for stroke in given if not stroke.drawn]
    if len(uprights) > _MOST or len(levels) > _MOST or len(shaded) > 4 * _MOST:
        return []
    found: list[Grid] = []
    free = list(words)
    for group in _meeting(uprights, levels):
        grid = _grid(group, shaded)
        inside = [word for word in free if grid and grid.box.holds(word.box)]
        filled = grid and _filled(grid, inside)
        if filled:
            found.append(filled)
            free = [word for word in free if not filled.box.holds(word.box)]
    return found


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes of one direction, those on one line that touch or overlap as one."""
    merged: list[Stroke] = []
    for line in _on_one_line(sorted(strokes, key=lambda stroke: stroke.at)):
        at = sum(stroke.at for stroke in line) / len(line)
        last: Stroke | None = None
        for stroke in sorted(line, key=lambda each: each.start):
            if last and stroke.start <= last.end + _NEAR:
                last = merged[-1] = replace(last, end=max(last.end, stroke.end))
            else:
                last = replace(stroke, at=at)
                merged.append(last)
    return merged


def _on_one_line(strokes: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    line: list[Stroke] = []
    for stroke in strokes:
        if line and stroke.at - line[0].at > _NEAR:
            yield line
            line = []
        line.append(stroke)
    if line:
        yield line


def _meeting(uprights: Sequence[Stroke], levels: Sequence[Stroke]) -> list[list[Stroke]]:
    """Groups of strokes that meet, directly or through others; only those with two of each direction."""
    groups: list[tuple[list[Stroke], list[Stroke]]] = []
    for upright in uprights:
        touched = [group for group in groups if any(_meet(upright, level) for level in group[1])]
        known = {id(level) for _, group in groups for level in group}
        mine = [level for level in levels if id(level) not in known and _meet(upright, level)]
        if not touched and not mine:
            continue
        joined = ([upright], mine)
        for group in touched:
            joined[0].extend(group[0])
            joined[1].extend(group[1])
        groups = [group for group in groups if all(group is not each for each in touched)] + [joined]
    return [[*first, *second] for first, second in groups if len(first) > 1 and len(second) > 1]


def _meet(upright: Stroke, level: Stroke) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _grid(strokes: Sequence[Stroke], shaded: Sequence[Stroke]) -> Grid | None:
    """The table that these strokes draw, its cells without words; None when they only frame something."""
    uprights = [stroke for stroke in strokes if stroke.upright]
    levels = [stroke for stroke in strokes if not stroke.upright]
    xs = _places(uprights, min(line.start for line in levels), max(line.end for line in levels))
    ys = _places(levels, min(line.start for line in uprights), max(line.end for line in uprights))
    if (len(xs) - 1) * (len(ys) - 1) > _CELLS or len(xs) < 3:
        return None
    uprights += [stroke for stroke in shaded if stroke.upright and any(abs(stroke.at - x) < _NEAR for x in xs)]
    levels += [stroke for stroke in shaded if not stroke.upright and any(abs(stroke.at - y) < _NEAR for y in ys)]
    owner = _owners(xs, ys, uprights, levels)
    members: dict[int, list[tuple[int, int]]] = {}
    for place, one in owner.items():
        members.setdefault(one, []).append(place)
    cells = sorted((_cell(places, xs, ys) for places in members.values()), key=lambda each: (each.rows, each.columns))
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(cells))


def _places(lines: Sequence[Stroke], first: float, last: float) -> list[float]:
    """Where the lines of one direction stand, each once, and the open sides of the table."""
    places: list[float] = []
    for line in sorted(lines, key=lambda each: each.at):
        if not places or line.at - places[-1] > _NEAR:
            places.append(line.at)
    if first < places[0] - _BEYOND:
        places.insert(0, first)
    if last > places[-1] + _BEYOND:
        places.append(last)
    return places


def _owners(
    xs: Sequence[float], ys: Sequence[float], uprights: Sequence[Stroke], levels: Sequence[Stroke]
) -> dict[tuple[int, int], int]:
    """To which cell each field (row, column) belongs: fields with no line between them are one cell."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def find(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for column in range(columns):
        walls = [line for line in uprights if abs(line.at - xs[column + 1]) <= _NEAR]
        for row in range(rows):
            if column + 1 < columns and not _covered(walls, ys[row], ys[row + 1]):
                parent[find(row * columns + column + 1)] = find(row * columns + column)
    for row in range(rows - 1):
        floors = [line for line in levels if abs(line.at - ys[row + 1]) <= _NEAR]
        for column in range(columns):
            if not _covered(floors, xs[column], xs[column + 1]):
                parent[find((row + 1) * columns + column)] = find(row * columns + column)
    return {(row, column): find(row * columns + column) for row in range(rows) for column in range(columns)}


def _covered(lines: Sequence[Stroke], start: float, end: float) -> bool:
    """Whether lines run along most of the way from start to end."""
    along = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines)
    return along > 0.6 * (end - start)


def _cell(places: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> Cell:
    rows = min(row for row, _ in places), max(row for row, _ in places) + 1
    columns = min(column for _, column in places), max(column for _, column in places) + 1
    return Cell(rows, columns, Box(xs[columns[0]], ys[rows[0]], xs[columns[1]], ys[rows[1]]))


def _filled(grid: Grid, words: Sequence[Word]) -> Grid | None:
    """The table with its words; None when it is no table but a frame, or the grid of a drawing."""
    fields = {
        (row, column): place
        for place, cell in enumerate(grid.cells)
        for row in range(*cell.rows)
        for column in range(*cell.columns)
    }
    held: list[list[Word]] = [[] for _ in grid.cells]
    for word in words:
        field = bisect_right(grid.floors, word.box.middle) - 1, bisect_right(grid.edges, word.box.centre) - 1
        if field in fields:
            held[fields[field]].append(word)
    whole = [replace(cell, words=tuple(own)) for cell, own in zip(grid.cells, held, strict=True)]
    filled = [part for cell in whole for part in _parted(cell, grid.edges)]
    told = [cell for cell in filled if cell.words]
    beside = any(one.rows == other.rows for one, other in zip(told, told[1:], strict=False))
    if len(told) < 2 or not beside or len(told) < 0.15 * len(filled):
        return None
    return replace(
        grid, cells=tuple(filled), box=around([grid.box, *(word.box for cell in told for word in cell.words)])
    )


def _parted(cell: Cell, edges: Sequence[float]) -> list[Cell]:
    """A cell over several columns as one for each, when its words stand in them as headings do.

    On a scan the lines between the headings are not seen where they are light on a dark ground.
    """
    first, last = cell.columns
    if last - first < 2 or not cell.words or len(cell.words) > _HEADING:
        return [cell]
    parts: dict[int, list[Word]] = {}
    for one in (each for line in lines(cell.words) for each in pieces(line)):
        column = next((at for at in range(first, last) if one.box.x1 <= edges[at + 1] + _NEAR), last - 1)
        if one.box.x0 < edges[column] - _NEAR:
            return [cell]
        parts.setdefault(column, []).extend(one.words)
    if len(parts) < 2:
        return [cell]
    top, bottom = cell.box.top, cell.box.bottom
    boxes = [(at, Box(edges[at], top, edges[at + 1], bottom)) for at in range(first, last)]
    return [Cell(cell.rows, (at, at + 1), box, tuple(parts.get(at, ()))) for at, box in boxes]
