"""How it is shown: one Flask application, made by `create_app`, of small rooms.

    pages/         what officials read: home, search, lists, one page per entity
    data.py        open data: /datos, /dumps, /catalog
    ids.py         /id/<type>/<slug> and /ontology, by what the reader accepts
    ops.py         /healthz, /robots.txt, favicon
    sparql/        the SPARQL service and its workbench
    queries/       stored questions: forms, answers, files
    network/       the explorer /red
    revision/      what awaits a person: /revision
    errors.py      every failure becomes one page or one problem+json
    lane.py        the server's way in: SPARQL by the short way, everything else to Flask over bridge.py
    outflow.py     long answers, no faster than they are read
    proxies.py     who asks, where a proxy stands between
    headers.py     security headers of every answer; conditional.py  pages that did not change are not made again
    language.py    Spanish first, English by choice; dates and numbers
    layout.py      the frame of every page; assets.py its files
    cli*           the command line

Nothing is opened on import: `webapp:create_app()` is what any WSGI server calls.
"""

from asyncio import AbstractEventLoop
from dataclasses import dataclass

from flask import Flask

from graph.settings import Settings, load_settings
from graph.store.follow import Served
from webapp import assets, conditional, data, errors, headers, ids, language, layout, ops, pages
from webapp.network.view import blueprint as network
from webapp.proxies import Proxies
from webapp.queries.view import blueprint as queries
from webapp.revision.view import blueprint as revision
from webapp.sparql.programs import blueprint as programs
from webapp.sparql.service import SparqlService
from webapp.sparql.view import blueprint as sparql


@dataclass(frozen=True)
class Enlace:
    """What every view may ask for: `current_app.extensions["enlace"]`."""

    settings: Settings
    served: Served
    sparql: SparqlService


def create_app(settings: Settings | None = None, loop: AbstractEventLoop | None = None) -> Flask:
    """The web application.

    Arguments: settings, or None to read them from the environment; loop, the event loop in which query engines live,
    or None for one in the background. The snapshot that it serves is opened with the first request, and followed when
    a build switches it. Raises InputError when a setting cannot be read.
    """
    settings = settings or load_settings()
    app = Flask(__name__)
    app.extensions["enlace"] = Enlace(settings, Served(settings.store, settings, loop), SparqlService(settings))
    app.wsgi_app = Proxies(settings, app.wsgi_app)  # type: ignore[method-assign]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    assets.install(app)
    language.install(app)
    layout.install(app)
    errors.install(app)
    headers.install(app)
    conditional.install(app)
    pages.install(app)
    for blueprint in (data.blueprint, ids.blueprint, ops.blueprint, sparql, programs, queries, network, revision):
        app.register_blueprint(blueprint)
    return app
