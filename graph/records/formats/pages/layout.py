"""Where words and tables stand -> blocks in the order in which they are read.

A page is cut into bands from top to bottom: rows that one gap runs through belong together and have columns, which are
either prose, read one after the other, or a table without strokes, or labels with their values. All other rows are
lines of one column.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.records.formats.pages.aligned import Columns, as_fields, as_names, as_rows, kind_of
from graph.records.formats.pages.bands import Band, Item, Row, band_at, lifted, rows_of
from graph.records.formats.pages.flow import Measure, Passage, leading, passages
from graph.records.formats.pages.lines import Line, Piece, lines, pieces
from graph.records.formats.pages.page import Box, Word, around
from graph.records.formats.pages.ruled import Grid
from graph.records.formats.pages.tables import Table, grid_blocks

Block = Passage | Table

_DEEPEST = 6  # columns inside columns
_MOST = 2000  # rows of a page that may have columns
_LONG = 0.8  # of the widest line
_JOINED = 3.0  # gaps inside a line of one column, in heights


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page: its lines of words and ruled tables, its right edge, the heights of the level strokes in it."""

    lines: Sequence[Line]
    grids: tuple[Grid, ...] = ()
    right: float = 0.0
    levels: tuple[float, ...] = ()
    depth: int = 0


def arrange(region: Region) -> list[Block]:
    """The blocks of a region in reading order."""
    rows = rows_of([*(each for line in region.lines for each in pieces(line)), *region.grids])
    blocks: list[Block] = []
    plain: list[Row] = []
    at = 0
    while at < len(rows):
        band = band_at(rows, at) if region.depth < _DEEPEST and len(rows) < _MOST else None
        kind = _kind(band) if band else ""
        if band and kind:
            band, taken = lifted(band, plain, kind == "prose")
            blocks += [*_flow(plain[: len(plain) - taken], region), *_columns(band, kind, region)]
            plain, at = [], band.end
        else:
            plain.append(rows[at])
            at += 1
    return [*blocks, *_flow(plain, region)]


def right_edge(sheets: Iterable[Sequence[Line]]) -> float:
    """Where the lines of a document end on the right: most of its long lines end there, none far beyond."""
    every = [(line[-1].box.x1 - line[0].box.x0, line[-1].box.x1) for sheet in sheets for line in sheet]
    widest = max((width for width, _ in every), default=0.0)
    ends = sorted(end for width, end in every if width > _LONG * widest)
    return ends[int(0.95 * (len(ends) - 1))] if ends else 0.0


def _kind(band: Band) -> str:
    """What the columns of a band are (see `kind_of`); those that hold tables are read one after the other."""
    if any(not isinstance(item, Piece) for row in band.rows for item in row.items):
        return "prose"
    return kind_of(_as_columns(band))


def _as_columns(band: Band) -> Columns:
    edges = tuple(sorted((start + end) / 2 for start, end in band.gaps))
    return Columns(edges, [[item for item in row.items if isinstance(item, Piece)] for row in band.rows])


def _columns(band: Band, kind: str, region: Region) -> list[Block]:
    """The blocks of a band."""
    columns = _as_columns(band)
    if kind == "fields":
        return list(as_fields(columns))
    if kind == "names":
        return list(as_names(columns))
    if kind == "table":
        return [Table(tuple(as_rows(columns, region.levels)))]
    items = [item for row in band.rows for item in row.items]
    return [block for part in _parts(items, columns.edges, region) for block in _opened(arrange(part))]


def _opened(blocks: list[Block]) -> list[Block]:
    """The blocks of a column, of which the first knows that it opens one."""
    if blocks and isinstance(blocks[0], Passage):
        blocks[0] = replace(blocks[0], opens=True)
    return blocks


def _parts(items: Sequence[Item], edges: Sequence[float], region: Region) -> list[Region]:
    """The columns of a band, each as a region of its own."""
    parts = []
    for left, right in zip([float("-inf"), *edges], [*edges, float("inf")], strict=True):
        own = [item for item in items if left <= item.box.centre < right]
        words = [word for item in own if isinstance(item, Piece) for word in item.words]
        tables = tuple(item for item in own if not isinstance(item, Piece))
        if own:
            end = max(item.box.x1 for item in own)
            parts.append(Region(lines(words), tables, end, region.levels, region.depth + 1))
    return parts


def _flow(rows: Sequence[Row], region: Region) -> list[Block]:
    """Rows of one column: lines put together, tables where they stand."""
    blocks: list[Block] = []
    group: list[Piece] = []
    every = [line for row in rows for line in _lines(row)]
    measure = _measure(every, region)
    for row in rows:
        tables = [item for item in row.items if not isinstance(item, Piece)]
        group += _lines(row)
        if tables:
            blocks += passages(group, measure)
            group = []
            for table in tables:
                blocks += grid_blocks(table, lambda words, box: _inside(words, box, region))
    return [*blocks, *passages(group, measure)]


def _inside(words: Sequence[Word], box: Box, region: Region) -> list[Block]:
    return arrange(Region(lines(words), (), box.x1 - 4, region.levels, region.depth + 1))


def _measure(every: Sequence[Piece], region: Region) -> Measure:
    left = min((line.box.x0 for line in every), default=0.0)
    right = max((line.box.x1 for line in every), default=0.0)
    return Measure(left, max(region.right, right) if region.depth else region.right or right, leading(every))


def _lines(row: Row) -> list[Piece]:
    """A row of one column as a line; as several when its pieces stand far from each other."""
    groups: list[list[Piece]] = []
    for item in row.items:
        if not isinstance(item, Piece):
            continue
        last = groups[-1][-1] if groups else None
        if last and (item.box.x0 - last.box.x1 < _JOINED * last.height or last.text.endswith(":")):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [
        Piece(tuple(word for each in group for word in each.words), around([each.box for each in group]))
        for group in groups
    ]
