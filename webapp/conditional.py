"""Pages that did not change are not made again: one ETag from all that a page depends on besides its address.

Source: RFC 9110, section 13 (conditional requests).
"""

from flask import Flask, Response, make_response, request
from werkzeug.http import generate_etag

from graph.errors import EnlaceError
from webapp import assets, language, serving

OWN = ("sparql",)  # blueprints that know best: a query with NOW() or RAND() never answers the same


def _tag() -> str | None:
    """The tag of every page of this moment: snapshot, language, day, templates. None where nothing is served yet."""
    try:
        snapshot = serving.snapshot().id
    except EnlaceError:
        return None
    parts = (snapshot, language.current(), serving.today().isoformat(), assets.edition())
    return generate_etag("\n".join(parts).encode())


def _unchanged() -> Response | None:
    """304 without asking any engine, when the reader already has the page."""
    if request.method not in ("GET", "HEAD") or "lang" in request.args or not request.if_none_match:
        return None
    tag = _tag()
    if tag is None or not request.if_none_match.contains_weak(tag):
        return None
    return _stamped(make_response("", 304), tag)


def _stamp(response: Response) -> Response:
    """The tag on every page that was found and has none of its own; browsers ask again each time."""
    page = response.status_code == 200 and response.mimetype == "text/html" and request.method in ("GET", "HEAD")
    if not page or "ETag" in response.headers or request.blueprint in OWN:
        return response
    tag = _tag()
    return _stamped(response, tag) if tag else response


def _stamped(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Accept", "Accept-Language", "Cookie"))
    return response


def install(app: Flask) -> None:
    """Registers both for every page of the application."""
    app.before_request(_unchanged)
    app.after_request(_stamp)
