"""What a question may cost: time, memory, nesting, size; who exceeds it pays for it alone."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import QueryError, QueryOverBudget, QueryTooLarge
from graph.settings import Settings
from graph.store.pool import EnginePool
from tests.store.sample import HUNGRY, SLOW, text

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def test_a_slow_query_is_ended_in_time_while_another_is_answered(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, query_seconds=1.0, engines=2))
    try:
        with ThreadPoolExecutor(1) as threads:
            begun = time.monotonic()
            slow = threads.submit(text, engines, SLOW)
            while not slow.done():
                assert json.loads(text(engines, COUNT))["results"]["bindings"][0]["n"]["value"] == "5"
            with pytest.raises(QueryOverBudget, match="tiempo"):
                slow.result()
            assert time.monotonic() - begun < 3.0
        assert engines.rows(COUNT) == [{"n": "5"}]
    finally:
        engines.close()


def test_a_client_may_ask_for_less_time_but_not_for_more(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, query_seconds=1.0))
    try:
        for asked in (0.2, 60.0):
            begun = time.monotonic()
            with pytest.raises(QueryOverBudget):
                text(engines, SLOW, seconds=asked)
            assert time.monotonic() - begun < 2.5
    finally:
        engines.close()


def test_a_query_that_takes_too_much_memory_dies_alone(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, query_memory=60, engines=2))
    try:
        with ThreadPoolExecutor(1) as threads:
            hungry = threads.submit(text, engines, HUNGRY)
            while not hungry.done():
                assert engines.rows(COUNT) == [{"n": "5"}]
            with pytest.raises(QueryOverBudget, match="memoria"):
                hungry.result()
        assert engines.rows(COUNT) == [{"n": "5"}]
    finally:
        engines.close()


def test_deep_nesting_kills_an_engine_and_nothing_else(pool: EnginePool):
    with pytest.raises(QueryError, match="anidada"):
        text(pool, "SELECT * " + "{" * 3000 + "}" * 3000)
    assert pool.rows(COUNT) == [{"n": "5"}]


def test_pages_are_answered_while_strangers_occupy_every_engine(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, query_seconds=3.0, engines=1, queue_seconds=0.2))
    try:
        with ThreadPoolExecutor(1) as threads:
            slow = threads.submit(text, engines, SLOW)
            while not engines.occupied:
                time.sleep(0.01)
            assert engines.rows(COUNT) == [{"n": "5"}]
            with pytest.raises(QueryOverBudget, match="ocupados") as busy:
                text(engines, COUNT)
            assert busy.value.retry_after > 0
            with pytest.raises(QueryOverBudget):
                slow.result()
    finally:
        engines.close()


def test_an_answer_over_the_limit_is_an_error_and_not_a_cut_answer(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, answer_size=1))
    try:
        with pytest.raises(QueryTooLarge, match="1 MB"):
            text(engines, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }")
        assert engines.rows(COUNT) == [{"n": "5"}]
    finally:
        engines.close()


def test_a_query_over_the_limit_is_not_even_read(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, query_length=100))
    with pytest.raises(QueryTooLarge, match="100 bytes"):
        text(engines, "SELECT * {}" + " " * 100)
    engines.close()
