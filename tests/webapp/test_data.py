"""Open data: the page, the files, the catalogue, and every IRI under the base."""

import gzip
import hashlib
import json

import pytest
from rdflib import Graph

MESA = "https://w3id.org/enlace/id/mesa/mesa-de-servicio-civil"


def test_the_page_says_what_there_is_and_under_which_licence(read):
    text = read("/datos")
    assert "16 instituciones, 6 mesas, 2 sesiones, 4 acuerdos" in text
    assert "4 registros publicados, del 28 de abril de 2022 al 11 de septiembre de 2024" in text
    assert "CC BY 4.0" in text
    assert "1 archivo que no se pudo leer" in text
    assert "http://localhost/catalog.ttl" in text


def test_the_page_lists_every_file_with_size_and_checksum(visit, client):
    html = visit("/datos").text
    files = client.get("/dumps/manifest.json").json["files"]
    assert len(files) == 12
    for file in files:
        assert f'href="/dumps/{file["name"]}"' in html
        assert file["sha256"] in html


def test_data_without_files_say_where_they_would_come_from(tmp_path):
    from graph.settings import Settings
    from graph.store.loader import load_store
    from graph.store.writer import SnapshotWriter
    from tests.webapp.fixture import NAMED
    from webapp import create_app

    with SnapshotWriter(tmp_path / "store") as draft:
        (draft.path / "g.nq").write_text(NAMED)
        load_store(draft.path / "g.nq", draft.path / "store")
        draft.publish("0123456789abcdef")
    app = create_app(Settings(store=tmp_path / "store"))
    try:
        client = app.test_client()
        assert (
            "Estos datos no tienen archivos para descargar."
            in client.get("/datos", headers={"Accept": "text/html"}).text
        )
        assert client.get("/dumps/enlace.nq").status_code == 404
        assert client.get("/red", headers={"Accept": "text/html"}).status_code == 200
    finally:
        app.extensions["enlace"].served.close()


def test_every_file_arrives_whole(client):
    for file in client.get("/dumps/").json["files"]:
        answer = client.get(f"/dumps/{file['name']}")
        assert answer.content_length == file["bytes"]
        assert hashlib.sha256(answer.data).hexdigest() == file["sha256"]
        assert answer.headers["ETag"] == f'"{file["sha256"]}"'
        assert answer.mimetype == ("application/gzip" if file["compression"] else file["mediaType"])
        assert "Last-Modified" in answer.headers


def test_a_file_that_did_not_change_is_not_sent_again(client):
    tag = client.get("/dumps/enlace.nq").headers["ETag"]
    assert client.get("/dumps/enlace.nq", headers={"If-None-Match": tag}).status_code == 304


def test_a_broken_download_can_be_resumed(client):
    whole = client.get("/dumps/enlace.nt").data
    rest = client.get("/dumps/enlace.nt", headers={"Range": "bytes=1000-", "Accept-Encoding": "gzip"})
    assert rest.status_code == 206
    assert rest.headers["Content-Range"] == f"bytes 1000-{len(whole) - 1}/{len(whole)}"
    assert rest.data == whole[1000:]


def test_a_range_beyond_the_file_is_refused(client):
    assert client.get("/dumps/enlace.nt", headers={"Range": "bytes=99999999-"}).status_code == 416


def test_who_accepts_gzip_gets_the_compressed_twin_under_the_plain_name(client):
    plain = client.get("/dumps/enlace.ttl")
    packed = client.get("/dumps/enlace.ttl", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.mimetype == "text/turtle"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.vary


def test_harvesters_may_ask_for_the_head_first(client):
    for path in ("/dumps/enlace.nq", "/catalog.ttl", "/catalog"):
        head, whole = client.head(path), client.get(path)
        assert head.status_code == 200
        assert not head.data
        assert head.content_length == whole.content_length


@pytest.mark.parametrize("name", ["nada.nq", "../report.json", "..%2freport.json", "graph.nq", ".enlace"])
def test_only_published_files_can_be_downloaded(client, name):
    assert client.get(f"/dumps/{name}").status_code == 404


def test_the_folder_of_files_is_a_table_for_people_and_a_manifest_for_machines(client):
    assert client.get("/dumps/", headers={"Accept": "text/html"}).location == "/datos#archivos"
    assert client.get("/dumps/").json["counts"]["triples"] > 900


@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml")])
def test_the_catalogue_is_the_same_in_every_format(client, suffix, form):
    graph = Graph().parse(data=client.get(f"/catalog.{suffix}").data, format=form)
    links = {str(one) for one in graph.objects(None, None) if "/dumps/" in str(one)}
    assert "http://localhost/dumps/enlace.nq" in links
    assert len(links) >= 12


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("*/*", "text/turtle"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
    ],
)
def test_the_catalogue_by_negotiation(client, accept, kind):
    answer = client.get("/catalog", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == kind
    assert "Accept" in answer.vary


def test_people_are_led_from_the_catalogue_to_the_page(client):
    assert client.get("/catalog", headers={"Accept": "text/html"}).location == "/datos"


def test_a_format_that_is_not_offered_is_refused(client):
    assert client.get("/catalog", headers={"Accept": "image/png"}).status_code == 406


def test_the_description_of_the_graph_counts_it(client):
    graph = Graph().parse(data=client.get("/.well-known/void").data, format="turtle")
    triples = client.get("/dumps/").json["counts"]["triples"]
    assert str(triples) in {str(one) for one in graph.objects(None, None)}


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/html", "/mesas/mesa-de-servicio-civil"),
        ("*/*", "/mesas/mesa-de-servicio-civil"),
        ("", "/mesas/mesa-de-servicio-civil"),
        ("text/turtle", "/id/mesa/mesa-de-servicio-civil.ttl"),
        ("application/ld+json", "/id/mesa/mesa-de-servicio-civil.jsonld"),
        ("application/n-triples", "/id/mesa/mesa-de-servicio-civil.nt"),
        ("application/rdf+xml", "/id/mesa/mesa-de-servicio-civil.rdf"),
    ],
)
def test_an_iri_leads_to_its_page_or_to_its_data(client, accept, place):
    answer = client.get("/id/mesa/mesa-de-servicio-civil", headers={"Accept": accept})
    assert (answer.status_code, answer.location) == (303, place)
    assert "Accept" in answer.vary


@pytest.mark.parametrize(
    ("iri", "page"),
    [
        ("institution/minfin", "/instituciones/minfin"),
        ("session/mesa-de-innovadores-publicos--2022-04-26", "/sesiones/mesa-de-innovadores-publicos--2022-04-26"),
        ("agreement/modernizacion-2024--plan", "/acuerdos/modernizacion-2024--plan"),
        ("record/hostil", "/registros/hostil"),
        ("person/maria-xol--senacyt", "/personas/maria-xol--senacyt"),
        ("topic/datos-abiertos", "/temas/datos-abiertos"),
        ("norm/decreto-5-2021", "/normas/decreto-5-2021"),
    ],
)
def test_every_type_of_iri_has_a_page(client, iri, page):
    answer = client.get(f"/id/{iri}", headers={"Accept": "text/html"})
    assert answer.location == page
    assert client.get(page, headers={"Accept": "text/html"}).status_code == 200


def test_evidence_leads_to_its_place_in_the_record(client):
    data = json.loads(client.get("/id/mesa/mesa-de-servicio-civil.jsonld").data)
    evidence = sorted(one["@id"] for one in data if "/evidence/" in one["@id"])[0]
    location = client.get(evidence.removeprefix("https://w3id.org/enlace"), headers={"Accept": "text/html"}).location
    page, _, anchor = location.partition("#")
    assert f'id="{anchor}"' in client.get(page, headers={"Accept": "text/html"}).text


def test_a_participation_leads_to_its_line_on_the_page_of_the_mesa(client):
    iri = "/id/participation/pgn--mesa-de-servicio-civil--invitedto"
    page, _, anchor = client.get(iri, headers={"Accept": "text/html"}).location.partition("#")
    assert page == "/mesas/mesa-de-servicio-civil"
    assert f'id="{anchor}"' in client.get(page, headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")])
def test_the_data_of_an_entity_hold_its_statements_and_their_evidence(client, suffix, form):
    answer = client.get(f"/id/mesa/mesa-de-servicio-civil.{suffix}")
    graph = Graph().parse(data=answer.data, format=form)
    said = {(str(s), str(p).rpartition("#")[2], str(o)) for s, p, o in graph}
    assert ("https://w3id.org/enlace/id/institution/onsec", "participatesIn", MESA) in said
    assert any(p == "quote" for _, p, _ in said)
    assert answer.headers["Link"].startswith(f'<{MESA}>; rel="describes"')


@pytest.mark.parametrize(
    "path",
    [
        "/id/mesa/nada.ttl",
        "/id/mesa/mesa-de-servicio-civil.zip",
        "/id/cosa/x",
        "/id/evidence/nada",
        "/id/participation/nada",
    ],
)
def test_an_iri_of_nothing_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_data_that_did_not_change_are_not_sent_again(client):
    path = "/id/mesa/mesa-de-servicio-civil.ttl"
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_the_vocabulary_is_a_page_with_a_place_for_every_word(visit):
    html = visit("/ontology").text
    for word in ("Mesa", "participatesIn", "dueDate", "Fulfilled"):
        assert f'<article id="{word}">' in html
    assert "Espacio en que varias instituciones trabajan juntas un tema" in html


@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")])
def test_the_vocabulary_in_every_format_is_the_vocabulary(client, suffix, form):
    from ontology.terms import read_ontology

    graph = Graph().parse(data=client.get(f"/ontology.{suffix}").data, format=form)
    assert len(graph) == len(read_ontology())
