"""The network of `sample.trig` as a store, as network.json and as a served snapshot, for the tests of the explorer."""

from pathlib import Path

from rdflib import Dataset

from graph.network import write_network
from graph.settings import Settings
from graph.store.engine import LocalEngine
from graph.store.loader import load_store
from graph.store.writer import SnapshotWriter

TRIG = Path(__file__).with_name("sample.trig")
BASE = "https://w3id.org/enlace/id/"


def load_sample(folder: Path, without: str = "") -> LocalEngine:
    """An engine over a new store in `folder`; `without`: the local name of a record that is left out."""
    dataset = Dataset()
    dataset.parse(TRIG, format="trig")
    lines = dataset.serialize(format="nquads").splitlines()
    nquads = folder / "graph.nq"
    kept = sorted({line for line in lines if line and not (without and f"/record/{without}> ." in line)})
    nquads.write_text("\n".join(kept) + "\n", encoding="utf-8")
    load_store(nquads, folder / "store")
    return LocalEngine(folder / "store")


def serve_sample(store: Path) -> Settings:
    """Settings whose store holds a snapshot of the sample."""
    with SnapshotWriter(store) as draft:
        write_network(load_sample(draft.path), draft.path / "network.json")
        draft.publish("5a3b1e0000c0ffee")
    return Settings(store=store)


def serve_nothing(store: Path) -> Settings:
    """Settings whose store holds a snapshot without any institution, mesa or agreement."""
    with SnapshotWriter(store) as draft:
        (draft.path / "graph.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n", encoding="utf-8")
        load_store(draft.path / "graph.nq", draft.path / "store")
        write_network(LocalEngine(draft.path / "store"), draft.path / "network.json")
        draft.publish("e0e0e0e0e0e0e0e0")
    return Settings(store=store)
