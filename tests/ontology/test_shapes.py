"""The shapes: a good graph passes, and each fault is found where it is, with a sentence that says what to do."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from ontology.files import read_rdf
from ontology.terms import DCT, ENLACE, RDF, RDFS, XSD, read_ontology
from ontology.validation import Violation, is_possible_date, read_shapes, validate
from tests.ontology.sample import (
    AGREEMENT,
    BODY,
    DECISION,
    EVIDENCE,
    MESA,
    NOWHERE,
    PARTICIPATION,
    PERSON,
    RECORD,
    SESSION,
    es,
    good,
)


def typed(text: str, datatype: URIRef) -> Literal:
    return Literal(text, datatype=datatype)


# focus, predicate, its new values ([] takes it away), the shape that has to find it
FAULTS: list[tuple[URIRef, URIRef, list[Node], str]] = [
    (MESA, RDFS.label, [], "MesaName"),
    (MESA, RDFS.label, [Literal("sin idioma")], "MesaName"),
    (MESA, RDFS.label, [es("")], "MesaName"),
    (MESA, ENLACE.ledBy, [PERSON], "MesaLeader"),
    (MESA, ENLACE.ledBy, [NOWHERE], "MesaLeader"),
    (MESA, ENLACE.subMesaOf, [BODY], "MesaParent"),
    (MESA, ENLACE.topic, [NOWHERE], "Topic"),
    (PERSON, ENLACE.leads, [MESA], "Actor"),
    (BODY, RDFS.label, [], "Name"),
    (BODY, ENLACE.parent, [MESA], "InstitutionParent"),
    (SESSION, ENLACE.sessionOf, [], "SessionMesa"),
    (SESSION, ENLACE.sessionOf, [BODY], "SessionMesa"),
    (SESSION, ENLACE.date, [typed("2024-02-31", XSD.date)], "Date"),
    (SESSION, ENLACE.date, [Literal("2 de mayo")], "Date"),
    (SESSION, ENLACE.date, [Literal(date(2024, 5, 2)), Literal(date(2024, 5, 3))], "Date"),
    (SESSION, ENLACE.ordinal, [Literal(0)], "SessionOrdinal"),
    (SESSION, ENLACE.hostedBy, [MESA], "SessionHost"),
    (SESSION, ENLACE.place, [Literal("Palacio")], "SessionPlace"),
    (AGREEMENT, RDFS.label, [], "Name"),
    (AGREEMENT, ENLACE.text, [], "Text"),
    (AGREEMENT, ENLACE.responsible, [MESA], "AgreementResponsible"),
    (AGREEMENT, ENLACE.responsible, [BODY, PERSON], "AgreementResponsible"),
    (AGREEMENT, ENLACE.agreementOf, [BODY], "AgreementMesa"),
    (AGREEMENT, ENLACE.reachedIn, [MESA], "AgreementSession"),
    (AGREEMENT, ENLACE.dueDate, [typed("2023-02-29", XSD.date)], "AgreementDue"),
    (AGREEMENT, ENLACE.dueDate, [typed("2024-13", XSD.gYearMonth)], "AgreementDue"),
    (AGREEMENT, ENLACE.dueDate, [Literal("pronto")], "AgreementDue"),
    (AGREEMENT, ENLACE.status, [ENLACE.Leader], "AgreementStatus"),
    (AGREEMENT, ENLACE.kind, [Literal("promesa")], "AgreementKind"),
    (RECORD, RDFS.label, [], "RecordName"),
    (RECORD, ENLACE.text, [], "Text"),
    (RECORD, ENLACE.kind, [], "RecordKind"),
    (RECORD, ENLACE.date, [typed("2024-04-31", XSD.date)], "Date"),
    (RECORD, ENLACE.mentions, [Literal("MINFIN")], "RecordMentions"),
    (RECORD, ENLACE.cites, [MESA], "RecordCites"),
    (PERSON, ENLACE.represents, [MESA], "PersonBody"),
    (EVIDENCE, ENLACE.assertedBy, [], "EvidenceRecord"),
    (EVIDENCE, ENLACE.assertedBy, [MESA], "EvidenceRecord"),
    (EVIDENCE, RDF.subject, [], "EvidenceSubject"),
    (EVIDENCE, RDF.predicate, [], "EvidencePredicate"),
    (EVIDENCE, RDF.object, [], "EvidenceObject"),
    (EVIDENCE, ENLACE.quote, [], "EvidenceQuote"),
    (EVIDENCE, ENLACE.start, [Literal(9)], "EvidenceStart"),
    (EVIDENCE, ENLACE.start, [Literal(-1)], "EvidenceStart"),
    (EVIDENCE, ENLACE.end, [], "EvidenceEnd"),
    (EVIDENCE, ENLACE.confidence, [Literal(Decimal("1.01"))], "EvidenceConfidence"),
    (EVIDENCE, ENLACE.confidence, [Literal(Decimal("-0.1"))], "EvidenceConfidence"),
    (EVIDENCE, ENLACE.deniedBy, [MESA], "EvidenceDenial"),
    (RECORD, ENLACE.attachmentOf, [MESA], "RecordAttachment"),
    (RECORD, ENLACE.scanned, [Literal("sí")], "RecordScanned"),
    (DECISION, RDFS.label, [], "Name"),
    (DECISION, ENLACE.decision, [Literal("quizás")], "DecisionKind"),
    (DECISION, RDF.subject, [], "DecisionSubject"),
    (DECISION, DCT.creator, [], "DecisionAuthor"),
    (DECISION, DCT.date, [typed("2025-02-30", XSD.date)], "DecisionDay"),
    (DECISION, ENLACE.reason, [], "DecisionReason"),
    (DECISION, ENLACE.within, [Literal("acta.md")], "DecisionRecord"),
    (PARTICIPATION, ENLACE.member, [], "ParticipationMember"),
    (PARTICIPATION, ENLACE.member, [MESA], "ParticipationMember"),
    (PARTICIPATION, ENLACE.organization, [], "ParticipationMesa"),
    (PARTICIPATION, ENLACE.role, [], "ParticipationRole"),
    (PARTICIPATION, ENLACE.role, [ENLACE.Open], "ParticipationRole"),
    (PARTICIPATION, ENLACE.firstSeen, [Literal(date(2024, 5, 3))], "ParticipationFirst"),
    (PARTICIPATION, ENLACE.lastSeen, [typed("2024-00-10", XSD.date)], "ParticipationLast"),
]


def found(graph: Graph) -> set[tuple[str, str]]:
    """(focus, shape's local name) of each fault."""
    return {(one.focus, one.shape.rpartition("#")[2]) for one in validate(graph)}


def test_a_good_graph_has_no_fault() -> None:
    assert validate(good()) == []


def test_the_ontology_beside_the_data_changes_nothing() -> None:
    assert validate(good() + read_ontology()) == []
    assert validate(read_ontology()) == []


@pytest.mark.parametrize(("focus", "predicate", "values", "shape"), FAULTS)
def test_a_fault_is_found_where_it_is(focus: URIRef, predicate: URIRef, values: list[Node], shape: str) -> None:
    graph = good()
    graph.remove((focus, predicate, None))
    for value in values:
        graph.add((focus, predicate, value))
    assert (str(focus), shape) in found(graph)


@pytest.mark.parametrize("relation", ["leads", "participatesIn", "supports", "invitedTo", "convenes"])
def test_only_institutions_act_and_only_in_mesas(relation: str) -> None:
    graph = good()
    graph.add((MESA, ENLACE[relation], SESSION))
    assert {(str(MESA), "Actor"), (str(SESSION), "Forum")} <= found(graph)


def test_a_fault_carries_its_place_value_and_message() -> None:
    graph = good()
    graph.set((AGREEMENT, ENLACE.responsible, MESA))
    shape = "https://w3id.org/enlace/shapes#AgreementResponsible"
    (message,) = read_shapes().objects(URIRef(shape), SH.message)
    assert validate(graph) == [
        Violation(str(AGREEMENT), str(ENLACE.responsible), str(MESA), str(message), shape),
    ]
    assert "no una mesa" in str(message)


@pytest.mark.parametrize("text", ["2024-00-10", "-2024-05-02", "12024-05-02", "ayer"])
@pytest.mark.parametrize("predicate", [ENLACE.firstSeen, ENLACE.lastSeen])
def test_days_that_cannot_be_compared_are_one_fault_and_no_crash(predicate: URIRef, text: str) -> None:
    graph = good()
    graph.set((PARTICIPATION, predicate, typed(text, XSD.date)))
    (violation,) = validate(graph)
    assert (violation.path, violation.value) == (str(predicate), text)
    assert "AAAA-MM-DD" in violation.message


def test_a_confidence_that_is_no_number_is_one_fault_and_no_crash() -> None:
    graph = good()
    graph.set((EVIDENCE, ENLACE.confidence, typed("NaN", XSD.double)))
    assert found(graph) == {(str(EVIDENCE), "EvidenceConfidence")}


def test_validation_leaves_the_graph_as_it_was() -> None:
    graph = good()
    before = set(graph)
    validate(graph)
    assert set(graph) == before


def test_every_constraint_is_named_and_speaks_spanish() -> None:
    shapes = read_shapes()
    constraints = set(shapes.subjects(RDF.type, SH.PropertyShape)) | {
        node for node in shapes.subjects(RDF.type, SH.NodeShape) if (node, SH["class"], None) in shapes
    }
    assert len(constraints) > 30
    for constraint in constraints:
        (message,) = shapes.objects(constraint, SH.message)
        assert isinstance(message, Literal)
        assert message.language == "es"
        assert message.endswith(".")


def test_every_shape_speaks_of_terms_that_the_vocabulary_has() -> None:
    ours = {term for triple in read_shapes() for term in triple if str(term).startswith(str(ENLACE))}
    assert ours
    assert {str(term) for term in ours} <= {str(term) for term in dir(ENLACE)}


@pytest.mark.parametrize("text", ["2024-02-29", "2024-12", "0001-01-01"])
def test_a_day_or_month_of_the_calendar_is_possible(text: str) -> None:
    assert is_possible_date(text)


@pytest.mark.parametrize(
    "text", ["2024-02-31", "2023-02-29", "2024-13", "2024-00", "0000-01-01", "2024", "", "２０２４-01-01", "2024-1-1"]
)
def test_any_other_is_not(text: str) -> None:
    assert not is_possible_date(text)


Write = Callable[[Graph, Path], Path]


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig", "rdf", "jsonld"])
def test_rdf_files_are_read_by_their_extension(form: str, tmp_path: Path) -> None:
    names = {"ttl": "turtle", "nq": "nquads", "rdf": "xml", "jsonld": "json-ld"}
    file = tmp_path / f"á b.{form}"
    good().serialize(file, format=names.get(form, form), encoding="utf-8") if form != "nq" else file.write_text(
        good().serialize(format="nt")
    )
    assert set(read_rdf([file, file])) == set(good())


@pytest.mark.parametrize(("name", "text"), [("x.ttl", "esto no es"), ("x.rdf", "<a"), ("x.jsonld", "{"), ("x.doc", "")])
def test_a_file_that_is_not_rdf_is_named_in_one_sentence(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=name) as caught:
        read_rdf([tmp_path / name])
    assert "\n" not in str(caught.value)
