"""Where a request looks values up: the snapshot that is served, the day in Guatemala, the names of its things."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from flask import current_app, request, url_for
from werkzeug.exceptions import NotFound

from graph.questions.asking import Room
from graph.questions.names import Names, names_of
from graph.questions.stored import StoredQuery, stored_query
from ontology.terms import Iris
from webapp import serving


def room() -> Room:
    """The room of this request. Raises StoreError when nothing is served."""
    return Room(serving.today(), serving.engine(), Iris(_base()), names)


def names(type: str) -> Names:
    """All things of a type in the snapshot that is served; kept as long as it is."""
    return _names(serving.snapshot().id, type, _base())


@lru_cache(maxsize=16)
def _names(snapshot_id: str, type: str, base: str) -> Names:
    return names_of(type, serving.engine(), Iris(base))


def found(name: str) -> StoredQuery:
    """The question of that name. Raises NotFound."""
    query = stored_query(name)
    if query is None:
        raise NotFound
    return query


def page_address(query: StoredQuery, values: Mapping[str, str], whole: bool = False) -> str:
    """The address of a question's page with values; whole: with the name of this site. The language that the address
    of this request asks for stays. Values never become options of `url_for`."""
    kept = {"lang": request.args["lang"], **values} if "lang" in request.args and not whole else values
    return with_values(url_for("queries.page", name=query.name, _external=whole), kept)


def with_values(address: str, values: Mapping[str, str]) -> str:
    """An address with values behind `?`."""
    return f"{address}?{urlencode(values)}" if values else address


def _base() -> str:
    base: str = current_app.extensions["enlace"].settings.base_iri
    return base
