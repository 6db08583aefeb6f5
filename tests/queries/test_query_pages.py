"""/queries for people: cards by theme, forms without scripts, tables, bars, and what to do where a value fails."""

import html
import re

import pytest

from graph.questions.stored import stored_queries
from webapp.queries import answer, form, view
from webapp.queries.words import COLUMNS, THEMES

PERSON = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "es-GT,es;q=0.9"}


@pytest.fixture
def visit(client):
    def get(path: str, **headers: str):
        return client.get(path, headers={**PERSON, **{name.replace("_", "-"): text for name, text in headers.items()}})

    return get


def main_of(response) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.text.partition("<main")[2])))


def test_every_question_is_on_the_list_below_its_theme(visit):
    page = visit("/queries")
    assert page.status_code == 200
    for one in stored_queries():
        assert f'href="/queries/{one.name}"' in page.text
        assert html.escape(one.title) in page.text
    assert [page.text.index(f'id="{theme}"') for theme in THEMES] == sorted(
        page.text.index(f'id="{theme}"') for theme in THEMES
    )


@pytest.mark.parametrize("query", stored_queries(), ids=lambda one: one.name)
def test_every_question_has_a_page_with_a_heading_for_each_column(query, visit):
    page = visit(f"/queries/{query.name}")
    assert page.status_code == 200
    assert f'<h1 class="question">{html.escape(query.title)}</h1>' in page.text
    assert ('<figure class="chart-bars' in page.text) == (query.chart is not None)
    columns = {name for name in re.findall(r'data-label="([^"]+)"', page.text)}
    assert all("_" not in name and "?" not in name for name in columns)
    assert "style=" not in page.text
    for parameter in query.parameters:
        assert f'name="{parameter.name}"' in page.text
        assert f'<label for="{parameter.name}">' in page.text


def test_every_column_has_a_heading_in_the_reader_s_language():
    used = set()
    for query in stored_queries():
        names = re.findall(r"\?(\w+)", re.split(r"WHERE|CONSTRUCT", query.text.partition("SELECT")[2], maxsplit=1)[0])
        used |= {re.sub(r"_(nombre|texto)$", "", name) for name in names if not query.is_graph}
    inner = {"ultimo_dia", "cumplido", "nombre", "dia"}  # what is counted, not what is shown
    assert used - inner <= set(COLUMNS)


def test_a_name_and_its_thing_are_one_column_that_leads_to_it(visit):
    page = visit("/queries/quien-esta-en-cada-mesa?mesa=mesa-de-suelos")
    assert re.search(r'<th scope="row"><a class="entity mesa" href="/mesas/mesa-de-suelos"', page.text)
    assert re.search(r'href="/instituciones/maga"[^>]*>.*?Ministerio de Agricultura</a>', page.text)
    assert "1 fila" in main_of(page)
    assert '<option value="mesa-de-suelos" selected>Mesa de Suelos</option>' in page.text


def test_a_graph_is_shown_with_the_names_of_its_things(visit):
    text = main_of(visit("/queries/mesas-como-grafo?institucion=fca"))
    assert "3 afirmaciones" in text
    assert "Fundación Cuenca Alta invitada a Mesa del Agua" in re.sub(r"\s+", " ", text)
    assert "rdfs:label" not in text.partition("Usar esta respuesta")[0]


def test_days_and_months_are_told_in_words(visit):
    text = main_of(visit("/queries/acuerdos-vencidos"))
    assert "30 jun 2023" in text
    assert "octubre de 2024" in text
    assert "junio" not in main_of(visit("/queries/acuerdos-vencidos", Accept_Language="en")).lower()


def test_bars_are_to_scale_and_their_numbers_are_in_the_table(visit):
    page = visit("/queries/mesas-por-institucion")
    assert re.findall(r'class="share" width="([\d.]+)%"', page.text) == ["100.0", "66.7", "66.7", "33.3"]
    assert main_of(page).count("Ministerio de Agricultura") == 2


def test_long_charts_are_cut_and_say_so(visit, monkeypatch):
    monkeypatch.setattr(answer, "BARS", 2)
    assert "Quedan 2 más" in main_of(visit("/queries/mesas-por-institucion"))


def test_what_a_form_sends_becomes_the_shortest_address(visit):
    sent = visit("/queries/quien-esta-en-cada-mesa?mesa=&institucion=MAGA&papel=")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/queries/quien-esta-en-cada-mesa?institucion=maga")
    assert visit(sent.headers["Location"]).status_code == 200
    english = visit("/queries/quien-esta-en-cada-mesa?mesa=&institucion=MAGA&lang=en")
    assert english.headers["Location"] == "/queries/quien-esta-en-cada-mesa?lang=en&institucion=maga"
    default = visit("/queries/acuerdos-vencidos?hoy=2026-11-21")
    assert default.headers["Location"] == "/queries/acuerdos-vencidos"


def test_a_field_of_many_things_takes_a_name_and_proposes_some(visit, monkeypatch):
    monkeypatch.setattr(form, "FEW", 2)
    monkeypatch.setattr(form, "PROPOSED", 3)
    page = visit("/queries/quien-esta-en-cada-mesa?institucion=inab")
    assert 'value="Instituto de Bosques"' in page.text
    proposed = re.findall(
        r'<option value="([^"]+)">', page.text.partition('id="institucion-lista"')[2].partition("</datalist>")[0]
    )
    assert proposed == ["Ministerio de Agricultura", "Ministerio de Ambiente", "Instituto de Bosques"]


def test_a_name_that_is_not_known_is_told_beside_its_field_with_links_to_what_is_close(visit):
    page = visit("/queries/quien-esta-en-cada-mesa?institucion=ministerio+de+ambient&papel=Leader")
    assert page.status_code == 404
    assert page.headers["Cache-Control"] == "no-store"
    assert "Estos datos no conocen «ministerio de ambient»." in main_of(page)
    link = re.search(r'href="([^"]*)">Ministerio de Ambiente', page.text)
    assert link
    assert "papel=Leader" in link[1]
    assert visit(html.unescape(link[1])).status_code == 200
    assert 'aria-invalid="true"' in page.text


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("acuerdos-vencidos?hoy=ayer", "Escriba una fecha como 2024-09-11."),
        ("mesas-sin-sesion?anio=24", "Escriba un año como 2024."),
        ("evidencia-dudosa?umbral=2", "Escriba un número entre 0 y 1."),
        ("quien-esta-en-cada-mesa?institucion=Ambiente", "puede ser más de una cosa"),
        ("buscar-en-los-textos?texto=a%0Ab", "en una sola línea"),
        ("acuerdos-incompletos?falta=todo", "Elija una de las opciones."),
        ("quien-esta-en-cada-mesa?mesa=a&mesa=b", "más de una vez"),
    ],
)
def test_a_value_that_cannot_be_one_is_told_with_what_would_be(visit, address, sentence):
    page = visit(f"/queries/{address}")
    assert page.status_code == 400
    assert sentence in main_of(page)


def test_markup_in_a_value_is_text(visit):
    page = visit("/queries/quien-esta-en-cada-mesa?institucion=%3Cscript%3Ealert(1)%3C/script%3E%22")
    assert page.status_code == 404
    assert "<script>alert" not in page.text


def test_a_parameter_that_the_page_does_not_use_is_told(visit):
    page = visit("/queries/quien-esta-en-cada-mesa?messa=agua&fbclid=1&_external=1&name=x&endpoint=y")
    assert page.status_code == 200
    assert "Esto no se tomó en cuenta: messa" in main_of(page)


def test_an_answer_without_rows_says_what_to_loosen(visit):
    page = visit("/queries/quien-esta-en-cada-mesa?mesa=mesa-de-suelos&institucion=marn")
    text = main_of(page)
    assert "Ningún dato responde a esto todavía." in text
    assert "Mesa: Mesa de Suelos" in text
    assert 'href="/queries/quien-esta-en-cada-mesa?institucion=marn"' in page.text


def test_a_cut_answer_says_so_and_links_to_all(visit, monkeypatch):
    monkeypatch.setattr(view, "ROWS", 3)
    page = visit("/queries/quien-esta-en-cada-mesa")
    assert "Más de 3 filas" in main_of(page)
    assert page.text.count('<th scope="row">') == 3
    assert "Descargar todas en CSV" in page.text


def test_the_query_opens_in_the_editor_with_its_values(visit):
    page = visit("/queries/quien-esta-en-cada-mesa?mesa=mesa-de-suelos")
    link = re.search(r'href="(/sparql\?query=[^"]+)"', page.text)
    assert link
    assert "Ministerio de Agricultura" in visit(html.unescape(link[1])).text


def test_a_question_speaks_english(visit):
    text = main_of(visit("/queries/quien-esta-en-cada-mesa", Accept_Language="en"))
    assert "Who sits at each mesa?" in text
    assert "leader" in text
    assert "On record since" in text


def test_a_question_that_is_none_is_not_found(visit):
    for path in (
        "/queries/nada",
        "/queries/../../etc/passwd",
        "/queries/quien-esta-en-cada-mesa.exe",
        "/queries/nada.csv",
    ):
        assert visit(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/sparql", "/datos"])
def test_other_pages_lead_here(visit, path):
    assert 'href="/queries"' in visit(path).text.partition("<main")[2].partition("</main")[0]
