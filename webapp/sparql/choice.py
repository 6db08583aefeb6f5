"""Which format an answer takes: by `format=`, else by the Accept header with its q-values. Pure functions.

The form of the query is known only to the engine, so the choice is a pair: a format for bindings (SELECT, ASK) and one
for graphs (CONSTRUCT, DESCRIBE); None where the client accepts none of them. Source: RFC 9110, 12.5.1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from graph.store.formats import BINDINGS, GRAPHS, Format, named
from graph.store.question import FormatError

HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class Choice:
    """Formats by name, None where none is acceptable. html: whether a page is what the client likes best."""

    bindings: str | None
    graph: str | None
    html: bool = False


@lru_cache(maxsize=1024)
def choose(accept: str, format: str | None = None) -> Choice:
    """The choice for an Accept header ("" or absent accepts all) and a `format=`, which comes first.

    Raises FormatError (406) for a format that does not exist, or when nothing that is offered is accepted.
    """
    if format:
        return _by_name(format)
    wished = parse_accept_header(accept, MIMEAccept) if accept.strip() else None
    if wished is None:
        return Choice(next(iter(BINDINGS)), next(iter(GRAPHS)))
    choice = Choice(_best(wished, BINDINGS), _best(wished, GRAPHS), _likes_html(wished))
    if choice == Choice(None, None):
        raise FormatError(f"nada de lo que acepta se ofrece aquí; se ofrece: {', '.join(offered())}")
    return choice


def _by_name(format: str) -> Choice:
    if format.lower() in ("html", *HTML):
        return Choice(None, None, html=True)
    bindings, graph = named(format)
    if bindings is None and graph is None:
        raise FormatError(f"no existe el formato «{format}»; use {', '.join([*BINDINGS, *GRAPHS])}")
    return Choice(bindings, graph)


def _best(wished: MIMEAccept, formats: Mapping[str, Format]) -> str | None:
    """The name of the format that is wished for most; of equals, the one that stands first."""
    kinds = {kind: one.name for one in formats.values() for kind in (one.media_type, *one.others)}
    order = [one.media_type for one in formats.values()] + [kind for one in formats.values() for kind in one.others]
    best = wished.best_match(order)
    return kinds[best] if best else None


def _likes_html(wished: MIMEAccept) -> bool:
    data = [one.media_type for one in (*BINDINGS.values(), *GRAPHS.values())]
    return wished.best_match([*data, *HTML]) in HTML


def offered() -> list[str]:
    """Every media type that an answer can have."""
    return [one.media_type for one in (*BINDINGS.values(), *GRAPHS.values())]
