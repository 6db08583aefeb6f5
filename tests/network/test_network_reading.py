"""What a page asks of network.json: some kinds only, one member's links, a name half remembered."""

import json
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.network import write_network
from graph.network.reading import RELATIONS, TYPES, Network, Selection, leading, matches, read_network, select
from tests.network.sample import load_sample


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    folder = tmp_path_factory.mktemp("sample")
    write_network(load_sample(folder), folder / "network.json")
    return read_network(folder / "network.json")


def chosen(relations: set[str] | None = None, types: set[str] | None = None) -> Selection:
    return Selection(frozenset(types or TYPES), frozenset(RELATIONS if relations is None else relations))


def names(items: list) -> list[str]:
    return [item["id"] for item in items]


def test_everything_is_selected_by_default(network: Network):
    nodes, edges = select(network, Selection())
    assert len(nodes) == len(network.nodes) == 10
    assert edges == list(network.edges)


def test_a_relation_that_is_off_takes_its_links_and_those_who_had_no_other(network: Network):
    nodes, edges = select(network, chosen(relations=set(RELATIONS) - {"supports", "invitedTo"}))
    assert {edge["relation"] for edge in edges}.isdisjoint({"supports", "invitedTo"})
    assert set(network.nodes) - set(names(nodes)) == {"institution/gae", "institution/pgn"}


def test_who_never_had_a_link_stays_whatever_relations_are_on(network: Network):
    nodes, edges = select(network, chosen(relations=set()))
    assert edges == []
    assert names(nodes) == ["mesa/sola"]


def test_a_type_that_is_off_takes_its_members_links_too(network: Network):
    nodes, edges = select(network, chosen(types={"institution", "agreement"}))
    assert {edge["relation"] for edge in edges} == {"responsible"}
    assert names(nodes) == ["agreement/plan", "institution/spp"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("minfin", "institution/minfin"),
        ("FINANZAS publicas", "institution/minfin"),
        ("hacienda", "institution/minfin"),
        ("transformacion", "mesa/digital"),
        ("procuraduría", "institution/pgn"),
        ("plan presentará", "agreement/plan"),
    ],
)
def test_names_are_found_by_acronym_alias_or_words_without_accents(network: Network, text: str, first: str):
    assert names(matches(network.nodes.values(), text))[0] == first


def test_an_acronym_comes_before_a_name_and_the_busiest_first(network: Network):
    assert names(matches(network.nodes.values(), "mesa"))[0] == "mesa/digital"
    assert names(matches(network.nodes.values(), "spp")) == ["institution/spp", "agreement/plan"]


def test_nothing_is_found_for_blanks_or_strangers(network: Network):
    assert matches(network.nodes.values(), "  ") == []
    assert matches(network.nodes.values(), "zzz") == []


def test_the_busiest_members_lead(network: Network):
    assert names(leading(network.nodes.values(), "mesa", 1)) == ["mesa/digital"]
    assert names(leading(network.nodes.values(), "mesa", 9)) == ["mesa/digital", "mesa/civil"]


def test_a_sentence_names_the_leader_before_the_mesa(network: Network):
    led = next(edge for edge in network.edges if edge["relation"] == "ledBy")
    assert names(list(network.reading(led))) == ["institution/spp", "mesa/digital"]
    joined = next(edge for edge in network.edges if edge["relation"] == "supports")
    assert names(list(network.reading(joined))) == ["institution/gae", "mesa/digital"]


def test_a_snapshot_without_a_network_has_an_empty_one(tmp_path: Path):
    assert read_network(tmp_path / "network.json").nodes == {}


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"nodes": []}), json.dumps({"nodes": [{}], "edges": []})])
def test_a_broken_file_is_named_with_what_to_do(tmp_path: Path, text: str):
    path = tmp_path / "network.json"
    path.write_text(text)
    with pytest.raises(StoreError, match="network.json.*enlace build"):
        read_network(path)
