"""Names, titles, quotes and addresses are data: whatever they hold, they never become more than text."""

import re

import pytest

PAGES = [
    "/",
    "/instituciones",
    "/instituciones/hostil",
    "/mesas",
    "/mesas/mesa-de-pruebas",
    "/registros",
    "/registros/hostil",
    "/buscar?q=script",
    "/red",
    "/id/record/hostil.ttl",
    "/id/record/hostil.jsonld",
]


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/id/")])
def test_markup_in_names_is_shown_not_run(visit, path):
    html = visit(path).text
    assert "<script>" not in html
    assert "<img src=x" not in html
    assert "<b onmouseover" not in html
    assert not re.findall(r'href="(?:javascript|data):', html, re.I)


def test_the_hostile_institution_is_shown_letter_by_letter(visit):
    html = visit("/instituciones/hostil").text
    assert "Asociación &lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; &#34;Cía&#34;" in html
    assert "javascript:" not in html.partition("<main")[2].partition("Dónde")[0].replace(
        "[clic](javascript:alert(1))", ""
    )


def test_addresses_that_are_not_of_the_web_are_no_links(visit):
    html = visit("/registros/hostil").text
    assert "Publicación original" not in html
    assert 'href="https://www.example.gob.gt/a.pdf?x=1&amp;y=%222"' in html or "a.pdf" in html
    assert '<span class="breakable muted">javascript:alert(1)</span>' in html


def test_marks_and_links_stand_where_the_offsets_say_also_between_markup(visit):
    html = visit("/registros/hostil").text
    assert ">Mesa de &#34;Pruebas&#34; &lt;b&gt;href&lt;/b&gt;</a>" in html
    assert "<mark>" in html


def test_a_title_is_escaped_in_the_head_too(visit):
    head = visit("/registros/hostil").text.partition("</head>")[0]
    assert "<title>Comunicado &lt;script&gt;" in head


def test_a_value_in_the_address_does_not_reach_the_query(visit):
    for path in (
        '/mesas/x"%20}%20DELETE',
        "/instituciones?tipo=%22%3E%3Cscript%3E",
        "/acuerdos?mesa=%3E%20.%20?s%20?p%20?o",
    ):
        answer = visit(path)
        assert answer.status_code in (200, 404)
        assert "<script>" not in answer.text


@pytest.mark.parametrize(
    ("iri", "href"),
    [
        ("https://w3id.org/enlace/id/mesa/datos", "/mesas/datos"),
        ("https://otra.example.org/mesa/1", "https://otra.example.org/mesa/1"),
        ("javascript:alert(1)", "#"),
        ("urn:x:y", "#"),
    ],
)
def test_an_iri_becomes_a_link_only_to_our_pages_or_to_the_web(site, iri, href):
    from webapp.layout import page_of

    with site.test_request_context("/"):
        assert page_of(iri) == href


def test_the_name_of_an_attached_file_is_written_as_people_write_it():
    from webapp.layout import file_name

    assert file_name("https://x.gt/files/minuta-p%C3%BAblicas.pdf") == "minuta-públicas.pdf"
    assert file_name("https://x.gt/files/") == "https://x.gt/files/"
