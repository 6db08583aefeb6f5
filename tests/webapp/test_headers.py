"""Security headers: on pages, data, static files and errors alike."""

import re

import pytest

PATHS = [
    "/",
    "/mesas/mesa-de-pruebas",
    "/red",
    "/sparql",
    "/datos",
    "/dumps/enlace.nq",
    "/catalog.ttl",
    "/static/enlace.css",
    "/nada",
    "/healthz",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(visit, path):
    headers = visit(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", PATHS)
def test_the_content_policy_forbids_whatever_is_not_from_here(visit, path):
    policy = dict(part.strip().split(" ", 1) for part in visit(path).headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/buscar?q=mesa",
        "/instituciones",
        "/instituciones/hostil",
        "/mesas",
        "/mesas/mesa-de-innovadores-publicos",
        "/acuerdos",
        "/acuerdos/modernizacion-2024--plan",
        "/registros",
        "/registros/hostil",
        "/datos",
        "/ontology",
        "/red",
        "/sparql",
    ],
)
def test_no_page_needs_what_the_policy_forbids(visit, path):
    html = visit(path).text
    assert not re.findall(r"<[a-z][^>]*\sstyle=", html), "an inline style"
    assert not re.findall(r"<[a-z][^>]*\son[a-z]+=", html), "an inline handler"
    assert not re.findall(r"<style|<script(?![^>]*(src=|type=\"application/))", html), "an inline script or style"
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*\.(?:js|css|woff2)', html), "a file of another site"


def test_encrypted_transport_is_asked_for_only_where_it_is_there(client):
    assert "Strict-Transport-Security" not in client.get("/").headers
    secure = client.get("/", base_url="https://enlace.example.gob.gt/")
    assert secure.headers["Strict-Transport-Security"] == "max-age=63072000"


def test_the_language_cookie_is_closed_to_scripts_and_other_sites(client):
    answer = client.get("/?lang=en", headers={"Accept": "text/html"}, base_url="https://enlace.example.gob.gt/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" in cookie


def test_data_may_be_read_by_scripts_of_other_sites_and_pages_not(visit):
    for path in ("/dumps/enlace.nq", "/catalog.ttl", "/ontology.ttl", "/id/mesa/mesa-de-servicio-civil.ttl"):
        assert visit(path).headers["Access-Control-Allow-Origin"] == "*", path
    assert "Access-Control-Allow-Origin" not in visit("/mesas").headers
