"""`/sparql` in Flask: the protocol's query operation for machines, the workbench for people, by what they accept.

An answer is complete before its first byte is sent; its ETag is known before the query runs. Failures are raised, and
`webapp.errors` gives them their one shape. Under `enlace serve`, machines are answered by `webapp.lane`, which comes
here only for what is rare: failures, the description of the service, pages.
"""

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.http import generate_etag
from werkzeug.wrappers import Response as AnyResponse

from graph.errors import EnlaceError
from graph.settings import Settings
from graph.store.answer import Answer
from graph.store.question import FormatError
from webapp import serving
from webapp.negotiation import open_to_all
from webapp.sparql import workbench
from webapp.sparql.choice import Choice, choose
from webapp.sparql.description import description
from webapp.sparql.protocol import METHODS, ProtocolError, longest_body, read_request
from webapp.sparql.service import Plan, Reply, SparqlService, plan

blueprint = Blueprint("sparql", __name__)

FAILURE = "enlace.failure"  # in the WSGI environment: what already failed on the short way


@blueprint.route("/sparql", methods=METHODS, provide_automatic_options=False)
def endpoint() -> AnyResponse:
    """Every request to the service."""
    if failure := request.environ.get(FAILURE):
        raise failure
    if request.method == "OPTIONS":
        return _preflight()
    headers = (request.headers.get(name, "") for name in ("Accept", "Accept-Encoding"))
    sent = (request.method, request.headers.get("Content-Type", ""), _query_string(), _body())
    asked = plan(*sent, *headers)
    if asked.html:
        return workbench.page(read_request(*sent))
    if asked.question is None:
        return _describe(choose(request.headers.get("Accept", ""), request.args.get("format")))
    return _sent(_reply(asked))


@blueprint.after_app_request
def _open_to_all(response: Response) -> Response:
    """Lets scripts of other sites read answers and errors (CORS); also where routing itself failed."""
    if request.path == "/sparql":
        open_to_all(response)
    return response


def _query_string() -> str:
    """As it was sent."""
    return request.query_string.decode("ascii", "surrogateescape")


def _body() -> bytes:
    """The body of a POST. Raises RequestEntityTooLarge (413) for more than a query of the greatest length takes."""
    if request.method != "POST":
        return b""
    request.max_content_length = longest_body(_settings().query_length)
    return request.get_data(cache=False)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["enlace"].settings
    return settings


def service() -> SparqlService:
    """The service of this application: known answers, budgets."""
    found: SparqlService = current_app.extensions["enlace"].sparql
    return found


def _reply(asked: Plan) -> Reply:
    """The answer to a query, known or new."""
    now = serving.now()
    known = service().known(asked, now.snapshot.id, request.headers.get("If-None-Match", ""))
    if known is not None:
        return known
    try:
        assert asked.question
        return service().reply(asked, now.snapshot.id, serving.answer(asked.question))
    except EnlaceError as error:
        raise service().with_way_out(asked, error) from None


def _sent(reply: Reply) -> Response:
    """`reply` as Flask sends it."""
    if not isinstance(reply.body, Answer):
        return Response(reply.body, reply.status, reply.headers)
    response = Response(reply.body.chunks(), reply.status, reply.headers)
    response.call_on_close(reply.body.close)
    return response


def _describe(choice: Choice) -> Response:
    """The Service Description. Raises FormatError when the client accepts no RDF."""
    if choice.graph is None:
        raise ProtocolError("falta la consulta: el parámetro «query»") if choice.bindings else FormatError("pida RDF")
    now, address = serving.now(), url_for(".endpoint", _external=True)
    tag = generate_etag(f"{now.snapshot.id} {address} {choice.graph}".encode())
    response = Response(status=304)
    if tag not in request.if_none_match:
        answer = serving.answer(description(address, now.snapshot, _settings(), choice.graph))
        response = Response(answer.read(), content_type=answer.format.content_type)
        answer.close()
    response.set_etag(tag)
    response.headers["Cache-Control"] = "public, no-cache"
    response.vary.add("Accept")
    return response


def _preflight() -> Response:
    """What scripts of other sites may send."""
    response = Response(status=204)
    response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
