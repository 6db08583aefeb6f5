"""A projected graph as the document network.json; its shape is told in `graph.network`."""

import json
from typing import Any

import networkx as nx

from graph.network.drawing import draw
from graph.network.layout import positions
from graph.network.measures import Measures, measure
from graph.network.reading import RELATIONS
from ontology.slugs import digest

VERSION = 1


def dump(document: dict[str, Any]) -> bytes:
    """The document as UTF-8 JSON on one line, in the order of its keys."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def describe(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """What network.json says of a projected graph."""
    measures = measure(graph)
    nodes, edges, options = draw(_nodes(graph, measures), _edges(graph))
    return {
        "version": VERSION,
        "nodes": nodes,
        "edges": edges,
        "communities": _communities(graph, measures),
        "options": options,
    }


def _nodes(graph: nx.MultiDiGraph, measures: dict[str, Measures]) -> list[dict[str, Any]]:
    """Every member with its facts, measures and place, by id."""
    places = positions(graph, {iri: own.community for iri, own in measures.items()})
    nodes = []
    for iri, facts in graph.nodes(data=True):
        own = measures[iri]
        nodes.append({
            "id": facts["id"], "iri": iri, **facts,
            "degree": own.degree, "neighbours": own.neighbours, "betweenness": own.betweenness,
            "community": own.community, "x": places[iri][0], "y": places[iri][1],
        })  # fmt: skip
    return sorted(nodes, key=lambda node: node["id"])


def _edges(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Every link with its evidence, by its two ends and the order of RELATIONS."""
    edges = []
    for subject, object_, relation, facts in graph.edges(keys=True, data=True):
        one, other = graph.nodes[subject]["id"], graph.nodes[object_]["id"]
        identity = digest(f"{one} {relation} {other}")
        edges.append({"id": identity, "from": one, "to": other, "relation": relation, **facts})
    return sorted(edges, key=lambda edge: (RELATIONS.index(edge["relation"]), edge["from"], edge["to"]))


def _communities(graph: nx.MultiDiGraph, measures: dict[str, Measures]) -> list[dict[str, Any]]:
    """Each community of two or more, named after its most linked mesa (or else its most linked member)."""
    groups: dict[int, list[str]] = {}
    for iri, own in measures.items():
        groups.setdefault(own.community, []).append(iri)
    named = []
    for number, members in sorted(groups.items()):
        first = min(members, key=lambda iri: (graph.nodes[iri]["type"] != "mesa", -measures[iri].degree, iri))
        if len(members) > 1:
            named.append({"id": number, "label": graph.nodes[first]["label"], "size": len(members)})
    return named
