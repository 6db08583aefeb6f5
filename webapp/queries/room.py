"""Where a request looks values up: the snapshot that is served, the day in Guatemala, the names of its things."""

from functools import lru_cache

from flask import current_app
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


def _base() -> str:
    base: str = current_app.extensions["enlace"].settings.base_iri
    return base
