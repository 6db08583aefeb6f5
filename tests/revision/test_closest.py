"""The closest bodies of the register: close by what tells bodies apart, and in words that people would call alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.revision.closest import LEAST, MOST, Closest


@pytest.fixture(scope="module")
def closest(register) -> Closest:
    return Closest(register)


@pytest.mark.parametrize(
    ("surface", "id"),
    [
        ("Ministerio de Finansas Públicas", "minfin"),
        ("OFICINA DEL SERVICIO CIVIL", "onsec"),
        ("Ministerio de la Salud Pública", "mspas"),
        ("Comisión de Gobierno Abierto y Electronico", "gae"),
        ("MINFIM", "minfin"),
        ("Superintendencia de Administracion Tributária", "sat"),
    ],
)
def test_a_slip_or_another_spelling_finds_its_body_first(closest, surface, id):
    assert closest.to(surface)[0].id == id


def test_names_that_share_only_the_word_they_begin_with_are_not_close(closest):
    assert "mintrab" not in [one.id for one in closest.to("Ministerio de Salud")]
    assert not closest.to("Municipalidad de Kjhwq")


def test_what_extraction_proposes_comes_first_however_unlike_and_is_told_as_such(closest):
    found = closest.to("Ministerio de Finanzas", proposed=("sat", "igss"))
    assert {(one.id, one.proposed) for one in found[:2]} == {("igss", True), ("sat", True)}
    assert (found[2].id, found[2].proposed) == ("minfin", False)


def test_the_same_name_scores_a_hundred_whatever_the_case(closest):
    assert closest.to("ministerio de gobernación")[0].score == 100


def test_acronyms_are_compared_letter_by_letter(closest):
    assert not [one for one in closest.to("AIDESEP") if one.acronym in ("ASIES", "MIDES")]


def test_mesas_of_the_register_are_no_bodies(closest, register):
    names = [entry.name for entry in register.entries.values() if entry.is_mesa]
    assert names
    assert not [one for name in names for one in closest.to(name) if one.id.startswith("mesa-")]


@given(st.text(max_size=80))
def test_any_text_may_be_asked_for(closest, text):
    found = closest.to(text)
    assert len(found) <= MOST
    assert all(LEAST <= one.score <= 100 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert found == closest.to(text)
