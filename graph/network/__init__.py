"""The network: who is linked to whom, with its measures and its picture, from a snapshot to `network.json`.

    projection   engine -> networkx: members, links, the evidence of each link
    measures     degree, betweenness, communities
    layout       where each member stands, computed once, so that no browser has to; packing: its separate parts
    drawing      pyvis: members and links with their signs and lines (signs), and options, for vis-network
    document     all of it as network.json
    reading      network.json -> what a page asks for: some members, some links, one member's facts

networkx and pyvis live here only, and only a build loads them: a web worker needs nothing but `reading` and `signs`.

network.json (UTF-8, keys in this order; a fact that is not known is left out):

    {"version": 1,
     "nodes": [{"id": "mesa/datos-abiertos",   type/slug of the IRI; another base's IRI is its own id
                "iri": "https://…", "type": "institution|mesa|agreement", "label": "Mesa de …", "aliases": ["…"],
                "acronym": "MINFIN", "kind": "Ministerio" (class) or "convenio" (agreements), "provisional": true,
                "status": "Open|Fulfilled", "due": "2024-06-30|2024-06", "text": "…",
                "degree": 12, "neighbours": 9, "betweenness": 0.0421, "community": 0,
                "x": -310, "y": 84, "shape": "square", "size": 18.6}],
     "edges": [{"id": "9f86d08188", "from": "mesa/…", "to": "institution/…", "relation": "ledBy",
                "first": "2022-04-26", "last": "2024-09-11",
                "evidence": [{"record": "https://…", "label": "…", "date": "2024-09-11", "quote": "…",
                              "confidence": 0.95}],
                "width": 4.0, "dashes": [9, 6], "smooth": {…}, "arrows": "to"}],
     "communities": [{"id": 0, "label": "Mesa de …", "size": 14}],
     "options": {…}}                               options for vis-network, as pyvis writes them

`relation` is a property of the vocabulary in its own direction (a mesa is ledBy an institution), besides `hosts`
(institution to mesa), which stands for a session of the mesa hostedBy the institution. Nodes and edges are sorted.
"""

from pathlib import Path

from graph.store.engine import Engine

__all__ = ["write_network"]


def write_network(engine: Engine, path: Path) -> None:
    """Project, measure, lay out and draw the snapshot behind `engine`; write it to `path` as network.json.

    The same snapshot gives the same bytes. Raises QueryError if the engine does, OSError if `path` cannot be written.
    """
    from graph.network.document import describe, dump  # here, so that readers of this package do not load networkx
    from graph.network.projection import project

    path.write_bytes(dump(describe(project(engine))))
