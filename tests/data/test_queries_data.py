"""The stored questions are data that people read and run: each says what it answers, and answers it."""

import re
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.questions.stored import StoredQuery, read_query, stored_queries
from graph.store.gate import check
from graph.store.lexer import prefixes_of
from graph.store.mistakes import KNOWN_PREFIXES
from ontology.terms import PREFIXES

QUERIES = stored_queries()


def test_there_are_enough_questions_and_each_has_its_own_name_and_place():
    assert len(QUERIES) >= 8
    assert len({one.title for one in QUERIES}) == len(QUERIES)
    assert len({one.order for one in QUERIES}) == len(QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.name)
def test_every_question_has_its_words_in_both_languages(query: StoredQuery):
    assert set(query.words) == {"title", "title@en", "description", "description@en", "order"}
    assert all(query.words.values())
    assert query.words["description"].endswith(".")
    assert query.words["description@en"].endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.name)
def test_every_question_has_an_answer_in_the_shipped_records(query: StoredQuery, engine):
    answer = engine.answer(query.text)
    assert not answer.summary.startswith("0 ")


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
