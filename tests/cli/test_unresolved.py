"""`enlace unresolved` as a user meets it: a table to read, lines to paste, and one line of counts."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_cli import enlace
from tests.webapp.awaiting import FORMULA, MARKUP, serve_awaiting
from tests.webapp.fixture import fixture_quads, serve


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    return serve_awaiting(tmp_path_factory.mktemp("awaiting") / "store").store


def test_the_table_shows_times_form_example_candidate_and_line_the_most_frequent_first(store):
    done = enlace("unresolved", "--author", "Ana Xol", store=store)
    assert done.returncode == 0
    head, first, *rest = done.stdout.splitlines()
    assert head.split()[:3] == ["VECES", "FORMA", "EJEMPLO"]
    assert first.startswith("12     Finanzas  ")
    assert "participaron Finanzas, el Ministerio" in first
    assert "Ministerio de Finanzas Públicas (94)" in first
    assert "alias.csv: Finanzas,minfin,,Ana Xol," in first
    assert len(rest) == 7
    assert done.stderr.splitlines() == [
        "8 de 8 por revisar: 5 sin resolver, 1 con poca seguridad, 1 sin registro, 1 afirmaciones dudosas"
    ]


def test_a_kind_and_a_limit_leave_fewer(store):
    done = enlace("unresolved", "--kind", "unresolved", "--limit", 2, store=store)
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr.startswith("2 de 8 por revisar: 2 sin resolver")


def test_json_holds_everything_exactly(store, tmp_path):
    done = enlace("unresolved", "--format", "json", "-o", tmp_path / "lista.json", store=store)
    assert done.stdout == ""
    told = json.loads((tmp_path / "lista.json").read_text(encoding="utf-8"))
    assert [one["surface"] for one in told][:1] == ["Finanzas"]
    assert {MARKUP, FORMULA} <= {one["surface"] for one in told}
    lines = told[0]["lines"]
    assert [(line["verdict"], line["file"]) for line in lines] == [("is", "alias.csv"), ("is", "alias.csv")]


def test_csv_has_one_answer_a_row_and_no_formula(store):
    rows = list(csv.DictReader(io.StringIO(enlace("unresolved", "--format", "csv", store=store).stdout)))
    assert [row["answer"] for row in rows if row["surface"] == "Finanzas"] == [
        "Ministerio de Finanzas Públicas (94)", "Ministerio de Trabajo y Previsión Social (78)",
    ]  # fmt: skip
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_paste_prints_only_lines_that_are_clear_and_nothing_else(store):
    done = enlace("unresolved", "--paste", "--author", "Ana Xol", store=store)
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0][:4] == ["Finanzas", "minfin", "", "Ana Xol"]
    assert {len(row) for row in rows} == {6}
    assert "Servicio Civil" not in [row[0] for row in rows]  # its candidate is but somewhat alike
    assert done.stderr.startswith(f"{len(rows)} líneas para data/curated/alias.csv; 0 con varias respuestas iguales")


def test_a_lower_score_lets_more_through(store):
    forms = [
        row[0]
        for row in csv.reader(io.StringIO(enlace("unresolved", "--paste", "--min-score", 60, store=store).stdout))
    ]
    assert "Servicio Civil" in forms


def test_without_a_snapshot_it_says_how_to_build_one(tmp_path):
    done = enlace("unresolved", store=tmp_path / "nada")
    assert done.returncode == 1
    assert "enlace build" in done.stderr
    assert done.stderr.count("\n") == 1


def test_with_nothing_to_review_it_says_so(tmp_path):
    done = enlace("unresolved", store=serve(tmp_path / "store", fixture_quads()).store)
    assert (done.returncode, done.stdout) == (0, "No hay nada por revisar.\n")
    assert done.stderr == "0 de 0 por revisar\n"


def test_a_kind_that_does_not_exist_is_wrong_usage(store):
    assert enlace("unresolved", "--kind", "otra", store=store).returncode == 2
