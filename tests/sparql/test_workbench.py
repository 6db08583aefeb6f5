"""/sparql for people: questions, an editor and a table, without JavaScript; failures are shown in the page."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.settings import Settings
from tests.sparql.sample import GRAPH, LABEL, MESA, SLOW, B
from webapp import create_app
from webapp.sparql.result import excerpt

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def browse(client: FlaskClient, **arguments):
    """What a browser gets."""
    return client.get("/sparql", query_string=arguments, headers={"Accept": BROWSER})


def test_browsers_get_the_workbench_with_questions_in_plain_words(client: FlaskClient):
    response = browse(client)
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    assert '<textarea class="field mono" id="query" name="query"' in response.text
    assert response.text.count("/sparql?query=") >= 8
    assert "¿Quién lidera cada mesa?" in response.text
    assert "style=" not in response.text
    assert "<script>" not in response.text


def test_an_answer_is_a_table_with_links_without_javascript(client: FlaskClient):
    response = browse(client, query=f"SELECT ?mesa ?name ?n {{ ?mesa <{LABEL}> ?name BIND(7 AS ?n) }} ORDER BY ?mesa")
    assert response.status_code == 200
    assert f'title="{MESA}"' in response.text
    assert 'href="/mesas/agua"' in response.text
    assert "Mesa del Agua &amp; &lt;b&gt;más&lt;/b&gt;" in response.text
    assert "<b>más</b>" not in response.text
    for format in ("csv", "json", "tsv", "xml"):
        address = re.search(rf'href="([^"]*format={format}[^"]*)"', response.text)
        assert address
        assert client.get(html.unescape(address[1])).status_code == 200


def test_the_query_is_in_the_editor_as_it_was_written(client: FlaskClient):
    query = "\nSELECT * { ?s ?p '</textarea><script>alert(1)</script>' }\n"
    page = browse(client, query=query).text
    inside = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert inside
    assert html.unescape(inside[1]) == query
    assert "<script>alert" not in page


def test_more_than_a_thousand_rows_are_cut_visibly_with_a_link_to_all(client: FlaskClient):
    values = "VALUES ?a { 1 2 3 4 5 6 7 8 9 10 11 } "
    query = f"SELECT ?a ?b ?c {{ {values}{values.replace('?a', '?b')}{values.replace('?a', '?c')} }}"
    response = browse(client, query=query)
    assert response.text.count("<tr>") == 1001
    assert "Se muestran las primeras 1,000 filas" in response.text
    address = re.search(r'href="([^"]*)">Descargar todas en CSV', response.text)
    assert address
    assert len(client.get(html.unescape(address[1])).text.splitlines()) == 1332


def test_a_thousand_rows_are_shown_whole(client: FlaskClient):
    values = "VALUES ?a { 1 2 3 4 5 6 7 8 9 10 } "
    query = f"SELECT ?a ?b ?c {{ {values}{values.replace('?a', '?b')}{values.replace('?a', '?c')} }}"
    response = browse(client, query=query)
    assert response.text.count("<tr>") == 1001
    assert "hay más" not in response.text


def test_an_ask_and_an_empty_answer_are_told_in_words(client: FlaskClient):
    assert ">Sí</p>" in browse(client, query="ASK { ?s ?p ?o }").text
    assert ">No</p>" in browse(client, query="ASK { ?s ?p 99 }").text
    assert "Ninguna fila." in browse(client, query="SELECT * { ?s ?p 99 }").text


def test_a_graph_is_shown_and_offered_as_turtle(client: FlaskClient):
    page = browse(client, query=GRAPH).text
    assert "4 afirmaciones" in page
    assert "format=turtle" in page


def test_a_mistake_is_shown_in_the_page_with_its_place(client: FlaskClient):
    response = browse(client, query="SELECT * {\n  ?s skos:x ?o }")
    assert response.status_code == 400
    assert response.mimetype == "text/html"
    assert "2 │   ?s skos:x ?o }\n  │      ▲" in html.unescape(response.text)
    assert 'data-line="2" data-column="6"' in response.text
    assert "PREFIX skos:" in response.text


OURS = "PREFIX enlace: <https://w3id.org/enlace/ontology#>\n"


def test_a_failure_says_what_to_do_beside_the_place(client: FlaskClient):
    response = browse(client, query="SELECT * {\n ?s ?p ?o FILTER(?o == 1)\n}")
    assert response.status_code == 400
    assert "En SPARQL no hay «==» (línea 2, columna 21)." in response.text
    assert "<p>Para comparar escriba un solo =</p>" in response.text
    assert 'data-line="2" data-column="21"' in response.text


def test_a_hint_is_text_whatever_the_query_holds(client: FlaskClient):
    page = browse(client, query="SELECT * { ?s ?p ?o <script>alert(1)</script> ?x . }").text
    assert "<script>alert" not in page


def test_a_word_that_the_vocabulary_lacks_is_told_above_the_answer(client: FlaskClient):
    response = browse(client, query=f"{OURS}SELECT * {{ ?s enlace:ledby ?o ; enlace:zzzz <{B}ontology#leadBy> }}")
    assert response.status_code == 200
    assert "enlace:ledby no está en el vocabulario; ¿quiso decir enlace:ledBy?" in response.text
    assert "enlace:zzzz no está en el vocabulario.<" in response.text
    assert (
        html.escape(f"<{B}ontology#leadBy> no está en el vocabulario; ¿quiso decir <{B}ontology#ledBy>?")
        in response.text
    )
    assert response.text.index("no está en el vocabulario") < response.text.index("Ninguna fila")
    english = browse(client, query=f"{OURS}SELECT * {{ ?s enlace:ledby ?o }}", lang="en").text
    assert "enlace:ledby is not in the vocabulary; did you mean enlace:ledBy?" in english
    assert "no está en el vocabulario" not in browse(client, query=f"{OURS}SELECT * {{ ?s enlace:ledBy ?o }}").text


def test_programs_get_the_hint_of_a_failure_and_nothing_beside_an_answer(client: FlaskClient):
    failed = client.get("/sparql", query_string={"query": "SELECT * WHER { ?s ?p ?o }"})
    assert failed.status_code == 400
    assert failed.get_json(force=True)["hint"] == "¿Quiso decir WHERE?"
    answered = client.get("/sparql", query_string={"query": f"{OURS}SELECT * {{ ?s enlace:ledby ?o }}"})
    assert answered.status_code == 200
    assert "vocabulario" not in answered.text + str(answered.headers)


def test_other_failures_are_shown_in_the_page_with_their_status(client: FlaskClient):
    refused = browse(client, query="SELECT * { SERVICE <http://127.0.0.1/> {} }")
    assert refused.status_code == 403
    assert 'role="alert"' in refused.text
    late = browse(client, query=SLOW, timeout="0.3")
    assert late.status_code == 503
    assert late.headers["Retry-After"]


def test_a_long_query_may_be_sent_by_post_from_the_page(client: FlaskClient):
    response = client.post("/sparql", data={"query": "ASK {}" + " " * 4000}, headers={"Accept": BROWSER})
    assert response.status_code == 200
    assert ">Sí</p>" in response.text


def test_the_workbench_speaks_english_too(client: FlaskClient):
    response = client.get("/sparql?lang=en", headers={"Accept": BROWSER})
    assert "Who leads each mesa?" in response.text


def test_without_a_snapshot_it_is_503_in_one_shape(tmp_path: Path):
    client = create_app(replace(Settings(), store=tmp_path / "store")).test_client()
    response = client.get("/sparql?query=ASK{}")
    assert response.status_code == 503
    assert "enlace build" in response.get_json(force=True)["detail"]
    assert browse(client, query="ASK {}").status_code == 503


@pytest.mark.parametrize(
    ("query", "line", "column", "expected"),
    [
        ("ASK {", 1, 5, "1 │ ASK {\n  │     ▲"),
        ("a\nb\nc", 3, 2, "2 │ b\n3 │ c\n  │  ▲"),
        ("ASK {", 2, 1, ""),
        ("ASK {", None, None, ""),
        ("\tASK {", 1, 6, "1 │ \tASK {\n  │ \t    ▲"),
    ],
)
def test_a_caret_stands_below_the_place(query: str, line: int | None, column: int | None, expected: str):
    assert excerpt(query, line, column) == expected
