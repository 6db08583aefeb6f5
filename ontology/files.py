"""RDF files, as a user gives them, to one graph; nothing is fetched because a file says so."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rdflib import Dataset, Graph

_FORMATS = {
    ".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".rdf": "xml", ".xml": "xml", ".owl": "xml",
    ".jsonld": "json-ld", ".json": "json-ld",
}  # fmt: skip


class RemoteContext(ValueError):
    """A JSON-LD file whose context stands elsewhere: reading it would make a request."""


def read_rdf(files: Iterable[Path]) -> Graph:
    """The merge of all graphs that RDF files hold (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD, by extension).

    Raises ValueError, in one sentence with the file, for one that cannot be read, is not what its extension says, or
    takes its JSON-LD context from elsewhere.
    """
    merged = Graph()
    for file in files:
        form = _FORMATS.get(file.suffix.lower())
        if form is None:
            raise ValueError(f"{file}: no se conoce la extensión; use {', '.join(_FORMATS)}")
        holder = Dataset(default_union=True)
        try:
            if form == "json-ld":
                _check_contexts(json.loads(file.read_bytes()))
            holder.parse(file.resolve(), format=form)
        except RemoteContext as error:
            raise ValueError(f"{file}: {error}") from None
        except Exception as error:  # rdflib's parsers raise their own errors, and those of the XML and JSON parsers
            raise ValueError(f"{file}{_line_of(error)}: no es {form} válido; corrija esa parte del archivo") from error
        for s, p, o in holder.triples((None, None, None)):
            merged.add((s, p, o))
    return merged


def _check_contexts(document: Any) -> None:
    """Nothing when every context stands in the document. Raises RemoteContext (rdflib would fetch it)."""
    for key, value in _members(document):
        if key == "@import" or (key == "@context" and any(isinstance(one, str) for one in _listed(value))):
            raise RemoteContext("toma su @context de otra dirección; escríbalo dentro del archivo")


def _members(document: Any) -> Iterator[tuple[str, Any]]:
    """Every key and value of a JSON document, at any depth."""
    waiting = [document]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from one.items()
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _line_of(error: Exception) -> str:
    """`:line` when a parser of rdflib says where it stopped, else nothing."""
    line = getattr(error, "lineno", None)
    if isinstance(before := getattr(error, "lines", None), int):
        line = before + 1
    elif callable(number := getattr(error, "getLineNumber", None)):
        line = number()
    return f":{line}" if isinstance(line, int) else ""
