"""Values become one term each, whatever they hold; and tokens are read as the engine reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store.binding import IRI, bind, term
from graph.store.engine import LocalEngine
from graph.store.lexer import tokens
from tests.store.sample import E

texts = st.text(st.characters(codec="utf-8"))


@settings(deadline=None, max_examples=300)
@given(value=texts)
def test_any_string_comes_back_as_it_was(local: LocalEngine, value: str):
    assert local.rows("SELECT ?x { BIND(?x AS ?y) }", x=value) == [{"x": value}]


@pytest.mark.parametrize(
    "value", ['" } SERVICE <http://e/> { ?a ?b "', "\\", "\\u0022", '"""', "a\nb\rc\td", "\x00\x1f\x7f", "?x", "# no"]
)
def test_what_looks_like_syntax_stays_a_value(local: LocalEngine, value: str):
    assert local.rows("SELECT ?x {}", x=value) == [{"x": value}]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (True, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        (1.5, '"1.5"^^<http://www.w3.org/2001/XMLSchema#double>'),
        (Decimal("0.90"), '"0.90"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (date(2024, 9, 11), '"2024-09-11"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (datetime(2024, 9, 11, tzinfo=UTC), '"2024-09-11T00:00:00+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'),
        (IRI("http://e/a"), "<http://e/a>"),
        ("a", '"a"'),
    ],
)
def test_values_become_terms_of_their_type(value, expected: str):
    assert term(value) == expected


@pytest.mark.parametrize(
    "iri", ["http://e/a> . ?s ?p <http://e/b", "http://e/a b", 'http://e/"', "nothing", "http://e/\\u0020"]
)
def test_what_is_no_iri_is_not_bound_as_one(iri: str):
    with pytest.raises(ValueError, match="not an IRI"):
        term(IRI(iri))


def test_a_value_reaches_every_place_of_its_variable(local: LocalEngine):
    inab = IRI(f"{E}inab")
    assert local.rows("SELECT (COUNT(*) AS ?n) { ?who ?p ?o }", who=inab) == [{"n": "2"}]
    assert local.rows("SELECT ?who (COUNT(*) AS ?n) { ?who ?p ?o } GROUP BY ?who", who=inab) == [
        {"who": f"{E}inab", "n": "2"}
    ]
    assert local.rows("SELECT DISTINCT ?p { { SELECT ?p { ?who ?p ?o } } } ORDER BY ?who ?p LIMIT 1", who=inab) == [
        {"p": f"{E}in"}
    ]
    assert local.rows("SELECT ?p { ?s ?p ?o FILTER(BOUND(?who) && ?s = ?who) } ORDER BY ?p LIMIT 1", who=inab) == [
        {"p": f"{E}in"}
    ]


def test_a_variable_that_only_looks_alike_is_left_alone():
    query = 'SELECT ?a { ?a ?ab "?a" . # ?a\n ?a <http://e/?a> ?b }'
    assert bind(query, {"a": 1}).count('"1"^^') == 3
    assert '"?a" . # ?a\n' in bind(query, {"a": 1})


def test_a_variable_that_the_query_lacks_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="no variable x"):
        bind("SELECT ?a { ?a ?b ?c }", {"x": 1})


@pytest.mark.parametrize("pattern", ["BIND(1 AS ?x)", "VALUES ?x { 1 }", "VALUES (?x) { (1) }"])
def test_a_variable_that_the_query_assigns_cannot_be_bound(pattern: str):
    with pytest.raises(ValueError, match="itself"):
        bind(f"SELECT * {{ {pattern} }}", {"x": 1})


def test_unbound_variables_are_absent_from_a_row(local: LocalEngine):
    assert local.rows("SELECT ?a ?b { BIND(1 AS ?a) OPTIONAL { ?a ?a ?b } }") == [{"a": "1"}]


def test_tokens_are_those_of_sparql():
    query = "PREFIX ex: <http://e/> SELECT ?a{?a ex:b.c\\#d 'x'@es,-1.5e3;a[]. FILTER(?a<3&&?b>2)} # end"
    found = [(token.kind, token.text) for token in tokens(query)]
    assert found == [
        ("word", "PREFIX"), ("pname", "ex:"), ("iri", "<http://e/>"), ("word", "SELECT"), ("var", "?a"), ("op", "{"),
        ("var", "?a"), ("pname", "ex:b.c\\#d"), ("string", "'x'"), ("lang", "@es"), ("op", ","), ("op", "-"),
        ("number", "1.5e3"), ("op", ";"), ("word", "a"), ("op", "["), ("op", "]"), ("op", "."), ("word", "FILTER"),
        ("op", "("), ("var", "?a"), ("op", "<"), ("number", "3"), ("op", "&&"), ("var", "?b"), ("op", ">"),
        ("number", "2"), ("op", ")"), ("op", "}"),
    ]  # fmt: skip


@settings(deadline=None)
@given(text=texts)
def test_every_text_has_tokens_that_lie_in_it_in_order(text: str):
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert text[token.start : token.end] == token.text
        end = token.end
