"""The network as pyvis holds it: members, links and options for vis-network, which draws them in the browser.

pyvis is filled directly (its `add_edge` is quadratic) and never writes pages: its templates load scripts from elsewhere
and leave the heading unescaped. What it holds goes through `get_network_data` into network.json, from where the page
/red and the downloadable file take it. Colours are added there, by the style sheet, light or dark.
"""

import json
import math
from collections.abc import Iterable
from typing import Any

from pyvis.network import Network as VisNetwork

from graph.network.signs import LARGEST, LINES, SHAPES, SIZES

Item = dict[str, Any]

BEND = 0.14  # how far apart two links between the same two members run, as a share of their length
OPTIONS: Item = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1.5, "labelHighlightBold": False, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "arrowStrikethrough": False,
              "arrows": {"to": {"scaleFactor": 0.5}}},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "multiselect": False,
                    "dragNodes": False, "tooltipDelay": 100000},
}  # fmt: skip


def draw(nodes: Iterable[Item], edges: Iterable[Item]) -> tuple[list[Item], list[Item], Item]:
    """Members and links with their signs and lines, and the options of the picture.

    Arguments: nodes with `id`, `type`, `label`, `degree`, `x` and `y`; edges with `id`, `from`, `to` and `relation`;
    what else they have is kept. Returns nodes, edges and options as pyvis hands them to vis-network.
    """
    network = VisNetwork(directed=True)
    network.options = OPTIONS
    network.nodes = [{**node, "shape": SHAPES[node["type"]], "size": size(node)} for node in nodes]
    network.edges = bent({**edge, **LINES[edge["relation"]]} for edge in edges)
    drawn_nodes, drawn_edges, _, _, _, options = network.get_network_data()
    return drawn_nodes, drawn_edges, json.loads(options)


def size(node: Item) -> float:
    """The radius of a sign: it grows with the square root of the member's links, so that its area counts them."""
    return round(min(SIZES[node["type"]] + 2.2 * math.sqrt(node["degree"]), LARGEST), 1)


def bent(edges: Iterable[Item]) -> list[Item]:
    """The links between the same two members as a fan: the first straight, the others to either side of it."""
    drawn: list[Item] = []
    before: dict[frozenset[str], int] = {}
    for edge in edges:
        pair = frozenset((edge["from"], edge["to"]))
        place = before.get(pair, 0)
        before[pair] = place + 1
        if place:
            drawn.append({**edge, "smooth": _curve(edge, place)})
        else:
            drawn.append(edge)
    return drawn


def _curve(edge: Item, place: int) -> Item:
    """The curve of the `place`-th further link of a pair; seen from one end always, whichever way the link goes."""
    right = (place % 2 == 1) == (edge["from"] < edge["to"])
    return {"enabled": True, "type": "curvedCW" if right else "curvedCCW", "roundness": BEND * ((place + 1) // 2)}
