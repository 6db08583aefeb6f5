"""Snapshot -> networkx: institutions, mesas and agreements, joined by what the records state, with the evidence.

Every link is one statement of the default graph, with the predicate of the vocabulary as its relation and the
statement's own direction; `hosts` alone is derived (a session's host, taken to the session's mesa). Rows come from an
engine in any order and leave in one: the same snapshot gives the same graph, node by node.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from graph.network.reading import RELATIONS
from graph.store.engine import Engine
from ontology.terms import PREFIXES, TYPES

Row = Mapping[str, str]
Statement = tuple[str, str, str]

STATED = tuple(relation for relation in RELATIONS if relation != "hosts")
TYPE_OF_CLASS = {"Institution": "institution", "Mesa": "mesa", "Agreement": "agreement"}
RELATION_OF_ROLE = {
    "Leader": "ledBy",
    "Participant": "participatesIn",
    "Supporter": "supports",
    "Invited": "invitedTo",
    "Convener": "convenes",
    "Host": "hosts",
}

_PROLOGUE = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
_THINGS = """
SELECT DISTINCT ?iri ?class ?label WHERE {
  VALUES ?class { enlace:Institution enlace:Mesa enlace:Agreement }
  ?iri a ?class ; rdfs:label ?label . FILTER(LANG(?label) IN ("es", ""))
}"""
_FACTS = """
SELECT DISTINCT ?iri ?fact ?value WHERE {
  VALUES ?class { enlace:Institution enlace:Mesa enlace:Agreement }
  VALUES ?fact { rdf:type skos:prefLabel skos:altLabel enlace:acronym enlace:provisional enlace:kind enlace:status
                 enlace:dueDate enlace:text }
  ?iri a ?class ; ?fact ?value
}"""
_STATEMENTS = f"""
SELECT DISTINCT ?subject ?predicate ?object WHERE {{
  VALUES ?predicate {{ {" ".join(f"enlace:{relation}" for relation in STATED)} }}
  ?subject ?predicate ?object
}}"""
_HOSTS = "SELECT DISTINCT ?session ?host ?mesa WHERE { ?session enlace:hostedBy ?host ; enlace:sessionOf ?mesa }"
_EVIDENCE = f"""
SELECT DISTINCT ?evidence ?subject ?predicate ?object ?quote ?confidence ?record ?title ?date WHERE {{
  VALUES ?predicate {{ enlace:hostedBy {" ".join(f"enlace:{relation}" for relation in STATED)} }}
  ?evidence rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; enlace:quote ?quote ;
            enlace:assertedBy ?record .
  FILTER NOT EXISTS {{ ?evidence enlace:deniedBy ?decision }}
  OPTIONAL {{ ?evidence enlace:confidence ?confidence }}
  OPTIONAL {{ ?record rdfs:label ?title }}
  OPTIONAL {{ ?record enlace:date ?date }}
}}"""
_SEEN = """
SELECT DISTINCT ?member ?mesa ?role ?first ?last WHERE {
  ?participation enlace:member ?member ; enlace:organization ?mesa ; enlace:role ?role ;
                 enlace:firstSeen ?first ; enlace:lastSeen ?last
}"""


def project(engine: Engine) -> nx.MultiDiGraph:
    """The network of a snapshot.

    Arguments: engine, any that answers SPARQL 1.1 over the snapshot's default graph.
    Returns a MultiDiGraph whose nodes are IRIs with `id`, `type`, `label`, `aliases` and, where known, `acronym`,
    `kind`, `provisional`, `status`, `due`, `text`; institutions without a link are left out, mesas and agreements
    never. Its edges have the relation as key, and `evidence` (list of mappings, oldest first) and, where known,
    `first` and `last` (ISO dates). Raises QueryError if the engine does.
    """
    things = _things(engine)
    links = _links(engine)
    evidence = _evidence(engine, links)
    seen = _seen(engine)
    graph = nx.MultiDiGraph()
    known = sorted(key for key in links if key[0] in things and key[2] in things)
    linked = {end for subject, _, object_ in known for end in (subject, object_)}
    for iri, thing in sorted(things.items()):
        if iri in linked or thing["type"] != "institution":
            graph.add_node(iri, **thing)
    for subject, relation, object_ in known:
        key = (subject, relation, object_)
        graph.add_edge(subject, object_, key=relation, **_span(evidence[key], seen.get(key)), evidence=evidence[key])
    return graph


def local(iri: str) -> str:
    """The last part of an IRI of the vocabulary (`https://…#Mesa` -> `Mesa`)."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def short_id(iri: str) -> str:
    """`mesa/innovadores-publicos` for an IRI of our data, whatever its base; another IRI is its own id."""
    head, _, slug = iri.rpartition("/")
    above, _, kind = head.rpartition("/")
    return f"{kind}/{slug}" if kind in TYPES and above.endswith("id") else iri


def _rows(engine: Engine, query: str) -> list[Row]:
    """The answer in an order of its own, so that no engine's order shows through."""
    return sorted(engine.rows(_PROLOGUE + query), key=lambda row: sorted(row.items()))


def _things(engine: Engine) -> dict[str, dict[str, Any]]:
    """What may be a node, by IRI."""
    things: dict[str, dict[str, Any]] = {}
    for row in _rows(engine, _THINGS):
        kind = TYPE_OF_CLASS[local(row["class"])]
        things.setdefault(row["iri"], {"id": short_id(row["iri"]), "type": kind, "label": row["label"], "aliases": []})
    for row in _rows(engine, _FACTS):
        if row["iri"] in things:
            _note(things[row["iri"]], local(row["fact"]), row["value"])
    for thing in things.values():
        thing["aliases"] = sorted({name for name in thing["aliases"] if name != thing["label"]})
    return things


def _note(thing: dict[str, Any], fact: str, value: str) -> None:
    """Writes one fact into a thing; the first value in sorted order stays where there are several."""
    if fact == "altLabel":
        thing["aliases"].append(value)
    elif fact == "prefLabel":
        thing["label"] = value
    elif fact == "provisional":
        thing["provisional"] = value in ("true", "1")
    elif fact == "type":
        if value.startswith(PREFIXES["enlace"]) and local(value) not in TYPE_OF_CLASS:
            thing.setdefault("kind", local(value))
    elif fact == "dueDate":
        thing.setdefault("due", value)
    else:
        thing.setdefault(fact, local(value) if fact == "status" else value)


def _links(engine: Engine) -> dict[Statement, list[Statement]]:
    """Every link, with the statements in the store that make it (for `hosts`, one for each session)."""
    links: dict[Statement, list[Statement]] = defaultdict(list)
    for row in _rows(engine, _STATEMENTS):
        statement = (row["subject"], local(row["predicate"]), row["object"])
        links[statement].append(statement)
    for row in _rows(engine, _HOSTS):
        links[row["host"], "hosts", row["mesa"]].append((row["session"], "hostedBy", row["host"]))
    return links


def _evidence(engine: Engine, links: Mapping[Statement, Iterable[Statement]]) -> dict[Statement, list[dict[str, Any]]]:
    """The evidence of each link: record, its title and date, quote, confidence; oldest first."""
    of_statement: dict[Statement, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in _rows(engine, _EVIDENCE):
        statement = (row["subject"], local(row["predicate"]), row["object"])
        of_statement[statement].setdefault(row["evidence"], _quotation(row))
    found = {}
    for link, statements in links.items():
        quotations = [quotation for key in statements for quotation in of_statement[key].values()]
        found[link] = sorted(quotations, key=lambda one: (one.get("date") or "9999", one["record"], one["quote"]))
    return found


def _quotation(row: Row) -> dict[str, Any]:
    """One piece of evidence as it is published in network.json."""
    quotation: dict[str, Any] = {"record": row["record"], "label": row.get("title", row["record"])}
    if "date" in row:
        quotation["date"] = row["date"]
    quotation["quote"] = row["quote"]
    if "confidence" in row:
        quotation["confidence"] = float(row["confidence"])
    return quotation


def _seen(engine: Engine) -> dict[Statement, tuple[str, str]]:
    """First and last day of each institution in each role at each mesa, by the link it belongs to."""
    seen: dict[Statement, tuple[str, str]] = {}
    for row in _rows(engine, _SEEN):
        relation = RELATION_OF_ROLE.get(local(row["role"]))
        member, mesa = row["member"], row["mesa"]
        if relation:
            key = (mesa, relation, member) if relation == "ledBy" else (member, relation, mesa)
            seen[key] = (row["first"], row["last"])
    return seen


def _span(evidence: Iterable[Mapping[str, Any]], seen: tuple[str, str] | None) -> dict[str, str]:
    """First and last day of a link: of the participation, else of the records that state it."""
    days = sorted(seen or {one["date"] for one in evidence if "date" in one})
    return {"first": days[0], "last": days[-1]} if days else {}
