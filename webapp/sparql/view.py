"""`/sparql` over HTTP: the protocol's query operation for machines, the workbench for people, by what they accept.

An answer is complete before its first byte is sent; its ETag is known before the query runs, so that a repeated
question costs no engine. Failures are raised, and `webapp.errors` gives them their one shape.
"""

import re

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.http import generate_etag
from werkzeug.wrappers import Response as AnyResponse

from graph.settings import Settings
from graph.store.formats import BINDINGS
from graph.store.pool import Answer
from graph.store.question import FormatError, Question
from webapp import serving
from webapp.sparql import workbench
from webapp.sparql.choice import Choice, choose
from webapp.sparql.description import description
from webapp.sparql.protocol import METHODS, ProtocolError, QueryRequest, read_request

blueprint = Blueprint("sparql", __name__)

NEVER_THE_SAME = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)
ENCODED = 3  # bytes that one byte of a query may take in a form
EXPOSED = "ETag, Link, Content-Length, Retry-After"


@blueprint.route("/sparql", methods=METHODS, provide_automatic_options=False)
def endpoint() -> AnyResponse:
    """Every request to the service."""
    if request.method == "OPTIONS":
        return _preflight()
    asked = read_request(request.method, request.headers.get("Content-Type", ""), _query_string(), _body())
    choice = choose(request.headers.get("Accept", ""), asked.format)
    if choice.html:
        return workbench.page(asked)
    response = _describe(choice) if asked.query is None else _answer(asked, asked.query, choice)
    if asked.format is None:
        response.vary.add("Accept")
    return response


@blueprint.after_app_request
def _open_to_all(response: Response) -> Response:
    """Lets scripts of other sites read answers and errors (CORS); also where routing itself failed."""
    if request.path == "/sparql":
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
    return response


def _query_string() -> str:
    """As it was sent."""
    return request.query_string.decode("ascii", "surrogateescape")


def _body() -> bytes:
    """The body of a POST. Raises RequestEntityTooLarge (413) for more than a query of the greatest length takes."""
    if request.method != "POST":
        return b""
    request.max_content_length = ENCODED * _settings().query_length + 10_000
    return request.get_data(cache=False)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["enlace"].settings
    return settings


def _answer(asked: QueryRequest, query: str, choice: Choice) -> Response:
    """The answer as a file of the chosen format."""
    now = serving.now()
    tag = _tag(now.snapshot.id, asked, query, choice)
    if tag and tag in request.if_none_match:
        return _cached(Response(status=304), tag)
    question = Question(query, asked.dataset, choice.bindings, choice.graph, seconds=asked.seconds)
    return _cached(_sent(now.engine.answer(question)), tag)


def _sent(answer: Answer) -> Response:
    response = Response(answer.chunks(), content_type=answer.format.content_type)
    response.content_length = answer.size
    extension = answer.format.name if answer.format.name in BINDINGS else answer.format.extension
    response.headers["Content-Disposition"] = f"inline; filename=enlace.{extension}"
    response.call_on_close(answer.close)
    return response


def _tag(snapshot_id: str, asked: QueryRequest, query: str, choice: Choice) -> str | None:
    """What the answer depends on; None for a query that answers differently each time."""
    if NEVER_THE_SAME.search(query):
        return None
    return generate_etag("\n".join(map(repr, (snapshot_id, query, asked.dataset, choice))).encode())


def _cached(response: Response, tag: str | None) -> Response:
    if tag is None:
        response.headers["Cache-Control"] = "no-store"
    else:
        response.set_etag(tag)
        response.headers["Cache-Control"] = "public, no-cache"
    return response


def _describe(choice: Choice) -> Response:
    """The Service Description. Raises FormatError when the client accepts no RDF."""
    if choice.graph is None:
        raise ProtocolError("falta la consulta: el parámetro «query»") if choice.bindings else FormatError("pida RDF")
    now, address = serving.now(), url_for(".endpoint", _external=True)
    tag = generate_etag(f"{now.snapshot.id} {address} {choice.graph}".encode())
    if tag in request.if_none_match:
        return _cached(Response(status=304), tag)
    return _cached(_sent(now.engine.answer(description(address, now.snapshot, _settings(), choice.graph))), tag)


def _preflight() -> Response:
    """What scripts of other sites may send."""
    response = Response(status=204)
    response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
