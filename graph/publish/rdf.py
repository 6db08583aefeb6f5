"""Small graphs (catalogue, VoID) as bytes: the same graph gives the same bytes in every process."""

import json
from collections.abc import Iterator
from typing import Any

from rdflib import Graph

from graph.publish.vocabularies import PREFIXES

_RDFLIB = {"turtle": "turtle", "rdfxml": "xml", "ntriples": "nt"}


class _Ordered(Graph):
    """A graph that is always walked in the order of its statements.

    rdflib keeps them in sets, and a set of strings has another order in every process.
    """

    def triples(self, triple: Any) -> Iterator[Any]:  # type: ignore[override]
        """The statements that fit a pattern, sorted."""
        yield from sorted(super().triples(triple))


def serialised(graph: Graph, form: str) -> bytes:
    """`graph` in one of turtle, jsonld, rdfxml, ntriples. Raises ValueError for another format."""
    ordered = _Ordered(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        ordered.bind(prefix, space)
    ordered += graph
    if form == "jsonld":
        return _jsonld(ordered)
    if form not in _RDFLIB:
        raise ValueError(f"«{form}» no es uno de turtle, jsonld, rdfxml, ntriples")
    return ordered.serialize(format=_RDFLIB[form], encoding="utf-8")


def _jsonld(graph: Graph) -> bytes:
    tree = json.loads(graph.serialize(format="json-ld", context=dict(PREFIXES), auto_compact=True))
    return json.dumps(_sorted(tree), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _sorted(tree: Any) -> Any:
    """Objects by key and arrays by content: in these graphs no array is an rdf:List, so order says nothing."""
    if isinstance(tree, dict):
        return {key: _sorted(tree[key]) for key in sorted(tree)}
    if isinstance(tree, list):
        return sorted((_sorted(one) for one in tree), key=lambda one: json.dumps(one, sort_keys=True))
    return tree
