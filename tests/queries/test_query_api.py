"""/queries/<name>.csv and its kin: whole answers with the snapshot's version, for programs and other sites."""

import csv
import io
import json

import pytest
from rdflib import Graph

from graph.questions.stored import stored_queries

WHO = "/queries/quien-esta-en-cada-mesa"


def test_an_answer_is_a_file_with_the_version_of_the_data(client, sample):
    from graph.store.snapshot import current

    response = client.get(f"{WHO}.csv?mesa=suelos")
    assert response.status_code == 200
    assert response.content_type == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(response.text))
    assert row["mesa_nombre"] == "Mesa de Suelos"
    assert row["institucion"] == "https://w3id.org/enlace/id/institution/maga"
    assert response.headers["Enlace-Snapshot"] == current(sample.store).id
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Enlace-Snapshot" in response.headers["Access-Control-Expose-Headers"]
    name = 'inline; filename="enlace-quien-esta-en-cada-mesa-mesa-de-suelos.csv"'
    assert response.headers["Content-Disposition"] == name
    assert f'<http://localhost{WHO}?mesa=mesa-de-suelos>; rel="alternate"' in response.headers["Link"]


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        ("csv", "text/csv"),
        ("json", "application/sparql-results+json"),
        ("tsv", "text/tab-separated-values"),
        ("xml", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_four_formats(client, suffix, kind):
    response = client.get(f"{WHO}.{suffix}")
    assert (response.status_code, response.mimetype) == (200, kind)
    assert response.text.count("https://w3id.org/enlace/id/institution/maga") == 3


@pytest.mark.parametrize(
    ("suffix", "parser"),
    [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml"), ("json", "json-ld"), ("xml", "xml")],
)
def test_a_graph_comes_in_the_formats_of_graphs(client, suffix, parser):
    response = client.get(f"/queries/mesas-como-grafo.{suffix}?mesa=bosques")
    assert response.status_code == 200
    assert len(Graph().parse(data=response.text, format=parser)) == 7


@pytest.mark.parametrize("address", ["mesas-como-grafo.csv", "quien-esta-en-cada-mesa.ttl"])
def test_a_format_that_does_not_fit_is_406_and_says_which_do(client, address):
    response = client.get(f"/queries/{address}")
    assert (response.status_code, response.mimetype) == (406, "application/problem+json")
    assert "se responde en" in response.json["detail"]


def test_the_tag_depends_on_values_and_format_and_spares_the_query(client):
    first = client.get(f"{WHO}.csv?mesa=suelos")
    same = client.get(f"{WHO}.csv?institucion=&mesa=Mesa+de+Suelos")
    others = [client.get(f"{WHO}.{rest}") for rest in ("csv", "csv?mesa=bosques", "json?mesa=suelos")]
    tags = [response.headers["ETag"] for response in (first, *others)]
    assert same.headers["ETag"] == tags[0]
    assert len(set(tags)) == 4
    again = client.get(f"{WHO}.csv?mesa=suelos", headers={"If-None-Match": tags[0]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Enlace-Snapshot"] == first.headers["Enlace-Snapshot"]
    assert client.get(f"{WHO}.csv?mesa=bosques", headers={"If-None-Match": tags[0]}).status_code == 200


def test_a_default_that_moves_changes_the_tag_with_the_day(client, monkeypatch):
    from datetime import date

    before = client.get("/queries/acuerdos-vencidos.csv")
    monkeypatch.setattr("webapp.serving.today", lambda: date(2027, 1, 1))
    after = client.get("/queries/acuerdos-vencidos.csv", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert len(after.text.splitlines()) == len(before.text.splitlines()) + 1


def test_head_tells_what_get_would(client):
    get, head = client.get(f"{WHO}.csv"), client.head(f"{WHO}.csv")
    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Content-Length", "Content-Type", "Enlace-Snapshot", "Content-Disposition"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize(
    ("address", "status", "parameter", "words"),
    [
        ("quien-esta-en-cada-mesa.csv?messa=agua", 400, "messa", "mesa, institucion, papel"),
        ("mesas-sin-lider.csv?mesa=agua", 400, "mesa", "no tiene ninguno"),
        ("quien-esta-en-cada-mesa.csv?mesa=agua&mesa=suelos", 400, "mesa", "más de una vez"),
        ("quien-esta-en-cada-mesa.csv?mesa=aguas", 404, "mesa", "Mesa del Agua"),
        ("quien-esta-en-cada-mesa.csv?institucion=Ambiente", 400, "institucion", "marn"),
        ("quien-esta-en-cada-mesa.csv?papel=Jefe", 404, "papel", "Leader (lidera)"),
        ("acuerdos-vencidos.csv?hoy=31-12-2024", 400, "hoy", "2024-09-11"),
        ("acuerdos-incompletos.csv?falta=todo", 400, "falta", "responsable, fecha"),
        ("quien-esta-en-cada-mesa.csv?_external=1", 400, "_external", "se conocen"),
    ],
)
def test_a_mistake_is_a_problem_that_names_the_parameter(client, address, status, parameter, words):
    response = client.get(f"/queries/{address}")
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert response.json["parameter"] == parameter
    assert words in response.json["detail"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "no-store"


def test_language_and_format_are_no_parameters_of_a_question(client):
    assert client.get(f"{WHO}.csv?lang=en&format=csv").status_code == 200
    leads = client.get(f"{WHO}?mesa=suelos&format=json")
    assert (leads.status_code, leads.headers["Location"]) == (303, f"{WHO}.json?mesa=suelos")
    assert client.get(f"{WHO}?format=docx").status_code == 406
    assert client.get(f"{WHO}?format=csv&name=x&suffix=y").status_code == 303


def test_the_page_points_to_its_files(client):
    links = client.get(f"{WHO}?mesa=mesa-de-suelos", headers={"Accept": "text/html"}).headers.getlist("Link")
    assert f'<http://localhost{WHO}.csv?mesa=mesa-de-suelos>; rel="alternate"; type="text/csv"' in links


def test_a_question_has_the_limits_of_a_visitor(client):
    stranger = "203.0.113.9"
    client.application.extensions["enlace"].sparql.budgets.charge(stranger, 1e6)
    for path in (f"{WHO}.csv", WHO):
        accept = {"Accept": "text/csv" if path.endswith("csv") else "text/html"}
        refused = client.get(path, headers=accept, environ_overrides={"REMOTE_ADDR": stranger})
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
        assert client.get(path, headers=accept).status_code == 200


def test_programs_find_every_question_with_its_parameters(client):
    response = client.get("/queries.json")
    assert response.mimetype == "application/json"
    found = json.loads(response.text)["queries"]
    assert [one["name"] for one in found] == [one.name for one in stored_queries()]
    who = found[0]
    assert who["title"]["en"] == "Who sits at each mesa?"
    assert [(one["name"], one["type"], one["default"]) for one in who["parameters"]] == [
        ("mesa", "mesa", None),
        ("institucion", "institution", None),
        ("papel", "role", None),
    ]
    for one in found:
        for address in (*one["answers"].values(), one["page"]):
            assert client.get(address.removeprefix("http://localhost")).status_code == 200, address
    again = client.get("/queries.json", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
