"""Which graphs a question sees; several default graphs are their merge, with every triple once; nothing is fetched."""

import json
from contextlib import closing

import pytest

from graph.errors import QueryError
from graph.store.pool import EnginePool
from graph.store.question import Dataset, Question
from tests.store.sample import E

COUNT = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) %s { GRAPH ?g { ?s ?p ?o } }"


def count(pool: EnginePool, query: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> int:
    """The one number that `query` asks for."""
    dataset = Dataset(tuple(E + name for name in default), tuple(E + name for name in named))
    answer = pool.answer(Question(query, dataset=dataset))
    with closing(answer):
        return int(json.loads(answer.read())["results"]["bindings"][0]["n"]["value"])


def test_the_default_graph_is_the_merge_of_all_with_each_triple_once(pool: EnginePool):
    assert count(pool, COUNT % "") == 5
    assert count(pool, NAMED % "") == 6


def test_the_protocol_selects_graphs(pool: EnginePool):
    assert count(pool, COUNT % "", default=("register",)) == 3
    assert count(pool, COUNT % "", default=("rec/1", "rec/2")) == 2
    assert count(pool, COUNT % "", default=("rec/1", "rec/1")) == 1
    assert count(pool, NAMED % "", named=("rec/1", "rec/2")) == 3


def test_what_the_protocol_does_not_name_is_not_there(pool: EnginePool):
    assert count(pool, NAMED % "", default=("register",)) == 0
    assert count(pool, COUNT % "", named=("register",)) == 0
    assert count(pool, NAMED % "", default=("rec/1", "rec/2")) == 0


def test_from_selects_graphs(pool: EnginePool):
    assert count(pool, COUNT % f"FROM <{E}register>") == 3
    assert count(pool, COUNT % f"FROM <{E}rec/1> FROM <{E}rec/2>") == 2
    assert count(pool, NAMED % f"FROM NAMED <{E}rec/1> FROM <{E}rec/2>") == 1
    assert count(pool, NAMED % f"FROM <{E}rec/2>") == 0
    assert count(pool, COUNT % f"FROM NAMED <{E}rec/2>") == 0


def test_from_understands_prefixes_and_relative_iris(pool: EnginePool):
    assert count(pool, f"PREFIX rec: <{E}rec/> {COUNT % 'FROM rec:1 FROM rec:2'}") == 2
    assert count(pool, f"BASE <{E}rec/> {COUNT % 'FROM <1> FROM <2>'}") == 2


def test_the_protocol_comes_before_from(pool: EnginePool):
    assert count(pool, COUNT % f"FROM <{E}rec/1>", default=("register",)) == 3
    assert count(pool, COUNT % f"FROM <{E}rec/1>", default=("rec/1", "rec/2")) == 2


def test_a_graph_that_is_not_here_is_empty(pool: EnginePool):
    assert count(pool, COUNT % "FROM <http://127.0.0.1:1/data.ttl>") == 0
    assert count(pool, COUNT % "FROM <file:///etc/passwd> FROM <http://127.0.0.1:1/>") == 0


def test_a_word_from_in_a_string_selects_nothing(pool: EnginePool):
    query = f'SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(?o != "FROM <{E}rec/1> FROM <{E}rec/2>") }}'
    assert count(pool, query) == 5


def test_a_graph_name_that_is_no_iri_is_the_clients_mistake(pool: EnginePool):
    with pytest.raises(QueryError):
        pool.answer(Question(COUNT % "", dataset=Dataset(("not an iri",))))
