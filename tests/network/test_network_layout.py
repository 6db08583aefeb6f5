"""Places: nobody on top of another, the linked near each other, the parts side by side, the same every time."""

import math
import random
from itertools import combinations

import networkx as nx
import pytest

from graph.network.layout import GAP, UNIT, positions


def stars(number: int, leaves: int) -> nx.MultiDiGraph:
    """Mesas with their own bodies, each joined to the next by a shared body."""
    graph = nx.MultiDiGraph()
    for mesa in range(number):
        for leaf in range(leaves):
            graph.add_edge(f"body {mesa} {leaf}", f"mesa {mesa}", key="participatesIn")
        if mesa:
            graph.add_edge(f"body {mesa} 0", f"mesa {mesa - 1}", key="participatesIn")
    return graph


def one_community(graph: nx.MultiDiGraph) -> dict[str, int]:
    return dict.fromkeys(graph, 0)


@pytest.fixture(scope="module")
def chain() -> nx.MultiDiGraph:
    return stars(8, 9)


def test_nobody_stands_on_another(chain: nx.MultiDiGraph):
    places = positions(chain, one_community(chain))
    assert min(math.dist(one, other) for one, other in combinations(places.values(), 2)) > GAP * 0.9


def test_the_linked_stand_nearer_than_others(chain: nx.MultiDiGraph):
    places = positions(chain, one_community(chain))
    linked = [math.dist(places[one], places[other]) for one, other in chain.edges()]
    others = [math.dist(one, other) for one, other in combinations(places.values(), 2)]
    assert sum(linked) / len(linked) < 0.4 * sum(others) / len(others)
    assert max(linked) < 4 * UNIT


def test_the_same_network_is_laid_out_the_same(chain: nx.MultiDiGraph):
    assert positions(chain, one_community(chain)) == positions(chain.copy(), one_community(chain))


def test_members_of_one_community_stand_closer_together():
    chance = random.Random(1)
    graph = nx.MultiDiGraph()
    for body in range(60):
        for mesa in chance.sample(range(8), 2):
            graph.add_edge(f"b{body}", f"m{mesa}", key="participatesIn")
    communities = {name: int(name[1:]) % 2 for name in graph}
    spread = {}
    for name, company in (("apart", communities), ("together", one_community(graph))):
        places = positions(graph, company)
        same = [math.dist(places[a], places[b]) for a, b in graph.edges() if communities[a] == communities[b]]
        cross = [math.dist(places[a], places[b]) for a, b in graph.edges() if communities[a] != communities[b]]
        spread[name] = (sum(cross) / len(cross)) / (sum(same) / len(same))
    assert spread["apart"] > spread["together"] * 1.15


def test_separate_parts_do_not_overlap_and_small_ones_stay_near():
    graph = nx.compose(stars(3, 8), nx.relabel_nodes(stars(1, 4), lambda name: f"other {name}"))
    graph.add_nodes_from(["alone 1", "alone 2"])
    places = positions(graph, one_community(graph))
    assert min(math.dist(one, other) for one, other in combinations(places.values(), 2)) > GAP * 0.9
    first = [place for name, place in places.items() if not name.startswith(("other", "alone"))]
    second = [place for name, place in places.items() if name.startswith("other")]
    assert min(math.dist(one, other) for one in first for other in second) > GAP
    assert max(math.dist(one, other) for one, other in combinations(places.values(), 2)) < 25 * UNIT


def test_a_large_part_is_laid_out_by_pivots():
    graph = stars(80, 9)
    assert len(graph) > 700
    places = positions(graph, one_community(graph))
    linked = [math.dist(places[one], places[other]) for one, other in graph.edges()]
    assert sum(linked) / len(linked) < 3 * UNIT
    assert len(set(places.values())) == len(graph)


@pytest.mark.parametrize("members", [[], ["a"], ["a", "b", "c"]])
def test_a_network_without_links_is_a_block_of_rows(members: list[str]):
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(members)
    assert len(set(positions(graph, one_community(graph)).values())) == len(members)


def test_two_members_linked_to_themselves_and_twice_to_each_other_have_places():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "a", key="subMesaOf")
    graph.add_edge("a", "b", key="ledBy")
    graph.add_edge("b", "a", key="participatesIn")
    places = positions(graph, one_community(graph))
    assert math.dist(places["a"], places["b"]) > GAP * 0.9


def test_hundreds_of_separate_parts_find_a_place_each():
    graph = nx.MultiDiGraph()
    for part in range(400):
        for leaf in range(1 + part % 5):
            graph.add_edge(f"body {part} {leaf}", f"mesa {part}", key="participatesIn")
    places = positions(graph, one_community(graph))
    assert min(math.dist(one, other) for one, other in combinations(places.values(), 2)) > GAP * 0.9
    wide, high = (max(axis) - min(axis) for axis in zip(*places.values(), strict=True))
    assert 1 < wide / high < 2
