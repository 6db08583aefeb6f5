"""The stored questions are data that people read and run: each says what it answers, and answers it."""

import re
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.questions.asking import ask
from graph.questions.stored import THEMES, StoredQuery, read_query, stored_queries
from graph.store.gate import check
from graph.store.lexer import prefixes_of
from graph.store.mistakes import KNOWN_PREFIXES
from ontology.terms import PREFIXES
from tests.queries.sample import room_over

QUERIES = stored_queries()


# Rightly without rows in the shipped records, whose agreements are all of 2024; `tests/queries` has rows for it.
EMPTY = {"acuerdos-por-vencer"}


def test_there_are_enough_questions_and_each_has_its_own_name_and_place():
    assert len(QUERIES) >= 22
    assert len({one.title for one in QUERIES}) == len(QUERIES)
    assert len({one.order for one in QUERIES}) == len(QUERIES)
    assert {one.theme for one in QUERIES} == set(THEMES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.name)
def test_every_question_has_its_words_in_both_languages(query: StoredQuery):
    assert set(query.words) - {"chart"} == {"title", "title@en", "description", "description@en", "theme", "order"}
    assert all(query.words.values())
    assert query.words["description"].endswith(".")
    assert query.words["description@en"].endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert all(set(one.helps) in (set(), {"es", "en"}) for one in query.parameters)


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.name)
def test_every_question_has_an_answer_in_the_shipped_records(query: StoredQuery, engine):
    answer = engine.answer(ask(query, {}, room_over(engine)).text)
    assert answer.summary.startswith("0 ") == (query.name in EMPTY)


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.name)
def test_every_file_is_a_query_that_runs_as_it_stands(query: StoredQuery, engine):
    engine.answer(query.text).file.close()


@pytest.mark.parametrize("query", [one for one in QUERIES if one.parameters], ids=lambda one: one.name)
def test_every_parameter_can_be_given_in_the_shipped_records(query: StoredQuery, engine):
    samples = {
        "institution": "MINFIN", "mesa": "innovadores-publicos", "role": "lidera", "class": "Ministerio",
        "status": "abierto", "date": "2024-06-30", "year": "2022", "integer": "1", "decimal": "0.5", "text": "agua",
    }  # fmt: skip
    room = room_over(engine)
    record = room.names("record").things[0].value
    for parameter in query.parameters:
        value = {**samples, "record": record}.get(parameter.type) or parameter.options[0]
        engine.answer(ask(query, {parameter.name: value}, room).text).file.close()


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.name)
def test_every_question_uses_the_prefixes_as_everyone_does_and_calls_nobody(query: StoredQuery):
    check(query.text)
    declared = prefixes_of(query.text)
    assert declared.items() <= {name: str(space) for name, space in PREFIXES.items()}.items()
    assert all(re.search(rf"\b{name}:\w", query.text.replace(f"PREFIX {name}:", "")) for name in declared)


def test_the_prefixes_that_hints_propose_are_those_of_the_vocabulary():
    known = {name: str(space) for name, space in PREFIXES.items()}
    assert {name: known.get(name) for name in KNOWN_PREFIXES} == KNOWN_PREFIXES


def test_a_header_that_lacks_a_word_is_told_with_its_file(tmp_path: Path):
    file = tmp_path / "nada.rq"
    file.write_text("# title: ¿Algo?\n# order: 1\nASK {}\n")
    with pytest.raises(InputError, match="description"):
        read_query(file)
