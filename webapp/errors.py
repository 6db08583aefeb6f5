"""Every failure has one shape: a page for people, RFC 9457 `application/problem+json` for machines.

The table is short because both trees already carry what is needed: EnlaceError its status and sentence, Werkzeug's
HTTPException its status. Anything else is a bug: logged with its traceback, answered without it.
"""

import json
import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import gettext, lazy_gettext
from werkzeug.exceptions import HTTPException, InternalServerError, default_exceptions

from graph.errors import EnlaceError, StoreError
from graph.store.snapshot import snapshots

log = logging.getLogger("enlace.web")

RETRY_AFTER = 30  # seconds until a store that is missing or being mended may be there

SENTENCES = {
    400: (
        lazy_gettext("La solicitud no se entiende"),
        lazy_gettext("Revise la dirección y los datos que envió, y pruebe de nuevo."),
    ),
    403: (lazy_gettext("Esto no está permitido"), lazy_gettext("Este servicio no hace lo que se le pide.")),
    404: (
        lazy_gettext("Aquí no hay ninguna página"),
        lazy_gettext("La dirección no existe, o lo que nombraba ya no está en los datos."),
    ),
    405: (
        lazy_gettext("Esta dirección no se usa así"),
        lazy_gettext("El método de la solicitud no vale para esta dirección."),
    ),
    406: (
        lazy_gettext("Ese formato no se ofrece"),
        lazy_gettext("Pida uno de los formatos que están en la página de datos."),
    ),
    413: (lazy_gettext("La solicitud es demasiado grande"), lazy_gettext("Envíe menos datos a la vez.")),
    415: (
        lazy_gettext("Ese tipo de contenido no se acepta"),
        lazy_gettext("Revise el encabezado Content-Type de la solicitud."),
    ),
    416: (
        lazy_gettext("Esa parte del archivo no existe"),
        lazy_gettext("El rango que se pide está fuera del archivo."),
    ),
    429: (lazy_gettext("Demasiadas solicitudes"), lazy_gettext("Espere un momento y pruebe de nuevo.")),
    500: (
        lazy_gettext("Algo falló de nuestro lado"),
        lazy_gettext("El error quedó anotado. Pruebe de nuevo en unos minutos."),
    ),
    503: (
        lazy_gettext("El servicio no está disponible en este momento"),
        lazy_gettext("Pruebe de nuevo en unos minutos."),
    ),
}

TITLES = (  # the titles of graph.errors, named here so that translators find them
    lazy_gettext("Entrada no válida"),
    lazy_gettext("El almacén no está disponible"),
    lazy_gettext("La consulta no se puede responder"),
    lazy_gettext("La consulta no es SPARQL 1.1"),
    lazy_gettext("La consulta pide algo que este servicio no permite"),
    lazy_gettext("La consulta o su respuesta es demasiado grande"),
    lazy_gettext("La consulta pasó de su límite"),
    lazy_gettext("La solicitud no sigue el protocolo SPARQL"),
    lazy_gettext("Demasiadas consultas en un minuto"),
    lazy_gettext("El servicio está muy ocupado"),
    lazy_gettext("Ese formato no sirve para esta respuesta"),
    lazy_gettext("La pregunta no se puede hacer con ese valor"),
    lazy_gettext("Error"),
)


def for_people() -> bool:
    """Whether the reader asks for HTML by name; `*/*` alone is a machine."""
    return any(
        kind in ("text/html", "application/xhtml+xml") and quality > 0 for kind, quality in request.accept_mimetypes
    )


def answer(status: int, title: str, detail: str, type: str = "about:blank", **members: Any) -> Response:
    """One failure as a page or as problem+json, by what the reader accepts.

    Arguments: HTTP status; title and detail, sentences for the user; type, the IRI of this kind of problem; members
    more of them (line, column, hint, retry_after); those that are None are left out.
    """
    members = {name: value for name, value in members.items() if value is not None}
    if for_people():
        page = render_template("error.html", status=status, title=title, detail=detail, no_data=no_data(), **members)
        response = make_response(page)
    else:
        problem = {"type": type, "title": title, "status": status, "detail": detail, **members}
        response = Response(json.dumps(problem, ensure_ascii=False), mimetype="application/problem+json")
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    if "retry_after" in members:
        response.headers["Retry-After"] = str(members["retry_after"])
    return response


def sentence(text: str) -> str:
    """An error's words, which the command line prints after its name, as a sentence of their own."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "»")) else ".")


def advice(hint: str | None) -> str | None:
    """A hint as a line of its own. It gets no full stop: it often ends with what is to be typed."""
    return hint[:1].upper() + hint[1:] if hint else None


def no_data() -> bool:
    """Whether nothing was built yet: then the page says how to build."""
    try:
        return not snapshots(current_app.extensions["enlace"].settings.store)
    except (EnlaceError, OSError):
        return False


def kind(error: EnlaceError) -> str:
    """The IRI of a kind of problem: {base}problem/QuerySyntaxError."""
    base: str = current_app.extensions["enlace"].settings.base_iri
    return f"{base}problem/{type(error).__name__}"


def _enlace(error: EnlaceError) -> Response:
    """An error of our own tree. A store that is missing says how to build one."""
    if isinstance(error, StoreError):
        return _store(error)
    members = {name: getattr(error, name, None) for name in ("line", "column", "retry_after", "parameter")}
    closest = getattr(error, "closest", ())
    members["closest"] = [{"value": value, "name": name} for value, name in closest] or None
    members["hint"] = advice(getattr(error, "hint", None))
    response = answer(error.status, gettext(error.title), sentence(str(error)), kind(error), **members)
    if link := getattr(error, "link", None):
        response.headers["Link"] = link
    return response


def _store(error: StoreError) -> Response:
    """No data to serve. What is wrong with the store, which names folders of this machine, is for the log alone."""
    log.warning("%s", error)
    title, detail = gettext(error.title), gettext("Los datos no se pueden leer ahora. Pruebe de nuevo en unos minutos.")
    if no_data():
        title = gettext("Todavía no hay datos")
        detail = gettext("Este servicio está listo y espera sus datos; se construyen con «enlace build».")
    return answer(error.status, title, detail, kind(error), retry_after=RETRY_AFTER)


def _http(error: HTTPException) -> Response:
    """An error of HTTP, in our words unless the view gave its own."""
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    title, detail = SENTENCES.get(error.code, (HTTPStatus(error.code).phrase, ""))
    standard = default_exceptions.get(error.code)
    own = error.description and (standard is None or error.description != standard.description)
    response = answer(error.code, str(title), str(error.description if own else detail))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _bug(error: Exception) -> Response:
    """Anything else: logged with its traceback, shown without."""
    log.exception("%s %s", request.method, request.path)
    return _http(InternalServerError())


def install(app: Flask) -> None:
    """Registers the table of handlers."""
    app.register_error_handler(EnlaceError, _enlace)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _bug)
