"""Failures: one page for people, one problem+json for machines, never a traceback."""

import pytest

from graph import errors
from graph.settings import Settings
from webapp import create_app

PEOPLE, MACHINES = {"Accept": "text/html"}, {"Accept": "application/json"}


@pytest.fixture(scope="module")
def failing(tmp_path_factory):
    """An application with an address for every failure."""
    app = create_app(Settings(store=tmp_path_factory.mktemp("none") / "store"))
    kinds = {
        "input": errors.InputError("la fecha no existe", "acta.md", 3),
        "store": errors.StoreError("falta la instantánea"),
        "query": errors.QueryError("no se pudo evaluar"),
        "syntax": errors.QuerySyntaxError("sobra un punto", 2, 7),
        "refused": errors.QueryRefused("SERVICE no se permite"),
        "large": errors.QueryTooLarge("pasa del límite"),
        "budget": errors.QueryOverBudget("pasó de 10 segundos", retry_after=9),
        "bug": ZeroDivisionError("a secret in a traceback"),
    }

    def fail(kind: str) -> str:
        raise kinds[kind]

    app.add_url_rule("/fail/<kind>", view_func=fail)
    return app.test_client()


STATUSES = {
    "input": 400,
    "store": 503,
    "query": 400,
    "syntax": 400,
    "refused": 403,
    "large": 413,
    "budget": 503,
    "bug": 500,
}


@pytest.mark.parametrize(("kind", "status"), STATUSES.items())
def test_machines_get_a_problem(failing, kind, status):
    answer = failing.get(f"/fail/{kind}", headers=MACHINES)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= set(answer.json)
    assert answer.json["status"] == status
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("kind", "status"), STATUSES.items())
def test_people_get_a_page(failing, kind, status):
    answer = failing.get(f"/fail/{kind}", headers=PEOPLE)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert f"Error {status}" in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize("headers", [PEOPLE, MACHINES])
def test_a_bug_is_not_told_to_the_outside(failing, headers, caplog):
    answer = failing.get("/fail/bug", headers=headers)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_a_syntax_error_says_where(failing):
    problem = failing.get("/fail/syntax", headers=MACHINES).json
    assert (problem["line"], problem["column"]) == (2, 7)
    assert problem["type"].endswith("QuerySyntaxError")
    assert "Línea 2, columna 7" in failing.get("/fail/syntax", headers=PEOPLE).text


def test_members_that_are_not_known_are_left_out(failing):
    assert "line" not in failing.get("/fail/refused", headers=MACHINES).json


@pytest.mark.parametrize(("kind", "seconds"), [("budget", "9"), ("store", "30")])
def test_what_may_work_later_says_when(failing, kind, seconds):
    assert failing.get(f"/fail/{kind}", headers=MACHINES).headers["Retry-After"] == seconds


def test_a_sentence_of_the_command_line_becomes_one_of_a_page(failing):
    assert failing.get("/fail/refused", headers=MACHINES).json["detail"] == "SERVICE no se permite."
    assert failing.get("/fail/input", headers=MACHINES).json["detail"].endswith("la fecha no existe.")


def test_a_reader_that_takes_anything_is_a_machine(failing):
    assert failing.get("/fail/query", headers={"Accept": "*/*"}).mimetype == "application/problem+json"
    assert failing.get("/fail/query", headers={"Accept": ""}).mimetype == "application/problem+json"


def test_an_address_that_does_not_exist(client):
    answer = client.get("/nada", headers=MACHINES)
    assert answer.status_code == 404
    assert answer.json["type"] == "about:blank"
    assert answer.json["title"] == "Aquí no hay ninguna página"


def test_a_method_that_is_not_allowed_says_which_are(client):
    answer = client.post("/mesas", headers=MACHINES)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_errors_speak_english_to_those_who_do(client):
    answer = client.get("/nada", headers={**MACHINES, "Accept-Language": "en"})
    assert answer.json["title"] == "There is no page here"


@pytest.mark.parametrize(
    "path", ["/", "/mesas", "/acuerdos/x", "/datos", "/catalog.ttl", "/dumps/enlace.nq", "/id/mesa/x.ttl"]
)
def test_before_the_first_build_every_page_says_how_to_build(tmp_path, path):
    client = create_app(Settings(store=tmp_path / "store")).test_client()
    page = client.get(path, headers=PEOPLE)
    assert page.status_code == 503
    assert "enlace build" in page.text
    assert "Todavía no hay datos" in page.text
    assert str(tmp_path) not in page.text
    assert client.get(path, headers=MACHINES).json["status"] == 503


def test_the_vocabulary_is_there_before_the_first_build(tmp_path):
    client = create_app(Settings(store=tmp_path / "store")).test_client()
    assert client.get("/ontology", headers=PEOPLE).status_code == 200


@pytest.mark.parametrize("headers", [PEOPLE, MACHINES])
def test_what_is_wrong_with_the_store_is_for_the_log_and_not_for_visitors(tmp_path, caplog, headers):
    (tmp_path / "letters.txt").write_text("mine")
    answer = create_app(Settings(store=tmp_path)).test_client().get("/", headers=headers)
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
    assert "Los datos no se pueden leer ahora." in answer.text
    assert "enlace build" not in answer.text
    assert f"{tmp_path} no es una carpeta de Enlace" in caplog.text
