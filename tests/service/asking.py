"""How a client asks over a socket, and what makes its answer complete."""

import csv
import http.client
import io
import json
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.service.conftest import Live

JSON = "application/sparql-results+json"
ROWS = {  # media type: a parser that fails on an answer that was cut
    JSON: json.loads,
    "application/sparql-results+xml": ET.fromstring,
    "application/rdf+xml": ET.fromstring,
    "application/ld+json": json.loads,
    "text/csv": lambda body: list(csv.reader(io.StringIO(body.decode(), newline=""), strict=True)),
}


@dataclass(frozen=True)
class Got:
    """An answer as it came. headers: names in small letters; seconds: from the first byte sent to the last received."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def type(self) -> str:
        """The media type."""
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self):
        """The body as JSON."""
        return json.loads(self.body)

    def values(self, name: str) -> list[str]:
        """What a SELECT in JSON found for a variable."""
        return [row[name]["value"] for row in self.json()["results"]["bindings"] if name in row]


def send(live: Live, method: str, target: str, body: bytes | None = None, source: str = "", **headers: str) -> Got:
    """One request on a connection of its own. source: the address it comes from; headers: `_` stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    begun = time.monotonic()
    connection = http.client.HTTPConnection(
        live.host, live.port, timeout=60, source_address=(source, 0) if source else None
    )
    try:
        connection.request(method, target, body, named)
        answer = connection.getresponse()
        found = answer.read()
        seconds = time.monotonic() - begun
        return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, found, seconds)
    finally:
        connection.close()


def ask(live: Live, query: str, method: str = "GET", source: str = "", accept: str = JSON, **fields: str) -> Got:
    """A query by GET, or by POST as a form. fields: more fields of the request."""
    sent = urlencode({"query": query, **fields})
    if method == "POST":
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        return send(live, "POST", "/sparql", sent.encode(), source, Accept=accept, **form)
    return send(live, method, f"/sparql?{sent}", None, source, Accept=accept)


def assert_complete(got: Got) -> None:
    """A whole answer that parses, or an error in its one shape. Nothing in between."""
    assert int(got.headers["content-length"]) == len(got.body)
    if got.status == 200:
        if got.type in ROWS:
            ROWS[got.type](got.body)
        return
    assert 400 <= got.status <= 503, got.status
    assert got.status != 500, got.body
    assert got.type == "application/problem+json"
    problem = got.json()
    assert problem["status"] == got.status
    assert problem["title"]
    assert problem["detail"]
    if got.status in (429, 503):
        assert int(got.headers["retry-after"]) > 0
