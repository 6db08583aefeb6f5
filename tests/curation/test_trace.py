"""The graph of decisions in a whole build: who, when, why; the same bytes for the same files; the report; the pages."""

import json
from pathlib import Path

import pytest
from rdflib import BNode, Literal
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD

from graph.build import build, is_current
from graph.errors import InputError
from graph.questions import records
from graph.questions.stored import stored_queries
from graph.settings import Settings
from graph.store.engine import LocalEngine
from graph.store.snapshot import current
from ontology.terms import ENLACE
from tests.curation.workshop import IRIS, Workshop, thing, write
from webapp import create_app

MESA = "mesa/mesa-de-agua"
RIEGO = "institution/comite-nacional-de-riego-y-drenaje"
HTML = {"Accept": "text/html"}


def decide_all(workshop: Workshop) -> None:
    """One decision of each kind."""
    workshop.decide("alias", "Riego y Drenaje,maga,", "Segunda,marn,noticias/agua.md")
    workshop.decide("same-as", f"institution/mides,{RIEGO}", "institution/minfin,institution/sat")
    workshop.decide("not-same", '"""Comité de Riego""",institution/marn', f"{MESA},mesa/mesa-de-servicio-civil")
    workshop.decide("assert", f"institution/segeplan,supports,{MESA}")
    workshop.decide("deny", f"institution/mingob,participatesIn,{MESA},noticias/agua.md", f"{MESA},ledBy,*,")


def test_every_decision_says_who_when_why_and_what(workshop: Workshop):
    decide_all(workshop)
    graph = workshop.build().named("curated")
    nodes = set(graph.subjects(RDF.type, ENLACE.Decision))
    assert len(nodes) == 9
    for node in nodes:
        assert graph.value(node, DCTERMS.creator) == Literal("Ana Paz")
        assert graph.value(node, DCTERMS.date) == Literal("2025-03-01", datatype=XSD.date)
        assert graph.value(node, ENLACE.reason) == Literal("Se revisó el acta.", lang="es")
    kinds = sorted(str(graph.value(node, ENLACE.decision)) for node in nodes)
    assert kinds == ["alias", "alias", "assert", "deny", "deny", "not-same", "not-same", "same-as", "same-as"]
    (limited,) = graph.subjects(ENLACE.decision, Literal("assert"))
    said = [graph.value(limited, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
    assert said == [thing("institution/segeplan"), ENLACE.supports, thing(MESA)]
    within = {(node, record) for node, record in graph.subject_objects(ENLACE.within)}
    assert {record for _, record in within} == {IRIS.record("noticias/agua.md")}


def test_an_alias_for_all_records_is_one_more_name_of_the_body(workshop: Workshop):
    decide_all(workshop)
    graph = workshop.build().named("curated")
    assert (thing("institution/maga"), SKOS.altLabel, Literal("Riego y Drenaje", lang="es")) in graph
    assert (thing("institution/marn"), SKOS.altLabel, None) not in graph


def test_the_order_of_the_lines_changes_nothing(workshop: Workshop, tmp_path: Path):
    decide_all(workshop)
    first = workshop.build().graphs.lines
    for path in workshop.curated.glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([header, "", *reversed(rows), ""]), encoding="utf-8")
    assert workshop.build().graphs.lines == first
    assert not any(isinstance(term, BNode) for line in workshop.build().merged for term in line)


def test_without_decisions_there_is_no_such_graph(workshop: Workshop):
    assert len(workshop.build().named("curated")) == 0


@pytest.fixture
def settings(workshop: Workshop) -> Settings:
    """Settings of a whole build of the workshop."""
    return workshop.settings


def test_a_changed_decision_asks_for_a_new_build_and_two_builds_give_the_same_bytes(workshop, settings, tmp_path):
    decide_all(workshop)
    first = build([workshop.records], settings)
    assert is_current([workshop.records], settings)
    again = build([workshop.records], Settings(store=tmp_path / "other", curated=settings.curated))
    assert again.hash == first.hash
    workshop.decide("deny", f"institution/mingob,participatesIn,{MESA},")
    assert not is_current([workshop.records], settings)


def test_the_report_counts_decisions_and_lists_those_that_changed_nothing(workshop, settings, caplog):
    workshop.decide("alias", "Riego y Drenaje,maga,", "Nunca Escrita,maga,")
    workshop.decide("deny", f"institution/mingob,participatesIn,{MESA},")
    snapshot = build([workshop.records], settings)
    report = json.loads((snapshot.path / "report.json").read_text(encoding="utf-8"))
    assert report["decisions"] == {"alias": 2, "same-as": 0, "not-same": 0, "assert": 0, "deny": 1}
    file = f"{settings.curated}/alias.csv"
    text = "no encontró nada que cambiar"
    assert {"file": file, "line": 3, "text": text} in report["curation"]
    assert f"{file}:3: {text}" in caplog.text


def test_a_decision_that_cannot_be_read_stops_the_build_and_what_is_served_stays(workshop, settings):
    served = build([workshop.records], settings)
    write(workshop.curated, "alias", "Riego,no-existe,")
    with pytest.raises(InputError, match=r"alias\.csv:2: la institución «no-existe»"):
        build([workshop.records], settings)
    assert current(settings.store).id == served.id


@pytest.fixture
def client(workshop: Workshop, settings: Settings):
    """A visitor of the pages over a build with one decision of each kind."""
    decide_all(workshop)
    build([workshop.records], settings)
    app = create_app(settings)
    yield app.test_client()
    app.extensions["enlace"].served.close()


def test_pages_tell_what_people_decided_and_lead_on_from_what_was_merged(client, workshop):
    page = client.get("/mesas/mesa-de-agua", headers=HTML).text
    assert "Se afirma de Secretaría de Planificación y Programación de la Presidencia: apoya Mesa de Agua" in page
    assert "Desmentido" in page
    assert "Ana Paz" in page
    merged = RIEGO.replace("institution/", "")
    assert client.get(f"/instituciones/{merged}", headers=HTML).headers["Location"] == "/instituciones/mides"
    moved = client.get(f"/id/{RIEGO}", headers=HTML)
    assert (moved.status_code, moved.headers["Location"]) == (303, "/instituciones/mides")
    assert "sameAs" in client.get(f"/id/{RIEGO}.ttl").text
    sat = client.get("/instituciones/sat", headers=HTML)
    assert (sat.status_code, "Wikidata" in sat.text) == (200, bool(workshop.register.entries["sat"].wikidata))


def test_a_decision_has_a_page_and_data_at_its_iri(client):
    listing = client.get(
        "/sparql", query_string={"query": "SELECT ?d { ?d a <https://w3id.org/enlace/ontology#Decision> }"},
        headers={"Accept": "application/sparql-results+json"},
    ).json  # fmt: skip
    addresses = [row["d"]["value"].removeprefix("https://w3id.org/enlace") for row in listing["results"]["bindings"]]
    assert len(addresses) == 9
    for address in addresses:
        page = client.get(address, headers=HTML, follow_redirects=True)
        assert page.status_code == 200
        assert "Se revisó el acta." in page.text
        assert "Decision" in client.get(f"{address}.ttl").text
    assert client.get("/decisiones/no-hay", headers=HTML).status_code == 404


def test_what_is_denied_is_no_support_in_answers_and_in_the_network(workshop, settings):
    workshop.decide("deny", f"institution/mingob,participatesIn,{MESA},noticias/agua.md")
    snapshot = build([workshop.records], settings)
    (query,) = (one for one in stored_queries() if one.name == "evidencia")
    rows = LocalEngine(snapshot.store).rows(query.text)
    told = [row["registro"] for row in rows if row["institucion_nombre"] == "Ministerio de Gobernación"]
    assert told == [str(IRIS.record("reuniones/agua-2.md"))]
    edges = json.loads(snapshot.network.read_text(encoding="utf-8"))["edges"]
    (edge,) = (one for one in edges if one["from"] == "institution/mingob")
    assert [one["record"] for one in edge["evidence"]] == told
    (line,) = (one for one in records.records(LocalEngine(snapshot.store)) if one.iri.endswith("noticias--agua"))
    assert line.statements == 2
