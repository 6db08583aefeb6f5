"""The network as one HTML file: data, table and scripts inside, nothing fetched, nothing that a name could execute.

Names reach the file as text: Jinja escapes them in the table, and the data block is JSON in which `<` is written as an
escape. A Content-Security-Policy inside the file allows its own scripts and its style by their hashes, and no request.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from flask import render_template, url_for
from markupsafe import Markup

from graph.network.reading import Item, Network
from graph.store.snapshot import Snapshot
from webapp.layout import day_of
from webapp.network.links import link_of
from webapp.network.words import RELATIONS, TYPES, kind_of

STATIC = Path(__file__).resolve().parents[1] / "static"
SCRIPTS = ("vendor/vis-network.min.js", "red-signs.js", "red-labels.js", "red-picture.js", "red-search.js",
           "red-table.js", "red-file.js")  # fmt: skip
STYLES = ("enlace.css", "red.css")
NODE = ("id", "type", "label", "acronym", "aliases", "degree", "x", "y", "size")  # what the scripts need
_FONT = re.compile(r'url\("(vendor/[a-z-]+\.woff2)"\)')
EDGE = ("id", "from", "to", "relation", "width", "dashes", "smooth", "arrows")


def archive(network: Network, snapshot: Snapshot) -> str:
    """The whole page as text. Raises OSError when a script is not there (npm puts it when the package is built)."""
    style = "\n".join(_inline(name) for name in STYLES)
    scripts = [_inline(name) for name in SCRIPTS]
    data = {
        "nodes": _only(NODE, network.nodes.values()),
        "edges": _only(EDGE, network.edges),
        "options": network.options,
    }
    return render_template(
        "red_archivo.html",
        data=data,
        links=[link_of(network, edge) for edge in network.edges],
        types=TYPES,
        relations=RELATIONS,
        kind_of=kind_of,
        policy=_policy(scripts, style),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        source=url_for("network.page", _external=True),
        day=day_of(snapshot.id),
    )


def _policy(scripts: Iterable[str], style: str) -> str:
    """A Content-Security-Policy under which these scripts and this style run, and nothing else."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _only(names: Iterable[str], items: Iterable[Item]) -> list[dict[str, Any]]:
    return [{name: item[name] for name in names if name in item} for item in items]


@cache
def _inline(name: str) -> str:
    """A static file as it can stand inside an element: nothing in it closes the element, its fonts are within it."""
    text = (STATIC / name).read_text(encoding="utf-8").replace("\r\n", "\n")
    if name.endswith(".css"):
        text = _FONT.sub(lambda font: f"url(data:font/woff2;base64,{_base64((STATIC / font[1]).read_bytes())})", text)
    return text.replace("</script", r"<\/script").replace("</style", r"<\/style").replace("<!--", r"<\!--")


def _hash(text: str) -> str:
    """The source expression of an inline script or style (CSP 3, section 2.3.1)."""
    return f"'sha256-{_base64(hashlib.sha256(text.encode()).digest())}'"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
