"""Where everything stands in the picture: computed once at build time, so that no page has to.

Each connected part is laid out by stress (Zheng, Pawar, Goodman 2018, "Graph Drawing by Stochastic Gradient Descent":
the distance on the picture follows the distance in the network), turned so that it lies flat, freed of overlaps, and
the parts are packed side by side. Pure Python on purpose: networkx's own layouts need numpy and scipy, whose last bits
differ between processors, while these positions are the same everywhere.
"""

import math
import random
from collections.abc import Mapping, Sequence
from itertools import combinations

import networkx as nx

from graph.network.packing import ASPECT, Point, pack

SEED = 20240911
UNIT = 118.0  # picture units (pixels at zoom 1) between an institution and its mesa
GAP = 58.0  # least distance between two members, so that their signs never touch
BETWEEN = 1.6  # how much farther than others two linked members of different communities stand
ROUNDS = 40
ALL_PAIRS = 700  # members; a larger part is drawn by the distances to PIVOTS of them
PIVOTS = 40
LENGTHS = {"agreementOf": 0.62, "subMesaOf": 1.15, "responsible": 1.1}  # by relation, in UNITs; others are 1


def positions(graph: nx.MultiDiGraph, communities: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The place of every node, in whole picture units; y grows downwards. The same graph gives the same places.

    communities: the number of each node's community; those of one stand closer together.
    """
    plain = _lengths(graph, communities)
    names = list(graph)
    parts = sorted((sorted(part) for part in nx.connected_components(plain)), key=lambda part: (-len(part), part[0]))
    laid = [_part(plain.subgraph(part), part) for part in parts if len(part) > 1]
    laid += _singles([part[0] for part in parts if len(part) == 1])
    packed = pack(laid, list(plain.edges()))
    return {names[number]: (round(x), round(y)) for number, (x, y) in packed.items()}


def _lengths(graph: nx.MultiDiGraph, communities: Mapping[str, int]) -> nx.Graph:
    """The network on integers, each pair with the `length` it should have; busy members get more room around them."""
    names = list(graph)
    index = {name: number for number, name in enumerate(graph)}
    plain = nx.Graph()
    plain.add_nodes_from(range(len(index)))
    for subject, object_, relation in graph.edges(keys=True):
        if subject != object_:
            pair = index[subject], index[object_]
            length = min(LENGTHS.get(relation, 1.0), plain.get_edge_data(*pair, {"length": 9.0})["length"])
            plain.add_edge(*pair, length=length)
    for one, other, data in plain.edges(data=True):
        busiest = max(plain.degree(one), plain.degree(other))
        data["length"] *= 0.8 + 0.09 * math.sqrt(busiest)
        if communities[names[one]] != communities[names[other]]:
            data["length"] *= BETWEEN
    return plain


def _part(plain: nx.Graph, members: Sequence[int]) -> dict[int, Point]:
    """One connected part, centred on its own middle."""
    places = _stress(plain, members)
    return _apart(_flat({node: (x * UNIT, y * UNIT) for node, (x, y) in places.items()}))


def _terms(plain: nx.Graph, members: Sequence[int]) -> list[tuple[int, int, float]]:
    """Pairs with the distance they should have: all pairs, or in a large part neighbours and pivots only."""
    rank = {node: place for place, node in enumerate(members)}
    if len(members) <= ALL_PAIRS:
        sources: Sequence[int] = members
    else:
        sources = sorted(random.Random(SEED).sample(list(members), PIVOTS))
    wanted = {}
    for source in sources:
        for target, length in nx.single_source_dijkstra_path_length(plain, source, weight="length").items():
            if source != target:
                wanted[min(source, target), max(source, target)] = length
    for one, other, data in plain.edges(data=True):
        wanted.setdefault((min(one, other), max(one, other)), data["length"])
    return [(rank[one], rank[other], length) for (one, other), length in sorted(wanted.items())]


def _stress(plain: nx.Graph, members: Sequence[int]) -> dict[int, Point]:
    """Places whose distances follow those of the network, by stochastic gradient descent with a falling step."""
    chance = random.Random(SEED)
    terms = _terms(plain, members)
    xs = [chance.random() for _ in members]
    ys = [chance.random() for _ in members]
    longest, shortest = max(term[2] for term in terms), min(term[2] for term in terms)
    step = longest**2
    fall = (0.1 * shortest**2 / step) ** (1 / (ROUNDS - 1))
    for _ in range(ROUNDS):
        chance.shuffle(terms)
        for one, other, length in terms:
            dx, dy = xs[one] - xs[other], ys[one] - ys[other]
            far = math.sqrt(dx * dx + dy * dy) or 1e-9
            move = min(1.0, step / (length * length)) * (far - length) / (2 * far)
            xs[one] -= move * dx
            ys[one] -= move * dy
            xs[other] += move * dx
            ys[other] += move * dy
        step *= fall
    return {node: (xs[place], ys[place]) for place, node in enumerate(members)}


def _flat(places: Mapping[int, Point]) -> dict[int, Point]:
    """Turned about its middle so that its longest way lies from left to right."""
    size = len(places)
    mid_x = sum(x for x, _ in places.values()) / size
    mid_y = sum(y for _, y in places.values()) / size
    centred = {node: (x - mid_x, y - mid_y) for node, (x, y) in places.items()}
    xx = sum(x * x for x, _ in centred.values())
    yy = sum(y * y for _, y in centred.values())
    xy = sum(x * y for x, y in centred.values())
    angle = -0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return {node: (x * cos - y * sin, x * sin + y * cos) for node, (x, y) in centred.items()}


def _apart(places: Mapping[int, Point]) -> dict[int, Point]:
    """Pushes those that stand closer than GAP away from each other, looking only into neighbouring cells of a grid."""
    moved = dict(places)
    for _ in range(60):
        cells: dict[tuple[int, int], list[int]] = {}
        for node, (x, y) in moved.items():
            cells.setdefault((int(x // GAP), int(y // GAP)), []).append(node)
        pairs = [pair for cell in cells for pair in _close(cells, cell, moved)]
        if not pairs:
            break
        for one, other in pairs:
            _push(moved, one, other)
    return moved


def _close(
    cells: Mapping[tuple[int, int], Sequence[int]], cell: tuple[int, int], places: Mapping[int, Point]
) -> list[tuple[int, int]]:
    """Pairs closer than GAP with one end in this cell and the other in it or in the cells right of and below it."""
    column, row = cell
    here = cells[cell]
    around = [(column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
    pairs = list(combinations(here, 2))
    pairs += [(one, other) for near in around for one in here for other in cells.get(near, ())]
    return [(one, other) for one, other in pairs if math.dist(places[one], places[other]) < GAP - 0.5]


def _push(places: dict[int, Point], one: int, other: int) -> None:
    """Moves two that are too close half the missing way each; two in one place part from left to right."""
    (x1, y1), (x2, y2) = places[one], places[other]
    far = math.dist((x1, y1), (x2, y2))
    if far >= GAP:
        return
    toward = ((x2 - x1) / far, (y2 - y1) / far) if far > 1e-6 else (1.0, 0.0)
    half = (GAP - far) / 2
    places[one] = (x1 - toward[0] * half, y1 - toward[1] * half)
    places[other] = (x2 + toward[0] * half, y2 + toward[1] * half)


def _singles(members: Sequence[int]) -> list[dict[int, Point]]:
    """Those without any link, as one block of rows."""
    if not members:
        return []
    wide = math.ceil(math.sqrt(len(members) * ASPECT))
    step = GAP * 2.4
    return [{node: (step * (place % wide), step * (place // wide)) for place, node in enumerate(members)}]
