"""The cases of the SPARQL 1.1 Protocol test suite (W3C), by their names, against the real service.

Each case sends what the suite describes and expects its answer. The service is read-only: an update of any kind is
refused, and afterwards the data are as before.
"""

from urllib.parse import urlencode

import pytest

from tests.service.asking import JSON, Got, ask, assert_complete, send
from tests.service.conftest import Live
from tests.service.graph import BASE, BODIES, MESAS, VOCABULARY

FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
G1, G2 = f"{BASE}id/record/acta-1", f"{BASE}id/record/acta-2"
REGISTER = f"{BASE}graph/register"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
IN_ONE = BODIES // 30 * 10  # statements of one record
SELECT_KINDS = {JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
GRAPH_KINDS = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}


def get(live: Live, *fields: tuple[str, str], **headers: str) -> Got:
    """A query by GET."""
    return send(live, "GET", f"/sparql?{urlencode(fields)}", None, **headers)


def post(live: Live, *fields: tuple[str, str], in_url: tuple[tuple[str, str], ...] = (), kind: str = FORM) -> Got:
    """A POST of a form."""
    address = f"/sparql?{urlencode(in_url)}" if in_url else "/sparql"
    return send(live, "POST", address, urlencode(fields).encode(), Content_Type=kind)


def direct(live: Live, body: bytes, kind: str = QUERY, **in_url: str) -> Got:
    """A POST of a query as it is."""
    return send(live, "POST", f"/sparql?{urlencode(in_url)}", body, Content_Type=kind)


def number(got: Got) -> int:
    """What COUNT found."""
    assert_complete(got)
    assert got.status == 200, got.body
    return int(got.values("n")[0])


def refused(got: Got) -> None:
    """It was the client's mistake."""
    assert_complete(got)
    assert 400 <= got.status < 500


def test_query_post_form(live: Live):
    got = post(live, ("query", "ASK {}"))
    assert got.type in SELECT_KINDS
    assert got.json()["boolean"] is True


def test_query_post_direct(live: Live):
    assert direct(live, b"ASK {}").json()["boolean"] is True


def test_query_get(live: Live):
    assert get(live, ("query", "ASK {}")).json()["boolean"] is True


@pytest.mark.parametrize("how", [get, post])
def test_query_dataset_default_graph(live: Live, how):
    assert number(how(live, ("query", COUNT), ("default-graph-uri", G1))) == IN_ONE


def test_query_dataset_default_graphs_get(live: Live):
    assert number(get(live, ("query", COUNT), ("default-graph-uri", G1), ("default-graph-uri", G2))) == 2 * IN_ONE


def test_query_dataset_default_graphs_post(live: Live):
    graphs = (("default-graph-uri", G1), ("default-graph-uri", G2))
    assert number(post(live, ("query", COUNT), *graphs)) == 2 * IN_ONE
    assert number(direct(live, COUNT.encode(), **{"default-graph-uri": G1})) == IN_ONE


def test_query_dataset_named_graphs_get(live: Live):
    graphs = (("named-graph-uri", G1), ("named-graph-uri", G2))
    assert number(get(live, ("query", NAMED), *graphs)) == 2
    assert number(get(live, ("query", COUNT), *graphs)) == 0


def test_query_dataset_named_graphs_post(live: Live):
    graphs = (("named-graph-uri", G1), ("named-graph-uri", G2))
    assert number(post(live, ("query", NAMED), *graphs)) == 2
    assert number(direct(live, NAMED.encode(), **{"named-graph-uri": G1})) == 1


@pytest.mark.parametrize("how", [get, post])
def test_query_dataset_full(live: Live, how):
    dataset = (("default-graph-uri", G1), ("default-graph-uri", G2), ("named-graph-uri", REGISTER))
    assert number(how(live, ("query", COUNT), *dataset)) == 2 * IN_ONE
    assert number(how(live, ("query", NAMED), *dataset)) == 1


@pytest.mark.parametrize("how", [get, post])
def test_query_multiple_dataset(live: Live, how):
    """The dataset of the protocol comes before that of the query (2.1.4)."""
    query = f"SELECT (COUNT(*) AS ?n) FROM <{REGISTER}> {{ ?s ?p ?o }}"
    assert number(how(live, ("query", query))) == 2 * (BODIES + MESAS)
    assert number(how(live, ("query", query), ("default-graph-uri", G2))) == IN_ONE


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("SELECT (1 AS ?value) {}", SELECT_KINDS),
        ("ASK {}", SELECT_KINDS),
        (f"DESCRIBE <{BASE}id/mesa/mesa-1>", GRAPH_KINDS),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPH_KINDS),
    ],
    ids=["query_content_type_select", "query_content_type_ask", "query_content_type_describe",
         "query_content_type_construct"],
)  # fmt: skip
def test_query_content_type(live: Live, query: str, kinds: set[str]):
    for kind in kinds:
        got = ask(live, query, accept=kind)
        assert_complete(got)
        assert got.status == 200
        if query.startswith("ASK") and kind.startswith("text/"):
            continue  # a format for tables: any that tells yes or no will do
        assert got.type == kind
    assert ask(live, query, accept="*/*").type in kinds


UPDATES = ["CLEAR ALL", "INSERT DATA { <s> <p> <o> }", f"DELETE WHERE {{ ?s <{VOCABULARY}participatesIn> ?o }}"]
WAYS = {
    "update_post_form": lambda live, text: post(live, ("update", text)),
    "update_post_direct": lambda live, text: direct(live, text.encode(), UPDATE),
    "update_as_query": lambda live, text: post(live, ("query", text)),
    "update_dataset_default_graph": lambda live, text: post(live, ("update", text), ("using-graph-uri", G1)),
    "update_dataset_default_graphs": lambda live, text: post(
        live, ("update", text), ("using-graph-uri", G1), ("using-graph-uri", G2)
    ),
    "update_dataset_named_graphs": lambda live, text: post(live, ("update", text), ("using-named-graph-uri", G1)),
    "update_dataset_full": lambda live, text: direct(
        live, text.encode(), UPDATE, **{"using-graph-uri": G1, "using-named-graph-uri": G2}
    ),
    "update_base_uri": lambda live, text: post(live, ("update", f"BASE <http://e/> {text}")),
    "bad_update_get": lambda live, text: get(live, ("update", text)),
    "bad_multiple_updates": lambda live, text: post(live, ("update", text), ("update", text)),
    "bad_update_wrong_media_type": lambda live, text: direct(live, text.encode(), "text/plain"),
    "bad_update_missing_form_type": lambda live, text: send(
        live, "POST", "/sparql", urlencode({"update": text}).encode()
    ),
    "bad_update_non_utf8": lambda live, text: direct(live, text.encode("utf-16"), f"{UPDATE}; charset=UTF-16"),
    "bad_update_syntax": lambda live, text: post(live, ("update", text + " { nonsense")),
    "bad_update_dataset_conflict": lambda live, text: post(
        live, ("update", f"WITH <{G1}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"), ("using-graph-uri", G1)
    ),
    "update_by_put": lambda live, text: send(live, "PUT", "/sparql", text.encode(), Content_Type=UPDATE),
    "update_by_patch": lambda live, text: send(live, "PATCH", "/sparql", text.encode(), Content_Type=UPDATE),
    "update_by_delete": lambda live, text: send(live, "DELETE", "/sparql?default"),
}


@pytest.mark.parametrize("name", WAYS)
def test_an_update_is_refused_and_changes_nothing(live: Live, name: str):
    before = number(ask(live, COUNT + f" # before {name}"))
    for text in UPDATES:
        refused(WAYS[name](live, text))
    assert number(ask(live, COUNT + f" # after {name}")) == before > 3000


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_bad_query_method(live: Live, method: str):
    got = send(live, method, f"/sparql?{urlencode({'query': 'ASK {}'})}")
    refused(got)
    assert got.status == 405
    assert "POST" in got.headers["allow"]


@pytest.mark.parametrize("how", [get, post])
def test_bad_multiple_queries(live: Live, how):
    refused(how(live, ("query", "ASK {}"), ("query", "SELECT * {}")))


def test_a_query_in_the_address_and_another_in_the_form_is_one_too_many(live: Live):
    refused(post(live, ("query", "ASK {}"), in_url=(("query", "ASK { ?s ?p ?o }"),)))
    refused(direct(live, b"ASK {}", query="ASK {}"))


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", "nonsense"])
def test_bad_query_wrong_media_type(live: Live, kind: str):
    got = direct(live, b"ASK {}", kind)
    refused(got)
    assert got.status == 415


def test_bad_query_missing_form_type(live: Live):
    refused(send(live, "POST", "/sparql", urlencode({"query": "ASK {}"}).encode()))


def test_bad_query_missing_direct_type(live: Live):
    refused(send(live, "POST", "/sparql", b"ASK {}"))


def test_bad_query_non_utf8(live: Live):
    refused(direct(live, "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"))
    refused(direct(live, b'ASK { ?s ?p "\xff" }'))
    refused(send(live, "GET", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D"))


@pytest.mark.parametrize("how", [get, post])
def test_bad_query_syntax(live: Live, how):
    got = how(live, ("query", "ASK {\n  nonsense"))
    refused(got)
    assert got.json()["line"] >= 1
    assert got.json()["column"] >= 1


def test_a_post_without_a_query_is_refused(live: Live):
    refused(post(live))
    refused(post(live, ("format", "json")))
    refused(direct(live, b""))
