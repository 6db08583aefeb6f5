"""Five statements to ask, published as a snapshot; and how to read the answer to COUNT."""

import json
from pathlib import Path

from werkzeug.test import TestResponse

from graph.store.loader import load_store
from graph.store.snapshot import Snapshot
from graph.store.writer import SnapshotWriter

B = "https://w3id.org/enlace/"
MESA = f"{B}id/mesa/agua"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
NQUADS = f"""\
<{MESA}> <{LABEL}> "Mesa del Agua & <b>más</b>"@es <{B}id/record/1> .
<{MESA}> <{B}ontology#ledBy> <{B}id/institution/inab> <{B}id/record/1> .
<{MESA}> <{B}ontology#ledBy> <{B}id/institution/inab> <{B}id/record/2> .
<{B}id/institution/inab> <{LABEL}> "Instituto Nacional de Bosques"@es <{B}graph/register> .
<{B}id/institution/inab> <http://example.org/count> "7"^^<{INTEGER}> <{B}graph/register> .
"""
ALL = "SELECT * { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(16)) + " }"


def publish(store: Path, nquads: str, content_hash: str) -> Snapshot:
    """A snapshot of `nquads`."""
    with SnapshotWriter(store) as draft:
        file = draft.path / "graph.nq"
        file.write_text(nquads, encoding="utf-8")
        loaded = load_store(file, draft.path / "store")
        report = {"counts": {"triples": loaded.triples}}
        (draft.path / "report.json").write_text(json.dumps(report), encoding="utf-8")
        return draft.publish(content_hash)


def number(response: TestResponse) -> str:
    """The one number of an answer to COUNT, which must be complete."""
    assert response.status_code == 200, response.text
    return response.get_json(force=True)["results"]["bindings"][0]["n"]["value"]
