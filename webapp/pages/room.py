"""The room of the pages: its blueprint, and what all of them share: conditional answers, paging."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Blueprint, Response, make_response, request
from werkzeug.exceptions import NotFound
from werkzeug.http import generate_etag

from webapp import assets, language, serving

blueprint = Blueprint("pages", __name__)
ItemT = TypeVar("ItemT")
PER_PAGE = 50


def _tag() -> str:
    """What a page depends on besides its address: snapshot, language, day, templates."""
    parts = (serving.snapshot().id, language.current(), serving.today().isoformat(), assets.edition())
    return generate_etag("\n".join(parts).encode())


@blueprint.before_request
def _unchanged() -> Response | None:
    """304 without any work when the reader already has this page; nothing is asked of an engine."""
    if "lang" in request.args or _tag() not in request.if_none_match:
        return None
    return _stamped(make_response("", 304))


@blueprint.after_request
def _stamp(response: Response) -> Response:
    """ETag on every page that was found; browsers ask again each time, and mostly hear 304."""
    return _stamped(response) if response.status_code == 200 else response


def _stamped(response: Response) -> Response:
    response.set_etag(_tag(), weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def known(found: ItemT | None) -> ItemT:
    """What a question found. Raises NotFound for None."""
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Page(Generic[ItemT]):
    """A stretch of a list. number counts from 1; total is of all items."""

    items: Sequence[ItemT]
    number: int
    pages: int
    total: int


def page(items: Sequence[ItemT], size: int = PER_PAGE) -> Page[ItemT]:
    """The stretch that `?pagina=` asks for; the nearest one when there is no such page."""
    pages = max(1, -(-len(items) // size))
    number = min(max(request.args.get("pagina", 1, type=int), 1), pages)
    return Page(items[(number - 1) * size : number * size], number, pages, len(items))
