"""The room of the pages: its blueprint, and what all of them share: finding, paging."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Blueprint, request
from werkzeug.exceptions import NotFound

blueprint = Blueprint("pages", __name__)
ItemT = TypeVar("ItemT")
PER_PAGE = 50


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


def page(items: Sequence[ItemT]) -> Page[ItemT]:
    """The stretch that `?pagina=` asks for; the nearest one when there is no such page."""
    size = PER_PAGE
    pages = max(1, -(-len(items) // size))
    number = min(max(request.args.get("pagina", 1, type=int), 1), pages)
    return Page(items[(number - 1) * size : number * size], number, pages, len(items))
