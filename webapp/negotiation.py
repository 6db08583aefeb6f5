"""Data or page: which RDF format a reader asks for by suffix or by Accept; and how RDF is sent."""

from collections.abc import Iterable

from flask import Response, request
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import generate_etag

from graph.store.formats import GRAPHS, Format
from webapp.headers import OPEN_HEADERS

SUFFIXES = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml"}
PAGE = ("text/html", "application/xhtml+xml")


def accepted(offered: Iterable[str] = SUFFIXES) -> str:
    """What the reader likes best: `html`, or a suffix. A reader without wishes gets `html`. Raises NotAcceptable."""
    kinds: dict[str, str] = dict.fromkeys(PAGE, "html")
    for suffix in offered:
        form = GRAPHS[SUFFIXES[suffix]]
        for kind in (form.media_type, *form.others):
            kinds.setdefault(kind, suffix)
    if not request.accept_mimetypes:
        return "html"
    best = request.accept_mimetypes.best_match(list(kinds))
    if best is None:
        raise NotAcceptable
    return kinds[best]


def form_of(suffix: str) -> Format:
    """The format of a suffix that is one of SUFFIXES."""
    return GRAPHS[SUFFIXES[suffix]]


def rdf(body: bytes, form: Format, tag: str) -> Response:
    """RDF as any site may fetch it. tag: what the body depends on; with a matching If-None-Match the answer is 304."""
    response = Response(body, content_type=form.content_type)
    open_to_all(response)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    response.set_etag(generate_etag(f"{tag}\n{form.name}".encode()))
    response.make_conditional(request)
    return response


def open_to_all(response: Response) -> Response:
    """Lets scripts of other sites read this answer (CORS)."""
    response.headers.update(OPEN_HEADERS)
    return response
