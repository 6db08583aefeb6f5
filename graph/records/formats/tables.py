"""Tables -> lines of text, alike for every format: `| a | b |`, or «Lugar: …» where labels are paired with values."""

import re
from collections.abc import Sequence

_LABEL_LENGTH = 60
_PADDED = 40  # columns up to which short rows are filled up; beyond, a page could play with its cells
_LONGEST, _LONG = 4000, 400  # characters of a cell: the longest, the mean; beyond them it holds a page and not a datum


def row_lines(rows: Sequence[Sequence[str]], labelled: bool = False) -> list[str]:
    """The lines of a table, top to bottom; empty rows are left out, an empty cell keeps its place.

    rows: texts of cells, left to right; a cell that reaches over several columns or rows stands in the first of them,
    and "" in the others. labelled: the file marks the first column as labels.
    """
    told = [[" ".join(cell.split()).replace("|", "/") for cell in row] for row in rows]
    told = [row for row in told if any(row)]
    width = max((_filled(row) for row in told), default=0)
    pairs = [row for row in told if width == 2 and row[0] and len(row[0]) <= _LABEL_LENGTH]
    if pairs and len(pairs) == len(told) and (labelled or all(row[0].endswith(":") for row in pairs)):
        return [f"{row[0].rstrip(' :.')}: {' '.join(row[1:]).strip()}".rstrip() for row in pairs]
    return [_line(row, width) for row in told]


def is_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds data in rows and columns; if not, it lays out a page, and its cells are read one by one."""
    filled = [[len(cell) for cell in row if cell.strip()] for row in rows]
    lengths = [length for row in filled for length in row]
    broad = sum(1 for row in filled if len(row) > 1)
    if len(rows) < 2 or not broad or broad * 2 < sum(map(bool, filled)):
        return False
    return max(lengths) <= _LONGEST and sum(lengths) / len(lengths) <= _LONG


def one_line(texts: Sequence[str]) -> str:
    """The paragraphs or items of one cell on one line, divided by semicolons where nothing else divides them."""
    said = ""
    for text in filter(None, (" ".join(text.split()) for text in texts)):
        mark = "" if not said or said[-1] in ".:;,!?" else ";"
        said += f"{mark} {text}" if said else text
    return said


def _filled(row: Sequence[str]) -> int:
    """The columns of a row up to the last that holds something."""
    return max((index for index, cell in enumerate(row, 1) if cell), default=0)


def _line(row: Sequence[str], width: int) -> str:
    """A row with its bars; one that is a single text (a heading inside the table) goes without."""
    filled = _filled(row)
    if filled == 1:
        return row[0]
    cells = [*row[:filled], *[""] * (min(width, _PADDED) - filled)]
    return re.sub(r"  +", " ", f"| {' | '.join(cells)} |")
