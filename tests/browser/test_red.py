"""The explorer in a real Chromium: pick, filter, search, read the evidence, share the view, take the file along."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.network.sample import serve_sample
from webapp import create_app

pytestmark = pytest.mark.browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = create_app(serve_sample(tmp_path_factory.mktemp("served") / "store"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    app.extensions["enlace"].served.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=DESK, locale="es-GT", accept_downloads=True)
    yield context
    context.close()


class Watch:
    """What must never happen on a page: a word on the console, an error, a request to another site."""

    def __init__(self, page: Page, site: str):
        self.trouble: list[str] = []
        page.on("console", lambda message: self.trouble.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", lambda request: self._asked(request.url, site))

    def _asked(self, address: str, site: str) -> None:
        if not address.startswith((site, "data:", "blob:")):
            self.trouble.append(f"request: {address}")


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    page = context.new_page()
    watch = Watch(page, site)
    yield page
    assert not watch.trouble


def visit(page: Page, site: str, address: str = "/red") -> None:
    page.goto(site + address)
    page.wait_for_selector("#red[data-ready]")


def drawn(page: Page) -> tuple[set[str], set[str]]:
    """The members and the links that the picture shows."""
    nodes, edges = page.evaluate(
        "[[...EnlaceRed.picture.nodes.get()].filter(n => !n.hidden).map(n => n.id),"
        " [...EnlaceRed.picture.edges.get()].filter(e => !e.hidden).map(e => e.id)]"
    )
    return set(nodes), set(edges)


def listed(page: Page) -> list[str]:
    """The links that the table shows, from above."""
    rows = "#red-vinculos tbody tr:not([hidden])"
    return page.eval_on_selector_all(rows, "rows => rows.map(row => row.dataset.edge)")


def click_on(page: Page, member: str) -> None:
    """Clicks on the picture where a member is drawn."""
    spot = page.evaluate(
        "id => { const p = EnlaceRed.picture, at = p.network.canvasToDOM(p.members.get(id));"
        " const box = p.box.getBoundingClientRect(); return {x: box.x + at.x, y: box.y + at.y}; }",
        member,
    )
    page.mouse.click(spot["x"], spot["y"])


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
def test_the_picture_takes_the_colours_of_the_page(browser: Browser, site: str, scheme: str):
    context = browser.new_context(viewport=DESK, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    visit(page, site)
    jade = {"light": "#0a6b52", "dark": "#5ccba6"}
    assert page.evaluate("EnlaceRed.picture.theme.mesa") == jade[scheme]
    other = "dark" if scheme == "light" else "light"
    page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
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
