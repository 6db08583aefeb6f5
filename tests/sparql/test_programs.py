"""/sparql/programas: the Python lines are taken from the page and run as they are; copied lines can do nothing else."""

import html
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from graph.settings import Settings
from graph.store.question import Dataset
from tests.sparql.sample import BROWSER, GRAPH, LABEL
from webapp import create_app
from webapp.sparql.programs import address, programs, python_text, r_text

HOSTILE = 'SELECT * { ?s ?p \'$(touch /tmp/x)`id`\\\'"""); import os #)"\', "é😀" }'


@pytest.fixture(scope="module")
def site(built: Settings) -> Iterator[str]:
    """The shipped records on a real port of this machine."""
    app = create_app(built)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    app.extensions["enlace"].served.close()


def blocks(page: str) -> dict[str, str]:
    """The lines to copy by the name of their block."""
    found = re.findall(r'<pre tabindex="0" aria-label="([^"]+)"><code>(.*?)</code></pre>', page, re.DOTALL)
    return {name: html.unescape(code) for name, code in found}


def page_of(site: str) -> str:
    with urlopen(f"{site}/sparql/programas", timeout=30) as page:
        text: str = page.read().decode()
        return text


def run(code: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-"], input=code, capture_output=True, text=True, cwd=folder, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["Python · pandas", "Python · SPARQLWrapper", "Python · rdflib"])
def test_the_python_lines_of_the_page_answer_its_question(site: str, tmp_path: Path, name: str):
    code = blocks(page_of(site))[name]
    assert f"{site}/sparql" in code
    said = run(code + ("\nprint(table.to_string())" if "pandas" in name else ""), tmp_path)
    assert "Mesa de Transformación Digital" in said
    assert "secretaria-privada-de-la-presidencia" in said or "Secretaría Privada de la Presidencia" in said


def test_the_graph_of_rdflib_can_be_walked_as_the_page_says(site: str, tmp_path: Path):
    walk = f"""
import rdflib
graph = rdflib.Graph(store="SPARQLStore")
graph.open("{site}/sparql")
mesa = rdflib.URIRef("https://w3id.org/enlace/id/mesa/mesa-de-servicio-civil")
print(*graph.objects(mesa, rdflib.RDFS.label))
print(len(list(graph.triples((mesa, None, None)))) > 3)
"""
    assert run(walk, tmp_path).split("\n")[:2] == ["Mesa de Servicio Civil", "True"]


def test_the_terminal_lines_of_the_page_write_the_file_they_name(site: str, tmp_path: Path):
    subprocess.run(["sh", "-c", blocks(page_of(site))["Terminal"]], check=True, cwd=tmp_path)
    assert (tmp_path / "enlace.csv").read_text(encoding="utf-8").startswith("mesa_nombre,lidera_nombre,")


def test_the_page_shows_four_ways_and_says_which_are_not_tested(client: FlaskClient):
    page = client.get("/sparql/programas", headers={"Accept": BROWSER})
    assert page.status_code == 200
    assert set(blocks(page.text)) == {
        "Python · pandas", "Python · SPARQLWrapper", "Python · rdflib", "R", "R · httr2", "Terminal",
    }  # fmt: skip
    assert "no forman parte de las pruebas automáticas" in page.text
    assert "style=" not in page.text
    for path in ("/sparql", "/datos"):
        assert 'href="/sparql/programas"' in client.get(path, headers={"Accept": BROWSER}).text


def test_the_page_is_kept_by_browsers_until_something_changes(client: FlaskClient):
    tag = client.get("/sparql/programas").headers["ETag"]
    assert client.get("/sparql/programas", headers={"If-None-Match": tag}).status_code == 304


def test_an_address_holds_nothing_but_plain_letters_and_says_what_was_asked():
    dataset = Dataset(("http://example.org/a b",), ("http://example.org/$(id)",))
    made = address("http://example.org/sparql", HOSTILE, "csv", dataset)
    query = made.partition("?")[2]
    assert re.fullmatch(r"[\w.~%&=-]+", query, re.ASCII)
    assert parse_qs(urlsplit(made).query) == {
        "query": [HOSTILE], "format": ["csv"], "default-graph-uri": ["http://example.org/a b"],
        "named-graph-uri": ["http://example.org/$(id)"],
    }  # fmt: skip


@pytest.mark.parametrize("text", [HOSTILE, "ASK {}\n", 'x"', "\\", '"""', "a\tb\u202e", "’\n\n"])
def test_a_query_is_the_same_text_in_python(text: str):
    assert eval(python_text(text)) == text


def test_a_raw_text_of_r_is_closed_only_at_its_end():
    for text in ("ASK {}", 'x)"', 'x)-"', HOSTILE):
        opening = re.match(r'r"(-*)\(', r_text(text))
        assert opening
        closing = f'){opening[1]}"'
        assert r_text(text).removeprefix(opening[0]).index(closing) == len(text)
        assert r_text(text).endswith(closing)


def test_the_terminal_gets_one_word_whatever_the_query_says(app: Flask):
    endpoint = "http://example.org/sparql"
    with app.test_request_context():
        link, terminal = programs(endpoint, HOSTILE, "bindings")[:2]
    assert link.code == address(endpoint, HOSTILE, "csv")
    assert shlex.split(terminal.code) == ["curl", "-fsS", "-o", "enlace.csv", address(endpoint, HOSTILE, "csv")]


def test_an_answer_carries_its_own_lines_ready_to_copy(client: FlaskClient):
    query = f"SELECT ?mesa ?name {{ ?mesa <{LABEL}> ?name }}"
    page = client.get("/sparql", query_string={"query": query}, headers={"Accept": BROWSER}).text
    found = blocks(page)
    assert {"Terminal", "Python · pandas", "Python · SPARQLWrapper", "R"} <= set(found)
    assert query in found["Python · SPARQLWrapper"]
    csv = re.search(r'"(http[^"]+)"', found["R"])
    assert csv
    assert client.get(csv[1]).text.startswith("mesa,name")
    graph = client.get("/sparql", query_string={"query": GRAPH}, headers={"Accept": BROWSER}).text
    assert 'format="turtle"' in blocks(graph)["Python · rdflib"]
    ask = client.get("/sparql", query_string={"query": "ASK {}"}, headers={"Accept": BROWSER}).text
    assert not blocks(ask)


def test_the_words_that_the_editor_completes_stand_in_the_page_in_both_languages(client: FlaskClient):
    for language, label in (("es", "liderada por"), ("en", "led by")):
        page = client.get(f"/sparql?lang={language}", headers={"Accept": BROWSER}).text
        found = re.search(r'data-insert="enlace:ledBy" data-group="ObjectProperty"[^>]*>.*?<span>([^<]*)</span>', page)
        assert found
        assert found[1].lower() == label
