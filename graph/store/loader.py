"""N-Quads -> an Oxigraph store on disk: every named graph, and their RDF merge as the default graph.

Oxigraph's union option would count a triple of three graphs three times (DESIGN section 3), so the merge is written.
The file is read twice as a stream and never held: memory does not grow with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from graph.errors import InputError


@dataclass(frozen=True)
class Loaded:
    """quads: statements in named graphs. triples: statements in the default graph, each once."""

    quads: int
    triples: int


def load_store(nquads: Path, folder: Path) -> Loaded:
    """Load a file of N-Quads (named graphs, no blank nodes) into a new store in `folder`.

    Returns the counts. Raises InputError with the line when the file is not N-Quads; OSError when the disk refuses.
    """
    store = Store(str(folder))
    try:
        store.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)
        store.bulk_extend(_merge(nquads))
    except SyntaxError as error:
        raise InputError(f"no es N-Quads: {error.msg}", str(nquads), error.lineno) from error
    return finish(store)


def finish(store: Store) -> Loaded:
    """Compact `store` and write it out whole, ready to be opened read-only. Returns its counts."""
    store.optimize()
    store.flush()
    triples = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    return Loaded(len(store) - triples, triples)


def _merge(nquads: Path) -> Iterator[Quad]:
    """Every statement of the file, in the default graph. The store keeps each once."""
    default = DefaultGraph()
    for quad in parse(path=str(nquads), format=RdfFormat.N_QUADS):
        yield Quad(quad.subject, quad.predicate, quad.object, default)
