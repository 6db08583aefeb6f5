"""Long questions cost those who ask quick ones nothing: engines stay free for these, and the processor is theirs."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import QueryOverBudget
from graph.settings import Settings
from graph.store.pool import EnginePool
from graph.store.question import Question
from tests.store.sample import SLOW, text

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def product(patterns: int) -> str:
    """A question that counts five to the power of `patterns` rows."""
    return "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(patterns)) + " }"


def number(answer: str) -> int:
    """What a question with COUNT found."""
    return int(json.loads(answer)["results"]["bindings"][0]["n"]["value"])


def niceness(pid: int) -> set[int]:
    """The priorities of the threads of a process."""
    tasks = Path(f"/proc/{pid}/task").glob("*/stat")
    return {int(stat.read_text().rpartition(")")[2].split()[16]) for stat in tasks}


def wait_until(condition, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_quick_questions_are_answered_while_long_ones_ask_for_every_engine(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, query_seconds=6.0, engines=4))
    try:
        with ThreadPoolExecutor(6) as threads:
            slow = [threads.submit(text, engines, SLOW) for _ in range(6)]
            wait_until(lambda: engines.occupied == 4)
            begun = time.monotonic()
            for _ in range(20):
                assert number(text(engines, COUNT)) == 5
            assert time.monotonic() - begun < 4.0
            assert not all(question.done() for question in slow)
            assert len(engines.pids) <= 5
            for question in slow:
                with pytest.raises(QueryOverBudget):
                    question.result()
    finally:
        engines.close()


def test_a_question_that_was_set_back_is_answered_when_others_have_ended(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, engines=2))
    try:
        with ThreadPoolExecutor(2) as threads:
            first = threads.submit(text, engines, SLOW, seconds=4.0)
            wait_until(lambda: engines.occupied == 1)
            time.sleep(0.1)
            second = threads.submit(text, engines, product(9))
            wait_until(lambda: engines.occupied == 2)
            wait_until(lambda: engines.occupied == 1)
            assert not second.done(), "it was to take longer than it may while another long one is there"
            assert not first.done()
            with pytest.raises(QueryOverBudget, match="tiempo"):
                first.result()
            assert number(second.result()) == 5**9
    finally:
        engines.close()


def test_waiting_counts_against_the_time_of_a_question(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, query_seconds=2.0, engines=1))

    def ask(_: int) -> float:
        begun = time.monotonic()
        with pytest.raises(QueryOverBudget):
            text(engines, SLOW)
        return time.monotonic() - begun

    try:
        with ThreadPoolExecutor(4) as threads:
            assert max(threads.map(ask, range(4))) < 4.0
    finally:
        engines.close()


def test_a_long_question_leaves_the_processor_to_others_and_the_next_has_it_again(small: Path, limits: Settings):
    engines = EnginePool(small, replace(limits, engines=1))
    try:
        assert number(text(engines, COUNT)) == 5
        with ThreadPoolExecutor(1) as threads:
            slow = threads.submit(lambda: engines.answer(Question(product(10))).close())
            wait_until(lambda: any(19 in niceness(pid) for pid in engines.pids))
            slow.result()
        wait_until(lambda: not any(19 in niceness(pid) for pid in engines.pids))
        assert number(text(engines, COUNT)) == 5
    finally:
        engines.close()
