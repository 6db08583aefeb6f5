"""The way around: what a build leaves open is listed, a person's line is pasted, and the next build has it resolved."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from graph.build import build
from graph.curation.rows import COLUMNS
from graph.questions.shape import PREFIXES
from graph.revision import Pending, awaiting, lines_of
from graph.settings import Settings
from graph.store.engine import IRI, LocalEngine
from graph.store.snapshot import Snapshot
from ontology.terms import Iris
from tests.cli.test_cli import enlace

DAY = date(2026, 11, 21)
IRIS = Iris("https://w3id.org/enlace/")
NOTES = {
    "puertos.txt": "Mesa de Puertos\n\nmayo 3, 2024\n\nEn la Mesa de Puertos participaron el MARN y la AGER.\n",
    "mareas.txt": "Aviso\n\nmayo 4, 2024\n\nEl Observatorio Nacional de Mareas y la AGER presentaron avances.\n",
    "lista.txt": "Asistencia\n\nmayo 5, 2024\n\nParticiparon el MARN, el MINEDUC, la SEGEPLAM y el MSPAS.\n",
}

DOUBTFUL = "Acta\n\nmayo 6, 2024\n\nEn la Mesa de Puertos participaron el MARN, el MINEDUC, la OXTZ y el MSPAS.\n"


@pytest.fixture
def office(tmp_path: Path) -> Settings:
    """A folder of records, one of decisions with nothing decided yet, and a store to build into."""
    for name, text in NOTES.items():
        (tmp_path / "registros").mkdir(exist_ok=True)
        (tmp_path / "registros" / name).write_text(text, encoding="utf-8")
    (tmp_path / "curated").mkdir()
    for kind, columns in COLUMNS.items():
        (tmp_path / "curated" / f"{kind}.csv").write_text(",".join(columns) + "\n", encoding="utf-8")
    return Settings(store=tmp_path / "store", curated=str(tmp_path / "curated"))


def built(office: Settings) -> Snapshot:
    return build([office.store.parent / "registros"], office)


def waiting(snapshot: Snapshot) -> dict[str, Pending]:
    """What awaits, by its form."""
    return {one.surface: one for one in awaiting(snapshot.report).items}


def paste(office: Settings, one: Pending, verdict: str, target: str = "") -> None:
    """Pastes the line of one answer."""
    line = next(
        line
        for line in lines_of(one)
        if line.verdict == verdict and (not target or (line.target and line.target.id == target))
    )
    with (Path(office.curated) / line.file).open("a", encoding="utf-8") as file:
        file.write(line.text("Ana Xol", DAY) + "\n")


def named(snapshot: Snapshot, slug: str) -> set[str]:
    """The records that name an institution."""
    query = f"{PREFIXES} SELECT ?file {{ ?record enlace:mentions ?body ; enlace:file ?file }}"
    rows = LocalEngine(snapshot.store).rows(query, body=IRI(str(IRIS.institution(slug))))
    return {row["file"] for row in rows}


def test_an_open_form_is_resolved_in_every_record_by_its_line(office):
    open_ = waiting(built(office))["AGER"]
    assert (open_.kind, open_.times, open_.count) == ("unresolved", 2, 2)
    paste(office, open_, "is", "ager-renovables")
    after = built(office)
    assert "AGER" not in waiting(after)
    assert named(after, "ager-renovables") == {"puertos.txt", "mareas.txt"}


def test_a_body_that_the_register_lacks_is_merged_into_the_one_it_is(office):
    before = built(office)
    missing = waiting(before)["Observatorio Nacional de Mareas"]
    assert missing.kind == "provisional"
    assert named(before, "Observatorio Nacional de Mareas") == {"mareas.txt"}
    line = f"institution/marn,{missing.reading.ref},Ana Xol,2026-11-21,Es un proyecto suyo\n"
    with (Path(office.curated) / "same-as.csv").open("a", encoding="utf-8") as file:
        file.write(line)
    after = built(office)
    assert "Observatorio Nacional de Mareas" not in waiting(after)
    assert "mareas.txt" in named(after, "marn")


def test_what_is_no_institution_leaves_the_list_when_that_is_said(office):
    paste(office, waiting(built(office))["Observatorio Nacional de Mareas"], "nothing")
    after = built(office)
    assert "Observatorio Nacional de Mareas" not in waiting(after)
    assert named(after, "Observatorio Nacional de Mareas") == set()


def test_an_unsure_reading_is_settled_by_its_line(office):
    unsure = waiting(built(office))["SEGEPLAM"]
    assert unsure.kind == "unsure"
    paste(office, unsure, "is", "segeplan")
    after = built(office)
    assert "SEGEPLAM" not in waiting(after)
    assert named(after, "segeplan") == {"lista.txt"}


@pytest.mark.parametrize(("verdict", "states"), [("right", True), ("wrong", False)])
def test_a_doubtful_statement_is_confirmed_or_denied_and_keeps_its_evidence(office, verdict, states):
    (office.store.parent / "registros" / "acta.txt").write_text(DOUBTFUL, encoding="utf-8")

    def doubtful(snapshot: Snapshot) -> list[Pending]:
        return [one for one in awaiting(snapshot.report).items if one.kind == "statement"]

    (one,) = doubtful(built(office))
    assert (one.subject.ref, one.predicate, one.reading.ref) == (
        "institution/oxtz", "participatesIn", "mesa/mesa-de-puertos",
    )  # fmt: skip
    paste(office, one, verdict)
    after = built(office)
    assert not doubtful(after)
    engine, who = LocalEngine(after.store), IRI(str(IRIS.institution("oxtz")))
    said = engine.rows(f"{PREFIXES} SELECT ?mesa {{ ?who enlace:participatesIn ?mesa }}", who=who)
    assert bool(said) == states
    kept = f"{PREFIXES} SELECT ?quote {{ ?e rdf:subject ?who ; enlace:quote ?quote }}"
    assert [row["quote"] for row in engine.rows(kept, who=who)] == [DOUBTFUL.splitlines()[-1]]


def test_what_the_command_pastes_resolves_what_it_lists(office, monkeypatch):
    monkeypatch.setenv("ENLACE_CURATED", office.curated)
    built(office)
    pasted = enlace("unresolved", "--paste", "--min-score", 85, "--author", "Ana Xol", store=office.store)
    assert pasted.returncode == 0
    assert [row[0] for row in csv.reader(io.StringIO(pasted.stdout))] == ["SEGEPLAM"]
    with (Path(office.curated) / "alias.csv").open("a", encoding="utf-8") as file:
        file.write(pasted.stdout)
    again = enlace("build", office.store.parent / "registros", store=office.store)
    assert again.returncode == 0, again.stderr
    left = listed(office)
    assert "SEGEPLAM" not in left
    with (Path(office.curated) / "alias.csv").open("a", encoding="utf-8") as file:
        file.write(left["AGER"] + "\n")
    assert enlace("build", office.store.parent / "registros", store=office.store).returncode == 0
    assert "AGER" not in listed(office)


def listed(office: Settings) -> dict[str, str]:
    """What the command lists: each form with the line of its first answer."""
    told = enlace("unresolved", "--format", "csv", store=office.store)
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    return {row["surface"]: row["line"] for row in reversed(rows)}
