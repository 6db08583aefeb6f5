"""Answers of the workbench in a real Chromium: accessible, sorted, drawn, and whole without scripts."""

import re
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.sparql.workbench import COUNTED, EMPTY, GRAPH, MANY, SIGN, WRONG, editor, write

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_any_view_and_every_view_fits(visitor, site, size, scheme):
    found = []
    with visitor(site, viewport=size, color_scheme=scheme, bypass_csp=True) as visit:
        for path in ("/sparql", COUNTED, f"{COUNTED}#vista-grafica", f"{COUNTED}#vista-texto", MANY, EMPTY, WRONG,
                     f"{GRAPH}#vista-imagen", "/sparql/programas"):  # fmt: skip
            page = visit.open(path)
            if "imagen" in path:
                expect(page.locator(".canvas canvas")).to_be_visible()
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [f"{path} is {wide} px too wide"] if wide > 0 else []
            found += [
                f"{path}: {one['id']} {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]
            ]
        visit.trouble[:] = [one for one in visit.trouble if "status of 400" not in one]
    assert not found, "\n".join(found)


def test_views_are_tabs_that_arrows_move_between_and_addresses_keep(visitor, site):
    with visitor(site) as visit:
        page = visit.open(COUNTED)
        tabs = page.get_by_role("tablist", name="Vistas de la respuesta").get_by_role("tab")
        assert [tab.inner_text() for tab in tabs.all()] == ["Tabla", "Gráfica", "Texto JSON"]
        tabs.first.focus()
        page.keyboard.press("ArrowRight")
        expect(tabs.nth(1)).to_be_focused()
        expect(page.get_by_role("tabpanel")).to_contain_text("Mesa de Servicio Civil")
        expect(page.locator("#vista-grafica svg.bar.mesa").first).to_be_visible()
        page.keyboard.press("End")
        expect(page.get_by_role("tabpanel").locator("pre")).to_contain_text('"bindings"')
        for tab in tabs.all():
            assert tab.bounding_box()["height"] >= 44
        page.reload()
        expect(tabs.nth(2)).to_have_attribute("aria-selected", "true")


def test_the_table_is_sorted_and_turned_by_pages(visitor, site):
    with visitor(site) as visit:
        page = visit.open(MANY)
        rows = page.locator("table.answer tbody tr:visible")
        expect(rows).to_have_count(50)
        expect(page.get_by_role("status").filter(has_text="Filas 1 a 50 de 120")).to_be_visible()
        first = rows.first.inner_text()
        page.get_by_role("button", name="Siguientes").click()
        page.get_by_role("button", name="Siguientes").click()
        expect(rows).to_have_count(20)
        last = rows.last.inner_text()
        title = page.get_by_role("button", name="i", exact=True)
        title.click()
        title.click()
        expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
        assert rows.first.inner_text() == last
        title.click()
        assert rows.first.inner_text() == first
        page.emulate_media(media="print")
        expect(rows).to_have_count(120)


def test_a_construct_is_drawn_and_what_is_picked_leads_to_its_page(visitor, site):
    with visitor(site) as visit:
        page = visit.open(GRAPH)
        page.get_by_role("tab", name="Imagen").click()
        expect(page.locator(".canvas canvas")).to_be_visible()
        told = page.locator("#vista-imagen [data-told]")
        expect(told).to_have_text(re.compile(r"Cosas: \d+\. Vínculos: \d+\."))
        things = int(re.search(r"\d+", told.inner_text())[0])
        subjects = page.locator("table.answer tbody tr td:nth-child(1) a").evaluate_all(
            "links => links.map(link => link.title)"
        )
        assert things == len(set(subjects))
        page.locator(".canvas").evaluate("box => box.scrollIntoView({ block: 'center' })")
        page.mouse.click(*page.evaluate(SIGN))
        page.locator(".picked a").click()
        assert re.search(r"/(instituciones|mesas)/", page.url)


def test_a_graph_without_links_says_so(visitor, site):
    with visitor(site) as visit:
        page = visit.open(f"/sparql?query={quote('CONSTRUCT { <urn:a> <urn:b> 1 } {}')}")
        page.get_by_role("tab", name="Imagen").click()
        expect(page.locator("#vista-imagen")).to_contain_text("no une unas cosas con otras")


def test_without_scripts_the_text_area_asks_and_no_dead_button_shows(visitor, site):
    with visitor(site, java_script_enabled=False, viewport=PHONE) as visit:
        page = visit.open(COUNTED)
        expect(page.locator("#query")).to_be_visible()
        expect(page.locator("table.answer")).to_be_visible()
        for dead in ("#vistas", "#paginas", "#editor", "#detener", "[data-link]", "[data-copy-lines]", "#vista-texto"):
            for one in page.locator(dead).all():
                expect(one).to_be_hidden()


def test_a_large_answer_is_shown_from_its_beginning_and_says_that_there_is_more(visitor, site):
    with visitor(site) as visit:
        page = visit.open(f"/sparql?query={quote('CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }')}#vista-texto")
        expect(page.locator("#vista-texto [data-note]")).to_contain_text("primeros 200 kB")
        assert page.locator("#vista-texto code").evaluate("code => code.textContent.length") == 200_000
        page.get_by_role("tab", name="Imagen").click()
        expect(page.locator("#vista-imagen")).to_contain_text("las primeras 1,000 filas")
        expect(page.locator("#vista-imagen [data-told]")).to_contain_text("en la tabla")


def test_whoever_asks_from_the_editor_goes_on_writing_there(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql")
        write(page, "ASK {}")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#respuesta")).to_contain_text("Sí")
        expect(page.get_by_role("status").filter(has_text="Respuesta")).to_have_count(1)
        expect(editor(page)).to_be_focused()
        page.get_by_role("button", name="Consultar").click()
        expect(page.locator("#respuesta")).to_be_focused()
