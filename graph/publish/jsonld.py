"""A graph as JSON-LD 1.1, compact with the vocabulary's own context: one line a thing.

Written as a stream, because a JSON-LD library holds the whole graph. The context stands in the file, so that reading it
fetches nothing.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import ontology
from graph.store.serialise import Value, subjects
from ontology.terms import RDF, XSD, compact, expand

_TYPE, _STRING = str(RDF.type), str(XSD.string)
_BOOLEAN, _WHOLE = str(XSD.boolean), str(XSD.integer)
_CANONICAL = re.compile(r"0|-?[1-9][0-9]{0,14}")


def read_context() -> dict[str, Any]:
    """The terms of `ontology/context.jsonld`: what stands behind its `@context`."""
    file = Path(ontology.__file__).with_name("context.jsonld")
    context: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["@context"]
    return context


class Compacter:
    """Says things in the short words of a context. Source: JSON-LD 1.1, sections 4.2 (values) and 4.1.3 (base)."""

    def __init__(self, context: Mapping[str, Any], base: str):
        """context: as `read_context` gives it. base: IRI that `@base` stands for; used if it ends in `/`."""
        self._base = base if base.endswith("/") else None
        self.context = {"@version": 1.1, **({"@base": base} if self._base else {}), **context}
        self._prefixes = {name: iri for name, iri in context.items() if isinstance(iri, str) and iri[-1] in "/#"}
        self._terms: dict[str, tuple[str, Mapping[str, str]]] = {}
        self._words: dict[str, str] = {}
        for name, row in context.items():
            iri = row["@id"] if isinstance(row, dict) else row
            if name[0] != "@" and not str(iri).startswith("@") and name not in self._prefixes:
                full = str(expand(iri, self._prefixes))
                self._terms[full] = name, row if isinstance(row, dict) else {}
                self._words[full] = name

    def node(self, subject: str, facts: list[tuple[str, Value]]) -> dict[str, Any]:
        """One thing as a node object: `id` and `type` first, then its properties in the order of `facts`."""
        node: dict[str, Any] = {"id": self._reference(subject)}
        types = [self._word(value.text) for predicate, value in facts if predicate == _TYPE]
        if types:
            node["type"] = types[0] if len(types) == 1 else types
        for predicate, value in facts:
            if predicate != _TYPE:
                name, row = self._terms.get(predicate) or (self._word(predicate), {})
                node.setdefault(name, []).append(self._value(value, row))
        for name, values in node.items():
            if isinstance(values, list) and len(values) == 1 and not self._is_set(name):
                node[name] = values[0]
        return node

    def _word(self, iri: str) -> str:
        """A class, property or individual as its term, else with a prefix of the context, else in full."""
        if iri not in self._words:
            short = compact(iri, self._prefixes)
            self._words[iri] = iri if short.startswith("<") else short
        return self._words[iri]

    def _is_set(self, name: str) -> bool:
        row = self.context.get(name)
        return isinstance(row, dict) and row.get("@container") == "@set"

    def _reference(self, iri: str) -> str:
        """`iri` below the base as a relative reference, if it can only be read as that."""
        if self._base and iri.startswith(f"{self._base}id/"):
            return iri.removeprefix(self._base)
        return iri

    def _value(self, value: Value, row: Mapping[str, str]) -> Any:
        kind = row.get("@type")
        if not value.datatype:
            if kind == "@vocab":
                return self._word(value.text)
            return self._reference(value.text) if kind == "@id" else {"id": self._reference(value.text)}
        if value.language:
            plain = row.get("@language") == value.language
            return value.text if plain else {"@value": value.text, "@language": value.language}
        return self._literal(value, str(expand(kind, self._prefixes)) if kind and kind[0] != "@" else kind, row)

    def _literal(self, value: Value, kind: str | None, row: Mapping[str, str]) -> Any:
        if kind == value.datatype and kind == _BOOLEAN and value.text in ("true", "false"):
            return value.text == "true"
        if kind == value.datatype and kind == _WHOLE and _CANONICAL.fullmatch(value.text):
            return int(value.text)
        if kind == value.datatype:
            return value.text
        if value.datatype == _STRING:
            return value.text if kind is None and "@language" not in row else {"@value": value.text}
        return {"@value": value.text, "@type": value.datatype}


def write_jsonld(ntriples: Path, out: IO[bytes], base: str) -> None:
    """Write sorted N-Triples as JSON-LD. Raises InputError when the file is not that.

    base: the base of the data's IRIs.
    """
    compacter = Compacter(read_context(), base)
    out.write(b'{\n"@context": ' + _json(compacter.context) + b',\n"@graph": [')
    between = b"\n"
    for subject, facts in subjects(ntriples):
        out.write(between + _json(compacter.node(subject, facts)))
        between = b",\n"
    out.write(b"\n]\n}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
