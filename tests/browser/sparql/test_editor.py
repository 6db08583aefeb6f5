"""The editor of the workbench in a real Chromium: completion, faults, keyboard, addresses, both languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.sparql.workbench import (
    COUNTED,
    EMPTY,
    ENGLISH,
    GRAPH,
    MANY,
    SPANISH,
    STORED,
    WORDS,
    editor,
    text_of,
    write,
)

pytestmark = pytest.mark.browser


def test_it_completes_our_words_by_name_and_by_label_and_declares_their_prefix(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql")
        write(page, "SELECT * { ?mesa enlace:led")
        hint = page.get_by_role("listbox", name="Palabras que se proponen").get_by_role("option", name="enlace:ledBy")
        expect(hint).to_contain_text("liderada por")
        page.keyboard.press("Enter")
        assert text_of(page).startswith("PREFIX enlace: <https://w3id.org/enlace/ontology#>")
        assert "?mesa enlace:ledBy" in text_of(page)
        page.keyboard.type(" ?quien . ?quien invitada")
        page.keyboard.press("Control+Space")
        expect(page.get_by_role("option").first).to_contain_text("enlace:invitedTo")
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_have_count(0)


def test_prefixes_are_proposed_and_nothing_is_asked_of_other_sites(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql")
        write(page, "PREFIX sko")
        expect(page.get_by_role("option")).to_have_count(1)
        page.keyboard.press("Enter")
        assert text_of(page) == "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        page.keyboard.press("Enter")
        page.keyboard.type("SELECT * { ?x a foaf:Per")
        page.keyboard.press("Control+Space")
        assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_ctrl_enter_asks_in_place_and_back_and_reload_give_the_same(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql")
        page.evaluate("window.here = true")
        write(page, "SELECT (42 AS ?n) {}")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#respuesta")).to_contain_text("1 fila")
        first = page.url
        assert page.evaluate("window.here"), "the page was left"
        write(page, "ASK { ?s ?p ?o }")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#respuesta")).to_contain_text("Sí")
        page.go_back()
        expect(page.locator("#respuesta")).to_contain_text("1 fila")
        assert page.url == first
        assert text_of(page) == "SELECT (42 AS ?n) {}"
        page.reload()
        expect(page.locator("#respuesta")).to_contain_text("1 fila")
        assert text_of(page) == "SELECT (42 AS ?n) {}"


def test_the_keyboard_is_not_trapped_in_the_editor(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql")
        before = text_of(page)
        editor(page).focus()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Consultar")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(editor(page)).to_be_focused()
        assert text_of(page) == before
        page.keyboard.press("Control+]")
        assert text_of(page) != before


def test_a_fault_is_marked_while_typing_and_where_the_service_found_it(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql")
        write(page, "SELECT * {\n?s ?p ?o\nFILER(?o)")
        expect(page.locator(".fault")).to_have_text("FILER")
        expect(page.get_by_role("status").filter(has_text="Línea 3")).to_contain_text("no se esperaba «FILER»")
        write(page, "SELECT * { ?s skos:x ?o ")
        page.evaluate("EnlaceSparql.editor.set('SELECT * {\\n  ?s skos:x ?o }')")
        page.get_by_role("button", name="Consultar").click()
        expect(page.get_by_role("alert")).to_contain_text("PREFIX skos:")
        expect(page.locator(".fault")).to_have_text("skos:x")
        page.evaluate("EnlaceSparql.editor.set('ASK {}')")
        expect(page.locator(".fault")).to_have_count(0)
        visit.trouble[:] = [one for one in visit.trouble if "status of 400" not in one]


def test_a_question_fills_the_editor_and_is_asked(visitor, site):
    with visitor(site, viewport=PHONE) as visit:
        page = visit.open("/sparql")
        page.get_by_role("link", name="¿Qué mesas reúnen a más instituciones?").click()
        expect(page.locator("#respuesta")).to_be_in_viewport()
        assert text_of(page) == STORED["instituciones-por-mesa"]
        chosen = page.locator(".questions [aria-current]")
        expect(chosen).to_contain_text("¿Qué mesas reúnen a más instituciones?")


@pytest.mark.parametrize(("locale", "foreign"), [("es-GT", ENGLISH), ("en-US", SPANISH)])
def test_no_word_of_the_other_language_is_left(visitor, site, locale, foreign):
    with visitor(site, locale=locale) as visit:
        found = []
        for path in (
            "/sparql",
            MANY,
            f"{COUNTED}#vista-grafica",
            f"{COUNTED}#vista-texto",
            f"{GRAPH}#vista-imagen",
            EMPTY,
        ):
            page = visit.open(path)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            if "imagen" in path:
                expect(page.locator(".canvas canvas")).to_be_visible()
            if path == "/sparql":
                write(page, "SELECT * { ?s enlace:l")
                expect(page.get_by_role("listbox")).to_be_visible()
                page.keyboard.type("x y z")
                page.wait_for_timeout(700)
            words = page.evaluate(WORDS)
            assert len(words) > 15, path
            found += [f"{path}: {one}" for one in words if foreign.search(one)]
    assert not found, "\n".join(found)


def test_waiting_can_be_stopped_and_the_page_stays(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql")
        slow = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(6)) + " }"
        page.evaluate("text => EnlaceSparql.editor.set(text)", slow)
        page.get_by_role("button", name="Consultar").click()
        page.get_by_role("button", name="Dejar de esperar").click()
        expect(page.get_by_role("status").filter(has_text="Se dejó de esperar")).to_have_count(1)
        assert text_of(page) == slow
