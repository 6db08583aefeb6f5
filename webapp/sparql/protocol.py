"""The query operation of the SPARQL 1.1 Protocol: what a request asks, or why it cannot be read. Pure functions.

Source: SPARQL 1.1 Protocol (W3C 2013), 2.1 query operation; updates (2.2) are refused. Beyond it: `format=` names the
answer's format, `timeout=` asks for less time than the service gives, in seconds.
"""

import math
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus

from werkzeug.http import parse_options_header

from graph.errors import QueryError
from graph.store.question import Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
MOST_FIELDS = 1000
ENCODED = 3  # bytes that one byte of a query may take in a form


class ProtocolError(QueryError):
    """A request that the protocol does not allow. `status`: 400, 403 or 415."""

    title = "La solicitud no sigue el protocolo SPARQL"

    def __init__(self, message: str, status: int = 400):
        self.status = status
        super().__init__(message)


@dataclass(frozen=True)
class QueryRequest:
    """A query operation. query: None where the request has none. format: as written. seconds: the time it asks for."""

    query: str | None
    dataset: Dataset = Dataset()
    format: str | None = None
    seconds: float | None = None


def read_request(method: str, content_type: str, query_string: str, body: bytes) -> QueryRequest:
    """The query operation of a request.

    content_type and query_string are as sent, "" where absent; body is empty unless the method is POST. Raises
    ProtocolError.
    """
    fields = _fields(query_string)
    if method == "POST":
        kind, options = parse_options_header(content_type)
        _check_charset(options.get("charset", "utf-8"))
        if kind == FORM:
            fields += _fields(_text(body))
        elif kind == QUERY:
            fields.append(("query", _text(body)))
        elif kind == UPDATE:
            raise _read_only()
        else:
            raise ProtocolError(f"envíe la consulta como {FORM} o {QUERY}, no como «{content_type}»", 415)
    request = _request(fields)
    if method == "POST" and request.query is None:
        raise ProtocolError("falta la consulta: el parámetro «query», o la consulta como cuerpo")
    return request


def longest_body(query_length: int) -> int:
    """Bytes that the body of a request with a query of `query_length` bytes may have."""
    return ENCODED * query_length + 10_000


def _request(fields: list[tuple[str, str]]) -> QueryRequest:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in fields if key == name)

    def one(name: str) -> str | None:
        found = values(name)
        if len(found) > 1:
            raise ProtocolError(f"el parámetro «{name}» aparece {len(found)} veces; debe aparecer una")
        return found[0] if found else None

    if values("update"):
        raise _read_only()
    seconds = one("timeout")
    return QueryRequest(
        query=one("query"),
        dataset=Dataset(values("default-graph-uri"), values("named-graph-uri")),
        format=one("format") or one("output"),
        seconds=_seconds(seconds) if seconds else None,
    )


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        if text.startswith("query=") and "&" not in text:  # as most requests are, at a third of the cost
            return [("query", unquote_plus(text[6:], errors="strict"))]
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise ProtocolError("los parámetros no son UTF-8") from None
    except ValueError:
        raise ProtocolError(f"hay más de {MOST_FIELDS} parámetros") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProtocolError(f"el cuerpo no es UTF-8 (byte {error.start})") from None


def _check_charset(charset: str) -> None:
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise ProtocolError(f"envíe la consulta en UTF-8, no en «{charset}»", 415)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise ProtocolError(f"«timeout» es un número de segundos mayor que cero, no «{text}»")
    return seconds


def _read_only() -> ProtocolError:
    return ProtocolError("este servicio solo responde consultas; los datos no se cambian por SPARQL Update", 403)
