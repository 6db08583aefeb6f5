"""What a view asks for: the snapshot that is served, an engine over it, the day in Guatemala."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from graph.errors import StoreError
from graph.questions.shape import Engine
from graph.store.snapshot import Snapshot
from ontology.terms import Iris

GUATEMALA = timedelta(hours=-6)  # without summer time, since 2006


def served() -> Any:
    """The application's `Served`: snapshot(), rows(), answer()."""
    return current_app.extensions["enlace"].served


def engine() -> Engine:
    """An engine over the snapshot that is served. Raises StoreError when there is none."""
    snapshot()
    return served()  # type: ignore[no-any-return]


def snapshot() -> Snapshot:
    """The snapshot that is served. Raises StoreError when there is none."""
    found: Snapshot | None = served().snapshot()
    if found is None:
        raise StoreError(gettext("todavía no hay datos; constrúyalos con «enlace build»"))
    return found


def today() -> date:
    """The day in Guatemala: an agreement that was due yesterday there is overdue."""
    return (datetime.now(UTC) + GUATEMALA).date()


def iri(kind: str, slug: str) -> str:
    """The IRI of an entity by type and slug. Raises NotFound for what cannot be one."""
    try:
        return str(Iris(current_app.extensions["enlace"].settings.base_iri).entity(kind, slug))
    except ValueError:
        raise NotFound from None
