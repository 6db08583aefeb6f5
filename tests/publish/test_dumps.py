"""Dumps: every format says the same, byte for byte the same each time, and the manifest tells the truth."""

import gzip
import hashlib
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import BNode, Dataset, Graph, Literal, URIRef

from graph.errors import InputError
from graph.publish.dumps import write_dumps
from graph.settings import Settings
from graph.triples.quads import quads
from ontology.terms import DCT, ENLACE, OWL, RDF, RDFS, SKOS, XSD, Iris, read_ontology

SETTINGS = Settings()
IRIS = Iris(SETTINGS.base_iri)
BODY, MESA = IRIS.institution("minfin"), IRIS.mesa("Mesa de Agua")
RECORD = IRIS.record("Acta 1 😀.md")
SESSION = IRIS.session("Mesa de Agua", date(2024, 5, 2), None, "x.md")
PLAIN = {"nt": "nt", "ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
NAMED = {"nq": "nquads", "trig": "trig"}
TEXT = 'Primera línea\nsegunda\tcon "comillas", \\barra, <etiqueta> & 😀, «ñ», fin <http://x> .\r\nÚltima'


def graphs() -> dict[URIRef, Graph]:
    """Three graphs: one statement stands in all of them, one in two."""
    record, register, ontology = Graph(), Graph(), read_ontology()
    for graph in (record, register, ontology):
        graph.add((BODY, RDF.type, ENLACE.Institution))
    for graph in (record, register):
        graph.add((MESA, RDFS.label, Literal("Mesa de Agua", lang="es")))
    for predicate, value in (
        (RDF.type, ENLACE.Record),
        (RDFS.label, Literal("Acta", lang="es")),
        (RDFS.label, Literal("Minutes", lang="en")),
        (RDFS.label, Literal("sin idioma")),
        (ENLACE.text, Literal(TEXT, lang="es")),
        (ENLACE.date, Literal(date(2024, 5, 3))),
        (ENLACE.mentions, BODY),
        (ENLACE.mentions, MESA),
        (ENLACE.document, Literal("docs/acta 1.pdf", datatype=XSD.anyURI)),
        (ENLACE.document, URIRef("https://example.org/acta.pdf")),
        (DCT.source, URIRef("https://example.org/ñ")),
        (ENLACE.kind, Literal("news")),
    ):
        record.add((RECORD, predicate, value))
    evidence = IRIS.evidence("x.md", BODY, ENLACE.leads, MESA, 0, 5)
    for predicate, value in (
        (RDF.predicate, ENLACE.leads),
        (RDF.predicate, SKOS.related),
        (ENLACE.start, Literal(0)),
        (ENLACE.end, Literal(-5)),
        (ENLACE.end, Literal("5")),
        (ENLACE.confidence, Literal(Decimal("0.90"))),
        (ENLACE.status, ENLACE.Open),
        (ENLACE.provisional, Literal(True)),
        (ENLACE.dueDate, Literal("2024-06", datatype=XSD.gYearMonth)),
    ):
        record.add((evidence, predicate, value))
    register.add((BODY, OWL.sameAs, URIRef("http://www.wikidata.org/entity/Q1")))
    register.add((SESSION, ENLACE.date, Literal(date(2024, 5, 2))))
    return {RECORD: record, IRIS.graph("register"): register, IRIS.graph("ontology"): ontology}


def written(folder: Path, content: dict[URIRef, Graph] | None = None) -> Path:
    """The graphs as a file of sorted N-Quads."""
    content = graphs() if content is None else content
    file = folder / "graph.nq"
    lines = sorted(line for name, graph in content.items() for line in quads(graph, name))
    file.write_text("".join(lines), encoding="utf-8", newline="")
    return file


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dumps")
    write_dumps(written(folder), folder / "dumps", SETTINGS)
    return folder / "dumps"


def merged() -> set[tuple[object, object, object]]:
    return {triple for graph in graphs().values() for triple in graph}


@pytest.mark.parametrize("extension", sorted(PLAIN))
def test_formats_without_graphs_hold_the_merge_each_triple_once(dumps: Path, extension: str) -> None:
    graph = Graph().parse(dumps / f"enlace.{extension}", format=PLAIN[extension])
    assert set(graph) == merged()


@pytest.mark.parametrize("extension", sorted(NAMED))
def test_formats_with_graphs_hold_every_named_graph(dumps: Path, extension: str) -> None:
    dataset = Dataset()
    dataset.parse(dumps / f"enlace.{extension}", format=NAMED[extension])
    held = {graph.identifier: set(graph) for graph in dataset.graphs() if len(graph)}
    assert held == {name: set(graph) for name, graph in graphs().items()}


def test_a_triple_of_three_graphs_is_one_line_of_ntriples(dumps: Path) -> None:
    lines = (dumps / "enlace.nt").read_text(encoding="utf-8").split("\n")
    assert len(lines) - 1 == len(set(lines)) - 1 == len(merged())


def test_trig_has_one_block_a_graph(dumps: Path) -> None:
    assert (dumps / "enlace.trig").read_text(encoding="utf-8").count("\n}") == 3


def test_the_manifest_tells_size_checksum_and_type_of_every_file(dumps: Path) -> None:
    manifest = json.loads((dumps / "manifest.json").read_text(encoding="utf-8"))
    assert [(file["name"], file["format"], file["mediaType"]) for file in manifest["files"][::2]] == [
        ("enlace.nq", "nquads", "application/n-quads"),
        ("enlace.nt", "ntriples", "application/n-triples"),
        ("enlace.ttl", "turtle", "text/turtle"),
        ("enlace.trig", "trig", "application/trig"),
        ("enlace.jsonld", "jsonld", "application/ld+json"),
        ("enlace.rdf", "rdfxml", "application/rdf+xml"),
    ]
    for file in manifest["files"]:
        content = (dumps / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert file["compression"] == ("gzip" if file["name"].endswith(".gz") else None)
    on_disk = {path.name for path in dumps.iterdir()}
    assert on_disk == {file["name"] for file in manifest["files"]} | {"manifest.json", "SHA256SUMS"}


def test_sha256sum_accepts_the_checksums(dumps: Path) -> None:
    ran = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=dumps, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count(": ") == 12


def test_gzip_files_unpack_to_the_plain_ones_and_carry_no_time(dumps: Path) -> None:
    packed = sorted(dumps.glob("*.gz"))
    assert len(packed) == 6
    for file in packed:
        content = file.read_bytes()
        assert gzip.decompress(content) == file.with_suffix("").read_bytes()
        assert content[3:8] == b"\0\0\0\0\0", "flags and time of the gzip header"


def test_the_counts_are_those_of_the_merge(dumps: Path) -> None:
    counts = json.loads((dumps / "manifest.json").read_text(encoding="utf-8"))["counts"]
    triples = merged()
    assert counts["triples"] == len(triples)
    assert counts["quads"] == sum(len(graph) for graph in graphs().values()) == len(triples) + 3
    assert counts["subjects"] == len({s for s, _, _ in triples})
    assert counts["classes"][str(ENLACE.Institution)] == 1
    assert sum(counts["properties"].values()) == len(triples)
    assert (counts["first"], counts["last"]) == ("2024-05-02", "2024-05-03")


def test_another_process_writes_the_same_bytes(dumps: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.publish.dumps import write_dumps;"
        "from graph.settings import Settings; write_dumps(Path(sys.argv[1]), Path(sys.argv[2]), Settings())"
    )
    root = Path(__file__).resolve().parents[2]
    again = tmp_path / "again"
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        subprocess.run([sys.executable, "-c", code, dumps.parent / "graph.nq", again], env=environment, check=True)
        assert {path.name: path.read_bytes() for path in again.iterdir()} == {
            path.name: path.read_bytes() for path in dumps.iterdir()
        }


def test_json_ld_speaks_in_short_words(dumps: Path) -> None:
    tree = json.loads((dumps / "enlace.jsonld").read_text(encoding="utf-8"))
    record = next(node for node in tree["@graph"] if node.get("type") == "Record")
    assert record["id"].startswith("id/record/acta-1-")
    assert record["date"] == "2024-05-03"
    assert record["text"] == TEXT
    assert record["kind"] == "news"
    assert record["mentions"] == ["id/institution/minfin", "id/mesa/mesa-de-agua"]
    assert sorted(record["label"], key=str) == [
        "Acta",
        {"@value": "Minutes", "@language": "en"},
        {"@value": "sin idioma"},
    ]
    evidence = next(node for node in tree["@graph"] if "confidence" in node)
    assert (evidence["start"], evidence["confidence"], evidence["status"]) == (0, "0.90", "Open")
    assert evidence["predicate"] == ["skos:related", "leads"]


def test_json_ld_reads_the_same_with_a_base_that_ends_in_a_hash(tmp_path: Path) -> None:
    settings = Settings(base_iri="https://example.org/datos#")
    body = Iris(settings.base_iri).institution("minfin")
    graph = Graph()
    graph.add((body, ENLACE.leads, Iris(settings.base_iri).mesa("agua")))
    write_dumps(written(tmp_path, {URIRef("https://example.org/g"): graph}), tmp_path / "dumps", settings)
    assert set(Graph().parse(tmp_path / "dumps" / "enlace.jsonld", format="json-ld")) == set(graph)


def test_an_empty_graph_gives_files_that_parse(tmp_path: Path) -> None:
    manifest = write_dumps(written(tmp_path, {}), tmp_path / "dumps", SETTINGS)
    assert manifest["counts"]["triples"] == 0
    assert manifest["counts"]["first"] is None
    for extension, form in PLAIN.items():
        assert len(Graph().parse(tmp_path / "dumps" / f"enlace.{extension}", format=form)) == 0


TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
LITERALS = st.one_of(
    st.tuples(TEXTS, st.sampled_from(["@es", "@en", ""])),
    st.tuples(TEXTS, st.sampled_from([XSD.date, XSD.anyURI, XSD.decimal, XSD.string]).map("^^<{}>".format)),
    st.tuples(st.from_regex(r"-?[0-9]{1,20}", fullmatch=True), st.just(f"^^<{XSD.integer}>")),
    st.tuples(st.sampled_from(["true", "false", "1", "0", "TRUE"]), st.just(f"^^<{XSD.boolean}>")),
)
NAMES = st.sampled_from(["label", "kind", "date", "start", "provisional", "confidence", "ledBy", "role", "document"])


def escaped(text: str) -> str:
    return "".join(f"\\U{ord(char):08X}" if char in '"\\' or char < " " or char > "~" else char for char in text)


@given(st.lists(st.tuples(NAMES, LITERALS), min_size=1, max_size=8))
def test_any_literal_on_any_property_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, facts: list[tuple[str, tuple[str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    lines = {
        f'<{MESA}> <{RDFS.label if name == "label" else ENLACE[name]}> "{escaped(text)}"{kind} <{RECORD}> .\n'
        for name, (text, kind) in facts
    }
    (folder / "graph.nq").write_text("".join(sorted(lines)), encoding="utf-8")
    expected = {quad.triple for quad in parse(path=str(folder / "graph.nq"), format=RdfFormat.N_QUADS)}
    write_dumps(folder / "graph.nq", folder, SETTINGS)
    for name, form in (("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)):
        assert {quad.triple for quad in parse(path=str(folder / f"enlace.{name}"), format=form)} == expected, name
    readable = {triple for triple in expected if not any(is_unfit(char) for char in triple.object.value)}
    read = {quad.triple for quad in parse(path=str(folder / "enlace.rdf"), format=RdfFormat.RDF_XML)}
    assert readable <= read


def is_unfit(char: str) -> bool:
    """Whether XML 1.0 cannot hold a character, even escaped."""
    return (char < " " and char not in "\t\n\r") or char in "\ufffe\uffff"


def test_a_character_that_xml_cannot_hold_is_marked_in_rdf_xml(tmp_path: Path) -> None:
    graph = Graph()
    graph.add((MESA, RDFS.label, Literal("a\u0001b\rc", lang="es")))
    write_dumps(written(tmp_path, {RECORD: graph}), tmp_path, SETTINGS)
    assert str(Graph().parse(tmp_path / "enlace.rdf", format="xml").value(MESA, RDFS.label)) == "a\ufffdb\rc"
    assert str(Graph().parse(tmp_path / "enlace.nt", format="nt").value(MESA, RDFS.label)) == "a\u0001b\rc"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<http://x/a> <http://x/p> <http://x/o> .\n", 1),
        ('<http://x/a> <http://x/p> "o" .\n', 1),
        (
            "<http://x/b> <http://x/p> <http://x/o> <http://x/g> .\n"
            "<http://x/a> <http://x/p> <http://x/o> <http://x/g> .\n",
            2,
        ),
        ("<http://x/a> <http://x/p> esto <http://x/g> .\n", 1),
        ("esto no es N-Quads\n", 1),
    ],
)
def test_what_is_not_sorted_quads_in_named_graphs_is_refused_with_its_line(
    text: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / "graph.nq").write_text(text)
    with pytest.raises(InputError) as caught:
        write_dumps(tmp_path / "graph.nq", tmp_path / "dumps", SETTINGS)
    assert caught.value.line == line


@pytest.mark.parametrize("triple", [(BNode("x"), RDFS.seeAlso, MESA), (MESA, RDFS.seeAlso, BNode("x"))])
def test_a_blank_node_is_refused(triple: tuple[URIRef, URIRef, URIRef], tmp_path: Path) -> None:
    graph = Graph()
    graph.add(triple)
    with pytest.raises(InputError, match="anónimos"):
        write_dumps(written(tmp_path, {RECORD: graph}), tmp_path / "dumps", SETTINGS)
