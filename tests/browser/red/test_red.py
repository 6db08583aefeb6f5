"""The explorer in a real Chromium: pick, filter, search, sort, read the evidence, share the view, use the keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.red.explorer import click_on, drawn, listed, visit

pytestmark = pytest.mark.browser


def test_picture_and_table_show_the_same(page: Page, site: str):
    visit(page, site)
    _, edges = drawn(page)
    assert len(edges) == 12
    assert edges == set(listed(page))


def test_a_click_on_the_picture_shows_who_it_is(page: Page, site: str):
    visit(page, site)
    click_on(page, "institution/minfin")
    card = page.locator("#ficha")
    expect(card.locator("h2")).to_have_text("Ministerio de Finanzas Públicas")
    expect(card).to_contain_text("MINFIN")
    expect(card.locator(".red-facts")).to_contain_text("Ministerio")
    expect(card.get_by_role("link", name="Ver su página")).to_have_attribute("href", "/instituciones/minfin")
    expect(page).to_have_url(site + "/red?nodo=institution/minfin")
    expect(page.locator("#red-vinculos tr.picked")).to_have_count(4)


def test_evidence_opens_and_leads_to_its_record(page: Page, site: str):
    visit(page, site, "/red?nodo=mesa/digital")
    led = page.locator("#ficha .red-group", has_text="¿Quién lidera?")
    expect(led.locator("blockquote")).to_be_hidden()
    led.get_by_text("Ver evidencia").click()
    expect(led.locator("blockquote")).to_have_text("a cargo de la SPP")
    expect(led.locator("cite a")).to_have_attribute("href", "/registros/primera")


def test_a_click_on_a_line_shows_its_evidence(page: Page, site: str):
    visit(page, site)
    spot = page.evaluate(
        "() => { const p = EnlaceRed.picture, edge = [...p.lines.values()].find(e => e.relation === 'supports');"
        " const [a, b] = [p.members.get(edge.from), p.members.get(edge.to)];"
        " const at = p.network.canvasToDOM({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2});"
        " const box = p.box.getBoundingClientRect(); return {x: box.x + at.x, y: box.y + at.y}; }"
    )
    page.mouse.click(spot["x"], spot["y"])
    expect(page.locator("#ficha h2")).to_contain_text("apoya a")
    expect(page).to_have_url(re.compile(r"/red\?vinculo=[0-9a-f]+$"))


def test_a_filter_switches_links_off_in_picture_and_table_and_is_kept_in_the_address(page: Page, site: str):
    visit(page, site)
    page.get_by_label("participa").uncheck()
    assert len(listed(page)) == 8
    nodes, edges = drawn(page)
    assert edges == set(listed(page))
    assert "institution/hostil" not in nodes
    expect(page.locator("#red-cuenta")).to_have_text("8 vínculos")
    page.get_by_label("Instituciones").uncheck()
    assert drawn(page)[1] == set(listed(page))
    assert len(listed(page)) == 2
    page.reload()
    page.wait_for_selector("#red[data-ready]")
    assert len(listed(page)) == 2
    assert drawn(page)[1] == set(listed(page))
    expect(page.get_by_label("participa")).not_to_be_checked()
    page.go_back()
    expect(page.locator("#red-cuenta")).to_have_text("8 vínculos")


def test_everything_switched_off_says_so_and_leads_back(page: Page, site: str):
    visit(page, site, "/red?relaciones=ninguna")
    expect(page.locator("#red-vacio")).to_be_visible()
    expect(page.locator("#red-vinculos")).to_be_hidden()
    page.get_by_role("link", name="Mostrar todo").click()
    expect(page.locator("#red-cuenta")).to_have_text("12 vínculos")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("minf", "Ministerio de Finanzas Públicas"),
        ("transformacion", "Mesa de Transformación Digital"),
        ("hacienda", "Ministerio de Finanzas Públicas"),
    ],
)
def test_the_search_suggests_by_acronym_alias_and_without_accents(page: Page, site: str, typed: str, found: str):
    visit(page, site)
    page.get_by_label("Buscar en la red").fill(typed)
    first = page.get_by_role("option").first
    expect(first).to_contain_text(found)
    page.keyboard.press("Enter")
    expect(page.locator("#ficha h2")).to_have_text(found)
    expect(page.locator("#ficha h2")).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_search_is_a_combobox_for_the_keyboard(page: Page, site: str):
    visit(page, site)
    box = page.get_by_role("combobox")
    box.fill("mesa")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("zzz")
    expect(page.get_by_role("option")).to_have_text("Nada se llama así")


def test_a_shared_link_gives_the_same_view(page: Page, site: str):
    visit(page, site, "/red?nodo=mesa/civil&relaciones=participatesIn,convenes&orden=-quien")
    expect(page.locator("#ficha h2")).to_have_text("Mesa de Servicio Civil")
    assert page.evaluate("EnlaceRed.picture.picked") == "mesa/civil"
    assert drawn(page)[1] == set(listed(page))
    assert len(listed(page)) == 5
    expect(page.locator("th", has_text="Quién").first).to_have_attribute("aria-sort", "descending")


def test_a_column_sorts_the_table_both_ways(page: Page, site: str):
    visit(page, site)
    names = "#red-vinculos tbody tr td:first-child .entity"
    heading = page.get_by_role("columnheader", name="Quién", exact=True)
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    rising = page.locator(names).all_inner_texts()
    assert rising[0].startswith("<script>")  # a name as any other
    assert rising[1] == "Comisión de Gobierno Abierto"
    assert rising[-1] == "Submesa de Datos"
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert page.locator(names).all_inner_texts() == rising[::-1]
    expect(page).to_have_url(site + "/red?orden=-quien")


def test_the_whole_page_can_be_used_with_the_keyboard(page: Page, site: str):
    page.emulate_media(reduced_motion="reduce")
    visit(page, site)
    whole = page.evaluate("EnlaceRed.picture.scale()")
    page.locator("#red-vinculos a[data-node='mesa/digital']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ficha h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#ficha h2")).to_have_text("Por dónde empezar")
    picture = page.get_by_role("application")
    picture.focus()
    page.keyboard.press("0")
    assert page.evaluate("EnlaceRed.picture.scale()") == pytest.approx(whole)
    page.keyboard.press("+")
    assert page.evaluate("EnlaceRed.picture.scale()") == pytest.approx(whole * 1.3)
    left = page.evaluate("EnlaceRed.picture.network.getViewPosition().x")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("EnlaceRed.picture.network.getViewPosition().x") > left


def test_the_wheel_scrolls_the_page_unless_ctrl_is_held(page: Page, site: str):
    visit(page, site)
    box = page.locator(".red-canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    before = page.evaluate("EnlaceRed.picture.scale()")
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => scrollY > 0")
    assert page.evaluate("EnlaceRed.picture.scale()") == before
    expect(page.get_by_text("Para acercar con la rueda, mantenga Ctrl")).to_be_visible()


def test_the_buttons_of_the_picture_are_large_enough(page: Page, site: str):
    visit(page, site)
    for button in page.locator(".red-zoom button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    before = page.evaluate("EnlaceRed.picture.scale()")
    page.get_by_role("button", name="Acercar").click()
    page.wait_for_function("before => EnlaceRed.picture.scale() > before * 1.3", arg=before)
