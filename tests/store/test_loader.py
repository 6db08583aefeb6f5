"""Files into a store: every graph, the merge once, and the line of what is wrong."""

from pathlib import Path

import pytest

from graph.errors import InputError, StoreError
from graph.settings import Settings
from graph.store import bulk
from graph.store.engine import LocalEngine
from graph.store.files import load_rdf_files, snapshot_of_files
from graph.store.loader import Loaded, load_store
from graph.store.snapshot import current, snapshots

G = "<http://e/g>"
TRIPLE = '<http://e/a> <http://e/p> "ñ \\" <x> ."@es'


def count(folder: Path, pattern: str = "?s ?p ?o") -> int:
    """How many solutions `pattern` has."""
    return int(LocalEngine(folder).rows(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0]["n"])


def test_every_graph_is_loaded_and_the_merge_holds_each_triple_once(tmp_path: Path):
    file = tmp_path / "graph.nq"
    file.write_text(f"{TRIPLE} {G} .\n{TRIPLE} <http://e/h> .\n<http://e/a> <http://e/p> <http://e/b> {G} .\n")
    assert load_store(file, tmp_path / "store") == Loaded(quads=3, triples=2)
    assert count(tmp_path / "store") == 2
    assert count(tmp_path / "store", "GRAPH ?g { ?s ?p ?o }") == 3


def test_many_pieces_are_the_same_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bulk, "PIECE", 200)
    file = tmp_path / "graph.nq"
    lines = [f"<http://e/s{n % 50}> <http://e/p> {n % 70} <http://e/g{n % 7}> .\n" for n in range(700)]
    file.write_text("".join(line.replace(f" {n % 70} ", f' "{n % 70}" ') for n, line in enumerate(lines)))
    loaded = load_store(file, tmp_path / "store")
    expected = file.read_text().splitlines()
    assert loaded.quads == len(set(expected)) == count(tmp_path / "store", "GRAPH ?g { ?s ?p ?o }")
    assert loaded.triples == len({line.rsplit(" <", 1)[0] for line in expected}) == count(tmp_path / "store")


def test_an_empty_file_is_an_empty_store(tmp_path: Path):
    (tmp_path / "graph.nq").write_text("")
    assert load_store(tmp_path / "graph.nq", tmp_path / "store") == Loaded(0, 0)
    assert count(tmp_path / "store") == 0


@pytest.mark.parametrize("bad", ["<http://e/a> <http://e/p> nothing", "<http://e/a b> <http://e/p> 'x'", TRIPLE + " ."])
def test_the_line_of_a_mistake_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str):
    monkeypatch.setattr(bulk, "PIECE", 200)
    file = tmp_path / "graph.nq"
    bad = bad if bad.endswith(".") else f"{bad} {G} ."
    file.write_text(f"{TRIPLE} {G} .\n" * 9 + f"{bad}\n{TRIPLE} {G} .\n")
    with pytest.raises(InputError) as caught:
        load_store(file, tmp_path / "store")
    assert (caught.value.file, caught.value.line) == (str(file), 10)


FILES = {
    "a.ttl": "@prefix ex: <http://e/> . ex:a ex:p 1 , _:b . _:b ex:q 2 .",
    "a.nt": "<http://e/a> <http://e/p> <http://e/b> .\n",
    "a.nq": f"<http://e/a> <http://e/p> <http://e/b> {G} .\n<http://e/c> <http://e/p> <http://e/b> .\n",
    "a.trig": "<http://e/g> { <http://e/a> <http://e/p> 1 , _:b . _:b <http://e/q> 2 } <http://e/x> <http://e/p> 3 .",
    "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://e/">'
    '<rdf:Description rdf:about="http://e/a"><p>1</p></rdf:Description></rdf:RDF>',
    "a.jsonld": '{"@id": "http://e/a", "http://e/p": [1, 2]}',
}


TRIPLES = {"a.ttl": 3, "a.nt": 1, "a.nq": 2, "a.trig": 4, "a.rdf": 1, "a.jsonld": 2}


@pytest.mark.parametrize(("name", "triples"), TRIPLES.items())
def test_every_rdf_format_is_read(tmp_path: Path, name: str, triples: int):
    (tmp_path / name).write_text(FILES[name])
    assert load_rdf_files([tmp_path / name], tmp_path / "store").triples == triples == count(tmp_path / "store")


def test_named_graphs_stay_and_their_blank_nodes_are_the_same_in_the_merge(tmp_path: Path):
    (tmp_path / "a.trig").write_text(FILES["a.trig"])
    load_rdf_files([tmp_path / "a.trig"], tmp_path / "store")
    assert count(tmp_path / "store", "GRAPH <http://e/g> { ?s ?p ?o }") == 3
    assert count(tmp_path / "store", "<http://e/a> <http://e/p> ?b . GRAPH ?g { ?b <http://e/q> 2 }") == 1


def test_blank_nodes_of_two_files_are_not_confused(tmp_path: Path):
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_text(f'_:x <http://e/p> "{name}" .\n')
    load_rdf_files([tmp_path / "a.nt", tmp_path / "b.nt"], tmp_path / "store")
    assert count(tmp_path / "store", "{ SELECT DISTINCT ?s { ?s ?p ?o } }") == 2


def test_several_files_are_merged(tmp_path: Path):
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    loaded = load_rdf_files([tmp_path / name for name in FILES], tmp_path / "store")
    assert loaded.triples == count(tmp_path / "store")
    assert count(tmp_path / "store", "GRAPH <http://e/g> { <http://e/a> <http://e/p> <http://e/b> }") == 1


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.ttl", "<http://e/a> <http://e/p> 1 .\n<http://e/a> <http://e/p> .", 2),
        ("a.nt", "<http://e/a> <http://e/p> 'x' .\n", 1),
        ("a.jsonld", '{"@id": \n 3x', 2),
        ("a.rdf", "<rdf", None),
        ("a.txt", "", None),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, name: str, content: str, line: int | None):
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError) as caught:
        load_rdf_files([tmp_path / name], tmp_path / "store")
    assert caught.value.file == str(tmp_path / name)
    if line is not None:
        assert caught.value.line == line


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(InputError, match="no se puede leer"):
        load_rdf_files([tmp_path / "none.ttl"], tmp_path / "store")


def test_rdf_files_become_a_snapshot_with_their_counts(tmp_path: Path):
    (tmp_path / "a.ttl").write_text(FILES["a.ttl"])
    settings = Settings(store=tmp_path / "store")
    snapshot = snapshot_of_files([tmp_path / "a.ttl"], settings)
    assert current(settings.store) == snapshot
    assert snapshot.counts == {"triples": 3, "quads": 0}
    (tmp_path / "b.ttl").write_text("broken")
    with pytest.raises(InputError):
        snapshot_of_files([tmp_path / "b.ttl"], settings)
    assert snapshots(settings.store) == [snapshot]


def test_a_folder_that_is_no_store_is_one_clear_error(tmp_path: Path):
    with pytest.raises(StoreError, match="Oxigraph"):
        LocalEngine(tmp_path)
    assert list(tmp_path.iterdir()) == []
