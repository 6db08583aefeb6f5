"""The home page and the search: what the fixture holds, at a glance."""

from tests.webapp.fixture import BASE


def test_the_home_page_counts_what_there_is(read):
    text = read("/")
    assert "16 instituciones" in text
    assert "6 mesas" in text
    assert "4 acuerdos" in text
    assert "4 registros" in text


def test_the_home_page_shows_what_is_due_next_and_not_what_is_overdue(read):
    due = read("/").partition("Próximos a vencer")[2].partition("Últimas sesiones")[0]
    assert "entregará el diagnóstico de puestos" in due
    assert "Vence en diciembre de 2026" in due
    assert "plan de acción" not in due


def test_the_home_page_lists_sessions_the_latest_first(read):
    sessions = read("/").partition("Últimas sesiones")[2]
    assert sessions.index("24 de mayo de 2022") < sessions.index("26 de abril de 2022")


def test_the_home_page_compares_mesas_by_their_sessions(visit):
    html = visit("/").text
    assert 'class="bar mesa"' in html
    assert "Sesiones de cada mesa que constan en los registros" in html


def test_the_home_page_draws_the_network(visit):
    html = visit("/").text
    assert html.count('class="dot mesa"') == 6
    assert 'href="/red"' in html


def test_the_home_page_leads_everywhere(visit):
    html = visit("/").text
    for path in ("/red", "/instituciones", "/mesas", "/acuerdos", "/registros", "/datos", "/sparql"):
        assert f'href="{path}"' in html, path


def test_a_search_without_accents_and_capitals_finds_the_name(read):
    assert "Secretaría Nacional de Ciencia y Tecnología" in read("/buscar?q=TECNOLOGIA+ciencia")


def test_an_acronym_finds_its_institution_first(visit):
    html = visit("/buscar?q=minfin").text
    assert 'href="/instituciones/minfin"' in html


def test_another_name_finds_the_institution_and_is_named(read):
    assert "También: Alcaldía de Amatitlán" in read("/buscar?q=alcaldia")


def test_results_stand_in_groups(read):
    text = read("/buscar?q=innovadores")
    assert text.index("Mesas 1") < text.index("Registros 2")


def test_a_search_that_finds_nothing_says_what_to_try(read):
    assert "Nada se llama «zzz». Pruebe con menos palabras" in read("/buscar?q=zzz")


def test_an_empty_search_asks_for_words(read):
    assert "Escriba un nombre" in read("/buscar")
    assert "Nada se llama" in read("/buscar?q=%3F%3F")


def test_a_search_term_is_text_and_nothing_else(visit):
    html = visit('/buscar?q="><script>alert(1)</script>').text
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_search_pages_are_not_for_search_engines(visit):
    assert '<meta name="robots" content="noindex">' in visit("/buscar?q=x").text


def test_the_iris_of_the_fixture_are_those_of_the_default_base(site):
    assert site.extensions["enlace"].settings.base_iri + "id/" == BASE
