"""A post, its attachment and the news of it, read from their texts: one meeting, one agreement, three sources."""

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS

from graph.build import Graphs, Reading, graphs_of
from graph.curation import Decisions
from graph.extract.pipeline import extract
from graph.extract.register import Register, load_register
from graph.records import read_paths
from graph.records.record import Record
from graph.settings import Settings, shipped_data
from ontology.terms import ENLACE, Iris
from ontology.validation import validate

IRIS = Iris("https://w3id.org/enlace/")
POST = """---
title: Avances en el plan de riego
date: 2024-05-03
descripcion: >-
  El 2 de mayo de 2024 se realizó la segunda reunión de la Mesa de Agua y Saneamiento en el Ministerio de Ambiente y
  Recursos Naturales. Participaron representantes del Comité Nacional de Riego y Drenaje (CONARID).
acuerdos: >-
  - El Ministerio de Finanzas Públicas entregará el informe de presupuesto a más tardar el 30 de junio de 2024.
---
"""
MINUTES = """Minuta de la segunda reunión de la Mesa de Agua y Saneamiento

La Mesa de Agua y Saneamiento se reunió. Participaron la CONARID y el Ministerio de Gobernación.

Acuerdos:

1. El Ministerio de Finanzas Públicas entregará el informe de presupuesto a más tardar el 30 de junio de 2024.
2. El Ministerio de Gobernación enviará el padrón de usuarios.
"""
NEWS = """Autoridades revisan el plan del agua

Guatemala, 4 de mayo de 2024. El 2 de mayo de 2024 se realizó una reunión de la Mesa de Agua y Saneamiento. Participaron
representantes del Comite Nacional de Riego y Drenage y del Ministerio de Gobernación.
"""
SESSION = IRIS.entity("session", "mesa-de-agua-y-saneamiento--2024-05-02")


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register(shipped_data() / "register")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """The three records, the minutes attached to the post."""
    folder: Path = tmp_path_factory.mktemp("corpus")
    for name, text in (("post.md", POST), ("minuta.txt", MINUTES), ("noticia.txt", NEWS)):
        (folder / name).write_text(text, encoding="utf-8")
    found = sorted((one for one in read_paths([folder]) if isinstance(one, Record)), key=lambda one: one.name)
    assert [one.name for one in found] == ["minuta.txt", "noticia.txt", "post.md"]
    return [replace(one, attached_to=("post.md",)) if one.name == "minuta.txt" else one for one in found]


def graphs(records: list[Record], register: Register) -> Graphs:
    found = [(record, extract(record, register)) for record in records]
    made = graphs_of(Reading(found), register, Decisions(), Settings())
    assert validate(made.merged) == []
    return made


def test_the_meeting_is_one_session_with_three_sources(records, register):
    merged = graphs(records, register).merged
    assert set(merged.subjects(RDF.type, ENLACE.Session)) == {SESSION}
    assert set(merged.objects(SESSION, RDFS.label)) == {
        Literal("Sesión 2 de la Mesa de Agua y Saneamiento (2024-05-02)", lang="es")
    }
    tellers = {IRIS.record(one.name) for one in records}
    assert set(merged.subjects(ENLACE.mentions, SESSION)) == tellers
    proofs = [one for one in merged.subjects(RDF.subject, SESSION) if (one, RDF.predicate, ENLACE.sessionOf) in merged]
    assert {merged.value(one, ENLACE.assertedBy) for one in proofs} == tellers


def test_the_agreement_of_post_and_minutes_is_one_with_two_quotes(records, register):
    merged = graphs(records, register).merged
    agreements = set(merged.subjects(RDF.type, ENLACE.Agreement))
    assert len(agreements) == 2
    (budget,) = (one for one in agreements if (one, ENLACE.responsible, IRIS.institution("minfin")) in merged)
    assert set(merged.subjects(ENLACE.mentions, budget)) == {IRIS.record("post.md"), IRIS.record("minuta.txt")}
    assert set(merged.objects(budget, ENLACE.reachedIn)) == {SESSION}


def test_a_body_is_one_by_its_name_a_slip_in_it_and_the_acronym_that_one_record_defines(records, register):
    merged = graphs(records, register).merged
    (body,) = merged.subjects(ENLACE.provisional, Literal(True))
    assert set(merged.objects(body, RDFS.label)) == {Literal("Comité Nacional de Riego y Drenaje", lang="es")}
    assert set(merged.subjects(ENLACE.mentions, body)) == {IRIS.record(one.name) for one in records}


def test_an_attachment_knows_its_post_unless_that_was_left_out(records, register):
    triple = (IRIS.record("minuta.txt"), ENLACE.attachmentOf, IRIS.record("post.md"))
    assert triple in graphs(records, register).merged
    alone = [one for one in records if one.name != "post.md"]
    assert triple not in graphs(alone, register).merged


def test_the_order_of_the_records_does_not_change_a_byte(records, register):
    assert graphs(records[::-1], register).lines == graphs(records, register).lines


def test_what_was_read_from_pictures_is_less_sure(records, register):
    scanned = [replace(one, scanned=one.name == "noticia.txt") for one in records]
    merged = graphs(scanned, register).merged

    def sure(record: str) -> set[float]:
        proofs = merged.subjects(ENLACE.assertedBy, IRIS.record(record))
        return {
            float(str(merged.value(one, ENLACE.confidence)))
            for one in proofs
            if isinstance(one, URIRef) and (one, RDF.predicate, ENLACE.sessionOf) in merged
        }

    assert sure("noticia.txt") == {0.9}
    assert sure("post.md") == {1.0}
    assert (IRIS.record("noticia.txt"), ENLACE.scanned, Literal(True)) in merged
