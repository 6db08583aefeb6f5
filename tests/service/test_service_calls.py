"""SERVICE and its like against the real service: a listener hears nothing; what is allowed is asked, and no more."""

import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.service.asking import ask, assert_complete
from tests.service.conftest import Live, served
from tests.service.graph import VOCABULARY, body, publish_graph
from tests.store.test_gate import GUILTY

LOADS = [
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <URL> FROM <URL/2> { ?s ?p ?o }",
    "DESCRIBE <URL>",
    "LOAD <URL>",
    "LOAD SILENT <URL> INTO GRAPH <http://e/>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
]


@contextmanager
def listening(location: str = "") -> Iterator[tuple[str, list[str]]]:
    """A server that writes down who called, and sends them on to `location`: its address, and the calls."""
    heard: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(f"{self.command} {self.path}")
            self.send_response(307 if location else 500)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_HEAD = do_GET  # noqa: N815 (the names that http.server calls)

        def log_message(self, *args) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql", heard
        server.shutdown()


def test_a_listener_hears_nothing_of_any_query(live: Live):
    with listening() as (address, heard):
        for query in [*GUILTY, *LOADS]:
            assert_complete(ask(live, query.replace("URL", address)))
        for name in ("default-graph-uri", "named-graph-uri"):
            assert_complete(ask(live, "SELECT * { ?s ?p ?o }", **{name: address}))
            assert_complete(ask(live, "SELECT * { GRAPH ?g { ?s ?p ?o } }", method="POST", **{name: address}))
        assert heard == []


@pytest.mark.parametrize("query", GUILTY)
def test_every_form_of_service_is_refused(live: Live, query: str):
    got = ask(live, query.replace("URL", "http://127.0.0.1:1/"))
    assert_complete(got)
    assert got.status == 403
    assert "SERVICE" in got.json()["detail"]


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Another service with a statement of its own."""
    store = tmp_path_factory.mktemp("other") / "store"
    publish_graph(store, f'<{body(1)}> <http://example.org/elsewhere> "sí"@es <http://example.org/g> .\n', "b" * 12)
    with served(store) as running:
        yield running


@pytest.fixture(scope="module")
def federated(graph_store: Path, other: Live) -> Iterator[Live]:
    """A service that may ask the other."""
    with served(graph_store, federation=f"{other.address}/sparql", query_seconds=5) as running:
        yield running


FAR = "SERVICE <URL> { ?b <http://example.org/elsewhere> ?w }"
ELSEWHERE = f"SELECT * {{ <{body(1)}> <{VOCABULARY}participatesIn> ?m {FAR} }}"


def test_an_allowed_endpoint_is_asked_and_answers(federated: Live, other: Live):
    got = ask(federated, ELSEWHERE.replace("URL", f"{other.address}/sparql"))
    assert_complete(got)
    assert got.status == 200, got.body
    assert got.values("w") == ["sí"] * 10


def test_an_endpoint_that_is_not_on_the_list_hears_nothing(federated: Live, other: Live):
    with listening() as (address, heard):
        for query in [ELSEWHERE, *GUILTY]:
            got = ask(federated, query.replace("URL", address))
            assert_complete(got)
            assert got.status == 403, query
        assert heard == []
    for close in (f"{other.address}/sparql/", f"{other.address}/sparql?x", f"{other.address}/SPARQL"):
        assert ask(federated, ELSEWHERE.replace("URL", close)).status == 403


def test_an_endpoint_in_a_variable_stays_refused(federated: Live, other: Live):
    for word in ("SERVICE", "SERVICE SILENT"):
        query = f"SELECT * {{ VALUES ?e {{ <{other.address}/sparql> }} {word} ?e {{ ?s ?p ?o }} }}"
        got = ask(federated, query)
        assert_complete(got)
        assert got.status == 403


def test_an_allowed_endpoint_sends_nobody_elsewhere(graph_store: Path):
    with listening() as (far, heard), listening(far) as (allowed, asked):
        with served(graph_store, federation=allowed, query_seconds=5) as running:
            got = ask(running, ELSEWHERE.replace("URL", allowed))
            assert_complete(got)
            assert got.status == 400
        assert asked, "the allowed endpoint was not asked at all"
        assert heard == []


def test_an_allowed_endpoint_that_never_answers_ends_with_the_time_of_the_query(graph_store: Path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with served(graph_store, federation=address, query_seconds=2) as running:
            got = ask(running, ELSEWHERE.replace("URL", address))
            assert_complete(got)
            assert got.status == 503
            assert got.seconds < 4
