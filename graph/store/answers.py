"""One question over one Oxigraph store: evaluated, serialised, and its failures told in our own errors.

Both kinds of engine stand on this: the one inside this process and the child processes. Whoever calls it decides what
the question may cost.
"""

import io
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from graph.errors import QueryError, QuerySyntaxError
from graph.store import gate
from graph.store.dataset import open_dataset
from graph.store.formats import BINDINGS, GRAPHS, SAMPLE, Format
from graph.store.hints import located, syntax_error
from graph.store.lexer import place, prefixes_of
from graph.store.question import FormatError, Question
from graph.store.xml import XmlFilter

BINDINGS_WRITERS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_WRITERS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}
WITH_PREFIXES = ("turtle", "trig", "rdfxml")
_ENDS_IN_NAME = re.compile(r"[^\W\d][\w.\-\u00B7]*\Z")


class Result:
    """An evaluated question, not yet written.

    form: bindings | boolean | graph. format: what `write` produces. triples: how many it wrote of a graph.
    """

    def __init__(self, found: QuerySolutions | QueryBoolean | QueryTriples, question: Question):
        self._found, self._question = found, question
        self.form = {QuerySolutions: "bindings", QueryBoolean: "boolean"}.get(type(found), "graph")
        self.format = self._format()
        self.triples = 0

    def _format(self) -> Format:
        if self._question.sample is not None:
            return SAMPLE
        formats, name = BINDINGS, self._question.bindings_format
        if self.form == "graph":
            formats, name = GRAPHS, self._question.graph_format
        if name is None:
            offered = ", ".join(one.media_type for one in formats.values())
            raise FormatError(f"esta consulta se responde en: {offered}")
        return formats[name]

    def write(self, out: IO[bytes]) -> None:
        """Serialise into `out`. Raises QueryError when evaluation fails on the way."""
        try:
            self._write(out)
        except (RuntimeError, ValueError, SyntaxError) as error:
            raise failure(error, self._question.query) from error

    def _write(self, out: IO[bytes]) -> None:
        if self._question.sample is not None:
            out.write(json.dumps(sample(self._found, self._question.sample), ensure_ascii=False).encode())
            return
        filtered = XmlFilter(out) if self.format.name in ("xml", "rdfxml") else None
        target = cast(IO[bytes], filtered or out)
        if isinstance(self._found, QueryTriples):
            prefixes = prefixes_of(self._question.query) if self.format.name in WITH_PREFIXES else None
            serialize(self._triples(self._found), target, GRAPH_WRITERS[self.format.name], prefixes=prefixes)
        else:
            self._found.serialize(target, BINDINGS_WRITERS[self.format.name])
        if filtered:
            filtered.finish()

    def _triples(self, found: QueryTriples) -> Iterator[Triple]:
        """The triples of the answer, counted; for RDF/XML each predicate can be an element, or FormatError."""
        for triple in found:
            if self.format.name == "rdfxml" and not _ENDS_IN_NAME.search(triple.predicate.value):
                raise FormatError(f"RDF/XML no puede expresar el predicado {triple.predicate}; pida Turtle")
            self.triples += 1
            yield triple


def evaluate(store: Store, question: Question, endpoints: frozenset[str] = frozenset()) -> Result:
    """Evaluate `question` over `store`.

    Raises QueryRefused for SERVICE, unless the question is one of our own; QuerySyntaxError; FormatError when the
    client accepts no format that fits; QueryError.
    """
    if not question.trusted:
        gate.check(question.query, endpoints, question.base_iri)
    try:
        scope = open_dataset(store, question.query, question.dataset, question.base_iri)
        found = scope.store.query(question.query, base_iri=question.base_iri, **scope.options)
    except (SyntaxError, RuntimeError, ValueError, OSError) as error:
        raise failure(error, question.query) from error
    return Result(found, question)


def failure(error: Exception, query: str) -> QueryError:
    """What Oxigraph raised, as one of our errors."""
    if isinstance(error, SyntaxError):
        return syntax_error(str(error), query)
    unknown = re.search(r"custom (?:aggregate )?function (<\S+>) is not supported", str(error))
    if unknown is None:
        return QueryError(f"la consulta no se pudo evaluar: {error}")
    start = query.find(unknown[1])
    said = f"la función {unknown[1]} no existe en SPARQL 1.1"
    return located(said, *place(query, start)) if start >= 0 else QuerySyntaxError(said)


def sample(found: QuerySolutions | QueryBoolean | QueryTriples, size: int) -> dict[str, Any]:
    """The first `size` rows, as pages need them.

    Returns {"form", "variables": [name], "rows": [[term or None]], "more": bool} and for ASK {"form", "value"}; a term
    is {"type": "uri" | "literal" | "bnode" | "triple", "value", "lang"?, "datatype"?}.
    """
    if isinstance(found, QueryBoolean):
        return {"form": "boolean", "value": bool(found)}
    if isinstance(found, QueryTriples):
        variables = ["subject", "predicate", "object"]
        rows = ([triple.subject, triple.predicate, triple.object] for triple in found)
        form = "graph"
    else:
        variables = [variable.value for variable in found.variables]
        rows = ([solution[name] for name in variables] for solution in found)
        form = "bindings"
    first = [[_term(term) for term in row] for row in islice(rows, size)]
    return {"form": form, "variables": variables, "rows": first, "more": next(rows, None) is not None}


def _term(term: NamedNode | Literal | BlankNode | Triple | None) -> dict[str, str] | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        return {"type": "triple", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def rows_of(answer: bytes) -> list[dict[str, str]]:
    """A SELECT's answer in JSON as one mapping of variable to lexical form a row; unbound variables are absent."""
    bindings = json.loads(answer)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def to_bytes(result: Result) -> bytes:
    """The whole answer in memory; for questions of our own."""
    out = io.BytesIO()
    result.write(out)
    return out.getvalue()
