"""/revision and the marked text of records in a real Chromium: they fit, they are used, every quote is marked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from graph.questions import evidence, records
from graph.settings import Settings
from tests.browser.conftest import DESK, PHONE, serving
from tests.browser.test_pages_browser import serious
from tests.webapp.awaiting import serve_awaiting
from webapp import create_app

pytestmark = pytest.mark.browser

PAGES = ["/revision", "/revision?tipo=dudosas", "/revision?q=zzzz", "/registros/modernizacion-2024", "/datos", "/"]
CHOSEN = "Elegir: Ministerio de Finanzas Públicas (MINFIN)"
LINE = "Finanzas,minfin,,Ana Xol,"

# For each character of the text as shown: whether it stands in a mark, in a name; and where each place begins.
MARKED = """() => {
  const shown = document.querySelector(".text"), places = {};
  let text = "", marks = "", names = "", length = 0;
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) { if (node.id) places[node.id] = length; continue; }
    const parent = node.parentElement, characters = [...node.data].length;
    text += node.data;
    length += characters;
    marks += (parent.closest("mark") ? "x" : " ").repeat(characters);
    names += (parent.closest("a.named") ? "x" : " ").repeat(characters);
  }
  return { text, marks, names, places };
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(create_app(serve_awaiting(tmp_path_factory.mktemp("awaiting") / "store", more=40))) as address:
        yield address


@pytest.fixture(scope="module")
def shipped(built: Settings) -> Iterator[str]:
    with serving(create_app(built)) as address:
        yield address


def open_all(page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_fit_their_width_and_axe_finds_nothing_serious_also_with_all_answers_open(
    visitor, site, size, scheme
):
    found = []
    with visitor(site, viewport=size, color_scheme=scheme, bypass_csp=True) as visit:
        for path in PAGES:
            page = visit.open(path)
            for state in ("closed", "open"):
                if state == "open":
                    open_all(page)
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                found += [f"{path}, {state}: {wide} px too wide"] if wide > 0 else []
                found += [f"{path}, {state}: {one}" for one in serious(page)]
    assert not found, "\n".join(found)


def test_an_answer_is_chosen_signed_and_copied(visitor, site):
    with visitor(site, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.open("/revision")
        page.get_by_label("Su nombre, para las líneas").fill("Ana Xol")
        page.get_by_role("button", name="Aplicar").click()
        card = page.locator(".card").first
        card.get_by_label(CHOSEN).click()
        line = card.locator("[data-line]").first
        expect(line).to_contain_text(LINE)
        card.get_by_role("button", name="Copiar").first.click()
        expect(card.get_by_role("button", name="Copiada")).to_be_visible()
        expect(page.get_by_role("status")).to_have_text("Copiada")
        assert page.evaluate("navigator.clipboard.readText()") == line.text_content()


def test_where_a_page_may_not_write_the_clipboard_the_line_is_selected(visitor, site):
    with visitor(site) as visit:
        visit.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
        page = visit.open("/revision?firma=Ana%20Xol")
        card = page.locator(".card").first
        card.get_by_label(CHOSEN).click()
        card.get_by_role("button", name="Copiar").first.click()
        assert LINE in page.evaluate("getSelection().toString()")


def test_without_scripts_a_line_is_shown_and_one_click_selects_it_whole(visitor, site):
    with visitor(site, viewport=PHONE, java_script_enabled=False) as visit:
        page = visit.open("/revision?firma=Ana%20Xol")
        card = page.locator(".card").first
        expect(card.get_by_role("button", name="Copiar").first).to_be_hidden()
        card.get_by_label(CHOSEN).click()
        line = card.locator("[data-line]").first
        expect(line).to_be_visible()
        expect(line).to_have_css("user-select", "all")


def test_kinds_and_pages_are_reached_with_the_keyboard_and_the_thumb(visitor, site):
    with visitor(site, viewport=PHONE) as visit:
        page = visit.open("/revision")
        page.get_by_text("Qué falta").first.click()
        page.get_by_role("link", name="Afirmaciones dudosas 1").click()
        expect(page.locator(".card")).to_have_count(1)
        summary = page.locator(".card summary").first
        assert summary.bounding_box()["height"] >= 44
        summary.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-line]").first).to_be_visible()


def test_markup_in_a_form_is_letters_and_a_form_from_right_to_left_keeps_to_itself(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/revision?q=alert")
        expect(page.locator(".card h2")).to_have_text('<script>alert("x")</script>')
        page = visit.open("/revision?q=orbmon")
        expect(page.locator(".card")).to_have_count(1)
        expect(page.locator("[data-line]").first).to_have_css("unicode-bidi", "isolate")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_quote_of_the_shipped_records_is_marked_where_it_stands(visitor, shipped, engine, size):
    with visitor(shipped, viewport=size) as visit:
        seen = 0
        for record in records.records(engine):
            page = visit.open(f"/registros/{record.iri.rpartition('/')[2]}")
            shown = page.evaluate(MARKED)
            for quote in evidence.of_record(engine, record.iri):
                assert shown["text"][quote.start : quote.end] == quote.text, record.label
                for said in quote.statements:
                    seen += 1
                    kind = said.object.iri.split("/")[-2]
                    where = (
                        "names" if said.predicate == "mentions" and kind not in ("agreement", "session") else "marks"
                    )
                    assert set(shown[where][quote.start : quote.end]) == {"x"}, (record.label, quote.text)
                    assert shown["places"][said.evidence.rpartition("/")[2]] == quote.start
        assert seen > 100


def test_from_what_was_read_to_its_sentence_and_back(visitor, shipped):
    with visitor(shipped, viewport=PHONE) as visit:
        page = visit.open("/registros/noticias--modernizacion-del-organismo-ejecutivo_txt")
        first = page.locator(".told > li").first
        first.locator(".quote-link").click()
        marked = page.locator(".text mark:is(:target, :has(> .anchor:target))").first
        expect(marked).to_be_in_viewport()
        expect(marked).to_have_css("background-color", "rgb(242, 193, 78)")
        page.locator(".note").first.click()
        expect(page.locator(".told > li:target")).to_be_in_viewport()
        assert page.url.endswith("#dato-1")
