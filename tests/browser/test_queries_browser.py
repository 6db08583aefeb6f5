"""The stored questions in a real Chromium: quiet, accessible, by keyboard, on a phone, without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, serving
from tests.browser.test_pages_browser import serious
from tests.queries.sample import quads
from tests.webapp.fixture import serve
from webapp import create_app

pytestmark = pytest.mark.browser

PAGES = [
    "/queries", "/queries/quien-esta-en-cada-mesa", "/queries/mesas-por-institucion",
    "/queries/acuerdos-con-responsables",
    "/queries/acuerdos-vencidos?hoy=2024-01-01", "/queries/evidencia", "/queries/mesas-como-grafo",
    "/queries/sesiones?desde=2031-01-01", "/queries/quien-esta-en-cada-mesa?messa=x",
]  # fmt: skip
WRONG = "/queries/quien-esta-en-cada-mesa?institucion=ministerio+de+ambient"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(create_app(serve(tmp_path_factory.mktemp("queries") / "store", quads()))) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_quiet_accessible_and_fit_their_width(visitor, site, size, scheme):
    with visitor(site, viewport=size, color_scheme=scheme, bypass_csp=True) as visit:
        for path in PAGES:
            page = visit.open(path)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} is {wide} px too wide"
            assert not serious(page), path


def test_a_page_with_a_wrong_value_is_accessible_too(visitor, site):
    with visitor(site, viewport=PHONE, bypass_csp=True) as visit:
        page = visit.open(WRONG)
        assert not serious(page)
        page.get_by_role("link", name="Ministerio de Ambiente (MARN)").click()
        expect(page.locator("table.answers tbody tr")).to_have_count(3)
        visit.trouble = [one for one in visit.trouble if "404" not in one]  # the console tells of the page itself


def test_a_question_is_narrowed_by_keyboard_without_scripts(visitor, site):
    with visitor(site, java_script_enabled=False) as visit:
        page = visit.open("/queries")
        page.get_by_role("link", name="¿Quién está en cada mesa?").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Mesa", exact=True).select_option("Mesa de Bosques")
        page.get_by_label("Papel").select_option("lidera")
        page.get_by_role("button", name="Responder").press("Enter")
        expect(page.locator("table.answers tbody tr")).to_have_count(1)
        assert page.url.partition("#")[0].endswith("/queries/quien-esta-en-cada-mesa?mesa=mesa-de-bosques&papel=Leader")
        expect(page.get_by_label("Mesa", exact=True)).to_have_value("mesa-de-bosques")


def test_the_address_of_an_answer_is_copied(visitor, site):
    with visitor(site, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.open("/queries/sedes")
        page.get_by_role("button", name="Copiar dirección").click()
        expect(page.get_by_role("status")).to_have_text("Copiada")
        assert page.evaluate("navigator.clipboard.readText()") == f"{site}/queries/sedes.csv"


def test_what_is_touched_is_large_enough_for_a_thumb(visitor, site):
    with visitor(site, viewport=PHONE) as visit:
        page = visit.open("/queries/quien-esta-en-cada-mesa?mesa=mesa-de-bosques")
        for one in page.locator(
            "form .field, form .button, form .clear, .files a, .others a, .editor a, .use summary"
        ).all():
            assert one.bounding_box()["height"] >= 44, one.evaluate("one => one.outerHTML")


def test_a_download_is_the_file_that_it_says(visitor, site):
    with visitor(site) as visit:
        page = visit.open("/queries/sedes")
        address = page.get_by_role("link", name="CSV", exact=True).get_attribute("href")
        answer = page.request.get(address)
        assert answer.headers["content-type"].startswith("text/csv")
        assert answer.text().splitlines()[0] == "sede_nombre,cuantas_sesiones,sede"
