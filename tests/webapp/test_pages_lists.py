"""The lists: sorted for readers, narrowed by facets that the address holds, paged."""

import re

import pytest


def titles(html: str) -> list[str]:
    """The names in a list, in order."""
    found = re.findall(r'<a class="title[^"]*"[^>]*>(?:<svg.*?</svg>)?(.*?)</a>', html, re.S)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found]


def test_institutions_stand_in_the_order_of_the_alphabet_without_minding_accents(visit):
    names = titles(visit("/instituciones").text)
    assert len(names) == 16
    assert names[1:4] == [
        "Comisión Presidencial de Gobierno Abierto y Electrónico (GAE)",
        "Comité Nacional de Seguridad Cibernética",
        "Instituto Nacional de Administración Pública (INAP)",
    ]


def test_institutions_can_be_narrowed_by_kind(visit):
    names = titles(visit("/instituciones?tipo=Ministerio").text)
    assert [name.rpartition("(")[2] for name in names] == ["MINFIN)", "MINGOB)", "MINTRAB)"]


def test_institutions_can_be_narrowed_to_those_with_links(read, visit):
    assert len(titles(visit("/instituciones?vinculos=si").text)) == 12
    assert len(titles(visit("/instituciones?vinculos=no").text)) == 4
    assert "Con mesas o acuerdos 12" in read("/instituciones")


def test_facets_say_how_many_there_are(read):
    assert "Ministerio 3" in read("/instituciones")


def test_institutions_can_be_sought_inside_the_list(visit):
    assert titles(visit("/instituciones?q=presidencia").text) == [
        "Comisión Presidencial de Gobierno Abierto y Electrónico (GAE)",
        "Presidencia de la República de Guatemala",
        "Secretaría Privada de la Presidencia (SPP)",
        "Vicepresidencia de la República de Guatemala",
    ]


def test_a_filter_that_leaves_nothing_says_so(read):
    assert "Ninguna institución es así." in read("/instituciones?tipo=Nada")


def test_a_provisional_institution_is_marked(read):
    assert "Comité Nacional de Seguridad Cibernética Comité 1 mesa Fuera del directorio" in read("/instituciones")


def test_submesas_stand_below_their_mesa(visit):
    html = visit("/mesas").text
    nested = html.partition('class="list nested"')[2].partition("</ul>")[0]
    assert titles(nested) == ["Submesa de Capacitación", "Submesa de Datos Abiertos"]


def test_a_mesa_in_the_list_says_who_leads_and_how_often_it_met(read):
    text = read("/mesas")
    assert "Mesa de Transformación Digital Lidera: SPP 5 instituciones 1 acuerdo" in text
    assert "3 instituciones 2 sesiones, la última el 24 de mayo de 2022 1 acuerdo" in text


def test_agreements_stand_with_the_overdue_first(visit):
    names = titles(visit("/acuerdos").text)
    assert [name.split()[1] for name in names] == ["SPP", "Oficina", "SENACYT", "INAP"]


@pytest.mark.parametrize(
    ("tab", "name", "who"),
    [
        ("vencidos", "Vencidos", "SPP"),
        ("vigentes", "Vigentes", "Oficina"),
        ("cumplidos", "Cumplidos", "SENACYT"),
        ("sin-fecha", "Sin fecha", "INAP"),
    ],
)
def test_each_tab_shows_its_agreements_with_their_count(visit, read, tab, name, who):
    assert [title.split()[1] for title in titles(visit(f"/acuerdos?estado={tab}").text)] == [who]
    assert f"{name} 1" in read("/acuerdos")


def test_an_empty_tab_says_what_to_do(read):
    assert "Ningún acuerdo es así. Elija otra pestaña" in read("/acuerdos?estado=por-vencer")


def test_agreements_can_be_narrowed_by_who_owes_them(visit):
    address = "/acuerdos?responsable=https://w3id.org/enlace/id/institution/onsec"
    assert [name.split()[1] for name in titles(visit(address).text)] == ["Oficina"]


def test_agreements_can_be_narrowed_by_mesa(visit):
    address = "/acuerdos?mesa=https://w3id.org/enlace/id/mesa/mesa-de-servicio-civil"
    assert [name.split()[1] for name in titles(visit(address).text)] == ["Oficina", "INAP"]


def test_records_stand_with_the_newest_first_and_the_undated_last(visit):
    names = titles(visit("/registros").text)
    assert names[0] == "Dos mesas para modernizar el Organismo Ejecutivo"
    assert names[-1].startswith("Comunicado")


def test_records_can_be_narrowed_by_kind_and_year(visit):
    assert len(titles(visit("/registros?tipo=post").text)) == 2
    assert len(titles(visit("/registros?anio=2024").text)) == 1
    assert len(titles(visit("/registros?anio=sin-fecha").text)) == 1


def test_a_long_list_is_paged_and_keeps_its_filters(visit, monkeypatch):
    monkeypatch.setattr("webapp.pages.room.PER_PAGE", 5)
    html = visit("/instituciones?vinculos=si&pagina=2").text
    assert len(titles(html)) == 5
    assert "Página 2 de 3" in html
    assert 'rel="next" href="/instituciones?vinculos=si&amp;pagina=3"' in html


def test_a_page_beyond_the_end_is_the_last_one(visit):
    assert len(titles(visit("/instituciones?pagina=99").text)) == 16
    assert len(titles(visit("/instituciones?pagina=x").text)) == 16
    assert len(titles(visit("/instituciones?pagina=-3").text)) == 16


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/instituciones", "Todavía no hay instituciones."),
        ("/mesas", "Todavía no hay mesas."),
        ("/acuerdos", "Todavía no hay acuerdos."),
        ("/registros", "Todavía no hay registros."),
        ("/", "Ningún acuerdo está por vencer."),
        ("/", "Todavía no hay sesiones."),
    ],
)
def test_an_empty_list_says_what_would_be_there(bare_site, path, title):
    answer = bare_site.test_client().get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    empty = answer.text.partition(title)[2].partition("</p>")[0]
    assert "Aquí aparece" in empty
