"""A named graph -> N-Quads lines."""

from rdflib import Graph, URIRef


def quads(graph: Graph, name: URIRef) -> list[str]:
    """The graph as N-Quads lines, each ended by a newline, unsorted. Source: RDF 1.1 N-Quads."""
    lines = graph.serialize(format="nt", encoding="utf-8").decode("utf-8").split("\n")
    return [f"{line[:-1].rstrip()} <{name}> .\n" for line in lines if line]
