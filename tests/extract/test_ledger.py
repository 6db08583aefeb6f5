"""Lists: what each row states becomes relations, with the row as evidence; what it does not state is not guessed."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from graph.extract.findings import Findings
from graph.extract.pipeline import extract
from graph.extract.register import Register
from graph.records.columns import COLUMNS, OTHER, column_of
from graph.records.objects import object_records
from graph.records.record import Record
from tests.extract.listing import agreed, parts, read_list, subjects

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "lists.md").read_text(encoding="utf-8")
Listed = Callable[..., tuple[Record, Findings]]


@pytest.fixture
def listed(register: Register) -> Listed:
    """A CSV text as its record and what it says: listed("mesa,institución\\n…")."""
    return partial(read_list, register)


def test_the_example_of_the_documentation_says_what_the_documentation_says(listed: Listed):
    example = re.search(r"```csv\n(.*?)```", DOCS, re.S)
    assert example
    record, found = listed(example[1])
    mesa = "Mesa de Agua"
    assert parts(found) == {
        ("marn", "leads", mesa), ("inab", "participatesIn", mesa), ("maga", "participatesIn", mesa),
        ("giz", "supports", mesa),
    }  # fmt: skip
    assert [(each.mesa, each.date) for each in found.sessions] == [(mesa, date(2024, 5, 2))]
    assert agreed(record, found) == [("Publicar el plan de la cuenca", ["marn", "inab"], "2024-06-30")]
    assert [each.status for each in found.agreements] == ["fulfilled"]
    assert not found.warnings


def test_the_json_of_the_documentation_is_a_list(register: Register):
    example = re.search(r"```json\n(.*?)```", DOCS, re.S)
    assert example
    (record,) = object_records(example[1], "f.json", "f.json", "d")
    assert isinstance(record, Record)
    found = extract(record, register)
    assert parts(found) == {("maga", "leads", "Mesa de Café"), ("anacafe", "leads", "Mesa de Café")}
    assert [each.mesa for each in found.agreements] == ["Mesa de Café"]


def test_the_documentation_has_every_column_under_names_that_are_understood():
    table = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", DOCS, re.M))
    assert set(table) == set(COLUMNS) - {OTHER}
    for column, names in table.items():
        assert {column_of(name) for name in names.split(", ")} == {column}


ROLES = dict(re.findall(r"^\| (\w[\w ]+) \| (.+) \|$", DOCS.partition("## Los papeles")[2].partition("##")[0], re.M))
PREDICATES = {
    "conduce": "leads", "participa": "participatesIn", "apoya": "supports", "es invitada": "invitedTo",
    "convoca": "convenes", "recibe": "hosts", "no da relación": None,
}  # fmt: skip


@pytest.mark.parametrize(("said", "predicate"), [(ROLES[name], predicate) for name, predicate in PREDICATES.items()])
def test_every_role_of_the_documentation_gives_its_relation(listed: Listed, said: str, predicate: str | None):
    for role in said.split(", "):
        _, found = listed(f"mesa;institución;rol\nAgua;MARN;{role}\n")
        assert [each.predicate for each in found.relations] == ([predicate] if predicate else []), role
        assert not found.warnings


@pytest.mark.parametrize(
    ("role", "predicates"),
    [
        ("", ["participatesIn"]), ("LIDERA", ["leads"]), ("Coordina y convoca", ["leads", "convenes"]),
        ("lidera / participa", ["leads", "participatesIn"]), ("Miembro titular", ["participatesIn"]),
        ("Co-coordinadora", ["leads"]), ("Apoyo técnico y financiero", ["supports"]), ("Relatoría", ["supports"]),
        ("con voz y sin voto", ["invitedTo"]), ("Vicepresidencia", ["participatesIn"]), ("Ex miembro", []),
        ("Ausente (con excusa)", []), ("observer", ["invitedTo"]), ("Lead", ["leads"]),
    ],
)  # fmt: skip
def test_a_role_in_other_words(listed: Listed, role: str, predicates: list[str]):
    _, found = listed(f"mesa;institución;rol\nAgua;MARN;{role}\n")
    assert [each.predicate for each in found.relations] == predicates


def test_a_role_that_is_not_known_gives_no_relation_and_is_said_with_its_rows(listed: Listed):
    rows = "".join(f"Agua;{name};Tesorero\n" for name in ("MARN", "INAB", "SAT", "INE", "MAGA"))
    _, found = listed(f"mesa;institución;rol\nAgua;MSPAS;lidera\n{rows}")
    assert subjects(found) == ["mspas"]
    assert found.warnings == ("filas 3, 4, 5 y 2 más: el papel «Tesorero» no se conoce y no da relación",)


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ('"MARN; MSPAS"', ["marn", "mspas"]),
        ('"MARN\nMSPAS"', ["marn", "mspas"]),
        ('"MARN, INAB y MAGA"', ["marn", "inab", "maga"]),
        ("MARN/MSPAS", ["marn", "mspas"]),
        ("MAGA - VISAN", ["visan"]),
        ("Ministerio de Ambiente y Recursos Naturales (MARN)", ["marn"]),
        ("Ministerio de Agricultura, Ganadería y Alimentación".join('""'), ["maga"]),
        ("Salud", ["mspas"]),
        ("marn", ["marn"]),
        ("Mixco", ["muni-mixco"]),
        ("Municipalidades de Mixco y Villa Nueva", ["muni-mixco", "muni-villa-nueva"]),
        ("Delegado del MARN", ["marn"]),
        ("Ecoaldea", ["Ecoaldea"]),
        ('"Ecoaldea, Rainforest Alliance y Heifer"', ["Ecoaldea", "Rainforest Alliance", "Heifer"]),
        ("MARN y Ecoaldea", ["marn", "Ecoaldea"]),
        ("Amigos del MARN", ["Amigos del MARN"]),
        ("Dirección de Riego del MAGA", ["Dirección de Riego"]),
        ("ASOCIACIÓN VIDA VERDE", ["ASOCIACIÓN VIDA VERDE"]),
        ("Todas las instituciones", []),
        ("N/A", []),
        ("—", []),
    ],
)
def test_all_institutions_of_a_cell_count_and_only_they(listed: Listed, cell: str, ids: list[str]):
    record, found = listed(f"mesa;institución;rol\nAgua;{cell};participa\n")
    assert subjects(found) == ids
    for mention in found.mentions:
        assert " ".join(record.text[mention.start : mention.end].split()) == mention.surface
    spans = [(mention.start, mention.end) for mention in found.mentions]
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))


def test_what_stands_in_the_place_of_an_institution_and_is_none_is_said(listed: Listed):
    _, found = listed(
        'mesa;institución;rol\nAgua;Licda. Ana Paz;participa\nAgua;"=HYPERLINK(""http://x"")";participa\n'
    )
    assert not found.relations
    assert [warning.partition(":")[0] for warning in found.warnings] == ["fila 2", "fila 3"]


def test_a_strange_institution_is_of_the_kind_that_its_first_word_says(listed: Listed):
    _, found = listed("mesa;institución\nAgua;Fundación Río Claro\nAgua;Ecoaldea\n")
    assert [(each.subject.kind, each.confidence) for each in found.relations] == [
        ("sociedad-civil", 0.98),
        ("organismo", 0.98),
    ]


@pytest.mark.parametrize("cell", ["Consejo de Desarrollo", "Acción", "CCJ"])
def test_a_name_that_several_bodies_bear_is_left_open(listed: Listed, cell: str):
    _, found = listed(f"mesa;institución;rol\nAgua;{cell};participa\n")
    assert not found.relations
    assert [(each.surface, len(each.candidates) > 1) for each in found.unresolved] == [(cell, True)]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Agua", "Mesa de Agua"), ("Mesa de Agua", "Mesa de Agua"), ("MESA DE AGUA", "Mesa de Agua"),
        ("Técnica de Café", "Mesa Técnica de Café"), ("el Agua", "Mesa del Agua"), ("la Niñez", "Mesa de la Niñez"),
        ("Grupo de Gobierno Abierto", "Grupo de Gobierno Abierto"), ("1. Mesa de Agua (MAG)", "Mesa de Agua"),
        ("3", "Mesa 3"), ("agua y saneamiento", "Mesa de Agua y Saneamiento"),
    ],
)  # fmt: skip
def test_the_name_of_a_mesa_is_the_cells_or_made_of_its_topic(listed: Listed, cell: str, name: str):
    _, found = listed(f"mesa;institución\n{cell};MARN\n")
    assert [each.name for each in found.mesas] == [name]
    assert [each.object for each in found.relations] == [name]


def test_several_mesas_in_a_cell_and_a_submesa(listed: Listed):
    _, found = listed("institución;mesas en que participa;submesa\nMARN;Agua; \nINAB;Agua; Riego\n")
    assert parts(found) == {("marn", "participatesIn", "Mesa de Agua"), ("inab", "participatesIn", "Submesa de Riego")}
    assert {(each.name, each.parent) for each in found.mesas} == {
        ("Mesa de Agua", None),
        ("Submesa de Riego", "Mesa de Agua"),
    }
    _, found = listed('institución;mesas en que participa\nMARN;"Agua; Café"\n')
    assert parts(found) == {("marn", "participatesIn", "Mesa de Agua"), ("marn", "participatesIn", "Mesa de Café")}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Integrantes de la Mesa de Agua;\nInstitución;Rol\nMARN;coordina\n", {}),
        ("Institución;Rol\nMesa de Agua;\nMARN;coordina\n", {}),
        ("Institución;Rol\nMARN;coordina\n", {"sheet": "Mesa de Agua"}),
        ("Mesa:;Mesa de Agua\nInstitución;Rol\nMARN;coordina\n", {}),
    ],
)
def test_the_mesa_may_stand_above_the_rows(listed: Listed, text: str, named: dict[str, str]):
    _, found = listed(text, **named)
    assert parts(found) == {("marn", "leads", "Mesa de Agua")}
    assert found.mesas[0].spans


def test_each_heading_holds_for_the_rows_below_it(listed: Listed):
    _, found = listed("Institución;Rol\nMesa de Agua;\nMARN;lidera\nMesa de Café;\nMAGA;lidera\n")
    assert parts(found) == {("marn", "leads", "Mesa de Agua"), ("maga", "leads", "Mesa de Café")}


def test_a_list_without_a_mesa_gives_no_relation_and_says_so(listed: Listed):
    _, found = listed("Institución;Rol\nMARN;coordina\n")
    assert not found.relations
    assert found.warnings == (
        "sobre la lista: no dice de qué mesa es; agregue la columna «mesa» o nómbrela en el título",
    )
    assert [mention.body.id for mention in found.mentions] == ["marn"]


def test_columns_may_say_the_role_themselves(listed: Listed):
    _, found = listed('mesa;coordina;participan;apoya;invitados;convoca\nAgua;MARN;"INAB, MAGA";GIZ;SAT;MARN\n')
    mesa = "Mesa de Agua"
    assert parts(found) == {
        ("marn", "leads", mesa), ("inab", "participatesIn", mesa), ("maga", "participatesIn", mesa),
        ("giz", "supports", mesa), ("sat", "invitedTo", mesa), ("marn", "convenes", mesa),
    }  # fmt: skip


def test_an_institution_that_is_no_longer_there_has_no_part(listed: Listed):
    _, found = listed("mesa;institución;rol;estado\nAgua;MARN;lidera;activa\nAgua;SAT;participa;Inactiva\n")
    assert subjects(found) == ["marn"]
