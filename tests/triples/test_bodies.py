"""An institution that the register lacks is one under all its spellings; two that only look alike stay two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.findings import Body, Person
from graph.resolve import Identity, Known, Rulings
from tests.triples.across import Told, identity, naming, provisional

CUENCAS = provisional("Comité Nacional de Cuencas")
MARN = Body("marn", "Ministerio de Ambiente y Recursos Naturales", "ministerio")


def named(name: str, *bodies: Body) -> Told:
    return naming(name, *((body.name, body) for body in bodies))


def told(*bodies: Body) -> tuple[Identity, list[Body]]:
    """Each body in a record of its own: what they are."""
    one = identity(*(named(f"{place:02}", body) for place, body in enumerate(bodies)))
    return one, [one.body(body) for body in bodies]


@pytest.mark.parametrize(
    "written",
    [
        "COMITÉ NACIONAL DE CUENCAS", "Comite Nacional de Cuencas", "comité nacional de cuencas",
        "el Comité Nacional de Cuencas", "Comité Nacional de Cuencas (CNC)", "Comité Nacional de Cuenczas",
        "Comité Nacionl de Cuencas",
    ],
)  # fmt: skip
def test_a_spelling_makes_no_other_body(written):
    _, found = told(CUENCAS, CUENCAS, provisional(written))
    assert set(found) == {CUENCAS}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Comité de Riego de la Zona 12", "Comité de Riego de la Zona 13"),
        ("Comité de la Región II", "Comité de la Región III"),
        ("Comité de Agua", "Comité de Aguas"),
        ("Comité Nacional de Cuencas", "Comité Nacional de Cuencas Altas"),
        ("Comité de Pesca de Sipacapa", "Comité de Pesca de Sipacate"),
    ],
)
def test_a_likeness_is_not_enough(one, other):
    _, found = told(provisional(one), provisional(other))
    assert len(set(found)) == 2


def test_two_kinds_are_not_one_body_by_a_letter():
    _, found = told(CUENCAS, CUENCAS, provisional("Comité Nacional de Cuencaz", "consejo"))
    assert len(set(found)) == 2


def test_a_slip_that_may_be_of_two_names_is_left_alone():
    costa, caste = provisional("Comité de Productores de Costa"), provisional("Comité de Productores de Caste")
    between = provisional("Comité de Productores de Casta")
    _, found = told(costa, costa, caste, caste, between)
    assert found == [costa, costa, caste, caste, between]


def test_an_acronym_that_one_record_defines_is_that_body_in_all():
    defining = naming("a", (CUENCAS.name, CUENCAS), ("CNC", CUENCAS))
    alone = provisional("CNC", "organismo")
    assert identity(defining, named("b", alone)).body(alone) == CUENCAS
    registered = naming("a", ("CNC", MARN))
    assert identity(registered, named("b", alone)).body(alone) == MARN


def test_an_acronym_that_two_records_define_otherwise_stays_itself():
    other = provisional("Cámara Nacional del Café")
    alone = provisional("CNC", "organismo")
    found = identity(naming("a", ("CNC", CUENCAS)), naming("b", ("CNC", other)), named("c", alone))
    assert found.body(alone) == alone


def test_acronyms_are_never_joined_by_a_letter():
    _, found = told(provisional("ASORECHABCDEF"), provisional("ASORECHABCDEG"))
    assert len(set(found)) == 2


def test_people_keep_two_bodies_apart_and_join_two_that_nothing_else_does():
    slip = provisional("Comité Nacional de Cuenczas")
    refs = ("institution/comite-nacional-de-cuencas", "institution/comite-nacional-de-cuenczas")
    apart = Rulings(apart=frozenset((frozenset(refs),)))
    assert identity(named("a", CUENCAS), named("b", slip), rulings=apart).body(slip) == slip
    other = provisional("Cuencas del Norte")
    same = Rulings(same={"institution/cuencas-del-norte": refs[0]})
    found = identity(named("a", CUENCAS), named("b", other), rulings=same)
    assert found.body(other) == CUENCAS
    assert found.merged == {"institution/cuencas-del-norte": "Cuencas del Norte"}


def test_a_body_of_the_register_is_itself():
    found, _ = told(MARN, CUENCAS)
    assert found.body(MARN) == MARN
    assert found.bodies == {}


def test_one_spelling_of_a_persons_name_is_shown():
    people = [Person(name, None, MARN, 0, 5) for name in ("Ana Lucía Paz", "Ana Lucia Paz", "ANA LUCÍA PAZ")]
    found = identity(*(naming(str(place), people=(one,)) for place, one in enumerate(people)))
    assert {found.person(one) for one in people} == {Known("Ana Lucía Paz", "marn")}


def test_people_of_one_name_in_two_bodies_are_two():
    here, there = Person("Ana Paz", None, MARN, 0, 5), Person("Ana Paz", None, CUENCAS, 0, 5)
    found = identity(naming("a", people=(here,)), naming("b", people=(there,)))
    assert found.person(here) != found.person(there)


NAMES = st.sampled_from(
    ["Comité Nacional de Cuencas", "COMITÉ NACIONAL DE CUENCAS", "Comité Nacional de Cuenczas", "CNC", "la CNC",
     "Comité Nacional de Cuencas (CNC)", "Comité de la Zona 1", "Comité de la Zona 2"]
)  # fmt: skip


@given(st.lists(NAMES, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing_and_nobody_is_two(names, random):
    found = [named(f"{place}", provisional(name)) for place, name in enumerate(names)]
    mixed = list(found)
    random.shuffle(mixed)
    one = identity(*found)
    assert identity(*mixed).bodies == one.bodies
    assert all(one.body(target) == target for target in one.bodies.values())
