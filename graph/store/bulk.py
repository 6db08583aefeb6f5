"""Lines of N-Triples or N-Quads into an Oxigraph store, by every core and with little memory.

One `bulk_load` of a whole file takes one core and about 900 MB for a million statements. Pieces of a few MB, loaded by
a thread each (Oxigraph frees the interpreter while it loads), take a third of the time and memory that does not grow.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import IO

from pyoxigraph import RdfFormat, Store

from graph.errors import InputError

PIECE = 4_000_000  # bytes
THREADS = min(os.cpu_count() or 1, 4)

Change = Callable[[bytes, int], bytes]
Piece = tuple[bytes, int]


def load_lines(store: Store, lines: IO[bytes], name: str, change: Change = lambda piece, line: piece) -> None:
    """Load lines of N-Triples or N-Quads into `store`.

    lines: a binary stream, one statement a line, no blank nodes (each piece would rename them). name: of the file, for
    errors. change: makes of a piece of lines (and the number of its first, from 1) the lines to load. Raises
    InputError with the line where one is no statement.
    """
    under_way: set[Future[None]] = set()
    with ThreadPoolExecutor(THREADS) as threads:
        for piece, first in _pieces(lines):
            if len(under_way) >= THREADS:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for one in done:
                    one.result()
            under_way.add(threads.submit(_load, store, change(piece, first), first, name))
        for one in under_way:
            one.result()


def _pieces(lines: IO[bytes]) -> Iterator[Piece]:
    """Whole lines, about PIECE bytes at a time, with the number of the first."""
    first = 1
    while piece := lines.read(PIECE):
        piece += lines.readline()
        yield piece, first
        first += piece.count(b"\n")


def _load(store: Store, piece: bytes, first: int, name: str) -> None:
    try:
        store.bulk_load(input=piece, format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        line = first + error.lineno - 1 if error.lineno else None
        raise InputError(f"no es RDF válido: {error.msg}", name, line) from None


def has_blank_nodes(file: Path) -> bool:
    """Whether a line-based RDF file may hold blank nodes (`_:` in a literal counts too)."""
    with file.open("rb") as lines:
        return any(b"_:" in piece for piece, _ in _pieces(lines))
