"""Operations: is it up, what may robots read, the icon."""

from flask import Blueprint, Response, current_app, jsonify, request, url_for
from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("ops", __name__)


@blueprint.get("/healthz")
def health() -> tuple[Response, int]:
    """200 with the snapshot that is served, 503 when there is none."""
    snapshot = current_app.extensions["enlace"].served.snapshot()
    body = {"status": "ok" if snapshot else "no snapshot", "snapshot": snapshot.id if snapshot else None}
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response, 200 if snapshot else 503


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Data and pages are open to robots; the addresses of queries are spared."""
    lines = ("User-agent: *", "Disallow: /sparql", "Disallow: /buscar", "Allow: /", "")
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.get("/favicon.ico")
def favicon() -> AnyResponse:
    """Browsers that ask for the old name get the SVG."""
    return current_app.send_static_file("favicon.svg")
