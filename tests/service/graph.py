"""A graph of some thousand statements in our vocabulary, in named graphs, published as a snapshot."""

import json
from pathlib import Path

from graph.store.loader import load_store
from graph.store.snapshot import Snapshot
from graph.store.writer import SnapshotWriter

BASE = "https://w3id.org/enlace/"
VOCABULARY = f"{BASE}ontology#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
BODIES, MESAS = 300, 60


def body(number: int) -> str:
    """The IRI of an institution."""
    return f"{BASE}id/institution/cuerpo-{number}"


def mesa(number: int) -> str:
    """The IRI of a mesa."""
    return f"{BASE}id/mesa/mesa-{number}"


def lines() -> list[str]:
    """The statements as N-Quads: each body takes part in ten mesas, in the graph of one of thirty records."""
    found = [f'<{mesa(n)}> <{LABEL}> "Mesa número {n}"@es <{BASE}graph/register> .' for n in range(MESAS)]
    found += [f"<{mesa(n)}> <{TYPE}> <{VOCABULARY}Mesa> <{BASE}graph/register> ." for n in range(MESAS)]
    for n in range(BODIES):
        found += [
            f'<{body(n)}> <{LABEL}> "Institución número {n}"@es <{BASE}graph/register> .',
            f"<{body(n)}> <{TYPE}> <{VOCABULARY}Institution> <{BASE}graph/register> .",
        ]
        found += [
            f"<{body(n)}> <{VOCABULARY}participatesIn> <{mesa((n * 7 + k) % MESAS)}> <{BASE}id/record/acta-{n % 30}> ."
            for k in range(10)
        ]
    return found


def publish_graph(store: Path, more: str = "", content_hash: str = "a" * 12) -> Snapshot:
    """A snapshot of these statements. more: others, as N-Quads."""
    with SnapshotWriter(store) as draft:
        file = draft.path / "graph.nq"
        file.write_text("\n".join(lines()) + "\n" + more, encoding="utf-8")
        loaded = load_store(file, draft.path / "store")
        file.unlink()
        report = {"counts": {"triples": loaded.triples, "quads": loaded.quads}}
        (draft.path / "report.json").write_text(json.dumps(report), encoding="utf-8")
        return draft.publish(content_hash)
