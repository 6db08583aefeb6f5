"""What the frame of every page needs: navigation, licence, the snapshot's day, addresses of entities."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlencode

from flask import Flask, current_app, request
from flask_babel import lazy_gettext

from graph.errors import EnlaceError
from graph.store.snapshot import Snapshot
from ontology.terms import Iris
from webapp import serving

NAVIGATION = (
    ("/instituciones", lazy_gettext("Instituciones")),
    ("/mesas", lazy_gettext("Mesas")),
    ("/acuerdos", lazy_gettext("Acuerdos")),
    ("/registros", lazy_gettext("Registros")),
    ("/red", lazy_gettext("Red")),
    ("/queries", lazy_gettext("Preguntas")),
    ("/datos", lazy_gettext("Datos")),
    ("/sparql", "SPARQL"),
)

FOLDERS = {
    "institution": "instituciones", "mesa": "mesas", "session": "sesiones", "agreement": "acuerdos",
    "record": "registros", "person": "personas", "topic": "temas", "norm": "normas", "decision": "decisiones",
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
    """The address of an entity's page, `/mesas/<slug>`; for one that is none of ours its IRI, if it is of the web."""
    kind, slug = _parsed(iri)
    if not kind:
        return web(iri) or "#"
    return at(f"/{FOLDERS[kind]}/{slug}") if kind in FOLDERS else at(f"/id/{kind}/{slug}")


def kind_of(iri: str) -> str:
    """The type of an entity as its IRI says it (institution, mesa, …); empty for an IRI that is none of ours."""
    return _parsed(iri)[0]


def slug_of(iri: str) -> str:
    """The last part of an entity's IRI, which is its name in addresses and anchors."""
    return _parsed(iri)[1] or iri


def _parsed(iri: str) -> tuple[str, str]:
    try:
        return Iris(current_app.extensions["enlace"].settings.base_iri).parse(iri)
    except ValueError:
        return "", ""


def with_query(**changes: object) -> str:
    """The address of this page with some of its arguments changed; None takes one away."""
    arguments = {**request.args.to_dict(), **changes}
    kept = {name: value for name, value in arguments.items() if value is not None and name != "lang"}
    return at(request.path) + (f"?{urlencode(kept)}" if kept else "")


def web(address: str) -> str | None:
    """An address that may stand in a link: http or https only; None for any other (`javascript:`, `data:`)."""
    return address if address.lower().startswith(("http://", "https://")) else None


def file_name(address: str) -> str:
    """The file that an address leads to, as people write it (`públicas`, not `p%C3%BAblicas`)."""
    return unquote(address.rpartition("/")[2]) or address


def day_of(snapshot_id: str) -> date | None:
    """The day, in Guatemala, on which a snapshot was published, as its id says it; None if it does not."""
    try:
        return Snapshot(Path(snapshot_id)).created.astimezone(serving.GUATEMALA).date()
    except ValueError:
        return None


def _frame() -> dict[str, Any]:
    """Variables of base.html. Holds also where no snapshot is served: errors are shown in the same frame."""
    settings = current_app.extensions["enlace"].settings
    try:
        updated = day_of(serving.snapshot().id)
    except (EnlaceError, OSError):
        updated = None
    return {
        "service_title": settings.title,
        "licence": LICENCES.get(settings.licence, Licence(settings.licence, settings.licence)),
        "contact": settings.contact_email,
        "snapshot_day": updated,
        "navigation": NAVIGATION,
    }


def install(app: Flask) -> None:
    """Registers the variables and functions that templates use."""
    app.context_processor(_frame)
    app.jinja_env.globals.update(at=at, here=here, with_query=with_query)
    app.jinja_env.filters.update(page=page_of, web=web, file_name=file_name, kind=kind_of, slug=slug_of)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
