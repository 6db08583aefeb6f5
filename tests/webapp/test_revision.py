"""/revision: what awaits a person, told for people and for programs; its labels are data, whatever they hold."""

import csv
import io
import re

import pytest

from tests.webapp.awaiting import FORMULA, LONG, MARKUP, RIGHT_TO_LEFT, serve_awaiting
from tests.webapp.conftest import PERSON, words_of
from webapp import create_app


def app_over(settings):
    app = create_app(settings)
    yield app
    app.extensions["enlace"].served.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    yield from app_over(serve_awaiting(tmp_path_factory.mktemp("awaiting") / "store"))


@pytest.fixture
def get(app):
    """Visits a page as a browser in Guatemala does."""
    return lambda path, **headers: app.test_client().get(path, headers={**PERSON, **headers})


@pytest.fixture
def read_page(get):
    def text(path: str) -> str:
        answer = get(path)
        assert answer.status_code == 200
        return words_of(answer.text)

    return text


def cards(html: str) -> list[str]:
    return re.findall(r'<li class="card">.*?</h2>', html, re.S)


def test_the_page_says_what_it_is_and_how_much_awaits(read_page):
    text = read_page("/revision")
    assert "8 asuntos esperan a que una persona los decida" in text
    assert "Sin resolver 5" in text
    assert "Afirmaciones dudosas 1" in text


def test_an_item_shows_how_often_where_in_which_words_and_who_it_may_be(read_page):
    text = read_page("/revision?q=mintrab")
    assert "12 veces en 30 registros" in text
    assert "participaron Finanzas, el Ministerio de Trabajo" in text
    assert "Está en Dos mesas para modernizar" in text
    assert "y 28 registros más" in text
    assert "Ministerio de Finanzas Públicas (MINFIN) muy parecida" in text
    assert "Ministerio de Trabajo y Previsión Social (MINTRAB) parecida" in text


def test_the_form_is_marked_in_its_sentence_and_the_record_is_one_step_away(get):
    html = get("/revision?q=mintrab").text
    assert "participaron <mark>Finanzas</mark>, el" in html
    address = re.search(r'href="(/registros/modernizacion-2024_txt#por-revisar-\d+)"', html)
    assert address


def test_a_candidate_leads_to_its_page_and_has_the_line_to_paste(get):
    html = get("/revision?q=mintrab&firma=Ana%20Xol").text
    assert 'href="/instituciones/minfin"' in html
    line = "Finanzas,minfin,,Ana Xol,2026-11-21,Es Ministerio de Finanzas Públicas"
    assert f'<code dir="ltr" data-line>{line}</code>' in html
    assert "data/curated/alias.csv" in html


def test_without_a_name_the_line_says_where_it_goes(get):
    assert "Finanzas,minfin,,su nombre,2026-11-21," in get("/revision?q=mintrab").text


def test_an_unsure_reading_a_body_without_register_and_a_doubtful_statement_are_told(read_page):
    unsure = read_page("/revision?tipo=poca-seguridad")
    assert "Ahora se lee como Oficina Nacional de Servicio Civil, probable (60 %)" in unsure
    assert "Aquí no se nombra a esa institución" in unsure
    missing = read_page("/revision?tipo=sin-registro")
    assert "Ninguna del directorio se le parece" in missing
    assert "data/register/institutions.csv" in missing
    doubtful = read_page("/revision?tipo=dudosas")
    assert "Mesa de Transformación Digital es liderada por Secretaría Privada de la Presidencia" in doubtful
    assert "Hay tanta duda que no entró en los datos." in doubtful
    assert "mesa/mesa-de-transformacion-digital,ledBy,institution/spp,modernizacion-2024.txt" in doubtful


def test_a_doubtful_statement_leads_to_its_mark_in_the_record(get):
    assert 'modernizacion-2024_txt#modernizacion-2024--e1d225fa"' in get("/revision?tipo=dudosas").text


def test_an_unknown_kind_shows_all_and_a_word_without_hits_says_what_to_do(get, read_page):
    assert len(cards(get("/revision?tipo=otra").text)) == 8
    text = read_page("/revision?q=zzzz")
    assert "Nada es así en esta lista." in text
    assert "Quitar los filtros" in text


def test_forms_with_markup_are_letters_and_nothing_else(get):
    html = get("/revision").text
    main = html.partition("<main")[2].partition("</main>")[0]
    assert "<script" not in main
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in main
    assert RIGHT_TO_LEFT in main
    assert not re.findall(r'href="(?:javascript|data):', html, re.I)
    assert LONG not in re.search(r"<h2><bdi>Municipalidad.*?</h2>", main).group()


def test_the_search_is_data_too(get):
    html = get('/revision?q="><script>x&firma=<img src=x>').text
    assert "<script>x" not in html
    assert "<img src=x>" not in html


def test_json_holds_every_form_exactly_with_its_lines(get):
    answer = get("/revision.json?tipo=sin-resolver", Accept="application/json")
    assert answer.mimetype == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    told = answer.get_json()
    assert (told["total"], told["count"], told["left_out"]) == (8, 5, 0)
    assert [one["surface"] for one in told["items"]] == ["Finanzas", MARKUP, FORMULA, RIGHT_TO_LEFT, LONG]
    first = told["items"][0]["answers"][0]
    assert (first["verdict"], first["file"]) == ("is", "data/curated/alias.csv")
    (cells,) = csv.reader([told["items"][2]["answers"][0]["line"]])
    assert cells[:2] == [FORMULA, "minfin"]


def test_csv_gives_one_answer_a_row_and_no_formula(get):
    answer = get("/revision.csv")
    assert answer.mimetype == "text/csv"
    assert "enlace-por-revisar.csv" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))
    assert rows[0][:4] == ["Tipo", "Forma", "Veces", "Registros"]
    assert [row[8] for row in rows if row[1] == "Finanzas"] == [
        "Ministerio de Finanzas Públicas (MINFIN)",
        "Ministerio de Trabajo y Previsión Social (MINTRAB)",
    ]
    assert f"'{FORMULA}" in [row[1] for row in rows]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert {len(row) for row in rows} == {12}


def test_the_files_of_the_list_keep_its_filters(get):
    html = get("/revision?tipo=dudosas&q=mesa").text
    assert 'href="/revision.csv?tipo=dudosas&amp;q=mesa"' in html
    assert 'href="/revision.json?tipo=dudosas&amp;q=mesa"' in html


def test_a_long_list_is_paged_keeps_its_filters_and_says_what_was_left_out(tmp_path):
    for app in app_over(serve_awaiting(tmp_path / "store", more=60, left_out=1200)):
        html = app.test_client().get("/revision?tipo=sin-resolver&pagina=2", headers=PERSON).text
        assert len(cards(html)) == 20
        assert "Página 2 de 4" in words_of(html)
        assert "tipo=sin-resolver&amp;pagina=3" in html
        assert "1,268 asuntos esperan" in words_of(html)
        assert "Quedaron fuera 1,200 asuntos menos frecuentes." in words_of(html)


def test_with_nothing_to_review_the_page_says_what_would_be_here(visit):
    text = words_of(visit("/revision").text)
    assert "No hay nada por revisar." in text
    assert "cada vez que se construyen los datos" in text


def test_without_data_the_page_says_so(tmp_path):
    from graph.settings import Settings

    for app in app_over(Settings(store=tmp_path / "nada")):
        assert app.test_client().get("/revision", headers=PERSON).status_code == 503
        assert app.test_client().get("/revision.json").mimetype == "application/problem+json"


def test_the_record_shows_what_awaits_in_it_and_leads_back(get):
    html = get("/registros/modernizacion-2024").text
    named = r'<a class="named institution awaits" id="[^"]+" href="/instituciones/[a-z-]+">'
    assert re.search(named, html)
    assert re.search(r'<a class="awaits" id="por-revisar-\d+" href="/revision\?q=Finanzas">Finanzas</a>', html)
    assert "Línea de puntos" in html


def test_home_the_data_page_and_every_foot_lead_here(get):
    assert 'href="/revision"' in get("/").text.partition("<main")[2].partition("</main>")[0]
    assert "8 nombres o frases que se leyeron con dudas" in words_of(get("/datos").text)
    assert 'href="/revision"' in get("/mesas").text.partition("<footer")[2]


def test_the_page_speaks_english(get):
    html = get("/revision?lang=en").text
    assert "8 matters wait for a person to decide them" in html
    assert "very much alike" in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_list_only_shows(app, method):
    assert getattr(app.test_client(), method)("/revision").status_code == 405
