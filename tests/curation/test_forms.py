"""Decisions on forms: an alias teaches extraction, a form that is not a body is taken from it; relations follow."""

import pytest

from graph.curation import Decisions, read_decisions
from graph.curation.readings import settled
from graph.curation.teaching import teach
from graph.extract.findings import Findings
from graph.extract.pipeline import extract
from graph.records.record import Record, Section
from tests.curation.workshop import write


def heard(text: str, register, folder, name: str = "a.md", **files: list[str]) -> Findings:
    """What a text says under decisions on forms."""
    for kind, rows in files.items():
        write(folder, kind.replace("_", "-"), *rows)
    decisions = read_decisions(folder, register)
    record = Record(name, name, "Mesa de Agua", None, "post", text, (Section("body", 0, len(text)),))
    return settled(name, extract(record, teach(register, decisions, name)), decisions, register.bodies)


def ids(findings: Findings) -> list[tuple[str, str | None]]:
    return [(one.surface, one.body.id) for one in findings.mentions]


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("unidad de cuencas", "En la Mesa de Agua participaron la unidad de cuencas y el MINFIN."),
        ("unidad de cuencas", "En la Mesa de Agua participaron la Unidad de Cuencas y el MINFIN."),
        ("Comité de Cuencas del Norte", "En la Mesa de Agua participaron el Comité de Cuencas del Norte y el MINFIN."),
        ("XUPQ", "En la Mesa de Agua participaron XUPQ y el MINFIN."),
        ("Agua/Norte", "En la Mesa de Agua participaron Agua/Norte y el MINFIN."),
        ("La Casona", "En la Mesa de Agua participaron La Casona y el MINFIN."),
        ("SIT", "En la Mesa de Agua participaron la SIT y el MINFIN."),
        ("Salud", "En la Mesa de Agua participaron Salud y el MINFIN."),
    ],
)
def test_a_form_of_any_kind_names_the_body_that_was_decided(surface, text, register, tmp_path):
    found = heard(text, register, tmp_path, alias=[f"{surface},marn,"])
    mention = next(one for one in found.mentions if one.body.id == "marn")
    assert mention.confidence == 1.0
    assert text[mention.start : mention.end].lower() == surface.removeprefix("La ").lower()
    assert ("marn", "participatesIn") in {(one.subject.id, one.predicate) for one in found.relations}


def test_a_word_in_small_letters_is_not_the_name_that_has_a_capital(register, tmp_path):
    found = heard("La Mesa de Agua habló de la casona del parque.", register, tmp_path, alias=["Casona,marn,"])
    assert ids(found) == []


def test_a_decided_form_is_not_the_start_of_a_longer_name(register, tmp_path):
    text = "En la Mesa de Agua participó el Comité de Cuencas Occidentales."
    found = heard(text, register, tmp_path, alias=["Comité de Cuencas,marn,"])
    assert [surface for surface, _ in ids(found)] == ["Comité de Cuencas Occidentales"]


def test_a_decided_form_is_not_the_end_of_a_longer_name(register, tmp_path):
    text = "En la Mesa de Agua participaron el Comité de Riego y Drenaje, el MINFIN y Riego y Drenaje."
    found = heard(text, register, tmp_path, alias=["Riego y Drenaje,maga,"])
    assert [surface for surface, id in ids(found)] == ["Comité de Riego y Drenaje", "MINFIN", "Riego y Drenaje"]
    assert [id for _, id in ids(found)] == [None, "minfin", "maga"]


def test_a_decided_acronym_is_stronger_than_the_text_that_defines_it_otherwise(register, tmp_path):
    text = (
        "El Comité Nacional de Riego (XUPQ) saludó a la Mesa de Agua. La Mesa de Agua es liderada por la XUPQ. "
        "El Comité Nacional de Riego apoya a la Mesa de Agua con asistencia técnica."
    )
    found = heard(text, register, tmp_path, alias=["XUPQ,marn,"])
    assert {id for surface, id in ids(found) if surface == "XUPQ"} == {"marn"}
    assert {(one.subject.id, one.predicate) for one in found.relations} == {("marn", "leads"), (None, "supports")}


def test_a_decision_for_one_record_holds_there_alone_and_before_that_for_all(register, tmp_path):
    text = "En la Mesa de Agua participaron XUPQ y el MINFIN."
    rows = ["XUPQ,marn,", "XUPQ,mingob,b.md"]
    assert ("XUPQ", "marn") in ids(heard(text, register, tmp_path, "a.md", alias=rows))
    assert ("XUPQ", "mingob") in ids(heard(text, register, tmp_path, "b.md", alias=rows))


def test_a_register_without_decisions_on_forms_is_the_register_itself(register, tmp_path):
    assert teach(register, Decisions()) is register
    write(tmp_path, "alias", "XUPQ,marn,b.md")
    assert teach(register, read_decisions(tmp_path, register), "a.md") is register


def test_a_taught_name_is_found_by_itself(register, tmp_path):
    write(tmp_path, "alias", "Casa del Agua,marn,")
    taught = teach(register, read_decisions(tmp_path, register))
    assert taught.find("casa del agua") == ("marn",)
    assert taught.find("MINFIN") == register.find("MINFIN") == ("minfin",)


def test_a_form_that_is_not_a_body_is_left_unresolved_and_nothing_is_said_by_it(register, tmp_path):
    text = (
        "En la Mesa de Agua participaron el MARN y el MINFIN. "
        "El Ministerio de Finanzas Públicas preside la Mesa de Agua."
    )
    found = heard(text, register, tmp_path, not_same=['"""MINFIN""",institution/minfin'])
    assert ("MINFIN", "minfin") not in ids(found)
    assert "MINFIN" in [one.surface for one in found.unresolved]
    assert {(one.subject.id, one.predicate) for one in found.relations} == {
        ("marn", "participatesIn"),
        ("minfin", "leads"),
    }


def test_a_form_that_is_not_one_body_goes_to_the_next_that_its_rule_names(register, tmp_path):
    text = "En la Mesa de Agua participó la CGC, que habló de la fiscalización de los constructores."
    assert ("CGC", "cgc") in ids(heard(text, register, tmp_path))
    found = heard(text, register, tmp_path, not_same=['"CGC",institution/cgc'])
    assert ids(found) == [("CGC", "camara-construccion")]
    assert {one.subject.id for one in found.relations} == {"camara-construccion"}


def test_a_form_is_not_given_to_a_body_that_does_not_bear_it(register, tmp_path):
    found = heard("En la Mesa de Agua participó la CEPAL.", register, tmp_path, not_same=['"CEPAL",institution/cepal'])
    assert ids(found) == []
    assert [one.surface for one in found.unresolved] == ["CEPAL"]


def test_what_a_shortened_name_was_read_as_is_taken_back_too(register, tmp_path):
    text = "En la Mesa de Agua participaron la Oficina de Servicio Civil y el MINFIN."
    assert ("Oficina de Servicio Civil", "onsec") in ids(heard(text, register, tmp_path))
    found = heard(text, register, tmp_path, not_same=['"Oficina de Servicio Civil",institution/onsec'])
    assert [id for _, id in ids(found)] == ["minfin"]
    assert [one.surface for one in found.unresolved] == ["Oficina de Servicio Civil"]
    assert {one.subject.id for one in found.relations} == {"minfin"}
