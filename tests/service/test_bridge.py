"""What reaches Flask over the bridge is what was sent: paths, parameters, cookies, ranges, connections."""

import hashlib
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from graph.publish.dumps import write_dumps
from graph.settings import Settings
from tests.service.asking import JSON, send
from tests.service.conftest import Live, served
from tests.service.graph import LABEL, lines, publish_graph

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("path", ["/mesas/no-existe", "/mesas/educaci%C3%B3n", "/mesas/%FF", "/mesas/a%252Fb", "/%00"])
def test_a_page_that_does_not_exist_says_so_in_spanish(live: Live, path: str):
    got = send(live, "GET", path, **HTML)
    assert got.status == 404
    assert "Aquí no hay ninguna página" in got.body.decode()


def test_a_path_is_decoded_once(live: Live):
    """`%2D` is `-`; but `%252D` is `%2D`, and no name of anything."""
    assert send(live, "GET", "/mesas/mesa%2D1", **HTML).status == 200
    assert send(live, "GET", "/mesas/mesa%252D1", **HTML).status == 404


@pytest.mark.parametrize("words", ["educación", "agua & <b>más</b>", "100 %25 +", "ñandú"])
def test_parameters_come_as_they_were_sent(live: Live, words: str):
    got = send(live, "GET", f"/buscar?q={quote(words)}", **HTML)
    assert got.status == 200
    shown = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f'value="{shown}"' in got.body.decode()


def test_two_cookie_headers_are_one(live: Live):
    request = b"GET / HTTP/1.1\r\nHost: e\r\nCookie: other=1\r\nCookie: lang=en\r\nConnection: close\r\n\r\n"
    with socket.create_connection((live.host, live.port), timeout=30) as connection:
        connection.sendall(request)
        found = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b'<html lang="en"' in found


def test_a_file_can_be_asked_for_in_part(live: Live):
    page = send(live, "GET", "/", **HTML).body.decode()
    found = re.search(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"', page)
    assert found
    whole = send(live, "GET", found[1])
    part = send(live, "GET", found[1], Range="bytes=10-29")
    assert part.status == 206
    assert part.body == whole.body[10:30]
    assert part.headers["content-range"] == f"bytes 10-29/{len(whole.body)}"
    assert send(live, "GET", found[1], Range=f"bytes={len(whole.body) + 1}-").status == 416


@pytest.fixture
def dumped(tmp_path: Path) -> Iterator[Live]:
    """A service with dumps of some megabytes."""
    snapshot = publish_graph(tmp_path / "store")
    more = [f'<http://e/{n}> <{LABEL}> "Una línea de más, la número {n}"@es <http://e/g> .' for n in range(20_000)]
    nquads = tmp_path / "graph.nq"
    nquads.write_bytes(b"\n".join(sorted(line.encode() for line in [*lines(), *more])) + b"\n")
    write_dumps(nquads, snapshot.dumps, Settings())
    with served(tmp_path / "store") as running:
        yield running


def test_a_large_file_comes_whole_in_part_and_as_a_head(dumped: Live):
    manifest = send(dumped, "GET", "/dumps/").json()
    plain = [file for file in manifest["files"] if not file["compression"]]
    assert max(file["bytes"] for file in plain) > 2_000_000
    for file in plain:
        address = f"/dumps/{file['name']}"
        head, get = send(dumped, "HEAD", address), send(dumped, "GET", address)
        assert head.status == get.status == 200
        assert head.body == b""
        assert int(head.headers["content-length"]) == int(get.headers["content-length"]) == len(get.body)
        assert hashlib.sha256(get.body).hexdigest() == file["sha256"]
        for start, end in ((5, 24), (5, file["bytes"] - 2)):
            part = send(dumped, "GET", address, Range=f"bytes={start}-{end}")
            assert part.status == 206
            assert part.body == get.body[start : end + 1]


def test_two_requests_at_once_on_one_connection_are_answered_in_their_order(live: Live):
    lines = b" HTTP/1.1\r\nHost: e\r\nAccept: " + JSON.encode() + b"\r\n"
    slow = (
        b"GET /sparql?query="
        + quote("SELECT ('first' AS ?n) { { SELECT (COUNT(*) AS ?c) { ?s ?p ?o . ?a ?p ?o } } }").encode()
    )
    quick = b"GET /sparql?query=" + quote("SELECT ('second' AS ?n) {}").encode()
    with socket.create_connection((live.host, live.port), timeout=30) as connection:
        connection.sendall(slow + lines + b"\r\n" + quick + lines + b"Connection: close\r\n\r\n")
        found = b"".join(iter(lambda: connection.recv(65536), b""))
    assert found.count(b"HTTP/1.1 200") == 2
    assert 0 < found.index(b'"first"') < found.index(b'"second"')


def test_a_connection_serves_one_request_after_the_other(live: Live):
    with socket.create_connection((live.host, live.port), timeout=30) as connection:
        for path in ("/healthz", "/sparql?query=ASK%7B%7D", "/no-existe", "/sparql?query=nonsense", "/healthz"):
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: e\r\n\r\n".encode())
            found = b""
            while b"\r\n\r\n" not in found:
                found += connection.recv(65536)
            head, _, got = found.partition(b"\r\n\r\n")
            length = int(re.search(rb"content-length: (\d+)", head)[1])
            while len(got) < length:
                got += connection.recv(65536)
            assert len(got) == length
