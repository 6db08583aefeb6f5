"""Open data for people and portals: /datos, /dumps, /catalog, /.well-known/void."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.publish.dumps import CHECKSUMS, MANIFEST
from graph.questions import overview
from webapp import negotiation, serving
from webapp.errors import for_people
from webapp.revision.spots import list_of

blueprint = Blueprint("data", __name__)

CATALOG_SUFFIXES = ("ttl", "jsonld", "rdf")


def _site() -> str:
    """The address of this service as the reader came to it, without `/` at its end."""
    return request.url_root.rstrip("/")


@blueprint.get("/datos")
def page() -> str:
    """What there is to download, under which licence, and how a portal takes it."""
    manifest = serving.snapshot().manifest
    return render_template(
        "data.html", files=_plain_and_packed(manifest), counts=overview.counts(serving.engine()), site=_site(),
        triples=manifest.get("counts", {}).get("triples"), rejected=serving.snapshot().report.get("rejected", []),
        snapshot=serving.snapshot(), awaiting=list_of(serving.snapshot()).awaiting.total,
    )  # fmt: skip


def _plain_and_packed(manifest: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each plain file of the manifest with its compressed one."""
    files = manifest.get("files", [])
    packed = {file["format"]: file for file in files if file["compression"]}
    return [(file, packed.get(file["format"])) for file in files if not file["compression"]]


@blueprint.get("/dumps/")
def dumps() -> AnyResponse:
    """The files: for people the table of /datos, for machines the manifest."""
    if for_people():
        return redirect(url_for(".page", _anchor="archivos"), 303)
    return negotiation.open_to_all(jsonify(serving.snapshot().manifest))


@blueprint.get("/dumps/<name>")
def dump(name: str) -> AnyResponse:
    """One file: by Range, conditionally, and as its gzip twin to whoever accepts that encoding."""
    snapshot = serving.snapshot()
    if name in (MANIFEST, CHECKSUMS):
        kind = "application/json" if name == MANIFEST else "text/plain"
        return _file(name, kind, f"{snapshot.id}-{name}")
    files = {file["name"]: file for file in snapshot.manifest.get("files", [])}
    if name not in files:
        raise NotFound
    wanted, twin = files[name], files.get(f"{name}.gz")
    if wanted["compression"]:
        return _file(name, "application/gzip", wanted["sha256"])
    if twin and "gzip" in request.accept_encodings and "Range" not in request.headers:
        response = _file(twin["name"], wanted["mediaType"], twin["sha256"])
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = _file(name, wanted["mediaType"], wanted["sha256"])
    response.vary.add("Accept-Encoding")
    return response


def _file(name: str, media_type: str, tag: str) -> Response:
    """A file of the dumps, from disk. Raises NotFound when it is not there."""
    snapshot = serving.snapshot()
    path = snapshot.dumps / name
    if not path.is_file():
        raise NotFound
    response = send_file(
        path.absolute(), mimetype=media_type, etag=tag, last_modified=snapshot.created, conditional=True
    )
    response.headers["Cache-Control"] = "no-cache"
    return negotiation.open_to_all(response)


@blueprint.get("/catalog")
def catalog() -> AnyResponse:
    """The catalogue by negotiation; people are led to the page about the data."""
    suffix = negotiation.accepted(CATALOG_SUFFIXES)
    if suffix == "html" and not for_people():
        suffix = "ttl"
    response = redirect(url_for(".page"), 303) if suffix == "html" else catalog_as(suffix)
    response.vary.add("Accept")
    return response


@blueprint.get("/catalog.<any(ttl, jsonld, rdf):suffix>")
def catalog_as(suffix: str) -> AnyResponse:
    """The DCAT catalogue in one format."""
    from graph.publish.catalog import catalog as describe
    from graph.publish.rdf import serialised

    snapshot, form = serving.snapshot(), negotiation.form_of(suffix)
    graph = describe(snapshot.manifest, current_app.extensions["enlace"].settings, _site(), snapshot.created)
    return negotiation.rdf(serialised(graph, form.name), form, f"catalog {snapshot.id} {_site()}")


@blueprint.get("/.well-known/void")
def void() -> AnyResponse:
    """What the graph holds, for machines, in Turtle unless another RDF format is asked for."""
    from graph.publish.descriptions import void as describe
    from graph.publish.rdf import serialised

    suffix = negotiation.accepted(CATALOG_SUFFIXES)
    snapshot, form = serving.snapshot(), negotiation.form_of("ttl" if suffix == "html" else suffix)
    graph = describe(snapshot.manifest, current_app.extensions["enlace"].settings, _site())
    return negotiation.rdf(serialised(graph, form.name), form, f"void {snapshot.id} {_site()}")
