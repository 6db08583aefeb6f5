"""The graph of `graph.ttl` with the vocabulary as a store, what to ask of it, and its answers as short rows."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

from rdflib import Dataset, URIRef

from graph.questions.asking import Asked, Room, arguments_of, ask
from graph.questions.names import Names, names_of
from graph.questions.stored import StoredQuery
from graph.store.engine import LocalEngine
from ontology.terms import Iris, read_ontology

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
IRIS = Iris("https://w3id.org/enlace/")


def quads() -> str:
    """The graph and the vocabulary as sorted N-Quads."""
    dataset = Dataset()
    dataset.graph(URIRef("https://w3id.org/enlace/graph/summary")).parse(HERE / "graph.ttl")
    for triple in read_ontology():
        dataset.graph(URIRef("https://w3id.org/enlace/graph/ontology")).add(triple)
    return "\n".join(sorted(line for line in dataset.serialize(format="nquads").splitlines() if line)) + "\n"


def room_over(engine: LocalEngine, today: date = TODAY) -> Room:
    """Where values are looked up in a store."""

    @cache
    def names(type: str) -> Names:
        return names_of(type, engine, IRIS)

    return Room(today, engine, IRIS, names)


def asked_of(query: StoredQuery, address: str, engine: LocalEngine) -> Asked:
    """A question as the part of an address behind `?` asks it."""
    return ask(query, arguments_of(parse_qsl(address, keep_blank_values=True)), room_over(engine))


def short_rows(asked: Asked, engine: LocalEngine) -> list[str]:
    """An answer, one line a row: things by the last part of their IRI instead of their names, `-` for nothing."""
    if asked.query.is_graph:
        return sorted(map(_short_triple, text_of(asked, engine, "ntriples").splitlines()))
    found = json.loads(text_of(asked, engine, "json"))
    variables = found["head"]["vars"]
    owners = {name: name.rpartition("_")[0] for name in variables if name.endswith(("_nombre", "_texto"))}
    shown = [owners.get(name, name) for name in variables if name not in owners.values()]
    said = {owner if owner in variables else name: owner for name, owner in owners.items()}
    source = {shown_as: name for name, shown_as in said.items()}
    return [
        " | ".join(_short(row.get(source.get(name, name))) for name in shown) for row in found["results"]["bindings"]
    ]


def text_of(asked: Asked, engine: LocalEngine, form: str) -> str:
    """The answer in a format."""
    return b"".join(engine.answer(asked.text, form).chunks).decode()


def _short(term: dict[str, str] | None) -> str:
    if term is None:
        return "-"
    text = term["value"]
    if term["type"] == "uri":
        return text.rpartition("#")[2].rpartition("/")[2]
    parts = sorted(text.split(" · "))
    return " · ".join(parts)


def _short_triple(line: str) -> str:
    subject, predicate, rest = line.split(" ", 2)
    value = rest.removesuffix(" .")
    last = value.split('"')[1] if value.startswith('"') else value.strip("<>").rpartition("/")[2]
    return " | ".join((subject.strip("<>").rpartition("/")[2], predicate.strip("<>").rpartition("#")[2], last))
