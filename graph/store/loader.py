"""N-Quads -> an Oxigraph store on disk: every named graph, and their RDF merge as the default graph.

Oxigraph's union option would count a triple of three graphs three times (DESIGN section 3), so the merge is written:
each line goes in twice, once without its graph, and the store keeps one of equal triples.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from graph.errors import InputError
from graph.store.bulk import load_lines

_GRAPH = re.compile(rb" <[^<>]*> ?\.$", re.MULTILINE)


@dataclass(frozen=True)
class Loaded:
    """quads: statements in named graphs. triples: statements in the default graph, each once."""

    quads: int
    triples: int


def load_store(nquads: Path, folder: Path) -> Loaded:
    """Load a file of N-Quads (every statement in a named graph, no blank nodes) into a new store in `folder`.

    Memory does not grow with the file. Returns the counts. Raises InputError with the line when the file is not such
    N-Quads; OSError when the disk refuses.
    """
    store = Store(str(folder))
    with nquads.open("rb") as lines:
        load_lines(store, lines, str(nquads), lambda piece, first: piece + _without_graphs(piece, first, nquads))
    return finish(store)


def add_to_store(nquads: Path, folder: Path) -> None:
    """Load a small file of such N-Quads into the store in `folder`, which nobody has open. Raises as `load_store`."""
    store = Store(str(folder))
    with nquads.open("rb") as lines:
        load_lines(store, lines, str(nquads), lambda piece, first: piece + _without_graphs(piece, first, nquads))
    store.flush()


def _without_graphs(piece: bytes, first: int, nquads: Path) -> bytes:
    """The lines of `piece` as triples. `first` is the number of its first line."""
    triples, changed = _GRAPH.subn(b" .", piece)
    if changed != piece.count(b"\n") + (not piece.endswith(b"\n")):
        lines = piece.splitlines()
        at = next((number for number, line in enumerate(lines) if not _GRAPH.search(line)), 0)
        raise InputError("la línea no termina en « <grafo> .»", str(nquads), first + at)
    return triples if triples.endswith(b"\n") else triples + b"\n"


def finish(store: Store) -> Loaded:
    """Compact `store` and write it out whole, ready to be opened read-only. Returns its counts."""
    store.optimize()
    store.flush()
    (row,) = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")  # type: ignore[misc]
    triples = int(row["n"].value)
    return Loaded(len(store) - triples, triples)
