"""Rows of a page, and the bands of rows through which a gap runs from top to bottom: what has columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from graph.records.formats.pages.lines import Piece, piece
from graph.records.formats.pages.page import Box, around
from graph.records.formats.pages.ruled import Grid

Item = Piece | Grid
_Gap = tuple[float, float]

_GUTTER = 0.8  # the narrowest gap between columns, in heights of the lines
_SURE_GUTTER = 0.15  # the same where entries of a column begin below each other
_BELOW, _BELOW_RIGHT = 0.4, 2.5  # blank space, in heights, below which a column goes on
_ABOVE = 0.6  # the same above a band
_STARTS = 2.0  # points by which the beginnings of a column's entries may differ
_EDGE = 1.0  # points by which an item may reach into a gap
_FAR = float("inf")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: its items from left to right, and its place."""

    items: tuple[Item, ...]
    box: Box

    @property
    def height(self) -> float:
        """The height of its lines."""
        heights = [item.height for item in self.items if isinstance(item, Piece)]
        return median(heights) if heights else 10.0


@dataclass(frozen=True, slots=True)
class Band:
    """Rows with columns: `end` is the first row below, `gaps` what divides the columns."""

    rows: tuple[Row, ...]
    end: int
    gaps: tuple[_Gap, ...]


def rows_of(items: Iterable[Item]) -> list[Row]:
    """The items in rows from top to bottom, those that stand side by side together."""
    rows: list[Row] = []
    bottom = 0.0
    group: list[Item] = []
    for item in sorted(items, key=lambda each: _core(each)[0]):
        top, end = _core(item)
        if group and top < bottom:
            group.append(item)
            bottom = max(bottom, end)
            continue
        if group:
            _add(rows, row_of(group))
        group, bottom = [item], end
    if group:
        _add(rows, row_of(group))
    return rows


def _add(rows: list[Row], row: Row) -> None:
    """A row below the others; beside the last one when it begins before that ends, in another column."""
    last = rows[-1] if rows else None
    apart = last and (row.box.x0 > last.box.x1 or row.box.x1 < last.box.x0)
    if last and apart and row.box.top < last.box.bottom - 0.1 * row.box.height:
        rows[-1] = row_of([*last.items, *row.items])
    else:
        rows.append(row)


def _core(item: Item) -> tuple[float, float]:
    """From where to where an item counts as beside others: lines of letters may touch each other above and below."""
    spare = 0.25 * item.box.height if isinstance(item, Piece) else 0.0
    return item.box.top + spare, item.box.bottom - spare


def row_of(items: Iterable[Item]) -> Row:
    """Items (at least one) as a row."""
    ordered = tuple(sorted(items, key=lambda item: item.box.x0))
    return Row(ordered, around([item.box for item in ordered]))


def band_at(rows: Sequence[Row], at: int) -> Band | None:
    """The band that begins at this row; None when no gap runs through it."""
    found = _band(rows, at, _GUTTER)
    if not found:
        return None
    starts = _starts(found.rows)
    divided = [_split(row, starts) for row in found.rows]
    again = _band(divided, 0, _SURE_GUTTER)
    return Band(again.rows, at + again.end, again.gaps) if again else found


def _band(rows: Sequence[Row], at: int, gutter: float) -> Band | None:
    width = gutter * rows[at].height
    common = _common(_gaps(rows[at]), [(-_FAR, _FAR)], width)
    left, right, end = rows[at].box.x0, rows[at].box.x1, at + 1
    if not _inside(common, left, right):
        return None
    while end < len(rows):
        row = rows[end]
        shared = _common(common, _gaps(row), width)
        left, right = min(left, row.box.x0), max(right, row.box.x1)
        kept = len(_inside(shared, left, right))
        if not kept or (kept < len(_inside(common, left, right)) and len(row.items) == 1):
            break
        common, end = shared, end + 1
    gaps = _inside(common, min(row.box.x0 for row in rows[at:end]), max(row.box.x1 for row in rows[at:end]))
    end = _trimmed(rows, at, end, gaps[0][1])
    return Band(tuple(rows[at:end]), end, tuple(gaps))


def _gaps(row: Row) -> list[_Gap]:
    """The free intervals of a row, with what lies left and right of it."""
    free: list[_Gap] = []
    end = -_FAR
    for item in row.items:
        if item.box.x0 > end:
            free.append((end, item.box.x0))
        end = max(end, item.box.x1)
    return [*free, (end, _FAR)]


def _common(one: Sequence[_Gap], other: Sequence[_Gap], width: float) -> list[_Gap]:
    shared = ((max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) < min(b, d))
    return [(start, end) for start, end in shared if end - start >= width]


def _inside(gaps: Sequence[_Gap], left: float, right: float) -> list[_Gap]:
    """The gaps that have something on both sides."""
    return [gap for gap in gaps if left < gap[0] and gap[1] < right]


def _trimmed(rows: Sequence[Row], at: int, end: int, edge: float) -> int:
    """The band's end without the lines below it that only happen to be short.

    What begins where a column further right than `edge` does goes on with it, also after a blank line.
    """
    last = max((index for index in range(at, end) if len(rows[index].items) > 1), default=at)
    starts = [item.box.x0 for row in rows[at : last + 1] for item in row.items if item.box.x0 > edge - _EDGE]
    keep = last + 1
    for index in range(last + 1, end):
        row, above = rows[index], rows[index - 1]
        goes_on = any(abs(start - row.box.x0) <= _STARTS for start in starts)
        blank = (row.box.top - above.box.bottom) / row.height
        if blank > (_BELOW_RIGHT if goes_on else _BELOW) or abs(row.height - above.height) > 0.2 * above.height:
            break
        keep = index + 1
    return keep


def _starts(rows: Iterable[Row]) -> list[float]:
    """Where (x) at least two pieces begin that are not the first of their row."""
    begun = sorted(item.box.x0 for row in rows for item in row.items[1:])
    return sorted({one for one, other in zip(begun, begun[1:], strict=False) if other - one <= _STARTS})


def _split(row: Row, starts: Sequence[float]) -> Row:
    """The row with its pieces cut where they reach over the beginning of a column and a word begins there."""
    items: list[Item] = []
    for item in row.items:
        if not isinstance(item, Piece):
            items.append(item)
            continue
        rest = list(item.words)
        for at in range(len(rest) - 1, 0, -1):
            if any(abs(rest[at].box.x0 - start) <= _STARTS for start in starts):
                items.append(piece(rest[at:]))
                del rest[at:]
        items.append(piece(rest))
    return row_of(items)


def lifted(band: Band, above: Sequence[Row], prose: bool) -> tuple[Band, int]:
    """The band with those of the rows above it that belong to its columns, and how many these are.

    prose: columns of text, of which one may begin higher than the others; of a table only its heading does.
    """
    rows, starts = list(band.rows), _starts(band.rows)
    for row in reversed(above):
        candidate = row if prose else _split(row, starts)
        blank = (rows[0].box.top - row.box.bottom) / row.height
        right = candidate.box.x0 > band.gaps[0][1] - _EDGE
        alike = abs(row.height - rows[0].height) < 0.15 * row.height
        if (
            blank > _ABOVE
            or not alike
            or not (prose or right or len(candidate.items) > 1)
            or not _fits(candidate, band)
        ):
            break
        rows.insert(0, candidate)
    return Band(tuple(rows), band.end, band.gaps), len(rows) - len(band.rows)


def _fits(row: Row, band: Band) -> bool:
    """Whether no item of a row reaches over a gap of the band."""
    return all(
        item.box.x1 <= gap[0] + _EDGE + (gap[1] - gap[0]) * 0.8 or item.box.x0 >= gap[1] - _EDGE
        for item in row.items
        for gap in band.gaps
    )
