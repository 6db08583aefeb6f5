"""/sparql for programs: every format, conditional answers, one shape of errors, a description of itself."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.settings import Settings
from tests.sparql.sample import ALL, COUNT, GRAPH, NQUADS, SLOW, B, number, publish
from webapp import create_app

MEDIA_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH_TYPES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}


@pytest.mark.parametrize("by", ["accept", "format"])
@pytest.mark.parametrize(("format", "media_type"), [*MEDIA_TYPES.items(), *GRAPH_TYPES.items()])
def test_every_format_is_served_with_its_media_type(client: FlaskClient, by: str, format: str, media_type: str):
    query = ALL if format in MEDIA_TYPES else GRAPH
    headers = {"Accept": media_type} if by == "accept" else {}
    arguments = {"query": query} | ({"format": format} if by == "format" else {})
    response = client.get("/sparql", query_string=arguments, headers=headers)
    assert response.status_code == 200
    assert response.mimetype == media_type
    assert response.content_length == len(response.data)
    assert "Instituto Nacional de Bosques" in response.text


def test_answers_can_be_read_by_parsers(client: FlaskClient):
    table = client.get("/sparql", query_string={"query": ALL, "format": "csv"}).text
    assert len(list(csv.DictReader(io.StringIO(table)))) == 4
    root = ET.fromstring(client.get("/sparql", query_string={"query": ALL, "format": "xml"}).data)
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == 4
    ET.fromstring(client.get("/sparql", query_string={"query": GRAPH, "format": "rdfxml"}).data)
    assert json.loads(client.get("/sparql", query_string={"query": "ASK {}", "format": "json"}).data)["boolean"] is True


def test_the_three_ways_to_ask_give_one_answer(client: FlaskClient):
    assert number(client.get("/sparql", query_string={"query": COUNT})) == "4"
    assert number(client.post("/sparql", data={"query": COUNT})) == "4"
    assert number(client.post("/sparql", data=COUNT, content_type="application/sparql-query")) == "4"


def test_the_protocol_selects_graphs(client: FlaskClient):
    one, two = f"{B}id/record/1", f"{B}id/record/2"
    assert number(client.get("/sparql", query_string={"query": COUNT, "default-graph-uri": one})) == "2"
    assert number(client.get("/sparql", query_string={"query": COUNT, "default-graph-uri": [one, two]})) == "2"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(client.post("/sparql", data={"query": named, "named-graph-uri": [one, two]})) == "3"
    assert number(client.get("/sparql", query_string={"query": COUNT, "named-graph-uri": one})) == "0"


def test_head_has_the_headers_of_get_and_no_body(client: FlaskClient):
    arguments = {"query": ALL, "format": "csv"}
    get, head = (client.open("/sparql", method=method, query_string=arguments) for method in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head.headers[name] == get.headers[name]


def test_scripts_of_other_sites_may_ask(client: FlaskClient):
    preflight = client.options("/sparql", headers={"Origin": "https://x", "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    answers = [client.get("/sparql?query=ASK{}"), client.get("/sparql?query=X"), client.put("/sparql")]
    for response in (preflight, *answers):
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_repeated_question_is_answered_304_and_a_new_snapshot_anew(tmp_path: Path):
    store = tmp_path / "store"
    publish(store, NQUADS, "1" * 12)
    app = create_app(replace(Settings(), store=store))
    client = app.test_client()
    first = client.get("/sparql", query_string={"query": COUNT})
    assert "no-cache" in first.headers["Cache-Control"]
    again = {"If-None-Match": first.headers["ETag"]}
    same = client.get("/sparql", query_string={"query": COUNT}, headers=again)
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert client.get("/sparql", query_string={"query": COUNT, "format": "csv"}, headers=again).status_code == 200
    assert client.get("/sparql", query_string={"query": ALL}, headers=again).status_code == 200
    publish(store, NQUADS.replace("7", "8"), "2" * 12)
    assert client.get("/sparql", query_string={"query": COUNT}, headers=again).status_code == 200
    app.extensions["enlace"].served.close()


def test_an_answer_that_changes_by_itself_is_not_kept(client: FlaskClient):
    response = client.get("/sparql", query_string={"query": "SELECT (NOW() AS ?now) {}"})
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_a_syntax_error_has_its_line_and_column(client: FlaskClient):
    response = client.get("/sparql", query_string={"query": "SELECT * {\n ?s skos:x ?o }"})
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    problem = response.get_json(force=True)
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 5)
    assert "«skos:»" in problem["detail"]
    assert "PREFIX skos:" in problem["hint"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("INSERT DATA { <a:b> <a:b> 1 }", 400),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403),
        ("SELECT * {} #" + "x" * 20_000, 413),
        ("SELECT * " + "{" * 4000 + "}" * 4000, 400),
        (" ".join(["SELECT * {", *(f"?a{n} ?b{n} ?c{n} ." for n in range(9)), "}"]), 413),
        ("SELECT (<http://example.org/f>(1) AS ?x) {}", 400),
    ],
)
def test_what_cannot_be_answered_is_one_clear_error(client: FlaskClient, query: str, status: int):
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    problem = response.get_json(force=True)
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert number(client.get("/sparql", query_string={"query": COUNT})) == "4"


def test_a_query_over_its_time_is_503_with_retry_after(client: FlaskClient):
    response = client.get("/sparql", query_string={"query": SLOW, "timeout": "0.3"})
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.mimetype == "application/problem+json"


def test_nothing_is_changed_by_an_update(client: FlaskClient):
    for response in (
        client.post("/sparql", data={"update": "CLEAR ALL"}),
        client.post("/sparql", data="CLEAR ALL", content_type="application/sparql-update"),
        client.post("/sparql", data={"query": "CLEAR ALL"}),
        client.get("/sparql?update=CLEAR%20ALL"),
    ):
        assert 400 <= response.status_code < 500
        assert response.mimetype == "application/problem+json"
    assert number(client.get("/sparql", query_string={"query": COUNT})) == "4"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405_and_say_which_are_allowed(client: FlaskClient, method: str):
    response = client.open("/sparql", method=method, data=ALL, content_type="application/sparql-query")
    assert response.status_code == 405
    assert {"GET", "HEAD", "POST", "OPTIONS"} <= set(re.split(r",\s*", response.headers["Allow"]))


def test_a_body_beyond_all_limits_is_413(client: FlaskClient):
    response = client.post("/sparql", data=b"x" * 100_000, content_type="application/sparql-query")
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("query", "accept"), [(ALL, "image/png"), (ALL, "text/turtle"), (GRAPH, "text/csv"), (ALL, "text/csv;q=0")]
)
def test_a_format_that_is_not_offered_is_406(client: FlaskClient, query: str, accept: str):
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert response.status_code == 406


def test_a_format_that_does_not_exist_is_406(client: FlaskClient):
    assert client.get("/sparql", query_string={"query": ALL, "format": "docx"}).status_code == 406


@pytest.mark.parametrize(("format", "media_type"), GRAPH_TYPES.items())
def test_rdf_clients_get_a_service_description(client: FlaskClient, format: str, media_type: str):
    response = client.get("/sparql", headers={"Accept": media_type})
    assert response.status_code == 200
    assert response.mimetype == media_type
    for word in ("SPARQL11Query", "UnionDefaultGraph", "http://localhost/sparql", "SPARQL_Results_JSON"):
        assert word in response.text
    for untrue in ("BasicFederatedQuery", "DereferencesURIs", "SPARQL11Update"):
        assert untrue not in response.text


def test_the_service_description_counts_and_is_conditional(client: FlaskClient):
    response = client.get("/sparql")
    assert response.mimetype == "text/turtle"
    assert re.search(r"void:triples 4\b", response.text)
    assert client.get("/sparql", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_a_client_that_wants_bindings_and_asks_nothing_is_told_so(client: FlaskClient):
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 400
