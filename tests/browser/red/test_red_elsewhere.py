"""The explorer elsewhere: on a phone, in the dark, without a script, without motion, as a file, with hostile names."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.red.explorer import DESK, PHONE, Watch, drawn, listed, visit

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]


def test_hostile_names_stay_text_on_the_page(page: Page, site: str):
    visit(page, site, "/red?nodo=institution/hostil")
    expect(page.locator("#ficha h2")).to_contain_text("<script>window.hacked='label'</script>")
    page.get_by_label("Buscar en la red").fill("script")
    expect(page.get_by_role("option").first).to_contain_text("<script>")
    page.keyboard.press("Enter")
    page.locator("#ficha summary").first.click()
    expect(page.locator("#ficha blockquote").first).to_contain_text("</script><script>")
    assert page.evaluate("window.hacked") is None


def test_on_a_phone_the_table_comes_first_and_the_picture_is_a_tab(browser: Browser, site: str):
    context = browser.new_context(viewport=PHONE, locale="es-GT", has_touch=True, is_mobile=True)
    page = context.new_page()
    watch = Watch(page, site)
    visit(page, site)
    expect(page.locator("#red-vinculos")).to_be_visible()
    expect(page.locator(".red-picture")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Imagen").click()
    expect(page.locator(".red-picture")).to_be_visible()
    expect(page.locator("#red-vinculos")).to_be_hidden()
    expect(page).to_have_url(site + "/red?vista=imagen")
    spot = page.evaluate(
        "() => { const p = EnlaceRed.picture, at = p.network.canvasToDOM(p.members.get('mesa/civil'));"
        " const box = p.box.getBoundingClientRect(); return [box.x + at.x + 14, box.y + at.y]; }"
    )
    page.touchscreen.tap(*spot)
    expect(page.locator("#ficha h2")).to_have_text("Mesa de Servicio Civil")
    assert not watch.trouble
    context.close()


def test_without_javascript_the_table_the_card_and_the_filters_are_there(browser: Browser, site: str):
    context = browser.new_context(viewport=DESK, locale="es-GT", java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/red?nodo=mesa/digital")
    expect(page.locator("#ficha h2")).to_have_text("Mesa de Transformación Digital")
    expect(page.locator("#red-vinculos tbody tr:visible")).to_have_count(12)
    page.get_by_label("participa").uncheck()
    page.get_by_role("button", name="Buscar y filtrar").click()
    expect(page.locator("#red-vinculos tbody tr:visible")).to_have_count(8)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_takes_the_colours_of_the_page(browser: Browser, site: str, scheme: Scheme):
    context = browser.new_context(viewport=DESK, color_scheme=scheme)
    page = context.new_page()
    visit(page, site)
    jade = {"light": "#0a6b52", "dark": "#5ccba6"}
    assert page.evaluate("EnlaceRed.picture.theme.mesa") == jade[scheme]
    other: Scheme = "dark" if scheme == "light" else "light"
    page.emulate_media(color_scheme=other)
    page.wait_for_function("colour => EnlaceRed.picture.theme.mesa === colour", arg=jade[other])
    context.close()


def test_nothing_moves_for_who_asked_for_stillness(browser: Browser, site: str):
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    visit(page, site)
    scale = page.evaluate("EnlaceRed.picture.scale()")
    moved = page.evaluate("() => { EnlaceRed.picture.zoom(1.5); return EnlaceRed.picture.scale(); }")
    assert moved == pytest.approx(scale * 1.5)
    context.close()


def test_the_downloaded_file_works_from_a_folder_and_executes_no_name(page: Page, site: str, tmp_path: Path):
    visit(page, site)
    page.get_by_text("Descargar").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Un archivo que funciona sin internet").click()
    path = tmp_path / "red.html"
    waiting.value.save_as(path)

    context = page.context.browser.new_context(viewport=DESK, offline=True)  # type: ignore[union-attr]
    alone = context.new_page()
    watch = Watch(alone, path.as_uri())
    alone.goto(path.as_uri())
    alone.wait_for_selector("#red[data-ready]")
    nodes, edges = drawn(alone)
    assert len(nodes) == 10
    assert len(edges) == len(listed(alone)) == 12
    alone.get_by_label("Buscar en la red").fill("script")
    alone.keyboard.press("Enter")
    expect(alone.locator("#ficha h2")).to_contain_text("<script>window.hacked='label'</script>")
    alone.locator("#ficha summary").first.click()
    expect(alone.locator("#ficha blockquote").first).to_contain_text("</script><script>window.hacked='quote'")
    alone.get_by_label("participa").uncheck()
    assert drawn(alone)[1] == set(listed(alone))
    assert len(listed(alone)) == 8
    assert alone.evaluate("window.hacked") is None
    assert not watch.trouble
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("address", ["/red", "/red?nodo=mesa/digital&vista=imagen", "/red?relaciones=ninguna"])
def test_axe_finds_no_barrier(browser: Browser, site: str, address: str, viewport: ViewportSize, scheme: Scheme):
    context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="es-GT")
    page = context.new_page()
    visit(page, site, address)
    for summary in page.locator("#ficha summary").all():
        summary.click()
    found = Axe().run(page).response["violations"]
    barriers = [
        f"{one['id']}: {one['nodes'][0]['target']}" for one in found if one["impact"] in ("serious", "critical")
    ]
    assert not barriers
    context.close()
