"""How answers of the real service travel: formats, compression, conditions, parts, proxies, bytes on the wire."""

import gzip
import re
import socket
import time
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
import zstandard

from tests.service.asking import JSON, Got, ask, assert_complete, send
from tests.service.conftest import Live, served
from tests.service.graph import BODIES, LABEL, TYPE, VOCABULARY, body, publish_graph

FORM = {"Content_Type": "application/x-www-form-urlencoded"}
XML = "application/sparql-results+xml"
MANY = f"SELECT * {{ ?s <{VOCABULARY}participatesIn> ?o }}"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 40000"  # some 20 MB, which are kept nowhere
LABELS = f"SELECT ?s ?l {{ ?s a <{VOCABULARY}Institution> ; <{LABEL}> ?l }} ORDER BY ?s"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9, application/sparql-results+json;q=0.1", XML),
        ("application/json", JSON),
        ("text/*", "text/csv"),
        ("application/sparql-results+json;q=0, */*", XML),
        ("", JSON),
    ],
)
def test_the_format_is_what_the_client_likes_best(live: Live, accept: str, kind: str):
    got = ask(live, "SELECT (1 AS ?n) {}", accept=accept)
    assert_complete(got)
    assert got.type == kind


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "application/sparql-results+json;q=0"])
def test_what_is_not_offered_is_406(live: Live, accept: str):
    got = ask(live, "SELECT (1 AS ?n) {}", accept=accept)
    assert_complete(got)
    assert got.status == 406


def test_the_format_of_the_address_comes_before_the_header(live: Live):
    assert ask(live, "SELECT (1 AS ?n) {}", accept=JSON, format="csv").type == "text/csv"
    assert ask(live, "ASK {}", accept="image/png", format="xml").type == XML
    assert ask(live, "ASK {}", format="nonsense").status == 406


@pytest.mark.parametrize("query", ["SELECT (1 AS ?n) {}", MANY, LARGE, "not SPARQL"])
def test_head_is_get_without_the_body(live: Live, query: str):
    get, head = ask(live, query), ask(live, query, method="HEAD")
    assert head.status == get.status
    assert head.body == b""
    assert {name: value for name, value in head.headers.items() if name != "date"} == {
        name: value for name, value in get.headers.items() if name != "date"
    }


def test_scripts_of_other_sites_may_ask(live: Live):
    allowed = send(
        live, "OPTIONS", "/sparql", Origin="https://e", Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type",
    )  # fmt: skip
    assert allowed.status in (200, 204)
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert "content-type" in allowed.headers["access-control-allow-headers"].lower()
    for query in ("ASK {}", "not SPARQL"):
        assert ask(live, query).headers["access-control-allow-origin"] == "*"


def coded(live: Live, query: str, encoding: str, **headers: str) -> Got:
    """A query with an Accept-Encoding."""
    return send(live, "GET", f"/sparql?{urlencode({'query': query})}", None, Accept_Encoding=encoding, **headers)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("zstd", "zstd"), ("gzip, zstd;q=0.1", "gzip"), ("gzip;q=0, zstd;q=0", None), ("br", None),
     ("gzip;q=0.5, zstd;q=0.5", "zstd"), ("identity", None), ("*;q=0", None)],
)  # fmt: skip
def test_a_compressed_answer_is_the_same_answer(live: Live, accepted: str, encoding: str | None):
    plain, got = coded(live, MANY, ""), coded(live, MANY, accepted)
    assert got.headers.get("content-encoding") == encoding
    assert int(got.headers["content-length"]) == len(got.body)
    assert "accept-encoding" in got.headers["vary"].lower()
    decode = {
        "gzip": gzip.decompress,
        "zstd": lambda sent: zstandard.ZstdDecompressor().decompressobj().decompress(sent),
        None: bytes,
    }
    assert decode[encoding](got.body) == plain.body
    if encoding:
        assert len(got.body) < len(plain.body) / 3
        assert got.headers["etag"] != plain.headers["etag"]


def test_a_small_answer_is_not_compressed(live: Live):
    assert "content-encoding" not in coded(live, "ASK {}", "gzip, zstd").headers


def test_a_client_that_has_the_answer_is_told_so(live: Live):
    seen = set()
    for accept in (JSON, XML, "text/csv"):
        for encoding in ("", "gzip", "zstd"):
            got = coded(live, MANY, encoding, Accept=accept)
            tag = got.headers["etag"]
            seen.add(tag)
            again = coded(live, MANY, encoding, Accept=accept, If_None_Match=f'"other", {tag}')
            assert (again.status, again.body) == (304, b"")
            assert again.headers["etag"] == tag
            assert "accept" in again.headers["vary"].lower()
            assert coded(live, MANY, encoding, Accept=accept, If_None_Match='"other"').status == 200
    assert len(seen) == 9


def test_what_may_be_kept_and_what_not(live: Live):
    kept = ask(live, MANY)
    assert "no-cache" in kept.headers["cache-control"]
    assert kept.headers["enlace-snapshot"].endswith("aaaaaaaaaaaa")
    assert kept.headers["enlace-snapshot"] in kept.headers["etag"]
    never = [ask(live, "SELECT (UUID() AS ?u) {}") for _ in range(2)]
    assert {one.headers["cache-control"] for one in never} == {"no-store"}
    assert never[0].values("u") != never[1].values("u")
    assert ask(live, "not SPARQL").headers["cache-control"] == "no-store"


def test_a_client_may_ask_for_less_time(live: Live):
    slow = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{i} ?b{i} ?c{i} .' for i in range(4))} }}"
    got = ask(live, slow, timeout="0.3")
    assert_complete(got)
    assert got.status == 503
    assert got.seconds < 2.3
    for wrong in ("-1", "0", "nonsense", "nan"):
        assert ask(live, "ASK {}", timeout=wrong).status == 400


def raw(live: Live, sent: bytes, seconds: float = 30) -> bytes:
    """All that comes back until the server closes the connection."""
    with socket.create_connection((live.host, live.port), timeout=seconds) as connection:
        connection.sendall(sent)
        pieces = list[bytes]()
        while piece := connection.recv(65536):
            pieces.append(piece)
        return b"".join(pieces)


def chunked(body: bytes) -> bytes:
    """A body as chunks."""
    pieces = [body[start : start + 60_000] for start in range(0, len(body), 60_000)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("size", [50_000, 4_000_000])
@pytest.mark.parametrize("way", ["form", "direct", "chunked"])
def test_a_long_query_is_413(serve, way: str, size: int):
    query = "ASK {} #" + "x" * size
    with serve(query_length=10_000) as live:
        if way == "form":
            got = ask(live, query, method="POST")
        elif way == "direct":
            got = send(live, "POST", "/sparql", query.encode(), Content_Type="application/sparql-query")
        else:
            head = b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Type: application/sparql-query\r\n"
            found = raw(
                live, head + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunked(query.encode())
            )
            assert found.startswith(b"HTTP/1.1 413")
            assert b"application/problem+json" in found
            return
        assert_complete(got)
        assert got.status == 413


def test_a_long_query_in_the_address_is_an_error_and_not_silence(live: Live):
    asked = raw(live, b"GET /sparql?query=" + b"x" * 900_000 + b" HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n")
    assert re.match(rb"HTTP/1\.1 4\d\d", asked)


def test_a_chunked_query_is_answered(live: Live):
    head = b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    found = raw(live, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(b"ASK {}"))
    assert found.startswith(b"HTTP/1.1 200")
    assert b"true" in found


def follow(live: Live, link: str, relation: str) -> Got:
    """The answer at the address in a Link header."""
    found = re.fullmatch(rf'<(\?[^>]+)>; rel="{relation}"', link)
    assert found, link
    return send(live, "GET", f"/sparql{found[1]}", None, Accept=JSON)


def test_links_lead_through_a_whole_answer(live: Live):
    got, names, pages = ask(live, f"{LABELS} LIMIT 70"), list[str](), 0
    while True:
        assert_complete(got)
        names += got.values("s")
        pages += 1
        if "link" not in got.headers:
            break
        got = follow(live, got.headers["link"], "next")
    assert names == sorted(body(n) for n in range(BODIES))
    assert pages == 5


def test_a_link_keeps_the_dataset_and_the_format(live: Live):
    dataset = {"default-graph-uri": "https://w3id.org/enlace/graph/register", "format": "csv"}
    got = ask(live, f"SELECT ?s {{ ?s <{TYPE}> ?o }} ORDER BY ?s LIMIT 100", **dataset)
    fields = dict(parse_qsl(got.headers["link"].partition("?")[2].partition(">")[0]))
    assert fields.items() >= dataset.items()
    assert follow(live, got.headers["link"], "next").type == "text/csv"


def test_an_answer_that_is_too_large_says_how_to_begin(serve):
    with serve(answer_size=1) as live:
        got = ask(live, "SELECT * { ?a ?b ?c . ?d ?e ?f }", timeout="5")
        assert_complete(got)
        assert got.status == 413
        with_less = ask(live, "SELECT ?a { ?a ?b ?c . ?d ?e ?f }")
        first = follow(live, with_less.headers["link"], "first")
        assert_complete(first)
        assert first.status == 200
        assert len(first.values("a")) == 10_000
        assert "link" in first.headers


def test_a_new_snapshot_is_served_at_once_with_other_tags(tmp_path: Path):
    publish_graph(tmp_path / "store")
    with served(tmp_path / "store") as live:
        before = ask(live, MANY)
        publish_graph(tmp_path / "store", '<http://e/new> <http://e/p> "1" <http://e/g> .\n', "c" * 12)
        deadline = time.monotonic() + 2
        while (after := ask(live, MANY)).headers["etag"] == before.headers["etag"]:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert after.headers["enlace-snapshot"].endswith("cccccccccccc")
        again = send(
            live, "GET", f"/sparql?{urlencode({'query': MANY})}", Accept=JSON, If_None_Match=before.headers["etag"]
        )
        assert again.status == 200
        assert ask(live, 'ASK { ?s ?p "1" }').json()["boolean"] is True


def mistakes(live: Live, forwarded: list[str]) -> list[int]:
    """The status of one wrong query after the other; each said to be forwarded for somebody."""
    target = f"/sparql?{urlencode({'query': 'not SPARQL'})}"
    return [send(live, "GET", target, None, Accept=JSON, X_Forwarded_For=one).status for one in forwarded]


def test_what_an_untrusted_peer_says_of_others_is_not_believed(serve):
    with serve(unlimited_clients="", client_errors=3) as live:
        found = mistakes(live, [f"10.0.0.{n}" for n in range(6)])
        assert found[:3] == [400] * 3
        assert found[4:] == [429] * 2  # of the first some milliseconds have faded when the fourth comes


def test_what_a_trusted_proxy_says_is_believed(serve):
    with serve(trusted_proxies="127.0.0.1", unlimited_clients="", client_errors=3) as live:
        assert mistakes(live, [f"10.0.0.{n}" for n in range(6)]) == [400] * 6
        assert mistakes(live, ["10.1.1.1"] * 6)[4:] == [429] * 2
        assert mistakes(live, ["10.1.1.1, 10.2.2.2"]) == [400], "the last address is the client's"
        assert mistakes(live, ["10.2.2.2, 10.1.1.1"]) == [429]


PROXY = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "datos.example.gt", "X_Forwarded_Prefix": "/enlace"}
TURTLE = {"Accept": "text/turtle"}


def test_addresses_are_those_of_the_trusted_proxy(serve):
    with serve(trusted_proxies="127.0.0.1") as live:
        described = send(live, "GET", "/sparql", None, **TURTLE, **PROXY)
        assert described.status == 200
        assert b"https://datos.example.gt/enlace/sparql" in described.body
        assert str(live.port).encode() not in described.body


def test_addresses_are_not_those_of_anybody(live: Live):
    described = send(live, "GET", "/sparql", None, **TURTLE, **PROXY)
    assert described.status == 200
    assert b"datos.example.gt" not in described.body
    assert f"{live.address}/sparql".encode() in described.body
