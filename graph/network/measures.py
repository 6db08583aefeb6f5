"""What the shape of the network says of its members: how linked, how much in between, in which company.

Sources: Brandes (2001) and its sampled form (2007) for betweenness, Blondel et al. (2008) for communities, both as
networkx has them. Nodes go in as integers: networkx walks through sets, whose order for strings changes with each
process, and the communities would change with it.
"""

from dataclasses import dataclass

import networkx as nx

SAMPLED_FROM = 1_000  # members; above it betweenness looks from SAMPLE of them only
SAMPLE = 200
SEED = 20240911


@dataclass(frozen=True, slots=True)
class Measures:
    """degree: links; neighbours: different members linked; betweenness: 0..1, share of the shortest paths between
    others that pass here; community: 0 is the largest."""

    degree: int
    neighbours: int
    betweenness: float
    community: int


def measure(graph: nx.MultiDiGraph) -> dict[str, Measures]:
    """The measures of every node, which see the network without directions and parallel links."""
    names = list(graph)
    plain = simple(graph)
    between = betweenness(plain)
    company = communities(plain)
    return {
        name: Measures(graph.degree(name), plain.degree(index), round(between[index], 4), company[index])
        for index, name in enumerate(names)
    }


def simple(graph: nx.MultiDiGraph) -> nx.Graph:
    """The same network on the integers 0…n-1, in the order of its nodes, with one undirected edge for all links of a
    pair; `weight` is their number."""
    index = {name: number for number, name in enumerate(graph)}
    plain = nx.Graph()
    plain.add_nodes_from(range(len(index)))
    for subject, object_ in graph.edges():
        one, other = index[subject], index[object_]
        if one != other:
            weight = plain.get_edge_data(one, other, {"weight": 0})["weight"]
            plain.add_edge(one, other, weight=weight + 1)
    return plain


def betweenness(plain: nx.Graph) -> dict[int, float]:
    """Betweenness of each node, exact in small networks, estimated from a fixed sample in large ones."""
    sample = SAMPLE if len(plain) > SAMPLED_FROM else None
    return dict(nx.betweenness_centrality(plain, k=sample, seed=SEED))


def communities(plain: nx.Graph) -> dict[int, int]:
    """The number of each node's community (Louvain); numbered from the largest, ties by their first node."""
    if not len(plain):
        return {}
    groups = [sorted(group) for group in nx.community.louvain_communities(plain, weight="weight", seed=SEED)]
    groups.sort(key=lambda group: (-len(group), group[0]))
    return {node: number for number, group in enumerate(groups) for node in group}
