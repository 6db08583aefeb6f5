"""What the frame of every page needs: navigation, licence, the snapshot's day, addresses of entities."""

from datetime import date, datetime
from typing import Any, NamedTuple

from flask import Flask, current_app, request
from flask_babel import lazy_gettext

from graph.errors import EnlaceError
from ontology.terms import Iris

NAVIGATION = (
    ("/instituciones", lazy_gettext("Instituciones")),
    ("/mesas", lazy_gettext("Mesas")),
    ("/acuerdos", lazy_gettext("Acuerdos")),
    ("/registros", lazy_gettext("Registros")),
    ("/red", lazy_gettext("Red")),
    ("/datos", lazy_gettext("Datos")),
    ("/sparql", "SPARQL"),
)

FOLDERS = {
    "institution": "instituciones", "mesa": "mesas", "session": "sesiones", "agreement": "acuerdos",
    "record": "registros", "person": "personas", "topic": "temas", "norm": "normas",
}  # fmt: skip


class Licence(NamedTuple):
    """A licence as people read it."""

    name: str
    url: str


CC_BY = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.es")
LICENCES = {"http://www.opendefinition.org/licenses/cc-by": CC_BY}


def at(path: str) -> str:
    """An address of this service, also where it is mounted below a folder."""
    return request.script_root + path


def here(path: str) -> bool:
    """Whether the page that is shown is, or lies below, `path`."""
    return request.path == path or request.path.startswith(path + "/")


def page_of(iri: str) -> str:
    """The address of the page of an entity, `/mesas/<slug>`; its IRI when it is none of ours."""
    base = current_app.extensions["enlace"].settings.base_iri
    try:
        kind, slug = Iris(base).parse(iri)
    except ValueError:
        return iri
    return at(f"/{FOLDERS[kind]}/{slug}") if kind in FOLDERS else at(f"/id/{kind}/{slug}")


def web(address: str) -> str | None:
    """An address that may stand in a link: http or https only; None for any other (`javascript:`, `data:`)."""
    return address if address.lower().startswith(("http://", "https://")) else None


def day_of(snapshot_id: str) -> date | None:
    """The day that a snapshot's id begins with (`20240911T…`), None if it begins otherwise."""
    try:
        return datetime.strptime(snapshot_id[:8], "%Y%m%d").date()
    except ValueError:
        return None


def _frame() -> dict[str, Any]:
    """Variables of base.html. Holds also where no snapshot is served: errors are shown in the same frame."""
    enlace = current_app.extensions["enlace"]
    try:
        snapshot = enlace.served.snapshot()
    except (EnlaceError, OSError):
        snapshot = None
    settings = enlace.settings
    return {
        "service_title": settings.title,
        "licence": LICENCES.get(settings.licence, Licence(settings.licence, settings.licence)),
        "contact": settings.contact_email,
        "snapshot_day": day_of(snapshot.id) if snapshot else None,
        "navigation": NAVIGATION,
    }


def install(app: Flask) -> None:
    """Registers the variables and functions that templates use."""
    app.context_processor(_frame)
    app.jinja_env.globals.update(at=at, here=here)
    app.jinja_env.filters.update(page=page_of, web=web)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
