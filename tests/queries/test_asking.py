"""Which thing a value names, and that no value is ever more than one term of the query."""

import pytest

from graph.questions.asking import ask, check_known
from graph.questions.parameters import ParameterError
from graph.questions.stored import stored_queries, stored_query
from graph.store.lexer import tokens
from tests.queries.sample import asked_of, room_over, short_rows

WHO = stored_query("quien-esta-en-cada-mesa")
SAYS = stored_query("buscar-en-los-textos")
HOSTILE = [
    '"} INSERT DATA { <urn:x> <urn:y> <urn:z> } #', "<x> . ?s ?p ?o", "<urn:x> . ?s ?p ?o", "a\nb",
    "a\r\nSERVICE <http://x/> {}", "x" * 10_000, "../../etc/passwd", "?mesa", "\\u0022", "'''", "}", "#",
    "mesa-de-bosques> ?p ?o . <urn:x", "https://w3id.org/enlace/id/mesa/mesa-de-bosques> . ?s ?p ?o . <urn:x", "\x00",
    "%00", "\u202eabc", "javascript:alert(1)", "https://w3id.org/enlace/id/mesa/../../x", "UNION { ?s ?p ?o }",
    "'; DROP TABLE mesas; --", "$mesa", "_:b0", "http://[", "http://a:b:c/", "busiest", "",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "mesa-de-bosques", "MESA-DE-BOSQUES", "https://w3id.org/enlace/id/mesa/mesa-de-bosques", "Mesa de Bosques",
        "mesa de  bósques", "bosques", "de-bosques",
    ],
)  # fmt: skip
def test_a_mesa_is_named_by_slug_iri_name_or_the_end_of_its_slug(text, local):
    asked = ask(WHO, {"mesa": text}, room_over(local))
    assert asked.named["mesa"].iri == "https://w3id.org/enlace/id/mesa/mesa-de-bosques"
    assert asked.arguments == {"mesa": "mesa-de-bosques"}


@pytest.mark.parametrize(
    "text", ["MAGA", "maga", "Ministerio de Agricultura", "Agricultura", "Ministerio de Agricultura (MAGA)"]
)
def test_an_institution_is_named_by_acronym_name_or_another_name(text, local):
    assert ask(WHO, {"institucion": text}, room_over(local)).arguments == {"institucion": "maga"}


@pytest.mark.parametrize(("text", "iri"), [("Leader", "Leader"), ("lidera", "Leader"), ("invited", "Invited")])
def test_a_role_is_named_by_its_word_or_its_label_in_either_language(text, iri, local):
    assert ask(WHO, {"papel": text}, room_over(local)).arguments == {"papel": iri}


def test_a_name_that_two_things_have_is_not_guessed(local):
    with pytest.raises(ParameterError, match="más de una") as failure:
        ask(WHO, {"institucion": "Ambiente"}, room_over(local))
    assert failure.value.status == 400
    assert [value for value, _ in failure.value.closest] == ["otra-junta", "marn"]


@pytest.mark.parametrize("text", ["mesa-de-bosque", "Mesa de los Bosques", "Bosqes"])
def test_a_thing_that_is_not_known_is_told_with_what_comes_close(text, local):
    with pytest.raises(ParameterError, match="«mesa»") as failure:
        ask(WHO, {"mesa": text}, room_over(local))
    assert failure.value.status == 404
    assert "mesa-de-bosques" in [value for value, _ in failure.value.closest]


def test_a_part_of_a_name_proposes_the_busiest_things_that_begin_so(local):
    with pytest.raises(ParameterError) as failure:
        ask(WHO, {"institucion": "minist"}, room_over(local))
    assert [value for value, _ in failure.value.closest][:2] == ["maga", "marn"]


def test_an_institution_is_no_mesa(local):
    with pytest.raises(ParameterError, match="es una mesa"):
        ask(WHO, {"mesa": "https://w3id.org/enlace/id/institution/maga"}, room_over(local))


def test_a_parameter_that_does_not_exist_is_told_with_those_that_do():
    check_known(WHO, {"mesa": "x", "lang": "en", "format": "csv"})
    with pytest.raises(ParameterError, match="mesa, institucion, papel"):
        check_known(WHO, {"messa": "x"})


def test_an_empty_value_is_none_and_a_default_is_not_repeated(local):
    asked = ask(stored_query("acuerdos-vencidos"), {"mesa": " ", "hoy": "2026-11-21"}, room_over(local))
    assert asked.arguments == {}
    assert asked.values == {"hoy": "2026-11-21"}


def asked_or_refused(query, values: dict[str, str], local):
    """The question with its values, or the error that refuses one."""
    try:
        return ask(query, values, room_over(local)), None
    except ParameterError as failure:
        return None, failure


def shape(text: str) -> list[str]:
    """The tokens of a query, of strings and IRIs only their kind."""
    return [token.kind if token.kind in ("string", "iri") else token.text for token in tokens(text)]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("query", stored_queries(), ids=lambda one: one.name)
def test_no_value_is_more_than_one_term_or_it_is_refused(query, value, local):
    """The tokens of the query stay as they are, but for the one that replaces the parameter's own variable."""
    for parameter in query.parameters:
        asked, failure = asked_or_refused(query, {parameter.name: value}, local)
        if failure:
            assert (failure.parameter, failure.status in (400, 404)) == (parameter.name, True)
            assert len(str(failure)) < 600
            continue
        harmless = {parameter.name: "agua"} if parameter.type == "text" else {}
        assert shape(asked.text) == shape(ask(query, harmless, room_over(local)).text)
        local.answer(asked.text).file.close()


def test_marks_of_syntax_in_a_text_are_looked_for_as_text(local):
    assert short_rows(asked_of(SAYS, "texto=%22seg%C3%BAn%22", local), local) == ["r3 | - | document"]
    assert short_rows(asked_of(SAYS, "texto=%22%29%29%20%7D%20%23", local), local) == []
