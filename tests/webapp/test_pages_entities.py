"""The pages of entities: they state what the fixture graph says, with the words it was read from."""

import re

import pytest

MESA = "/mesas/mesa-de-transformacion-digital"
INNOVATORS = "/mesas/mesa-de-innovadores-publicos"
RECORD = "/registros/modernizacion-2024"


def test_a_mesa_begins_with_a_sentence_made_from_the_graph(read):
    who = "La lidera la Secretaría Privada de la Presidencia (SPP) desde 2024"
    assert f"{who}; participan 5 instituciones; 1 acuerdo, 1 vencido." in read(MESA)


def test_a_mesa_shows_its_bodies_by_role_with_the_days_they_were_seen(read):
    text = read(MESA)
    assert "¿Quién lidera? Secretaría Privada de la Presidencia (SPP) 11 de septiembre de 2024" in text
    assert "Participan 5 Comité Nacional de Seguridad Cibernética" in text
    assert "Apoya Comisión Presidencial de Gobierno Abierto y Electrónico (GAE)" in text
    assert "Invitadas 2 Instituto Nacional" in read("/mesas/mesa-de-servicio-civil")


def test_a_mesa_shows_its_sessions_submesas_and_topics(read):
    text = read(INNOVATORS)
    assert "2 sesiones, la última el 24 de mayo de 2022" in text
    assert "26 de abril de 2022 Sesión 1 · sede de la SENACYT · Sede: SENACYT" in text
    assert "Submesa de Datos Abiertos Datos abiertos" in text


def test_the_sessions_of_a_mesa_stand_on_a_calendar_drawn_to_scale(visit):
    html = visit(INNOVATORS).text
    chart = html.partition('class="years session"')[2].partition("</ol>")[0]
    places = [float(x) for x in re.findall(r'<svg x="([\d.]+)%" y="5"', chart)]
    april, may = 115 / 364 * 100, 143 / 364 * 100  # days of 2022, of its 364 steps
    assert places == [pytest.approx(april, abs=0.01), pytest.approx(may, abs=0.01)]


def test_every_quote_on_a_mesa_is_cited_and_leads_to_its_place_in_the_record(visit):
    html = visit(MESA).text
    assert html.count("<blockquote") == 3
    anchors = re.findall(r'class="quote-link" href="(/registros/[^"#]+)#([^"]+)"', html)
    assert len(anchors) == 3
    for path, anchor in anchors:
        assert f'id="{anchor}"' in visit(path).text


def test_what_was_read_in_a_quote_is_told_in_words(read):
    text = read(MESA)
    assert "GAE apoya a Mesa de Transformación Digital" in text
    assert "Comité Nacional de Seguridad Cibernética, MINFIN, MINGOB, SENACYT y SPP participan en Mesa" in text


def test_an_uncertain_statement_says_so(read):
    assert "probable (60 %)" in read("/mesas/mesa-de-pruebas")


def test_every_entity_links_its_data_and_says_how_to_cite_it(visit):
    html = visit(MESA).text
    for suffix in ("ttl", "jsonld", "nt", "rdf"):
        assert f'href="/id/mesa/mesa-de-transformacion-digital.{suffix}"' in html
    assert "https://w3id.org/enlace/id/mesa/mesa-de-transformacion-digital" in html


def test_an_institution_shows_where_it_sits_and_with_whom(read):
    text = read("/instituciones/minfin")
    assert "Ministerio de Finanzas Públicas MINFIN" in text
    assert "Mesa de Servicio Civil Participa 11 de septiembre de 2024" in text
    assert "(SENACYT) · 2 mesas en común" in text
    assert "Depende de Organismo Ejecutivo" in text
    assert "Q5757352" in text


def test_an_institution_shows_what_it_owes(read):
    text = read("/instituciones/spp")
    assert "Acuerdos a su cargo La SPP presentará el plan" in text
    assert "Venció el 31 de octubre de 2024" in text


def test_an_institution_that_no_record_names_says_what_would_be_there(read):
    assert "Ningún registro la sienta en una mesa. Aquí aparecen" in read("/instituciones/amatitlan")


def test_an_agreement_says_what_who_when_and_where(read):
    text = read("/acuerdos/innovadores-2--catalogo")
    assert "Cumplido La SENACYT publicará el catálogo" in text
    assert "Responsable Secretaría Nacional de Ciencia y Tecnología (SENACYT)" in text
    assert "Fecha Para el 30 de junio de 2022" in text
    assert "Se acordó en la sesión del 24 de mayo de 2022" in text
    assert "Lo dice Segunda reunión de la Mesa de Innovadores Públicos, 26 de mayo de 2022" in text


def test_an_agreement_known_by_month_is_due_until_its_last_day(read):
    assert "Vence en diciembre de 2026" in read("/acuerdos/modernizacion-2024--diagnostico")


def test_a_record_shows_its_text_whole_and_in_order(visit):
    html = visit(RECORD).text.partition('<div class="text">')[2].partition("</div>")[0]
    text = re.sub(r"<[^>]+>", "", html)
    assert text.startswith("Dos mesas para modernizar el Organismo Ejecutivo\n\nLa Mesa de")
    assert text.endswith("El INAP publicará la guía de capacitación.\n")


def test_statements_are_marked_in_the_text_and_names_lead_to_their_pages(visit):
    html = visit(RECORD).text
    marked = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S)]
    assert "El INAP publicará la guía de capacitación." in marked
    assert any(one.startswith("Quedó a cargo de la Secretaría Privada") for one in marked)
    name = r'<a class="named institution" id="[^"]+" href="/instituciones/minfin">Ministerio de Finanzas Públicas</a>'
    assert re.search(name, html)


def test_a_record_lists_what_was_read_in_it(read):
    text = read(RECORD).partition("Qué se leyó aquí")[2]
    assert "Mesa de Transformación Digital es liderada por SPP" in text
    assert "El acuerdo le toca a INAP" in text


def test_a_session_shows_day_place_and_host(read):
    text = read("/sesiones/mesa-de-innovadores-publicos--2022-04-26")
    assert "Sesión 1 · Mesa de Innovadores Públicos" in text
    assert "Día 26 de abril de 2022" in text
    assert "Sede Secretaría Nacional de Ciencia y Tecnología" in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/personas/maria-xol--senacyt", "Cargo directora de innovación Representa a Secretaría Nacional"),
        ("/temas/datos-abiertos", "Mesas que lo trabajan Submesa de Datos Abiertos"),
        ("/normas/decreto-5-2021", "Registros que la citan Primera reunión"),
    ],
)
def test_small_entities_have_a_page_too(read, path, words):
    assert words in read(path)


@pytest.mark.parametrize(
    "folder", ["instituciones", "mesas", "acuerdos", "registros", "sesiones", "personas", "temas", "normas"]
)
@pytest.mark.parametrize("slug", ["nadie", "No!", "a--b", "..%2f..%2fetc"])
def test_what_is_not_known_is_not_found_and_offers_a_search(visit, folder, slug):
    answer = visit(f"/{folder}/{slug}")
    assert answer.status_code == 404
    assert 'role="search"' in answer.text


def test_a_dataset_under_another_base_has_pages_of_its_own_addresses(tmp_path):
    from tests.webapp.fixture import fixture_quads, serve
    from webapp import create_app

    base = "https://datos.example.gob.gt/"
    quads = (
        fixture_quads()
        .replace("https://w3id.org/enlace/id/", f"{base}id/")
        .replace("https://w3id.org/enlace/graph/", f"{base}graph/")
    )
    app = create_app(serve(tmp_path / "store", quads, base_iri=base))
    try:
        html = app.test_client().get(MESA, headers={"Accept": "text/html"}).text
    finally:
        app.extensions["enlace"].served.close()
    assert 'href="/instituciones/spp"' in html
    assert f"{base}id/mesa/mesa-de-transformacion-digital" in html
