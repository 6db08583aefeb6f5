"""The graph of `fixture.trig` as a served snapshot, with dumps, network and report, for the tests of the pages."""

import hashlib
import json
from datetime import date
from pathlib import Path

from rdflib import Dataset

from graph.network import write_network
from graph.publish.dumps import write_dumps
from graph.settings import Settings
from graph.store.engine import LocalEngine
from graph.store.loader import load_store
from graph.store.writer import SnapshotWriter

TRIG = Path(__file__).with_name("fixture.trig")
TODAY = date(2026, 11, 21)
BASE = "https://w3id.org/enlace/id/"

NAMED = "<urn:x> <urn:y> <urn:z> <urn:g> .\n"  # a graph that knows no institution, mesa or record


def fixture_quads() -> str:
    """The fixture as sorted N-Quads."""
    dataset = Dataset()
    dataset.parse(TRIG, format="trig")
    return "\n".join(sorted(line for line in dataset.serialize(format="nquads").splitlines() if line)) + "\n"


def serve(store: Path, quads: str, **settings: object) -> Settings:
    """Settings whose store holds a snapshot of `quads`."""
    chosen = Settings(store=store, **settings)  # type: ignore[arg-type]
    with SnapshotWriter(store) as draft:
        nquads = draft.path / "graph.nq"
        nquads.write_text(quads, encoding="utf-8")
        load_store(nquads, draft.path / "store")
        write_network(LocalEngine(draft.path / "store"), draft.path / "network.json")
        write_dumps(nquads, draft.path / "dumps", chosen)
        report = {"counts": {}, "rejected": [{"file": "roto.md", "line": 3, "reason": "…"}]}
        (draft.path / "report.json").write_text(json.dumps(report), encoding="utf-8")
        nquads.unlink()
        draft.publish(hashlib.sha256(quads.encode()).hexdigest())
    return chosen
