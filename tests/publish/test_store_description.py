"""The store describes itself: true counts, prefixes and questions, in the form that completing editors ask for."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import VOID, XSD

from graph.build import build, is_current
from graph.publish.descriptions import void
from graph.questions.overview import counts
from graph.questions.search import search
from graph.questions.stored import StoredQuery, stored_queries
from graph.settings import Settings, shipped_data
from graph.store.engine import IRI, LocalEngine
from graph.store.snapshot import Snapshot, current
from ontology.terms import Iris
from ontology.validation import validate

P = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX enlace: <https://w3id.org/enlace/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
"""
OURS = "https://w3id.org/enlace/ontology#"
IRIS = Iris(Settings().base_iri)
GRAPH, DATASET = IRI(IRIS.graph("description")), IRI(IRIS.described("dataset"))
POST = """---
title: Mesa de Agua
date: 2024-03-01
descripcion: El 1 de marzo de 2024 se realizó la Mesa de Agua en el Ministerio de Gobernación.
---
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A build of one post."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "post.md").write_text(POST, encoding="utf-8")
    return build([folder / "post.md"], Settings(store=folder / "store"))


@pytest.fixture(params=["shipped", "tiny"])
def one(request: pytest.FixtureRequest) -> Snapshot:
    """The snapshot of the shipped records, and that of one post."""
    return request.getfixturevalue("snapshot" if request.param == "shipped" else "tiny")


@pytest.fixture
def asked(one: Snapshot) -> LocalEngine:
    return LocalEngine(one.store)


def table(engine: LocalEngine, query: str, *names: str) -> dict[tuple[str, ...], int]:
    """The rows of a query: names -> ?n; each only once."""
    rows = engine.rows(P + query)
    found = {tuple(row[name] for name in names): int(row["n"]) for row in rows}
    assert len(found) == len(rows) > 0
    return found


@pytest.mark.parametrize(
    ("told", "real"),
    [
        ("void:triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("void:distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("void:classes", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }"),
        ("void:properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        (
            "void:entities",
            f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{IRIS.space}")) }}',
        ),
    ],
)
def test_each_total_is_what_a_count_gives_the_description_included(asked: LocalEngine, told: str, real: str):
    (row,) = asked.rows(P + f"SELECT ?n {{ ?dataset {told} ?n }}", dataset=DATASET)
    assert row == asked.rows(real)[0]


@pytest.mark.parametrize(
    ("told", "real", "names"),
    [
        (
            "?dataset void:classPartition [ void:class ?c ; void:entities ?n ]",
            "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c",
            ("c",),
        ),
        (
            "?dataset void:propertyPartition [ void:property ?p ; void:triples ?n ]",
            "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
            ("p",),
        ),
        (
            "?dataset void:classPartition [ void:class ?c ;"
            " void:propertyPartition [ void:property ?p ; void:triples ?n ] ]",
            "SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p",
            ("c", "p"),
        ),
    ],
)
def test_each_partition_is_what_a_count_gives_and_none_is_missing(asked: LocalEngine, told, real, names):
    described = f"SELECT {' '.join(f'?{name}' for name in names)} ?n {{ VALUES ?dataset {{ <{DATASET}> }} {told} }}"
    assert table(asked, described, *names) == table(asked, real, *names)


def test_the_class_of_values_is_told_where_all_of_them_are_of_it_and_only_there(asked: LocalEngine):
    told = asked.rows(
        P + "SELECT ?c ?p ?o { ?dataset void:classPartition [ void:class ?c ; void:propertyPartition "
        "[ void:property ?p ; void:classPartition [ void:class ?o ] ] ] }",
        dataset=DATASET,
    )
    all_of = table(asked, "SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?v } GROUP BY ?c ?p", "c", "p")
    of_one = table(asked, "SELECT ?c ?p ?o (COUNT(*) AS ?n) { ?s a ?c ; ?p ?v . ?v a ?o } GROUP BY ?c ?p ?o", *"cpo")
    assert {tuple(row.values()) for row in told} == {key for key, n in of_one.items() if n == all_of[key[:2]]}
    assert (f"{OURS}Session", f"{OURS}sessionOf", f"{OURS}Mesa") in {tuple(row.values()) for row in told}


def test_the_datatype_of_values_is_told_where_all_of_them_have_it_and_only_there(asked: LocalEngine):
    told = asked.rows(
        P + "SELECT ?c ?p ?o { ?dataset void:classPartition [ void:class ?c ; void:propertyPartition "
        "[ void:property ?p ; void-ext:datatypePartition [ void-ext:datatype ?o ] ] ] }",
        dataset=DATASET,
    )
    all_of = table(asked, "SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?v } GROUP BY ?c ?p", "c", "p")
    query = (
        "SELECT ?c ?p ?o (COUNT(*) AS ?n) { ?s a ?c ; ?p ?v FILTER(ISLITERAL(?v)) BIND(DATATYPE(?v) AS ?o) }"
        " GROUP BY ?c ?p ?o"
    )
    of_one = table(asked, query, *"cpo")
    assert {tuple(row.values()) for row in told} == {key for key, n in of_one.items() if n == all_of[key[:2]]}


def test_a_completing_editor_finds_properties_and_values_by_class(asked: LocalEngine):
    rows = asked.rows(
        P
        + """SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype WHERE {
          ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
          ?pp void:property ?prop .
          OPTIONAL { { ?pp void:classPartition [ void:class ?objectClass ] }
            UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] } } }"""
    )
    found = {(row["subjectClass"], row["prop"], row.get("objectClass") or row.get("objectDatatype")) for row in rows}
    assert (f"{OURS}Session", f"{OURS}date", "http://www.w3.org/2001/XMLSchema#date") in found
    classes = {row["c"] for row in asked.rows(P + "SELECT ?c { [] void:class ?c }")}
    assert {f"{OURS}Mesa", f"{OURS}Institution"} <= classes
    properties = {row["p"] for row in asked.rows(P + "SELECT ?p { [] void:property|void:linkPredicate ?p }")}
    assert properties == {row["p"] for row in asked.rows("SELECT DISTINCT ?p { ?s ?p ?o }")}


def test_the_prefixes_are_declared_as_editors_ask_for_them(asked: LocalEngine):
    rows = asked.rows(P + "SELECT ?prefix ?ns { [] sh:namespace ?ns ; sh:prefix ?prefix }")
    assert {row["prefix"]: row["ns"] for row in rows} == IRIS.prefixes
    assert len(rows) == len(IRIS.prefixes)
    kinds = asked.rows(
        P + "SELECT DISTINCT (DATATYPE(?ns) AS ?a) (DATATYPE(?prefix) AS ?b)"
        " { ?dataset sh:declare [ sh:namespace ?ns ; sh:prefix ?prefix ] }",
        dataset=DATASET,
    )
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert [{row["a"], row["b"]} for row in kinds] == [{f"{xsd}anyURI", f"{xsd}string"}]


def test_every_stored_question_is_an_example_in_two_languages_and_runs(asked: LocalEngine):
    rows = asked.rows(
        P
        + """SELECT ?sq ?comment ?lang ?label ?query {
          ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; rdfs:label ?label ;
            sh:prefixes/sh:declare/sh:prefix "enlace" ; sh:select|sh:ask|sh:construct ?query .
          BIND(LANG(?comment) AS ?lang) FILTER(LANG(?label) = ?lang) } ORDER BY ?sq"""
    )
    told = {(row["query"], row["lang"]): (row["label"], row["comment"]) for row in rows}
    assert len(told) == len(rows) == 2 * len(stored_queries())
    for one in stored_queries():
        for language in ("es", "en"):
            title, description = (one.in_language(word, language) for word in ("title", "description"))
            assert told[one.text, language] == (title, f"{title} {description}")
        assert asked.answer(one.text).summary
    for form in ("select", "construct", "ask"):
        query = f"SELECT ?query {{ ?sq a sh:SPARQL{form.title()}Executable ; sh:{form} ?query }}"
        texts = {row["query"] for row in asked.rows(P + query)}
        assert texts == {one.text for one in stored_queries() if one.form == form.upper()}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("PREFIX select: <http://e/ask#>\n# ASK\nconstruct { ?ask a select:x } WHERE { ?ask a 'ASK' }", "CONSTRUCT"),
        ("BASE <http://e/> ASK { ?s ?p ?o }", "ASK"),
        ("", ""),
    ],
)
def test_the_form_of_a_question_is_read_from_its_words_not_from_its_names(text: str, form: str):
    assert StoredQuery("una", text, 1, {}).form == form


def test_title_licence_and_vocabularies_are_those_of_the_settings_and_the_data(tmp_path: Path):
    (tmp_path / "post.md").write_text(POST, encoding="utf-8")
    settings = Settings(store=tmp_path / "store", title="Mesas <abiertas>", licence="https://example.gt/licencia")
    engine = LocalEngine(build([tmp_path / "post.md"], settings).store)
    (row,) = engine.rows(P + "SELECT ?title ?licence { ?d dct:title ?title ; dct:license ?licence }", d=DATASET)
    assert row == {"title": settings.title, "licence": settings.licence}
    spaces = {row["v"] for row in engine.rows(P + "SELECT ?v { ?d void:vocabulary ?v }", d=DATASET)}
    used = [row["t"] for row in engine.rows("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }")]
    assert OURS in spaces
    assert all(any(term.startswith(space) for term in used) for space in spaces)
    assert is_current([tmp_path / "post.md"], settings)
    assert not is_current([tmp_path / "post.md"], replace(settings, title="Otro"))
    assert not is_current([tmp_path / "post.md"], replace(settings, licence="https://example.gt/otra"))


@pytest.mark.parametrize("base", ["https://datos.example.gt/", "http://example.org/g#"])
def test_another_base_moves_the_description_with_the_data(tmp_path: Path, base: str):
    (tmp_path / "post.md").write_text(POST, encoding="utf-8")
    snapshot = build([tmp_path / "post.md"], Settings(store=tmp_path / "store", base_iri=base))
    graph = Dataset()
    graph.parse(snapshot.dumps / "enlace.nq", format="nquads")
    described = graph.graph(Iris(base).graph("description"))
    assert described.value(Iris(base).described("dataset"), VOID.uriSpace) == Literal(f"{base}id/")
    assert {str(subject).startswith(f"{base}graph/description") for subject in described.subjects()} == {True}
    assert all(str(subject).count("#") <= 1 for subject in described.subjects())


def test_the_description_has_no_blank_node_no_time_and_only_subjects_of_its_own(one: Snapshot):
    graph = Dataset()
    graph.parse(one.dumps / "enlace.nq", format="nquads")
    described = graph.graph(URIRef(GRAPH))
    assert len(described) > 1000
    assert not [term for triple in described for term in triple if isinstance(term, BNode)]
    kinds = {value.datatype for value in described.objects() if isinstance(value, Literal)}
    assert kinds == {None, XSD.integer, XSD.anyURI}
    others = {s for g in graph.graphs() if g.identifier != URIRef(GRAPH) for s in g.subjects()}
    assert others.isdisjoint(described.subjects())


def test_the_manifest_the_report_and_the_well_known_address_say_the_same_as_the_store(one: Snapshot):
    manifest = json.loads((one.dumps / "manifest.json").read_text(encoding="utf-8"))
    told = Graph().parse(one.dumps / "enlace.nt", format="nt")
    inside = URIRef(DATASET)
    site = void(manifest, Settings(), "https://enlace.example.gt")
    outside = next(s for s in site.subjects(VOID.classes))
    for name in (VOID.triples, VOID.distinctSubjects, VOID.entities, VOID.classes, VOID.properties):
        assert site.value(outside, name) == told.value(inside, name) is not None
    for part, kind, unit in (
        (VOID.classPartition, VOID["class"], VOID.entities),
        (VOID.propertyPartition, VOID.property, VOID.triples),
    ):
        both = [
            {(graph.value(node, kind), graph.value(node, unit)) for node in graph.objects(dataset, part)}
            for graph, dataset in ((site, outside), (told, inside))
        ]
        assert both[0] == both[1] != set()
    assert manifest["counts"]["triples"] == one.counts["triples"] == len(told)
    assert manifest["counts"]["quads"] == one.counts["quads"]


def test_the_shapes_find_nothing_wrong_with_it(tiny: Snapshot):
    assert validate(Graph().parse(tiny.dumps / "enlace.nt", format="nt")) == []


def test_pages_search_and_network_do_not_show_it(one: Snapshot, asked: LocalEngine):
    assert GRAPH not in one.network.read_text(encoding="utf-8")
    assert search(asked, "descripción de los datos") == {}
    assert search(asked, stored_queries()[0].title) == {}
    assert counts(asked).records == one.counts["records"]
    of_records = {row["g"] for row in asked.rows(P + "SELECT DISTINCT ?g { GRAPH ?g { ?r a enlace:Record } }")}
    assert GRAPH not in of_records


def test_two_builds_describe_themselves_in_the_same_bytes(snapshot: Snapshot, tmp_path: Path):
    settings = Settings(store=tmp_path / "store")
    build([shipped_data() / "records"], settings)
    again = current(settings.store)
    assert again is not None
    assert again.hash == snapshot.hash
    for name in ("enlace.nq", "enlace.ttl", "manifest.json"):
        assert (again.dumps / name).read_bytes() == (snapshot.dumps / name).read_bytes()
