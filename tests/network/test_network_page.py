"""The explorer without a browser: the page, the card and the downloads answer by the address alone."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.network.sample import serve_nothing, serve_sample
from webapp import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    app = create_app(serve_sample(tmp_path_factory.mktemp("served") / "store"))
    yield app.test_client()
    app.extensions["enlace"].served.close()


class Page(HTMLParser):
    """The tags of a page, and its rows that are shown."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def rows(self) -> list[str]:
        return [
            edge for tag, own in self.tags if tag == "tr" and "hidden" not in own and (edge := own.get("data-edge"))
        ]


def get(client: FlaskClient, address: str) -> str:
    answer = client.get(address, headers={"Accept": "text/html", "Accept-Language": "es"})
    assert answer.status_code == 200, answer.text
    return answer.text


def edges_of(client: FlaskClient) -> list[dict]:
    return json.loads(client.get("/api/network.json").data)["edges"]


def test_the_table_holds_every_link_of_the_network(client: FlaskClient):
    assert Page(get(client, "/red")).rows() == [edge["id"] for edge in edges_of(client)]


def test_filters_in_the_address_hide_rows(client: FlaskClient):
    wanted = {edge["id"] for edge in edges_of(client) if edge["relation"] in ("ledBy", "supports")}
    for address in ("/red?relaciones=ledBy,supports", "/red?relaciones=ledBy&relaciones=supports"):
        assert set(Page(get(client, address)).rows()) == wanted
    assert Page(get(client, "/red?relaciones=ninguna")).rows() == []
    assert "Ningún vínculo con estos filtros" in get(client, "/red?relaciones=ninguna")
    only = {edge["relation"] for edge in edges_of(client) if edge["id"] in Page(get(client, "/red?tipos=mesa")).rows()}
    assert only == {"subMesaOf"}


def test_columns_sort_by_the_address(client: FlaskClient):
    edges = {edge["id"]: edge for edge in edges_of(client)}
    rising = [edges[row].get("last", "") for row in Page(get(client, "/red?orden=fecha")).rows()]
    assert rising == sorted(rising)
    assert len(set(rising)) > 2
    falling = [edges[row].get("last", "") for row in Page(get(client, "/red?orden=-fecha")).rows()]
    assert falling == sorted(rising, reverse=True)
    assert 'aria-sort="descending"' in get(client, "/red?orden=-fecha")


def test_the_card_of_who_is_picked_groups_the_links_and_shows_where_they_are_written(client: FlaskClient):
    text = get(client, "/red?nodo=mesa/digital")
    card = text[text.index('id="ficha"') : text.index("</aside>")]
    headings = re.findall(r"<h3>.*?<span>(.*?)</span>", card)
    assert headings == ["¿Quién lidera?", "Participan", "Apoyan", "Sede de sus sesiones", "Submesas", "Acuerdos"]
    assert "a cargo de la SPP" in card
    assert 'href="/registros/primera"' in card
    assert 'href="/mesas/digital"' in card


def test_the_rows_of_who_is_picked_come_first(client: FlaskClient):
    edges = {edge["id"]: edge for edge in edges_of(client)}
    rows = Page(get(client, "/red?nodo=mesa/civil")).rows()
    own = ["mesa/civil" in (edges[row]["from"], edges[row]["to"]) for row in rows]
    assert own == [True] * 4 + [False] * (len(rows) - 4)


def test_a_link_has_a_card_of_its_own(client: FlaskClient):
    led = next(edge["id"] for edge in edges_of(client) if edge["relation"] == "ledBy")
    text = get(client, f"/red/ficha?vinculo={led}")
    assert "Secretaría Privada de la Presidencia" in text
    assert "a cargo de la SPP" in text
    assert "<html" not in text


@pytest.mark.parametrize("query", ["nodo=mesa/nadie", "vinculo=0"])
def test_the_card_of_who_does_not_exist_is_not_found(client: FlaskClient, query: str):
    assert client.get(f"/red/ficha?{query}").status_code == 404
    assert "Por dónde empezar" in get(client, "/red/ficha")


def test_who_does_not_exist_any_more_is_passed_over_by_the_page(client: FlaskClient):
    assert "Por dónde empezar" in get(client, "/red?nodo=mesa/nadie&orden=nada&relaciones=nada")


def test_a_search_without_script_picks_the_only_match_and_lists_several(client: FlaskClient):
    answer = client.get("/red?buscar=hacienda&relaciones=ledBy")
    assert answer.status_code == 302
    assert answer.location == "/red?nodo=institution/minfin&relaciones=ledBy"
    assert "¿A quién busca?" in get(client, "/red?buscar=mesa")
    assert "Nada en la red se llama «zzz»" in get(client, "/red?buscar=zzz")


def test_network_json_is_open_data_with_an_etag(client: FlaskClient):
    answer = client.get("/api/network.json")
    assert answer.mimetype == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get("/api/network.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_csv_has_the_links_that_the_filters_leave(client: FlaskClient):
    answer = client.get("/red/vinculos.csv?relaciones=ledBy,responsible")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][:3] == ["quién", "vínculo", "con quién"]
    assert [row[:3] for row in rows[1:]] == [
        ["Secretaría Privada de la Presidencia", "lidera", "Mesa de Transformación Digital"],
        ["Secretaría Privada de la Presidencia", "es responsable de", "La SPP presentará el plan"],
    ]
    assert len(csv.reader(io.StringIO(client.get("/red/vinculos.csv").text)).__next__()) == len(rows[0])


def test_a_name_that_is_a_formula_is_text_in_the_csv():
    from webapp.network.view import _cell

    assert [_cell(text) for text in ("=1+1", "@x", "-2", "MINFIN")] == ["'=1+1", "'@x", "'-2", "MINFIN"]


@pytest.mark.parametrize(
    "address", ["/red", "/red?nodo=institution/hostil", "/red?buscar=<script>zzz", "/red/descargar.html"]
)
def test_hostile_names_and_words_are_only_text(client: FlaskClient, address: str):
    text = get(client, address)
    tags = Page(text).tags
    assert not [own for tag, own in tags if tag == "img" and "onerror" in own]
    assert "<script>window.hacked" not in text
    assert "&lt;script&gt;" in text
    inline = [tag for tag, own in tags if tag == "script" and "src" not in own]
    assert bool(inline) == address.endswith(".html")
    assert not [own for _, own in tags if "style" in own or any(name.startswith("on") for name in own)]


def test_the_downloaded_file_names_no_other_file_and_allows_only_its_own_scripts(client: FlaskClient):
    text = get(client, "/red/descargar.html")
    tags = Page(text).tags
    assert not [own for _, own in tags if "src" in own or ("href" in own and own["href"] != "#tabla")]
    (policy,) = [own["content"] for tag, own in tags if own.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "url(" not in text.replace("url(data:", "").split("<script")[0].replace('url("trama.svg")', "")


def test_a_network_without_anything_says_how_it_fills(tmp_path: Path):
    app = create_app(serve_nothing(tmp_path / "store"))
    text = get(app.test_client(), "/red")
    app.extensions["enlace"].served.close()
    assert "Todavía no hay vínculos" in text
    assert "<script" not in text


def test_the_page_speaks_no_jargon(client: FlaskClient):
    words = re.sub(r"<[^>]*>", " ", get(client, "/red?nodo=mesa/digital")).lower()
    assert not re.findall(r"\b(nodos?|aristas?|grafos?|tripletas?)\b", words)
