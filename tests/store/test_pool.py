"""Engines in processes of their own: what a question may cost, and that nobody else pays for it."""

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
import textwrap
import threading
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from graph.errors import QueryOverBudget, QuerySyntaxError, StoreError
from graph.settings import Settings
from graph.store.engine import IRI
from graph.store.pool import EnginePool
from graph.store.question import FormatError
from tests.store.sample import SLOW, E, text

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def children() -> set[int]:
    """Our engine processes that still run, whichever thread started them."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # gone while we looked
            parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid() and b"graph.store.worker" in (process / "cmdline").read_bytes():
                found.add(int(process.name))
    return found


def test_rows_bind_values_as_terms(pool: EnginePool):
    query = f"SELECT ?in {{ ?who <{E}in> ?in }}"
    assert pool.rows(query, who=IRI(f"{E}inab")) == [{"in": f"{E}agua"}]
    assert pool.rows(f"SELECT ?s {{ ?s <{E}founded> ?year }}", year=1944) == [{"s": f"{E}mspas"}]
    assert pool.rows("SELECT ?day {}", day=date(2024, 9, 11)) == [{"day": "2024-09-11"}]


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_select_is_answered_in_every_bindings_format(pool: EnginePool, name: str):
    answer = text(pool, f"SELECT ?s ?y {{ ?s <{E}founded> ?y }}", bindings_format=name)
    assert f"{E}mspas" in answer
    assert "1944" in answer


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads"])
def test_construct_is_answered_in_every_graph_format(pool: EnginePool, name: str):
    answer = text(pool, f"CONSTRUCT {{ ?s <{E}founded> ?y }} {{ ?s <{E}founded> ?y }}", graph_format=name)
    assert f"{E}mspas" in answer
    assert "1944" in answer


def test_ask_and_describe_are_answered(pool: EnginePool):
    assert json.loads(text(pool, f"ASK {{ <{E}inab> ?p ?o }}"))["boolean"] is True
    assert "Instituto Nacional de Bosques" in text(pool, f"DESCRIBE <{E}inab>")


def test_a_format_that_does_not_fit_the_form_is_refused(pool: EnginePool):
    with pytest.raises(FormatError, match="application/sparql-results"):
        text(pool, COUNT, bindings_format=None)


def test_rdf_xml_refuses_a_predicate_that_it_cannot_write(pool: EnginePool):
    with pytest.raises(FormatError, match="RDF/XML"):
        text(pool, f"CONSTRUCT {{ ?s <{E}1> 1 }} {{ ?s ?p ?o }}", graph_format="rdfxml")
    assert "42" in text(pool, "SELECT (42 AS ?n) {}")


def test_turtle_uses_the_prefixes_of_the_query(pool: EnginePool):
    answer = text(pool, f"PREFIX ex: <{E}> CONSTRUCT {{ ?s ex:in ?o }} {{ ?s ex:in ?o }}")
    assert "ex:inab ex:in ex:agua" in answer


@pytest.mark.parametrize("fields", [{"bindings_format": "xml"}])
def test_xml_stays_well_formed_with_control_characters(pool: EnginePool, fields: dict):
    root = ET.fromstring(text(pool, f"SELECT ?l {{ <{E}mspas> <{E}label> ?l }}", **fields))
    literal = root.find(".//{http://www.w3.org/2005/sparql-results#}literal")
    assert literal is not None
    assert literal.text == "control \ufffd y \r fin"


def test_rdf_xml_stays_well_formed_with_control_characters(pool: EnginePool):
    root = ET.fromstring(text(pool, f"CONSTRUCT WHERE {{ <{E}mspas> <{E}label> ?l }}", graph_format="rdfxml"))
    assert any((node.text or "") == "control \ufffd y \r fin" for node in root.iter())


def test_csv_keeps_what_xml_cannot_hold(pool: EnginePool):
    answer = text(pool, f"SELECT ?l {{ <{E}mspas> <{E}label> ?l }}", bindings_format="csv")
    assert list(csv.reader(io.StringIO(answer, newline="")))[1] == ["control \x01 y \r fin"]


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ", "SELEC", "", "SELECT (<http://x/f>(1) AS ?x) {}"])
def test_what_is_not_sparql_is_a_syntax_error_with_its_place(pool: EnginePool, query: str):
    with pytest.raises(QuerySyntaxError) as caught:
        text(pool, query)
    assert caught.value.line == 1
    assert caught.value.column >= 1


def test_many_threads_each_get_their_own_answer(pool: EnginePool):
    def ask(number: int) -> str:
        return json.loads(text(pool, f"SELECT ({number} AS ?n) {{}}"))["results"]["bindings"][0]["n"]["value"]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(200))) == [str(number) for number in range(200)]


def test_close_leaves_no_process_and_ends_questions_under_way(small: Path, limits: Settings):
    before = children()
    engines = EnginePool(small, limits)
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(text, engines, SLOW)
        while not children() - before:
            time.sleep(0.01)
        time.sleep(0.3)
        engines.close()
        with pytest.raises(QueryOverBudget, match="cerrando"):
            slow.result(timeout=5)
    assert children() == before


def test_an_engine_killed_from_outside_while_idle_is_replaced(small: Path, limits: Settings):
    before = children()
    engines = EnginePool(small, limits)
    try:
        assert engines.rows(COUNT) == [{"n": "5"}]
        for pid in children() - before:
            os.kill(pid, 9)
        time.sleep(0.1)
        assert engines.rows(COUNT) == [{"n": "5"}]
    finally:
        engines.close()


def test_a_folder_that_is_no_store_is_one_clear_error(tmp_path: Path, limits: Settings):
    (tmp_path / "store").mkdir()
    engines = EnginePool(tmp_path / "store", limits)
    with pytest.raises(StoreError, match="Oxigraph"):
        engines.rows(COUNT)
    engines.close()
    assert list((tmp_path / "store").iterdir()) == []


PARENT = """
    import sys, time
    from pathlib import Path
    from graph.settings import Settings
    from graph.store.pool import EnginePool
    from graph.store.question import Question
    import threading
    pool = EnginePool(Path(sys.argv[1]), Settings())
    pool.rows("SELECT * {}")
    threading.Thread(target=lambda: pool.answer(Question(sys.argv[2])), daemon=True).start()
    time.sleep(0.5)
    print(*pool.pids, flush=True)
    if sys.argv[3] == "wait":
        time.sleep(60)
"""


@pytest.mark.parametrize("end", ["exit", "SIGTERM", "SIGKILL"])
def test_no_engine_outlives_its_parent(small: Path, end: str):
    command = [sys.executable, "-c", textwrap.dedent(PARENT), str(small), SLOW, "exit" if end == "exit" else "wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        engines = [int(pid) for pid in parent.stdout.readline().split()]
        assert engines
        if end != "exit":
            parent.send_signal({"SIGTERM": 15, "SIGKILL": 9}[end])
        parent.wait(timeout=10)
        deadline = time.monotonic() + 5
        while any(Path(f"/proc/{pid}").exists() for pid in engines):
            assert time.monotonic() < deadline, "an engine is still there"
            time.sleep(0.05)


def test_engines_have_no_network_where_the_system_permits_it(pool: EnginePool):
    pool.rows("SELECT * {}")
    can_leave = subprocess.run(
        [sys.executable, "-c", "from graph.confinement import leave_the_network as l; raise SystemExit(not l())"],
        check=False,
    )
    isolated = os.readlink(f"/proc/{pool.pids[0]}/ns/net") != os.readlink("/proc/self/ns/net")
    assert isolated == (can_leave.returncode == 0)


def test_a_retired_pool_still_answers_and_keeps_no_engine(small: Path, limits: Settings):
    before = children()
    engines = EnginePool(small, limits)
    assert engines.rows(COUNT) == [{"n": "5"}]
    engines.retire()
    assert children() == before
    assert engines.rows(COUNT) == [{"n": "5"}]
    assert children() == before
    engines.close()


def test_no_question_takes_a_thread_of_its_own(pool: EnginePool):
    pool.rows(COUNT)
    before = threading.active_count()
    with ThreadPoolExecutor(4) as threads:
        assert max(threads.map(lambda _: (pool.rows(COUNT), threading.active_count())[1], range(40))) <= before + 4
