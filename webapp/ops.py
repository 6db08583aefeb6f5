"""Operations: is it up, what may robots read, the icon."""

import logging

from flask import Blueprint, Response, current_app, jsonify
from werkzeug.wrappers import Response as AnyResponse

from graph.errors import StoreError
from webapp import serving

blueprint = Blueprint("ops", __name__)
log = logging.getLogger("enlace.web")


@blueprint.get("/healthz")
def health() -> tuple[Response, int]:
    """200 with the snapshot that is served, 503 when there is none; why not is in the log."""
    try:
        body: dict[str, str | None] = {"status": "ok", "snapshot": serving.snapshot().id}
        status = 200
    except StoreError as error:
        body, status = {"status": "unavailable", "snapshot": None}, 503
        log.warning("%s", error)
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response, status


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Data and pages are open to robots; the addresses of queries are spared."""
    lines = ("User-agent: *", "Disallow: /sparql", "Disallow: /queries/*?", "Disallow: /buscar", "Allow: /", "")
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.get("/favicon.ico")
def favicon() -> AnyResponse:
    """Browsers that ask for the old name get the SVG."""
    return current_app.send_static_file("favicon.svg")
