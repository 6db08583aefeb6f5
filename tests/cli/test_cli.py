"""The command line as a user meets it: real processes, exit codes, one sentence for a mistake."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ENLACE = [sys.executable, "-m", "webapp.cli"]


def enlace(*args: object, store: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, over a store."""
    environment = {**os.environ, "ENLACE_STORE": str(store)}
    command = [*ENLACE, *(str(arg) for arg in args)]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, env=environment, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def store(built) -> Path:
    return built.store


def test_help_lists_every_command_of_the_contract(store):
    out = enlace("--help", store=store).stdout
    for name in (
        "build",
        "serve",
        "extract",
        "query",
        "dump",
        "validate",
        "network",
        "queries",
        "snapshots",
        "rollback",
    ):
        assert f"  {name} " in out


def test_a_stored_question_is_listed_and_answered_with_its_values(store):
    listed = enlace("queries", store=store)
    assert "quien-esta-en-cada-mesa\t¿Quién está en cada mesa?\tmesa institucion papel\n" in listed.stdout
    done = enlace(
        "queries", "quien-esta-en-cada-mesa", "--set", "mesa=servicio-civil", "--set", "papel=invitada",
        "--format", "csv", store=store,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.count("Mesa de Servicio Civil,") == 2
    assert done.stderr == "2 filas\n"


def test_a_stored_question_says_what_is_wrong_with_a_value(store):
    for arguments, code, words in (
        (("nada",), 2, "nada"),
        (("sedes", "--set", "mesa"), 2, "nombre=valor"),
        (("--set", "mesa=x"), 2, "falta su nombre"),
        (("sedes", "--set", "messa=x"), 1, "mesa, anio"),
        (("sedes", "--set", "mesa=innovador"), 1, "mesa-de-innovadores-publicos"),
        (("sedes", "--set", "anio=ayer"), 1, "«anio» es un año como 2024"),
    ):
        done = enlace("queries", *arguments, store=store)
        assert (done.returncode, done.stdout) == (code, "")
        assert words in done.stderr
        assert "Traceback" not in done.stderr


def test_query_without_a_file_shows_who_sits_at_which_mesa(store):
    done = enlace("query", store=store)
    assert done.returncode == 0
    assert "Mesa de Transformación Digital" in done.stdout
    assert "Secretaría Privada de la Presidencia" in done.stdout


def test_query_answers_a_query_from_stdin_as_csv(store):
    done = enlace("query", "-", "--format", "csv", store=store, stdin="SELECT (1+1 AS ?n) {}")
    assert done.stdout.split() == ["n", "2"]


def test_a_syntax_error_is_one_sentence_with_its_line(store):
    done = enlace("query", "-", store=store, stdin="SELECT ?s\nWHERE { ?s ?p }")
    assert done.returncode == 1
    assert done.stderr.startswith("enlace: ")
    assert "2" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path):
    done = enlace("build", tmp_path / "nada", store=tmp_path / "store")
    assert done.returncode == 2
    assert "nada" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_that_rejects_a_record_publishes_the_others_and_exits_1(tmp_path):
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "buena.txt").write_text("Mesa de Agua se reúne\n\nenero 5, 2024\n\nLa Mesa de Agua sesionó.\n")
    (tmp_path / "r" / "mala.md").write_text("---\ntitle: x\ndate: 2024-02-31\n---\n")
    done = enlace("build", tmp_path / "r", store=tmp_path / "store")
    assert done.returncode == 1
    assert "mala.md:3" in done.stderr
    assert "1 registros" in done.stdout
    assert "1 rechazados" in done.stdout


def test_a_store_that_is_a_file_is_one_sentence(tmp_path):
    (tmp_path / "archivo").write_text("x")
    done = enlace("snapshots", store=tmp_path / "archivo")
    assert done.returncode == 1
    assert "archivo" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_in_use_is_one_sentence(store):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = enlace("serve", "--port", taken.getsockname()[1], store=store)
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_extract_prints_one_object_a_record(tmp_path):
    file = tmp_path / "nota.txt"
    file.write_text("Mesa de Agua se reúne\n\nenero 5, 2024\n\nLa Mesa de Agua, liderada por el MARN, sesionó.\n")
    found = json.loads(enlace("extract", file, store=tmp_path / "store").stdout)
    assert found["date"] == "2024-01-05"
    assert found["mesas"][0]["name"] == "Mesa de Agua"
    assert found["relations"][0]["predicate"] == "leads"
    assert found["mentions"][0]["id"] == "marn"


def test_dump_and_validate_and_network_work_on_the_served_snapshot(store, tmp_path):
    assert enlace("dump", "--format", "nt", "-o", tmp_path / "x.nt", store=store).returncode == 0
    assert (tmp_path / "x.nt").read_text(encoding="utf-8").count("\n") > 5000
    assert enlace("validate", store=store).returncode == 0
    assert json.loads(enlace("network", store=store).stdout)["nodes"]


def test_validate_lists_the_faults_of_a_file_and_exits_1(store, tmp_path):
    (tmp_path / "mala.ttl").write_text("@prefix enlace: <https://w3id.org/enlace/ontology#> . <urn:x> a enlace:Mesa .")
    done = enlace("validate", tmp_path / "mala.ttl", store=store)
    assert done.returncode == 1
    assert "urn:x" in done.stdout


def test_rollback_serves_the_one_before_and_snapshots_marks_it(tmp_path):
    records, store = tmp_path / "r", tmp_path / "store"
    records.mkdir()
    for day in (1, 2):
        (records / "a.txt").write_text(f"Mesa de Agua\n\nenero {day}, 2024\n\nLa Mesa de Agua sesionó.\n")
        assert enlace("build", records, store=store).returncode == 0
    lines = enlace("snapshots", store=store).stdout.splitlines()
    assert [line[0] for line in lines] == ["*", " "]
    assert enlace("rollback", store=store).returncode == 0
    assert [line[0] for line in enlace("snapshots", store=store).stdout.splitlines()] == [" ", "*"]


def test_a_query_on_the_command_line_calls_nobody_either(store):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        query = f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}"
        done = enlace("query", "-", store=store, stdin=query)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert done.returncode == 1
    assert "SERVICE" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_query_file_that_cannot_be_read_is_one_sentence(store, tmp_path):
    (tmp_path / "latin.rq").write_bytes(b"# a\xf1o\nASK {}")
    for name, reason in (("no-hay.rq", "no-hay.rq"), ("latin.rq", "UTF-8")):
        done = enlace("query", tmp_path / name, store=store)
        assert done.returncode == 1
        assert reason in done.stderr
        assert done.stderr.count("\n") == 1


def test_validate_says_where_a_file_is_no_rdf(store, tmp_path):
    (tmp_path / "rota.ttl").write_text("<urn:a> <urn:b> <urn:c> .\nrota <\n")
    done = enlace("validate", tmp_path / "rota.ttl", store=store)
    assert done.returncode == 1
    assert "rota.ttl:2" in done.stderr
    assert done.stderr.count("\n") == 1
