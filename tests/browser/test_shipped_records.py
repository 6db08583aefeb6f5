"""The product as shipped, in a real Chromium: the workbench, and every page over the records that come with Enlace."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from graph.settings import Settings
from tests.browser.conftest import DESK, PHONE, serving
from webapp import create_app

pytestmark = pytest.mark.browser

LED_BY = "SELECT%20%3Fmesa%20%3Fl%20%7B%3Fmesa%20%3Chttps%3A%2F%2Fw3id.org%2Fenlace%2Fontology%23ledBy%3E%20%3Fl%7D"
PAGES = [
    "/", "/red", "/instituciones", "/instituciones/gae", "/mesas", "/mesas/mesa-de-servicio-civil", "/acuerdos",
    "/registros", "/datos", "/sparql", f"/sparql?query={LED_BY}", "/sparql?query=SELECT%20%7B", "/no-existe",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(built: Settings) -> Iterator[str]:
    with serving(create_app(built)) as address:
        yield address


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_fits_its_width_and_axe_finds_nothing_serious(visitor, site, size):
    found = []
    with visitor(site, viewport=size, bypass_csp=True) as visit:
        for path in PAGES:
            page = visit.open(path)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                found.append(f"{path} is {wide} px too wide")
            found += [
                f"{path}: {one['id']} {one['nodes'][0]['target']}"
                for one in Axe().run(page).response["violations"]
                if one["impact"] in ("serious", "critical")
            ]
        # A wrong query and a missing page answer with their status, which Chromium writes to the console.
        visit.trouble[:] = [one for one in visit.trouble if "status of 40" not in one]
    assert not found, "\n".join(found)


def test_home_leads_to_every_door_with_live_counts(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/")
        for door in ("/red", "/instituciones", "/mesas", "/acuerdos", "/datos", "/queries"):
            assert page.locator(f"main a[href^='{door}']").count(), door
        expect(page.locator("main")).to_contain_text("18")


def test_a_question_is_chosen_asked_with_ctrl_enter_and_answered_with_links(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql")
        page.get_by_role("link", name="¿Quién lidera cada mesa?").click()
        page.get_by_role("textbox", name="Editor de la consulta").press("Control+Enter")
        answer = page.locator("#respuesta")
        expect(answer).to_contain_text("Secretaría Privada de la Presidencia")
        with page.expect_download() as download:
            answer.get_by_role("link", name="CSV").click()
        assert "Mesa de Transformación Digital" in download.value.path().read_text(encoding="utf-8")


def test_an_answer_links_to_the_pages_of_what_it_names(visitor, site):
    with visitor(site) as visit:
        page = visit.open(f"/sparql?query={LED_BY}")
        page.locator("#respuesta a[href*='mesa-de-transformacion-digital']").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mesa de Transformación Digital")


def test_a_wrong_query_says_where_and_keeps_what_was_written(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/sparql?query=SELECT%20%7B")
        expect(page.get_by_role("alert")).to_contain_text("SPARQL")
        expect(page.locator("#query")).to_have_value("SELECT {")
        visit.trouble.clear()


def test_the_workbench_answers_without_scripts(visitor, site):
    with visitor(site, java_script_enabled=False) as visit:
        page = visit.open("/sparql")
        page.get_by_role("button", name="Consultar").click()
        expect(page.locator("#respuesta")).to_contain_text("Mesa de Servicio Civil")
