"""What a view asks for: the snapshot that is served, an engine over it, the day in Guatemala.

A request keeps the snapshot it began with, also when a build switches to another in the middle of it.
"""

import time
from datetime import date, datetime, timedelta, timezone

from flask import current_app, g, request
from werkzeug.exceptions import NotFound

from graph.errors import EnlaceError
from graph.questions.shape import Engine
from graph.store.answer import Answer
from graph.store.follow import Serving
from graph.store.question import Question
from graph.store.snapshot import Snapshot
from ontology.terms import Iris

LEAVING = "enlace.leaving"  # in the WSGI environment: tells when the visitor leaves, where the server can tell
GUATEMALA = timezone(timedelta(hours=-6))  # without summer time since 2006; needs no table of zones


def now() -> Serving:
    """The snapshot of this request with its engines. Raises StoreError, which says what to do, when there is none."""
    if "serving" not in g:
        g.serving = current_app.extensions["enlace"].served.now()
    found: Serving = g.serving
    return found


def engine() -> Engine:
    """An engine over the snapshot that is served. Raises StoreError when there is none."""
    return now().engine


def answer(question: Question) -> Answer:
    """The complete answer to a visitor's question (see `Engines.answer`). It is given up when the visitor leaves.

    Raises OverBudget, too, for a visitor who asked for too much in the last minute.
    """
    budgets, client = current_app.extensions["enlace"].sparql.budgets, request.remote_addr or ""
    budgets.check(client)
    begun = time.monotonic()
    try:
        found = now().engine.answer(question, request.environ.get(LEAVING))
    except EnlaceError as error:
        budgets.charge_failure(client, error, time.monotonic() - begun)
        raise
    budgets.charge(client, found.seconds)
    return found


def snapshot() -> Snapshot:
    """The snapshot that is served. Raises StoreError when there is none."""
    return now().snapshot


def today() -> date:
    """The day in Guatemala: an agreement that was due yesterday there is overdue."""
    return datetime.now(GUATEMALA).date()


def space() -> str:
    """What every IRI of the data begins with."""
    return Iris(current_app.extensions["enlace"].settings.base_iri).space


def iri(kind: str, slug: str) -> str:
    """The IRI of an entity by type and slug. Raises NotFound for what cannot be one."""
    try:
        return str(Iris(current_app.extensions["enlace"].settings.base_iri).entity(kind, slug))
    except ValueError:
        raise NotFound from None
