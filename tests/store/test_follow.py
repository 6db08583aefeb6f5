"""The service follows the switch without a restart, and no question under way notices."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import QueryOverBudget, StoreError
from graph.settings import Settings
from graph.store.follow import Served
from graph.store.loader import load_store
from graph.store.question import Question
from graph.store.snapshot import Snapshot, rollback
from graph.store.writer import SnapshotWriter
from tests.store.sample import SLOW

QUERY = "SELECT ?o { <http://e/a> <http://e/p> ?o } LIMIT 1"


def publish(store: Path, number: int) -> Snapshot:
    """A snapshot that says `number`."""
    with SnapshotWriter(store) as draft:
        file = draft.path / "graph.nq"
        lines = [f'<http://e/a> <http://e/p> "{number}" <http://e/g{n}> .\n' for n in range(6)]
        lines += [f'<http://e/b{n}> <http://e/q> "{number}" <http://e/g> .\n' for n in range(6)]
        file.write_text("".join(lines))
        load_store(file, draft.path / "store")
        return draft.publish(f"{number:012x}")


@pytest.fixture
def served(empty_store: Path, limits: Settings):
    following = Served(empty_store, replace(limits, store=empty_store))
    yield following
    following.close()


def test_without_a_snapshot_it_says_how_to_build_one_and_then_serves_it(empty_store: Path, served: Served):
    with pytest.raises(StoreError, match="enlace build"):
        served.snapshot()
    first = publish(empty_store, 1)
    assert served.snapshot() == first
    assert served.engine().rows(QUERY) == [{"o": "1"}]


def test_a_new_snapshot_is_followed_and_a_rollback_too(empty_store: Path, served: Served):
    first = publish(empty_store, 1)
    assert served.engine().rows(QUERY) == [{"o": "1"}]
    second = publish(empty_store, 2)
    assert served.now().snapshot == second
    assert served.engine().rows(QUERY) == [{"o": "2"}]
    rollback(empty_store)
    assert served.snapshot() == first
    assert served.engine().rows(QUERY) == [{"o": "1"}]


def test_the_same_engines_serve_until_the_switch(empty_store: Path, served: Served):
    publish(empty_store, 1)
    engine = served.engine()
    assert served.engine() is engine
    publish(empty_store, 1)
    assert served.engine() is engine
    publish(empty_store, 2)
    assert served.engine() is not engine


def test_a_question_under_way_ends_on_its_own_snapshot(empty_store: Path, limits: Settings):
    following = Served(empty_store, replace(limits, store=empty_store, query_seconds=2.0))
    publish(empty_store, 1)
    before = following.now()
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(before.engine.answer, Question(SLOW))
        while not before.engine.occupied:
            time.sleep(0.01)
        publish(empty_store, 2)
        assert following.engine().rows(QUERY) == [{"o": "2"}]
        assert before.engine.rows(QUERY) == [{"o": "1"}]
        with pytest.raises(QueryOverBudget, match="tiempo"):
            slow.result()
    assert not before.engine.pids
    following.close()


def test_no_question_fails_while_snapshots_are_switched(empty_store: Path, served: Served):
    publish(empty_store, 0)
    stop, failures, seen = threading.Event(), [], set()

    def ask() -> None:
        while not stop.is_set():
            try:
                now = served.now()
                answer = now.engine.rows(QUERY)[0]["o"]
                assert int(now.snapshot.hash, 16) == int(answer)
                seen.add(answer)
            except Exception as error:
                failures.append(error)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for number in range(1, 6):
        publish(empty_store, number)
        while str(number) not in seen and not failures:
            time.sleep(0.01)
    stop.set()
    for asker in askers:
        asker.join()
    assert failures == []
    assert seen == {str(number) for number in range(6)}


def test_a_store_that_went_away_is_an_error_and_comes_back(empty_store: Path, served: Served):
    first = publish(empty_store, 1)
    assert served.snapshot() == first
    os.rename(empty_store / "current", empty_store / "aside")
    with pytest.raises(StoreError):
        served.now()
    os.rename(empty_store / "aside", empty_store / "current")
    assert served.snapshot() == first
