"""The application as a whole: made by a factory, conditional, in two languages, following the served snapshot."""

import re
import subprocess
import sys

import pytest

from graph.settings import Settings
from tests.webapp.fixture import NAMED, fixture_quads, serve
from webapp import create_app


def test_importing_and_creating_the_application_opens_nothing(tmp_path):
    create_app(Settings(store=tmp_path / "absent"))
    assert not (tmp_path / "absent").exists()


def test_the_application_knows_its_settings(site):
    assert site.extensions["enlace"].settings.title == "Enlace"


def test_a_module_level_application_does_not_exist():
    look = "import flask, webapp; print([name for name, one in vars(webapp).items() if isinstance(one, flask.Flask)])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", ["/", "/instituciones", "/mesas/mesa-de-servicio-civil", "/datos", "/ontology"])
def test_pages_that_did_not_change_are_not_sent_again(visit, path):
    first = visit(path)
    again = visit(path, If_None_Match=first.headers["ETag"])
    assert again.status_code == 304
    assert not again.data
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_page_in_another_language_is_another_page(visit):
    first = visit("/")
    assert visit("/", If_None_Match=first.headers["ETag"], Accept_Language="en").status_code == 200
    assert {"Accept-Language", "Cookie"} <= set(first.vary)


def test_a_new_day_is_another_page_because_agreements_fall_due(visit, monkeypatch):
    from datetime import date

    first = visit("/acuerdos")
    monkeypatch.setattr("webapp.serving.today", lambda: date(2027, 1, 1))
    later = visit("/acuerdos", If_None_Match=first.headers["ETag"])
    assert later.status_code == 200
    assert "Venció en diciembre de 2026" in later.text


def test_a_new_snapshot_is_served_without_a_restart(tmp_path):
    app = create_app(serve(tmp_path / "store", NAMED))
    try:
        client, page = app.test_client(), {"Accept": "text/html"}
        before = client.get("/mesas", headers=page)
        serve(tmp_path / "store", fixture_quads())
        after = client.get("/mesas", headers={**page, "If-None-Match": before.headers["ETag"]})
    finally:
        app.extensions["enlace"].served.close()
    assert "Todavía no hay mesas." in before.text
    assert "Mesa de Servicio Civil" in after.text


def test_spanish_is_the_language_of_those_who_ask_for_none(client):
    html = client.get("/", headers={"Accept": "text/html"}).text
    assert '<html lang="es-GT">' in html
    assert "Quién se sienta con quién" in html


@pytest.mark.parametrize(
    ("asked", "lang"), [("en-US,en;q=0.9", "en"), ("fr,en;q=0.5", "en"), ("qu", "es-GT"), ("es", "es-GT")]
)
def test_a_first_visit_is_answered_in_the_language_of_the_browser(visit, asked, lang):
    assert f'<html lang="{lang}">' in visit("/", Accept_Language=asked).text


def test_a_chosen_language_is_remembered(visit):
    assert '<html lang="en">' in visit("/?lang=en").text
    assert '<html lang="en">' in visit("/mesas").text
    assert '<html lang="es-GT">' in visit("/mesas?lang=es").text
    assert '<html lang="es-GT">' in visit("/").text


def test_a_language_that_is_not_offered_is_passed_over(visit):
    answer = visit("/?lang=xx")
    assert '<html lang="es-GT">' in answer.text
    assert "Set-Cookie" not in answer.headers


def test_the_language_switch_keeps_the_address(visit):
    assert 'href="/acuerdos?estado=vencidos&amp;lang=en"' in visit("/acuerdos?estado=vencidos").text
    assert 'href="/acuerdos?estado=vencidos&amp;lang=es"' in visit("/acuerdos?estado=vencidos&lang=en").text


def test_dates_and_numbers_are_written_as_each_language_does(visit):
    assert "11 de septiembre de 2024" in visit("/registros/modernizacion-2024").text
    assert "September 11, 2024" in visit("/registros/modernizacion-2024", Accept_Language="en").text


def test_static_files_carry_their_hash_and_may_be_kept_for_a_year(visit):
    address = re.search(r'href="(/static/enlace\.css\?v=[0-9a-f]{10})"', visit("/").text)[1]
    kept = visit(address)
    assert kept.cache_control.max_age == 365 * 24 * 3600
    assert visit("/static/enlace.css").cache_control.max_age is None


def test_the_font_and_the_network_library_are_served_from_here(visit):
    assert visit("/static/vendor/atkinson-hyperlegible-next.woff2").data[:4] == b"wOF2"
    assert b"vis-network" in visit("/static/vendor/vis-network.min.js").data[:200]


def test_health_says_which_snapshot_is_served(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]{12}", answer.json["snapshot"])


def test_health_is_bad_while_there_is_nothing_to_serve(tmp_path):
    answer = create_app(Settings(store=tmp_path / "absent")).test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json["snapshot"] is None


def test_robots_may_read_data_and_are_kept_from_queries(client):
    text = client.get("/robots.txt").text
    assert "Disallow: /sparql" in text
    assert "Disallow: /buscar" in text
    assert "Disallow: /dumps" not in text


def test_the_old_name_of_the_icon_is_answered(client):
    assert client.get("/favicon.ico").mimetype == "image/svg+xml"
