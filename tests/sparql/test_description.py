"""The Service Description claims only what the service does: each claim is put to a real engine."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, VOID

from graph.settings import Settings
from graph.store.files import snapshot_of_files
from graph.store.snapshot import Snapshot
from ontology.terms import GRAPHS, Iris
from tests.sparql.sample import NQUADS, number
from webapp import create_app

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SERVICE, IRIS = URIRef("http://localhost/sparql"), Iris(Settings().base_iri)
POINT = '"POINT(0 0)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
FORMATS = {
    "Turtle": "text/turtle", "N-Triples": "application/n-triples", "RDF_XML": "application/rdf+xml",
    "JSON-LD": "application/ld+json", "TriG": "application/trig", "N-Quads": "application/n-quads",
    "SPARQL_Results_JSON": "application/sparql-results+json", "SPARQL_Results_XML": "application/sparql-results+xml",
    "SPARQL_Results_CSV": "text/csv", "SPARQL_Results_TSV": "text/tab-separated-values",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, built: Settings) -> Iterator[FlaskClient]:
    """A client of the application over the shipped records."""
    app = create_app(replace(built, engines=1))
    yield app.test_client()
    app.extensions["enlace"].served.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of the application over an RDF file as it is."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "data.nq").write_text(NQUADS, encoding="utf-8")
    settings = Settings(store=folder / "store", engines=1)
    snapshot_of_files([folder / "data.nq"], settings)
    app = create_app(settings)
    yield app.test_client()
    app.extensions["enlace"].served.close()


def described(client: FlaskClient) -> Graph:
    return Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).data, format="turtle")


def asked(client: FlaskClient, query: str) -> str:
    """The one number of an answer."""
    return number(client.get("/sparql", query_string={"query": query}))


def test_the_claimed_union_is_what_the_default_graph_holds(shipped: FlaskClient):
    assert (SERVICE, SD.feature, SD.UnionDefaultGraph) in described(shipped)
    union = "{ SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    default = asked(shipped, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert asked(shipped, f"SELECT (COUNT(*) AS ?n) {{ {union} }}") == default
    assert asked(shipped, f"SELECT (COUNT(*) AS ?n) {{ {union} ?s ?p ?o }}") == default


def test_no_other_feature_is_claimed_and_none_of_them_is_there(shipped: FlaskClient):
    assert set(described(shipped).objects(None, SD.feature)) == {SD.UnionDefaultGraph}
    assert set(described(shipped).objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    empty = shipped.get("/sparql", query_string={"query": "ASK { GRAPH <http://example.org/empty> {} }"})
    assert empty.get_json(force=True)["boolean"] is False
    federated = shipped.get("/sparql", query_string={"query": "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"})
    assert federated.status_code == 403
    assert asked(shipped, "SELECT (COUNT(*) AS ?n) FROM <http://127.0.0.1:9/x> { ?s ?p ?o }") == "0"
    without_dataset = shipped.get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"})
    assert without_dataset.get_json(force=True)["boolean"] is True


def test_entailment_is_simple_no_statement_is_inferred(shipped: FlaskClient):
    told = {str(one) for one in described(shipped).objects(SERVICE, SD.defaultEntailmentRegime)}
    assert told == {"http://www.w3.org/ns/entailment/Simple"}
    query = "SELECT (COUNT(*) AS ?n) { ?s a <http://www.w3.org/ns/org#OrganizationalCollaboration> }"
    assert asked(shipped, query) == "0"  # that mesas are such is said of their class only


def test_every_result_format_that_is_named_is_given(shipped: FlaskClient):
    named = {str(one).rpartition("/")[2] for one in described(shipped).objects(SERVICE, SD.resultFormat)}
    assert named == set(FORMATS)
    for name in named:
        query = "SELECT * { ?s ?p ?o } LIMIT 1" if name.startswith("SPARQL") else "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1"
        got = shipped.get("/sparql", query_string={"query": query}, headers={"Accept": FORMATS[name]})
        assert (got.status_code, got.mimetype) == (200, FORMATS[name])


def test_every_extension_function_that_is_named_has_a_value(shipped: FlaskClient):
    functions = set(described(shipped).objects(SERVICE, SD.extensionFunction))
    assert len(functions) == 28
    for function in functions:
        one = str(function).rpartition("/")[2] in ("convexHull", "envelope", "getSRID", "isEmpty")
        call = f"<{function}>({POINT})" if one else f"<{function}>({POINT}, {POINT})"
        assert asked(shipped, f"SELECT (COUNT(?v) AS ?n) {{ BIND({call} AS ?v) }}") == "1", function


def test_the_named_graphs_are_those_that_exist_and_can_be_chosen(shipped: FlaskClient, snapshot: Snapshot):
    graph = described(shipped)
    dataset = graph.value(SERVICE, SD.defaultDataset)
    assert graph.value(SERVICE, SD.availableGraphs) == dataset
    names = {str(graph.value(node, SD.name)) for node in graph.objects(dataset, SD.namedGraph)}
    existing = {str(IRIS.graph(name)) for name in GRAPHS}
    existing = {
        one for one in existing if int(asked(shipped, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{one}> {{ ?s ?p ?o }} }}"))
    }
    assert {str(IRIS.graph(name)) for name in ("register", "ontology", "summary", "description")} <= names == existing
    for name in names:
        assert int(asked(shipped, f"SELECT (COUNT(*) AS ?n) FROM <{name}> {{ ?s ?p ?o }}")) > 0
        titles = list(graph.objects(graph.value(predicate=SD.name, object=URIRef(name)), DCTERMS.title))
        assert sorted(title.language for title in titles) == ["en", "es"]
    comments = [str(one) for one in graph.objects(dataset, RDFS.comment)]
    assert len(comments) == 2
    assert all(one.endswith(f": {snapshot.counts['records']}") for one in comments)


def test_the_default_graph_is_the_dataset_that_the_store_describes(shipped: FlaskClient):
    graph = described(shipped)
    default = graph.value(graph.value(SERVICE, SD.defaultDataset), SD.defaultGraph)
    assert str(graph.value(default, VOID.triples)) == asked(shipped, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    inside = f"SELECT ?n {{ <{default}> a <{VOID.Dataset}> ; <{VOID.triples}> ?n }}"
    assert asked(shipped, inside) == str(graph.value(default, VOID.triples))
    assert graph.value(default, DCTERMS.license) == URIRef(Settings().licence)


def test_of_files_as_they_are_only_what_is_known_is_said(files: FlaskClient):
    graph = described(files)
    default = graph.value(graph.value(SERVICE, SD.defaultDataset), SD.defaultGraph)
    assert graph.value(default, VOID.triples) == Literal(4)
    assert (SERVICE, RDF.type, SD.Service) in graph
    for unknown in (SD.feature, SD.namedGraph, SD.availableGraphs, DCTERMS.license, RDFS.comment):
        assert not list(graph.objects(None, unknown))
    assert asked(files, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == "4"
    assert asked(files, f"SELECT (COUNT(*) AS ?n) {{ ?s a <{VOID.Dataset}> }}") == "0"


def test_a_snapshot_without_the_fixed_graphs_lists_those_that_it_has(client: FlaskClient):
    graph = described(client)
    assert {str(one) for one in graph.objects(None, SD.name)} == {str(IRIS.graph("register"))}
    assert all(str(one).endswith(": 2") for one in graph.objects(None, RDFS.comment))
