"""The workbench with its scripts, in a real Chromium: editor, completion, views of an answer, addresses, both languages."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from graph.questions.stored import stored_queries
from graph.settings import Settings
from tests.browser.conftest import DESK, PHONE, serving
from webapp import create_app

pytestmark = pytest.mark.browser

ENLACE = "PREFIX enlace: <https://w3id.org/enlace/ontology#>\n"
STORED = {one.name: one.text for one in stored_queries()}
COUNTED = f"/sparql?query={quote(STORED['instituciones-por-mesa'])}"
GRAPH = f"/sparql?query={quote(STORED['mesas-como-grafo'])}"
MANY = f"/sparql?query={quote(ENLACE + 'SELECT ?i { ?i a enlace:Institution } ORDER BY ?i LIMIT 120')}"
WRONG = f"/sparql?query={quote(ENLACE + 'SELECT ?mesa {' + chr(10) + '  FILER(?mesa)' + chr(10) + '}')}"
EMPTY = f"/sparql?query={quote('SELECT * { ?s ?p 99 }')}"
# Words of Yasqe, vis-network and CodeMirror that must not be seen, and English that a page in Spanish has no use for.
ENGLISH = re.compile(
    r"\b(run query|share|press|autocomplete|expected|invalid|this line|loading|showing|next|previous|search|fetch\w*|"
    r"copy|copied|download|unfold|zoom|edit|table|chart|picture|rows?|the|and|with|of)\b",
    re.IGNORECASE,
)
SPANISH = re.compile(
    r"[áéíóúñ¿¡«»]|\b(línea|consulta|tabla|filas|copiar|respuesta|los|las|para|una|con|de)\b", re.IGNORECASE
)
# What people read of the workbench itself: not the query, not the data, not the words of the vocabulary.
WORDS = """() => {
  const own = "#consulta, #salida, .lead, h1";
  const data = ".CodeMirror, textarea, tbody, .bars, pre, code, kbd, .words li, .picked, .answer thead, figcaption strong";
  const found = [];
  for (const root of document.querySelectorAll(own)) {
    for (const one of [root, ...root.querySelectorAll("*")]) {
      if (one.closest(data) || !one.checkVisibility()) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) if (one.getAttribute(name)) found.push(one.getAttribute(name));
      for (const part of one.childNodes) if (part.nodeType === 3 && part.data.trim()) found.push(part.data.trim());
    }
  }
  for (const one of document.querySelectorAll(".CodeMirror [aria-label], .CodeMirror [title], .CodeMirror-hints, .canvas [aria-label]")) {
    found.push(one.getAttribute("aria-label") || one.title || "");
  }
  return found;
}"""
# The middle of a sign of an institution in the picture: eight pixels of its colour beside each other.
SIGN = """() => {
  const canvas = document.querySelector(".canvas canvas"), box = canvas.getBoundingClientRect(), wide = canvas.width;
  const { data } = canvas.getContext("2d").getImageData(0, 0, wide, canvas.height);
  const blue = (at) => data[4 * at] === 31 && data[4 * at + 1] === 63 && data[4 * at + 2] === 115;
  for (let at = 0, run = 0; at < data.length / 4; at += 1) {
    run = blue(at) ? run + 1 : 0;
    if (run === 8) return [box.x + ((at % wide) - 4) * box.width / wide, box.y + Math.floor(at / wide) * box.height / canvas.height];
  }
}"""


@pytest.fixture(scope="module")
def site(built: Settings) -> Iterator[str]:
    with serving(create_app(built)) as address:
        yield address


def editor(page: Page):
    return page.locator(".yasqe textarea, .yasqe [contenteditable=true]").first


def text_of(page: Page) -> str:
    return page.evaluate("EnlaceSparql.editor.value()")


def write(page: Page, text: str) -> None:
    """Replaces what the editor holds, by the keyboard."""
    editor(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


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
        expect(told).to_have_text(re.compile(r"\d+ cosas y \d+ vínculos"))
        things = int(re.match(r"\d+", told.inner_text())[0])
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


def test_without_scripts_the_text_area_asks_and_no_dead_button_shows(visitor, site):
    with visitor(site, java_script_enabled=False, viewport=PHONE) as visit:
        page = visit.open(COUNTED)
        expect(page.locator("#query")).to_be_visible()
        expect(page.locator("table.answer")).to_be_visible()
        for dead in ("#vistas", "#paginas", "#editor", "#detener", "[data-link]", "[data-copy-lines]", "#vista-texto"):
            for one in page.locator(dead).all():
                expect(one).to_be_hidden()
