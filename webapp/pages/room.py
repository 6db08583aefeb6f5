"""The room of the pages: its blueprint, and what all of them share: finding, paging."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Blueprint, abort, redirect, request
from werkzeug.exceptions import NotFound

from graph.questions.description import same_as
from webapp import serving
from webapp.layout import page_of

blueprint = Blueprint("pages", __name__)
ItemT = TypeVar("ItemT")
PER_PAGE = 50


def known(found: ItemT | None, iri: str = "") -> ItemT:
    """What a question found. Raises NotFound for None; leads on where `iri` was decided to be another entity."""
    if found is None:
        other = same_as(serving.engine(), iri, serving.space()) if iri else None
        if other:
            abort(redirect(page_of(other), 301))
        raise NotFound
    return found


@dataclass(frozen=True)
class Page(Generic[ItemT]):
    """A stretch of a list. number counts from 1; total is of all items."""

    items: Sequence[ItemT]
    number: int
    pages: int
    total: int


def page(items: Sequence[ItemT], size: int | None = None) -> Page[ItemT]:
    """The stretch that `?pagina=` asks for; the nearest one when there is no such page. size: items, else PER_PAGE."""
    size = size or PER_PAGE
    pages = max(1, -(-len(items) // size))
    number = min(max(request.args.get("pagina", 1, type=int), 1), pages)
    return Page(items[(number - 1) * size : number * size], number, pages, len(items))
