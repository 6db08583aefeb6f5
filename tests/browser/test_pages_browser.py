"""The pages in a real Chromium: quiet, accessible, usable by keyboard, by phone, without scripts, on paper."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, serving
from tests.webapp.fixture import fixture_quads, serve
from webapp import create_app

pytestmark = pytest.mark.browser

PAGES = [
    "/", "/buscar?q=mesa", "/buscar?q=zzz", "/instituciones", "/instituciones/minfin", "/instituciones/hostil",
    "/mesas", "/mesas/mesa-de-innovadores-publicos", "/mesas/mesa-de-transformacion-digital",
    "/mesas/mesa-de-pruebas", "/acuerdos", "/acuerdos/modernizacion-2024--plan", "/registros",
    "/registros/modernizacion-2024", "/registros/hostil", "/datos",
    "/sesiones/mesa-de-innovadores-publicos--2022-04-26", "/personas/maria-xol--senacyt", "/temas/datos-abiertos",
    "/normas/decreto-5-2021", "/ontology",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(create_app(serve(tmp_path_factory.mktemp("fixture") / "store", fixture_quads()))) as address:
        yield address


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_quiet_fit_their_width_and_show_markup_as_text(visitor, site, size):
    """No console message, no dialog, no request elsewhere: the visitor fails on any. One visit, all pages."""
    with visitor(site, viewport=size) as visit:
        for path in PAGES:
            page = visit.open(path)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} is {wide} px too wide"
            assert "roto" not in page.title() or "<script>" in page.title(), path
            assert page.locator("img[src=x], main script").count() == 0, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_serious_on_any_page(visitor, site, size, scheme):
    with visitor(site, viewport=size, color_scheme=scheme, bypass_csp=True) as visit:
        found = [f"{path}: {one}" for path in PAGES for one in serious(visit.open(path))]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_serious_in_english(visitor, site):
    with visitor(site, viewport=PHONE, locale="en-US", bypass_csp=True) as visit:
        found = [f"{path}: {one}" for path in PAGES for one in serious(visit.open(path))]
        assert visit.page.locator("html").get_attribute("lang") == "en"
    assert not found, "\n".join(found)


def serious(page) -> list[str]:
    """What axe calls serious or critical on a page."""
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations if one["impact"] in ("serious", "critical")]


def test_the_keyboard_reaches_the_content_first_and_focus_can_be_seen(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/mesas")
        page.keyboard.press("Tab")
        skip = page.locator(".skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        first = page.locator("main a").first
        expect(first).to_be_focused()
        outline = first.evaluate("element => getComputedStyle(element).outline")
        assert "3px" in outline
        assert "solid" in outline


def test_a_search_is_typed_sent_and_followed(visitor, site):
    with visitor(site, viewport=PHONE) as visit:
        page = visit.open("/")
        page.get_by_role("searchbox").fill("tecnologia")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Secretaría Nacional de Ciencia y Tecnología").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Secretaría Nacional de Ciencia y Tecnología")


def test_the_language_is_switched_on_the_spot_and_stays(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/acuerdos?estado=vencidos")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Agreements")
        assert "estado=vencidos" in page.url
        page.get_by_role("link", name="Roundtables", exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "en")


def test_filters_are_open_where_there_is_room_and_folded_on_a_phone(visitor, site):
    for size, is_open in ((DESK, True), (PHONE, False)):
        with visitor(site, viewport=size) as visit:
            page = visit.open("/instituciones")
            link = page.get_by_role("link", name="Ministerio 3")
            expect(link).to_be_visible(visible=is_open)
            if not is_open:
                page.get_by_text("Tipo de institución").first.click()
            link.click()
            expect(page.locator(".list > li")).to_have_count(3)


def test_a_quote_leads_to_its_marked_sentence_in_the_record(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/mesas/mesa-de-transformacion-digital")
        page.get_by_role("link", name="«Quedó a cargo de la Secretaría Privada").click()
        marked = page.locator("mark:is(:target, :has(> .anchor:target))")
        expect(marked).to_have_count(1)
        expect(marked).to_be_in_viewport()
        expect(marked).to_contain_text("Quedó a cargo de la Secretaría Privada de la Presidencia")


def test_everything_can_be_read_and_filtered_without_scripts(visitor, site):
    with visitor(site, viewport=PHONE, java_script_enabled=False) as visit:
        page = visit.open("/instituciones")
        page.get_by_text("Tipo de institución").first.click()
        page.get_by_role("link", name="Ministerio 3").click()
        expect(page.locator(".list > li")).to_have_count(3)
        page.get_by_role("link", name="Ministerio de Gobernación").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ministerio de Gobernación")


def test_links_of_the_menu_are_large_enough_for_a_thumb(visitor, site):
    with visitor(site, viewport=PHONE) as visit:
        page = visit.open("/")
        for link in page.locator("header nav a, .languages a, .search .button, .bottom li a").all():
            box = link.bounding_box()
            assert box["height"] >= 44, link.inner_text()


def test_the_typeface_is_ours_and_served_from_here(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/")
        assert page.evaluate("document.fonts.check('17px \"Atkinson Hyperlegible Next\"')")
        assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")


def test_on_paper_there_is_the_text_with_its_sources_and_no_menu(visitor, site):
    with visitor(site, color_scheme="dark") as visit:
        page = visit.open("/mesas/mesa-de-transformacion-digital")
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.querySelector('main a')).color") == "rgb(31, 63, 115)"
        expect(page.locator("header nav")).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        source = page.locator(".evidence cite a").first
        assert "/registros/modernizacion-2024" in source.evaluate("link => getComputedStyle(link, '::after').content")


def test_colours_follow_the_wish_of_the_reader(visitor, site):
    grounds = {}
    for scheme in ("light", "dark"):
        with visitor(site, color_scheme=scheme) as visit:
            grounds[scheme] = visit.open("/").evaluate("getComputedStyle(document.body).backgroundColor")
    assert grounds == {"light": "rgb(251, 250, 247)", "dark": "rgb(18, 21, 26)"}
