"""network.json as a page asks for it: all of it, some kinds only, one member with its links, a name half remembered.

Nothing here needs networkx: this is what a web worker loads. The picture and the table show what `select` returns, so
that they cannot differ.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from ontology.slugs import fold

Item = Mapping[str, Any]

TYPES = ("institution", "mesa", "agreement")
RELATIONS = (
    "ledBy", "participatesIn", "supports", "invitedTo", "convenes", "hosts", "subMesaOf", "agreementOf", "responsible",
)  # fmt: skip
TURNED = frozenset({"ledBy", "responsible"})  # read from their object: «la SPP lidera la mesa», not the other way


@dataclass(frozen=True)
class Network:
    """A network.json that was read: members by id, links in their order, options of the picture."""

    nodes: Mapping[str, Item] = field(default_factory=dict)
    edges: tuple[Item, ...] = ()
    options: Item = field(default_factory=dict)

    @cached_property
    def links(self) -> Mapping[str, tuple[Item, ...]]:
        """Each member's links."""
        links: dict[str, list[Item]] = {identity: [] for identity in self.nodes}
        for edge in self.edges:
            for end in {edge["from"], edge["to"]}:
                links[end].append(edge)
        return {identity: tuple(own) for identity, own in links.items()}

    @cached_property
    def edge_by_id(self) -> Mapping[str, Item]:
        """Links by their id."""
        return {edge["id"]: edge for edge in self.edges}

    def reading(self, edge: Item) -> tuple[Item, Item]:
        """The two members of a link in the order in which a sentence names them («quién», «con quién»)."""
        ends = self.nodes[edge["from"]], self.nodes[edge["to"]]
        return ends[::-1] if edge["relation"] in TURNED else ends


@dataclass(frozen=True, slots=True)
class Selection:
    """Which kinds of member and of link are shown."""

    types: frozenset[str] = frozenset(TYPES)
    relations: frozenset[str] = frozenset(RELATIONS)


def read_network(path: Path) -> Network:
    """The network of a snapshot; an empty one where the snapshot has none (an RDF file served as it is).

    Raises StoreError when the file is not a network.json.
    """
    try:
        document = json.loads(path.read_bytes())
        nodes = {node["id"]: node for node in document["nodes"]}
        return Network(nodes, tuple(document["edges"]), document["options"])
    except FileNotFoundError:
        return Network()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"no se puede leer {path}: {error}; vuelva a construir con «enlace build»") from None


def select(network: Network, selection: Selection) -> tuple[list[Item], list[Item]]:
    """The members and links of the chosen kinds.

    A member stays if a link of its own stays, or if it has none at all: whoever only lost links by the choice goes.
    """
    wanted = {identity for identity, node in network.nodes.items() if node["type"] in selection.types}
    edges = [
        edge
        for edge in network.edges
        if edge["relation"] in selection.relations and edge["from"] in wanted and edge["to"] in wanted
    ]
    linked = {end for edge in edges for end in (edge["from"], edge["to"])}
    nodes = [node for identity, node in network.nodes.items() if identity in wanted]
    return [node for node in nodes if node["id"] in linked or not network.links[node["id"]]], edges


def matches(nodes: Iterable[Item], text: str, limit: int = 12) -> list[Item]:
    """Members whose name, acronym or other names hold every word of `text`; case and accents do not matter.

    The order: acronym, then the beginning of a name, then the beginning of a word, then anywhere; the busiest first.
    """
    words = fold(text).split()
    if not words:
        return []
    ranked = [(rank, -node["degree"], node["id"], node) for node in nodes if (rank := _rank(node, words)) is not None]
    return [node for *_, node in sorted(ranked, key=lambda found: found[:3])[:limit]]


def _rank(node: Item, words: list[str]) -> int | None:
    """How well a member answers to some words, 0 best, None not at all."""
    acronym, name = fold(node.get("acronym", "")), fold(node["label"])
    names = " ".join([acronym, name, *(fold(alias) for alias in node["aliases"])])
    if not all(word in names for word in words):
        return None
    whole = " ".join(words)
    tests = (acronym == whole, acronym.startswith(whole), name.startswith(whole), f" {whole}" in f" {names}")
    return tests.index(True) if True in tests else len(tests)


def leading(nodes: Iterable[Item], kind: str, limit: int) -> list[Item]:
    """The members of one kind with most links, the busiest first; whoever has a single link leads nobody."""
    own = (node for node in nodes if node["type"] == kind and node["degree"] > 1)
    return sorted(own, key=lambda node: (-node["degree"], node["id"]))[:limit]
