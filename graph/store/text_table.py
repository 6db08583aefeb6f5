"""An answer as a table of text, for people at a terminal."""

import io
import json
from typing import IO

WIDEST = 60


def text_table(answer: IO[bytes]) -> IO[bytes]:
    """The table (UTF-8) of a SELECT's or ASK's answer in JSON. Long values are cut at 60 characters, visibly."""
    answer.seek(0)
    found = json.load(answer)
    if "boolean" in found:
        return io.BytesIO(b"s\xc3\xad\n" if found["boolean"] else b"no\n")
    names = found["head"]["vars"]
    rows = [[_shown(row.get(name, {}).get("value", "")) for name in names] for row in found["results"]["bindings"]]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    lines = [names, ["─" * width for width in widths], *rows]
    return io.BytesIO("".join(_line(cells, widths) for cells in lines).encode())


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"


def _shown(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"
