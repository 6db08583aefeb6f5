"""People who act for a body, and the norms that a record cites."""

import pytest

from graph.extract.norms import find_norms

HEAD = "La Mesa de Agua sesionó el 2 de mayo. "


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ana Gil, directora de Catastro de la SAT, presentó el plan.", ("Ana Gil", "directora de Catastro", "sat")),
        ("El director ejecutivo de la SAT, Luis Paz Mérida, habló.", ("Luis Paz Mérida", "director ejecutivo", "sat")),
        ("Por parte de la SAT, el Ing. Luis Paz presentó el plan.", ("Luis Paz", None, "sat")),
        ("Luis Paz, de la SAT, recordó el plazo.", ("Luis Paz", None, "sat")),
        ("Según su vocera, Ana Gil, no hay fecha.", ("Ana Gil", "vocera", None)),
        ("Participantes:\n- SAT: Ana Gil, jefa de Registro", ("Ana Gil", "jefa de Registro", "sat")),
        ("La licenciada Ana Gil explicó el proceso.", ("Ana Gil", None, None)),
        (
            "El ingeniero Luis Paz de la Superintendencia de Administración Tributaria saludó.",
            ("Luis Paz", None, "sat"),
        ),
    ],
)
def test_a_person_has_name_position_and_body(read, text: str, person: tuple[str, str | None, str | None]):
    found = [(each.name, each.position, each.body.id if each.body else None) for each in read(HEAD + text).people]
    assert found == [person]


def test_the_same_person_told_twice_is_one(read):
    people = read(HEAD + "La licenciada Ana Gil saludó. Ana Gil, jefa de Registro de la SAT, presentó el plan.").people
    assert [(each.name, each.position) for each in people] == [("Ana Gil", "jefa de Registro")]


@pytest.mark.parametrize(
    "text", ["El Plan Nacional de Riego avanza.", "Visitaron San Juan Alotenango.", "La Ley de Aguas Nacionales rige."]
)
def test_other_names_in_capitals_are_no_people(read, text: str):
    assert read(HEAD + text).people == ()


def test_norms_have_one_spelling_and_laws_their_name():
    text = (
        "El Decreto número 5-2021, Ley para la Simplificación de Trámites, y el Acuerdo Gubernativo No. 87-2012. "
        "Según el decreto 5-2021 y el Acuerdo Ministerial 12-2020, la ley manda."
    )
    assert [norm.name for norm in find_norms(text)] == [
        "Decreto 5-2021",
        "Ley para la Simplificación de Trámites",
        "Acuerdo Gubernativo 87-2012",
        "Acuerdo Ministerial 12-2020",
    ]
    assert all(text[norm.start : norm.end] for norm in find_norms(text))


def test_numbers_of_minutes_and_offices_are_no_norms():
    assert find_norms("ACTA No. 04-2023. Oficio 31-2021. Se revisó el acuerdo 3 del acta.") == ()
