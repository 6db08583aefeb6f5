"""network.json: the same snapshot gives the same bytes in every process, with places, measures, signs and lines."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.network import write_network
from graph.network.drawing import bent, draw
from tests.network.sample import load_sample


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    load_sample(folder)
    return folder / "store"


@pytest.fixture(scope="module")
def document(store: Path) -> dict[str, Any]:
    from graph.store.engine import LocalEngine

    path = store.parent / "network.json"
    write_network(LocalEngine(store), path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_two_processes_write_the_same_bytes(store: Path, tmp_path: Path):
    script = (
        "import sys; from pathlib import Path; from graph.network import write_network; "
        "from graph.store.engine import LocalEngine; write_network(LocalEngine(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    written = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.json"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, str(store), str(path)], check=True, env=environment)
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert b'"mesa/digital"' in written[0]


def test_every_member_has_a_place_and_measures(document: dict[str, Any]):
    nodes = {node["id"]: node for node in document["nodes"]}
    assert all(isinstance(node[axis], int) for node in nodes.values() for axis in "xy")
    assert len({(node["x"], node["y"]) for node in nodes.values()}) == len(nodes)
    assert nodes["mesa/digital"]["degree"] == 7
    assert nodes["mesa/digital"]["neighbours"] == 5
    assert nodes["mesa/sola"]["degree"] == 0
    assert max(nodes.values(), key=lambda node: node["betweenness"])["id"] == "mesa/digital"
    assert 0 < nodes["mesa/digital"]["betweenness"] <= 1


def test_links_name_their_two_ends_and_are_known_by_an_id_of_their_own(document: dict[str, Any]):
    nodes = {node["id"] for node in document["nodes"]}
    edges = document["edges"]
    assert len(edges) == 12
    assert len({edge["id"] for edge in edges}) == len(edges)
    assert all({edge["from"], edge["to"]} <= nodes for edge in edges)


def test_the_shape_says_the_type_and_the_line_says_the_relation(document: dict[str, Any]):
    shapes = {node["type"]: node["shape"] for node in document["nodes"]}
    assert shapes == {"institution": "dot", "mesa": "square", "agreement": "diamond"}
    lines = {edge["relation"]: (edge["width"], bool(edge.get("dashes"))) for edge in document["edges"]}
    assert lines["ledBy"][0] > lines["participatesIn"][0]
    assert lines["supports"][1]
    assert lines["invitedTo"][1]
    assert not lines["participatesIn"][1]


def test_communities_are_named_after_a_mesa_and_cover_whoever_has_links(document: dict[str, Any]):
    assert [group["id"] for group in document["communities"]] == list(range(len(document["communities"])))
    assert sum(group["size"] for group in document["communities"]) == 9
    assert document["communities"][0]["label"] == "Mesa de Transformación Digital"


def test_physics_is_off(document: dict[str, Any]):
    assert document["options"]["physics"] == {"enabled": False}


def test_links_between_the_same_two_run_apart():
    lines = [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}, {"from": "a", "to": "b"}, {"from": "a", "to": "c"}]
    first, second, third, other = bent(lines)
    assert "smooth" not in first
    assert "smooth" not in other
    # seen from a, the second bends to one side and the third to the other
    assert second["smooth"]["type"] == third["smooth"]["type"] == "curvedCCW"
    assert second["from"] != third["from"]


def test_drawing_leaves_what_it_was_given_as_it_was():
    node = {"id": "mesa/x", "type": "mesa", "label": "X", "degree": 3, "x": 0, "y": 0}
    drawn, _, _ = draw([node], [])
    assert "shape" not in node
    assert drawn[0]["label"] == "X"
