"""RDF files -> a store, as they are: `enlace serve --rdf FILE…`. Nothing is extracted, nothing is added.

The default graph is the merge of all that the files hold; named graphs stay as they are.
"""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from graph.errors import InputError
from graph.settings import Settings
from graph.store.bulk import has_blank_nodes, load_lines
from graph.store.loader import Loaded, finish
from graph.store.snapshot import Snapshot
from graph.store.writer import SnapshotWriter

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
BY_LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)


def load_rdf_files(paths: Sequence[Path], folder: Path, base_iri: str | None = None) -> Loaded:
    """Load RDF files (by their extension) into a new store in `folder`.

    base_iri: resolves relative IRIs. Blank nodes of different files stay different. Returns the counts. Raises
    InputError (file, line) for a file that cannot be read, is of no known format, or does not parse.
    """
    store = Store(str(folder))
    for path in paths:
        _load(store, path, base_iri)
    _merge(store)
    return finish(store)


def _load(store: Store, path: Path, base_iri: str | None) -> None:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(f"no se reconoce el formato; use {', '.join(FORMATS)}", str(path))
    try:
        with path.open("rb") as file:
            if form in BY_LINES and not has_blank_nodes(path):
                load_lines(store, file, str(path))
            else:
                store.bulk_load(input=file, format=form, base_iri=base_iri)
    except SyntaxError as error:
        raise InputError(f"no es RDF válido: {error.msg}", str(path), error.lineno) from None
    except OSError as error:
        if error.filename is None:  # the store's disk, not the file
            raise
        raise InputError(f"no se puede leer: {error.strerror}", str(path)) from None


def _merge(store: Store) -> None:
    """Write what the named graphs hold into the default graph too."""
    graphs = list(store.named_graphs())
    if not graphs:
        return
    if _has_blank_nodes(store):
        default = DefaultGraph()
        named = (quad for quad in store if quad.graph_name != default)
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, default) for quad in named)
        return
    with tempfile.TemporaryFile() as triples:
        for graph in graphs:
            store.dump(triples, RdfFormat.N_TRIPLES, from_graph=graph)
        triples.seek(0)
        load_lines(store, triples, "grafos con nombre")


def _has_blank_nodes(store: Store) -> bool:
    """Whether any named graph is, or holds, a blank node: a dump would lose that it is the same node."""
    question = "ASK { GRAPH ?g { ?s ?p ?o } FILTER(ISBLANK(?s) || ISBLANK(?o) || ISBLANK(?g)) }"
    return bool(store.query(question))


def snapshot_of_files(paths: Sequence[Path], settings: Settings) -> Snapshot:
    """Publish a snapshot that holds just what the RDF files say. Its report has the counts of triples and quads.

    Raises InputError (see `load_rdf_files`), StoreError (see `SnapshotWriter`).
    """
    with SnapshotWriter(settings.store, keep=settings.keep_snapshots) as draft:
        loaded = load_rdf_files(paths, draft.path / "store", settings.base_iri)
        report = {"counts": {"triples": loaded.triples, "quads": loaded.quads}, "files": [str(path) for path in paths]}
        (draft.path / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        return draft.publish(_hash(paths))


def _hash(paths: Sequence[Path]) -> str:
    """A hash of all bytes of the files, in order."""
    whole = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()
