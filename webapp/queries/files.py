"""Answers of stored questions for programs: whole, in the format that the address names, with the snapshot's version.

The ETag is known before the query runs: from the snapshot, the query with its values, and the format.
"""

import json

from flask import Response, current_app, request, url_for
from werkzeug.http import generate_etag

from graph.questions.asking import Asked, arguments_of, ask, check_known
from graph.questions.parameters import Parameter
from graph.questions.stored import StoredQuery, stored_queries
from graph.store.formats import BINDINGS, GRAPHS, Format
from graph.store.question import FormatError, Question
from ontology.slugs import slug
from webapp import serving
from webapp.headers import SNAPSHOT
from webapp.layout import LICENCES
from webapp.queries.room import found, page_address, room, with_values

ROWS = {"csv": "csv", "json": "json", "tsv": "tsv", "xml": "xml"}
GRAPH = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml"}
ALSO = {"json": "jsonld", "xml": "rdfxml"}  # what a graph is in formats of rows
SUFFIXES = (*ROWS, *GRAPH)
NAMES = {
    "csv": "CSV", "json": "JSON", "tsv": "TSV", "xml": "XML", "ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
}  # fmt: skip


def offered(query: StoredQuery) -> tuple[str, ...]:
    """The suffixes that a question is answered in, the most useful first."""
    return tuple(GRAPH) if query.is_graph else tuple(ROWS)


def format_of(query: StoredQuery, suffix: str) -> Format:
    """The format of a suffix for a question. Raises FormatError (406) where it has none."""
    if query.is_graph:
        name = GRAPH.get(suffix) or ALSO.get(suffix)
        form = GRAPHS.get(name) if name else None
    else:
        form = BINDINGS.get(suffix)
    if form is None:
        raise FormatError(f"esta pregunta se responde en: {', '.join(offered(query))}")
    return form


def address(query: StoredQuery, suffix: str, asked: Asked | None = None) -> str:
    """Where a question with its values is answered in a format; the whole address."""
    own = url_for("queries.answer", name=query.name, suffix=suffix, _external=True)
    return with_values(own, asked.arguments if asked else {})


def answer(name: str, suffix: str) -> Response:
    """The whole answer. Raises NotFound, ParameterError, FormatError, QueryError."""
    query = found(name)
    form = format_of(query, suffix)
    arguments = arguments_of(request.args.items(multi=True))
    check_known(query, arguments)
    asked = ask(query, arguments, room())
    now = serving.now()
    tag = generate_etag(f"{now.snapshot.id}\n{name}\n{asked.text}\n{form.name}".encode())
    if tag in request.if_none_match:
        return _stamped(Response(status=304), query, asked, tag)
    format_name = {"graph_format" if query.is_graph else "bindings_format": form.name}
    found_answer = serving.answer(Question(asked.text, **format_name))  # type: ignore[arg-type]
    response = Response(found_answer.chunks(), content_type=form.content_type)
    response.content_length = found_answer.size
    response.headers["Content-Disposition"] = f'inline; filename="{file_name(asked, suffix)}"'
    response.call_on_close(found_answer.close)
    return _stamped(response, query, asked, tag)


def file_name(asked: Asked, suffix: str) -> str:
    """What the file of an answer is called: the question and its values."""
    return f"enlace-{slug(' '.join((asked.query.name, *asked.arguments.values())))}.{suffix}"


def _stamped(response: Response, query: StoredQuery, asked: Asked, tag: str) -> Response:
    page = page_address(query, asked.arguments, whole=True)
    licence = current_app.extensions["enlace"].settings.licence
    response.set_etag(tag)
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers[SNAPSHOT] = serving.snapshot().id
    response.headers["Link"] = (
        f'<{page}>; rel="alternate"; type="text/html", '
        f'<{LICENCES[licence].url if licence in LICENCES else licence}>; rel="license"'
    )
    return response


def catalogue() -> Response:
    """Every question for programs: names, words, parameters, addresses."""
    body = json.dumps({"queries": [_entry(one) for one in stored_queries()]}, ensure_ascii=False, indent=1)
    response = Response(body + "\n", content_type="application/json")
    response.headers["Cache-Control"] = "public, no-cache"
    response.set_etag(generate_etag(body.encode()))
    response.make_conditional(request)
    return response


def _entry(query: StoredQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "title": {language: query.in_language("title", language) for language in ("es", "en")},
        "description": {language: query.in_language("description", language) for language in ("es", "en")},
        "theme": query.theme,
        "parameters": [_parameter(one) for one in query.parameters],
        "page": page_address(query, {}, whole=True),
        "answers": {suffix: address(query, suffix) for suffix in offered(query)},
    }


def _parameter(one: Parameter) -> dict[str, object]:
    found = {
        "name": one.name, "type": one.type, "default": one.default, "label": dict(one.labels), "help": dict(one.helps),
        "options": list(one.options), "minimum": one.least, "maximum": one.most,
    }  # fmt: skip
    numbers = {name: float(found[name]) for name in ("minimum", "maximum") if found[name] is not None}  # type: ignore[arg-type]
    return {name: value for name, value in {**found, **numbers}.items() if value or name in ("default", *numbers)}
