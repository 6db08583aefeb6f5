"""Lists: sessions, agreements and people of rows; their days, words and states are the cells' own."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.findings import Findings
from graph.extract.pipeline import as_json, extract
from graph.extract.register import Register
from graph.records.lists import list_records
from graph.records.record import Record
from tests.extract.listing import agreed, parts, read_list, subjects

Listed = Callable[..., tuple[Record, Findings]]


@pytest.fixture
def listed(register: Register) -> Listed:
    """A CSV text as its record and what it says: listed("mesa,institución\\n…")."""
    return partial(read_list, register)


def test_one_session_for_each_mesa_and_day_with_what_any_row_adds(listed: Listed):
    _, found = listed(
        "mesa;fecha;sesión;lugar;sede;institución\nAgua;2/5/2024;;;;MARN\nAgua;2024-05-02;3;Salón Azul;;INAB\n"
        "Agua;2024-07-02;Cuarta;;SAT;MARN\nCafé;2024-05-02;;Auditorio del MAGA;;MAGA\nAgua;;5;;;SAT\n"
    )
    sessions = [
        (each.mesa, str(each.date), each.ordinal, each.place, each.host and each.host.id) for each in found.sessions
    ]
    assert sessions == [
        ("Mesa de Agua", "2024-05-02", 3, "Salón Azul", None),
        ("Mesa de Agua", "2024-07-02", 4, None, "sat"),
        ("Mesa de Café", "2024-05-02", None, "Auditorio del MAGA", "maga"),
        ("Mesa de Agua", "None", 5, None, None),
    ]
    assert {each for each in parts(found) if each[1] == "hosts"} == {
        ("sat", "hosts", "Mesa de Agua"), ("maga", "hosts", "Mesa de Café"),
    }  # fmt: skip
    assert [each.day for each in found.relations if each.subject.id == "marn"] == [date(2024, 5, 2), date(2024, 7, 2)]


def test_a_date_that_is_none_is_said_with_its_row_and_the_row_stays(listed: Listed):
    _, found = listed("mesa;fecha;institución\nAgua;31/02/2024;MARN\nAgua;pronto;INAB\nAgua;por definir;SAT\n")
    assert subjects(found) == ["marn", "inab", "sat"]
    assert not found.sessions
    assert [warning.partition(":")[0] for warning in found.warnings] == ["fila 2", "fila 3"]
    assert "no existe en el calendario" in found.warnings[0]


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("2024-06-30", "2024-06-30"), ("30/06/2024", "2024-06-30"), ("30 de junio", "2024-06-30"),
        ("2024-06", "2024-06"), ("junio de 2024", "2024-06"), ("jun-2024", "2024-06"),
        ("06/2024", "2024-06"), ("30 días", "2024-06-01"),
        ("segundo trimestre de 2024", "2024-06-30"), ("por definir", None), ("inmediato", None), ("", None),
    ],
)  # fmt: skip
def test_a_deadline_is_a_day_or_a_month(listed: Listed, cell: str, due: str | None):
    record, found = listed(f"mesa;fecha;acuerdo;plazo\nAgua;2024-05-02;Publicar el plan;{cell}\n")
    assert agreed(record, found) == [("Publicar el plan", [], due)]
    assert not found.warnings


def test_agreements_have_their_words_their_bodies_and_their_state(listed: Listed):
    record, found = listed(
        "mesa;fecha;compromiso;responsable;estado\n"
        "Agua;2024-05-02;Publicar el plan según el Decreto 5-2021;MARN;Cumplido\n"
        "Agua;2024-05-02;Medir el caudal;Ana Gómez;en proceso\n"
        "Agua;2024-05-02;Ninguno;;\nAgua;2024-05-02;Sembrar;INAB;Anulado\n"
        "Agua;2024-05-02;Donar equipo;ASORECH;100 %\nAgua;2024-05-02;Revisar;la SAT;raro\n"
    )
    assert agreed(record, found) == [
        ("Publicar el plan según el Decreto 5-2021", ["marn"], None), ("Medir el caudal", [], None),
        ("Donar equipo", ["ASORECH"], None), ("Revisar", ["sat"], None),
    ]  # fmt: skip
    assert [(each.status, each.kind) for each in found.agreements] == [
        ("fulfilled", "compromiso"), (None, "compromiso"), ("fulfilled", "compromiso"), (None, "compromiso"),
    ]  # fmt: skip
    assert [norm.name for norm in found.norms] == ["Decreto 5-2021"]
    assert [warning.partition(":")[0] for warning in found.warnings] == ["fila 3", "fila 5", "fila 7"]
    assert {(each.mesa, each.day) for each in found.agreements} == {("Mesa de Agua", date(2024, 5, 2))}


def test_one_agreement_in_several_rows_is_one_and_the_same_words_elsewhere_are_another(listed: Listed):
    record, found = listed(
        "mesa;fecha;acuerdo;responsable;plazo\n"
        "Agua;2024-05-02;Enviar la minuta;MARN;\nAgua;2024-05-02;Enviar la minuta;INAB;2024-06\n"
        "Agua;2024-07-02;Enviar la minuta;SAT;2024-08\nCafé;2024-07-02;Enviar la minuta;MAGA;\n"
    )
    assert [each[1:] for each in agreed(record, found)] == [
        (["marn", "inab"], "2024-06"),
        (["sat"], "2024-08"),
        (["maga"], None),
    ]
    assert len({each[0] for each in agreed(record, found)}) == 3


def test_people_have_the_position_and_the_institution_of_their_row(listed: Listed):
    _, found = listed(
        "Mesa de Agua;;\nNombre;Cargo;Institución\n"
        "Licda. Ana María Paz;Directora;MARN\nJUAN DE LEÓN LÓPEZ;;INAB; \nAna;Jefa;SAT\n"
    )
    people = [(each.name, each.position, each.body and each.body.id) for each in found.people]
    assert people == [("Ana María Paz", "Directora", "marn"), ("Juan de León López", None, "inab")]


def test_the_quote_of_a_relation_is_its_row(listed: Listed):
    record, found = listed("mesa;institución;rol\nAgua;MARN;coordina\n")
    printed = as_json(record, found)
    assert printed["relations"][0]["quote"] == "Mesa: Agua · Institución: MARN · Rol: coordina"
    assert printed["relations"][0]["confidence"] == 0.98
    assert json.loads(json.dumps(printed)) == printed
    assert [record.text[start:end] for start, end in found.sentences] == ["Lista", printed["relations"][0]["quote"]]


PIECES = st.sampled_from(
    ["MARN", "Salud", "Mesa de Agua", "Agua", "coordina", "invitado", "2024-05-02", "31/02/2024", ";", ", ", " y ",
     "\n", "(", ")", "/", " - ", "Ecoaldea", "cumplido", "Ana Paz", "30 días", "-", "N/A", "del ",
     "Ministerio de", "«", "", "3", "Total"]
)  # fmt: skip
CELLS = st.lists(PIECES, max_size=4).map("".join)
HEADER = [
    "mesa",
    "institución",
    "rol",
    "fecha",
    "acuerdo",
    "responsable",
    "plazo",
    "estado",
    "nombre",
    "sede",
    "sesión",
]


@given(st.lists(st.lists(CELLS, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=5))
def test_whatever_a_list_holds_its_findings_stand_in_its_text(register: Register, rows: list[list[str]]):
    found = [item for item in list_records([HEADER, *rows, ["Agua", "MARN"]], "f.csv", "f.csv", "d")]
    record = next(item for item in found if isinstance(item, Record))
    findings = extract(record, register)
    for each in (*findings.mentions, *findings.relations, *findings.agreements, *findings.sessions, *findings.people):
        assert 0 <= each.start < each.end <= len(record.text)
        assert record.text[each.start : each.end] == record.text[each.start : each.end].strip()
    assert all(each.object in {mesa.name for mesa in findings.mesas} for each in findings.relations)
    quotes = [" ".join(record.text[each.start : each.end].split()) for each in findings.agreements]
    assert len(quotes) == len(set(quotes))
    json.dumps(as_json(record, findings))
