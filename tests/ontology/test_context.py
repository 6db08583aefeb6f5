"""The JSON-LD context: plain Spanish-neutral names that mean exactly the vocabulary's terms."""

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef

import ontology
from ontology.terms import ENLACE, OWL, RDF, RDFS, XSD, expand, read_ontology

FILE = Path(ontology.__file__).with_name("context.jsonld")
CONTEXT: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["@context"]
TERMS = {
    name: row["@id"] if isinstance(row, dict) else row for name, row in CONTEXT.items() if not name.startswith("@")
}
TRUTHS = ("provisional", "scanned")
HERE = URIRef("https://example.org/x")


def read(**node: Any) -> Graph:
    """One node described with the context."""
    text = json.dumps({"@context": CONTEXT, "id": str(HERE), **node})
    return Graph().parse(data=text, format="json-ld")


def test_the_context_names_every_term_of_the_vocabulary_by_its_local_name() -> None:
    ours = {name: iri for name, iri in TERMS.items() if iri.startswith("enlace:")}
    assert {str(expand(iri)) for iri in ours.values()} == {str(term) for term in dir(ENLACE)}
    assert all(iri == f"enlace:{name}" for name, iri in ours.items())


@pytest.mark.parametrize("name", sorted(str(term).removeprefix(str(ENLACE)) for term in dir(ENLACE)))
def test_a_term_is_read_as_the_property_or_class_of_its_name(name: str) -> None:
    graph = read(type=name) if name[0].isupper() else read(**{name: True if name in TRUTHS else "1"})
    if name[0].isupper():
        assert (HERE, RDF.type, ENLACE[name]) in graph
    else:
        assert set(graph.predicates(HERE)) == {ENLACE[name]}


def test_types_of_the_context_are_those_of_the_vocabulary() -> None:
    vocabulary = read_ontology()
    for name in (str(term).removeprefix(str(ENLACE)) for term in vocabulary.subjects(RDF.type, OWL.ObjectProperty)):
        assert CONTEXT[name]["@type"] in ("@id", "@vocab"), name
    for term in vocabulary.subjects(RDF.type, OWL.DatatypeProperty):
        row, held = CONTEXT[str(term).removeprefix(str(ENLACE))], vocabulary.value(term, RDFS.range)
        if held == RDF.langString:
            assert row["@language"] == "es", term
        elif held == XSD.string:
            assert set(row) == {"@id"}, term
        elif held is not None:
            assert expand(row["@type"]) == held, term


def test_plain_values_become_typed_ones() -> None:
    graph = read(
        label="Mesa de Agua", date="2024-05-02", start=12, confidence="0.9", provisional=True, role="Leader",
        predicate="participatesIn", ledBy=["http://example.org/minfin"], acronym="MINFIN",
    )  # fmt: skip
    assert set(graph.predicate_objects(HERE)) == {
        (RDFS.label, Literal("Mesa de Agua", lang="es")),
        (ENLACE.date, Literal("2024-05-02", datatype=XSD.date)),
        (ENLACE.start, Literal(12)),
        (ENLACE.confidence, Literal("0.9", datatype=XSD.decimal)),
        (ENLACE.provisional, Literal(True)),
        (ENLACE.role, ENLACE.Leader),
        (RDF.predicate, ENLACE.participatesIn),
        (ENLACE.ledBy, URIRef("http://example.org/minfin")),
        (ENLACE.acronym, Literal("MINFIN")),
    }
