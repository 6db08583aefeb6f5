"""The views of the explorer: the page, one member's card, the data, the file to take along."""

import csv
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.network.reading import Network, leading, matches, read_network, select
from webapp import serving
from webapp.network.archive import archive
from webapp.network.links import Link, card_of, link_of, sort_links
from webapp.network.state import State, read_state
from webapp.network.words import RELATIONS, TYPES, due_of, kind_of

blueprint = Blueprint("network", __name__)

LEADING = 5  # members of each type that are named while nobody is picked
HEADER = (
    lazy_gettext("quién"), lazy_gettext("vínculo"), lazy_gettext("con quién"), lazy_gettext("desde"),
    lazy_gettext("hasta"), lazy_gettext("registros"), lazy_gettext("IRI de quién"), lazy_gettext("IRI de con quién"),
)  # fmt: skip


@blueprint.get("/red")
def page() -> AnyResponse | str:
    """The explorer. Everything but the picture is there without a script."""
    network = _network()
    state = read_state(request.args, network)
    found = matches(network.nodes.values(), state.sought) if state.sought else []
    if len(found) == 1:
        return redirect(url_for(".page", **state.arguments(node=found[0]["id"])))
    nodes, edges = select(network, state.selection)
    links = sort_links([link_of(network, edge) for edge in network.edges], state.order)
    links.sort(key=lambda link: not link.is_of(state.node, state.edge))  # the picked one's first
    return render_template(
        "red.html",
        links=links,
        shown={edge["id"] for edge in edges},
        found=found,
        alone=[node for node in network.nodes.values() if not network.links[node["id"]]],
        present={node["id"] for node in nodes},
        counts=_counts(network),
        **_card(network, state),
    )


@blueprint.get("/red/ficha")
def card() -> str:
    """The panel alone, for the script that puts it in place. Raises NotFound for who is not in the network."""
    network = _network()
    state = read_state(request.args, network)
    asked = request.args.get("nodo") or request.args.get("vinculo")
    if asked and asked not in (state.node, state.edge):
        raise NotFound
    return render_template("red_ficha.html", **_card(network, state))


@blueprint.get("/api/network.json")
def network_json() -> AnyResponse:
    """network.json as the build wrote it (its shape is told in graph/network)."""
    snapshot = serving.snapshot()
    if not snapshot.network.is_file():
        raise NotFound(gettext("Estos datos no tienen una red de instituciones, mesas y acuerdos."))
    response = send_file(snapshot.network.absolute(), mimetype="application/json", etag=f"{snapshot.id}-network")
    return _open(response)


@blueprint.get("/red/vinculos.csv")
def links_csv() -> AnyResponse:
    """The links that the address's filters leave, one a row, as CSV (RFC 4180, UTF-8 with a mark for Excel)."""
    network = _network()
    state = read_state(request.args, network)
    links = sort_links([link_of(network, edge) for edge in select(network, state.selection)[1]], state.order)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([str(title) for title in HEADER])
    rows.writerows([_cell(value) for value in _row(link)] for link in links)
    response = Response("\ufeff" + text.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="enlace-vinculos.csv"'
    return _open(response)


@blueprint.get("/red/descargar.html")
def download() -> AnyResponse:
    """The network as one HTML file that works without a network, from any folder."""
    snapshot = serving.snapshot()
    response = Response(archive(_network(), snapshot), mimetype="text/html")
    response.headers["Content-Disposition"] = f'attachment; filename="enlace-red-{snapshot.id[:8]}.html"'
    response.headers["Cache-Control"] = "no-cache"
    return response


def _network() -> Network:
    return _read(serving.snapshot().network)


@lru_cache(maxsize=4)
def _read(path: Path) -> Network:
    """A snapshot never changes, so its network is read once; a new one has another path."""
    return read_network(path)


def _counts(network: Network) -> dict[str, int]:
    """How many members of each type and links of each relation there are, whatever is filtered."""
    counts = dict.fromkeys((*TYPES, *RELATIONS), 0)
    for node in network.nodes.values():
        counts[node["type"]] += 1
    for edge in network.edges:
        counts[edge["relation"]] += 1
    return counts


def _card(network: Network, state: State) -> dict[str, Any]:
    """What the panel's template needs."""

    def address(**changes: Any) -> str:
        return url_for(".page", **state.arguments(**changes))

    return {
        "network": network,
        "state": state,
        "address": address,
        "types": TYPES,
        "relations": RELATIONS,
        "kind_of": kind_of,
        "due_of": due_of,
        "card": card_of(network, state.node),
        "link": link_of(network, network.edge_by_id[state.edge]) if state.edge else None,
        "leading": {kind: leading(network.nodes.values(), kind, LEADING) for kind in ("mesa", "institution")},
    }


def _row(link: Link) -> tuple[str, ...]:
    """One link in the order of HEADER."""
    records = sorted({quotation.record for quotation in link.evidence})
    return (link.one["label"], str(link.relation.phrase), link.other["label"], link.edge.get("first", ""),
            link.edge.get("last", ""), " ".join(records), link.one["iri"], link.other["iri"])  # fmt: skip


def _cell(value: str) -> str:
    """A value that a spreadsheet would take for a formula is marked as text (OWASP, CSV injection)."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _open(response: AnyResponse) -> AnyResponse:
    """Open data: any site may read it; caches ask whether it is still fresh."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "no-cache"
    return response
