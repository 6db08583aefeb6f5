"""The short way from the server to an engine and back: what it shares, when it gives up, what it leaves to Flask."""

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from urllib.parse import quote, urlencode

import pytest

from tests.service.conftest import Live

SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(4)) + " }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SECOND = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"  # takes some tenths of a second on this graph
PAGE = {"Accept": "text/html"}

Serve = Callable[..., AbstractContextManager[Live]]


def ask(live: Live, query: str, path: str = "/sparql", **headers: str) -> http.client.HTTPResponse:
    """The answer to a GET; its body is in `.text`."""
    connection = http.client.HTTPConnection(live.host, live.port, timeout=30)
    connection.request("GET", f"{path}?{urlencode({'query': query})}", headers=headers)
    answer = connection.getresponse()
    answer.text = answer.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return answer


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


@pytest.mark.parametrize("headers", [{}, PAGE], ids=["a program", "a page"])
def test_a_client_that_leaves_frees_its_engine_at_once(serve: Serve, headers: dict[str, str]):
    with serve(query_seconds=20, engines=1, queue_seconds=3) as live:
        ask(live, COUNT)
        before = set(live.engines())
        connection = http.client.HTTPConnection(live.host, live.port)
        connection.request("GET", f"/sparql?query={quote(SLOW)}", headers=headers)
        time.sleep(0.6)
        connection.close()
        begun = time.monotonic()
        assert ask(live, COUNT + " #").status == 200
        assert time.monotonic() - begun < 3
        wait_until(lambda: set(live.engines()) != before, 3, "the engine of the query was not replaced")


def test_the_same_question_of_many_at_one_moment_costs_one_engine_once(serve: Serve):
    with serve(query_seconds=20, engines=1, queue_length=1) as live:
        ask(live, COUNT)
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda _: ask(live, SECOND), range(8)))
        assert [answer.status for answer in answers] == [200] * 8  # with one in the line, others would be refused
        assert len({answer.text for answer in answers}) == 1  # type: ignore[attr-defined]


def test_who_asks_the_same_hears_of_the_same_failure(serve: Serve):
    with serve(query_seconds=1, engines=1) as live, ThreadPoolExecutor(4) as threads:
        ask(live, COUNT)
        begun = time.monotonic()
        assert {answer.status for answer in threads.map(lambda _: ask(live, SLOW), range(4))} == {503}
        assert time.monotonic() - begun < 3


def test_a_full_line_is_refused_at_once_and_says_when_to_come_back(serve: Serve):
    with serve(query_seconds=3, engines=1, queue_length=2, queue_seconds=2) as live, ThreadPoolExecutor(12) as threads:
        ask(live, COUNT)
        answers = list(threads.map(lambda n: ask(live, f"{SLOW} # {n}"), range(12)))
        refused = [answer for answer in answers if "espera" in json.loads(answer.text)["detail"]]  # type: ignore[attr-defined]
        assert len(refused) >= 6
        assert all(answer.status == 503 and int(answer.headers["Retry-After"]) > 0 for answer in answers)


def test_pages_are_there_while_strangers_occupy_every_engine(serve: Serve):
    with serve(query_seconds=4, engines=1) as live:
        ask(live, COUNT)
        slow = threading.Thread(target=ask, args=(live, SLOW))
        slow.start()
        time.sleep(0.3)
        connection = http.client.HTTPConnection(live.host, live.port, timeout=3)
        connection.request("GET", "/mesas", headers=PAGE)
        assert connection.getresponse().status == 200
        slow.join()


def test_a_body_that_does_not_come_keeps_nobody_else_waiting(live: Live):
    with contextlib.ExitStack() as stack:
        for _ in range(40):
            lazy = stack.enter_context(socket.create_connection((live.host, live.port)))
            lazy.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n"
                b"Content-Type: application/sparql-query\r\n\r\nASK"
            )
        begun = time.monotonic()
        assert ask(live, COUNT + " # lazy").status == 200
        assert time.monotonic() - begun < 2


def test_failures_on_the_short_way_have_the_shape_of_all_failures(live: Live):
    answer = ask(live, "SELECT * { ?s skos:x ?o }")
    problem = json.loads(answer.text)  # type: ignore[attr-defined]
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert (problem["line"], problem["column"], problem["status"]) == (1, 15, 400)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_browsers_get_the_workbench_and_rdf_clients_the_description(live: Live):
    assert "<textarea" in ask(live, COUNT, **PAGE).text  # type: ignore[attr-defined]
    connection = http.client.HTTPConnection(live.host, live.port)
    connection.request("GET", "/sparql", headers={"Accept": "text/turtle"})
    assert "sd:Service" in connection.getresponse().read().decode()
