"""Answers as lines: the columns that curation reads, exactly what the record says in them, quoted as CSV."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.curation.decisions import read_decisions
from graph.curation.rows import COLUMNS
from graph.extract.entries import COLUMNS as REGISTER_COLUMNS
from graph.extract.entries import KINDS, read_entries
from graph.extract.names import collapse
from graph.revision import Candidate, Example, Pending, Source, Thing, lines_of
from graph.revision.clear import clear_lines, file_of

DAY = date(2026, 11, 21)
MINFIN = Candidate("minfin", "Ministerio de Finanzas Públicas", "MINFIN", 100)
SAT = Candidate("sat", "Superintendencia de Administración Tributaria", "SAT", 90)
EXAMPLE = Example("a/nota.md", "Nota", "La «Hacienda» pagó.", 0, 4, 12)
OPEN = Pending("unresolved", "Hacienda", 2, 1, (Source("a/nota.md", "Nota"),), (EXAMPLE,), (MINFIN, SAT))
UNSURE = replace(OPEN, kind="unsure", reading=Thing("institution/sat", SAT.name), confidence=0.6)
MISSING = replace(
    OPEN, kind="provisional", surface="Observatorio, Nacional", type="organismo", confidence=0.7,
    reading=Thing("institution/observatorio-nacional", "Observatorio, Nacional"),
)  # fmt: skip
DOUBTFUL = replace(
    OPEN, kind="statement", candidates=(), subject=Thing("mesa/mesa-de-agua", "Mesa de Agua"), predicate="ledBy",
    reading=Thing("institution/minfin", MINFIN.name), confidence=0.4,
)  # fmt: skip
LONE = replace(
    DOUBTFUL, subject=Thing("record/nota", "Nota"), predicate="mentions", reading=Thing("agreement/nota--1", "pagar")
)


def told(one: Pending) -> list[tuple[str, str, str]]:
    return [(line.verdict, line.file, line.text("Ana Xol", DAY)) for line in lines_of(one)]


def test_an_open_form_may_be_any_of_its_candidates():
    assert told(OPEN) == [
        ("is", "alias.csv", "Hacienda,minfin,,Ana Xol,2026-11-21,Es Ministerio de Finanzas Públicas"),
        ("is", "alias.csv", "Hacienda,sat,,Ana Xol,2026-11-21,Es Superintendencia de Administración Tributaria"),
    ]


def test_an_unsure_reading_is_confirmed_first_and_may_be_denied():
    assert [(verdict, text.split(",")[:2]) for verdict, _, text in told(UNSURE)] == [
        ("is", ["Hacienda", "sat"]),
        ("is", ["Hacienda", "minfin"]),
        ("never", ["«Hacienda»", "institution/sat"]),
    ]


def test_a_body_that_the_register_lacks_is_merged_added_or_denied():
    assert [(verdict, file, text.partition(",Ana")[0]) for verdict, file, text in told(MISSING)] == [
        ("is", "same-as.csv", "institution/minfin,institution/observatorio-nacional"),
        ("is", "same-as.csv", "institution/sat,institution/observatorio-nacional"),
        ("new", "institutions.csv", 'observatorio-nacional,"Observatorio, Nacional",,organismo,,,,,,,a/nota.md'),
        ("nothing", "deny.csv", "institution/observatorio-nacional,type,*,"),
    ]


def test_a_statement_is_asserted_or_denied_where_its_only_record_says_it():
    assert [(file, text.partition(",Ana")[0]) for _, file, text in told(DOUBTFUL)] == [
        ("assert.csv", "mesa/mesa-de-agua,ledBy,institution/minfin"),
        ("deny.csv", "mesa/mesa-de-agua,ledBy,institution/minfin,a/nota.md"),
    ]
    everywhere = lines_of(replace(DOUBTFUL, count=3))[1]
    assert everywhere.cells[-1] == ""


def test_an_agreement_of_which_nothing_else_is_said_is_denied_itself():
    assert told(LONE)[1][2].startswith("agreement/nota--1,type,*,a/nota.md,")


@pytest.mark.parametrize("one", [OPEN, UNSURE, MISSING, DOUBTFUL, LONE], ids=lambda one: f"{one.kind}-{one.predicate}")
def test_every_line_is_one_that_curation_or_the_register_reads(one, register, tmp_path):
    for number, line in enumerate(lines_of(one)):
        folder = tmp_path / str(number)
        folder.mkdir()
        header = REGISTER_COLUMNS if line.verdict == "new" else COLUMNS[line.file.removesuffix(".csv")]
        file = folder / line.file
        file.write_text(f"{','.join(header)}\n{line.text('Ana Xol', DAY)}\n", encoding="utf-8")
        if line.verdict == "new":
            assert one.type in KINDS
            assert [entry.name for entry in read_entries(file).values()] == [one.surface]
        else:
            (decision,) = read_decisions(folder, register).items
            assert (decision.author, decision.date, decision.reason) == ("Ana Xol", "2026-11-21", line.reason)


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=20))
def test_a_line_is_one_line_and_holds_the_form_and_the_author_whatever_they_are(surface, author):
    text = lines_of(replace(OPEN, surface=surface))[0].text(author, DAY)
    (cells,) = csv.reader(io.StringIO(text, newline=""))
    assert cells == [
        *map(collapse, (surface, "minfin", "", author)),
        "2026-11-21",
        "Es Ministerio de Finanzas Públicas",
    ]
    assert len(text.splitlines()) <= 1


def test_clear_answers_are_those_of_one_close_body_alone():
    lines, undecided = clear_lines([OPEN], "alias.csv", 90)
    assert [line.cells for line in lines] == [("Hacienda", "minfin", "")]
    assert undecided == 0


def test_two_bodies_that_are_as_close_are_left_to_a_person():
    tied = replace(OPEN, candidates=(MINFIN, replace(SAT, score=100)))
    assert clear_lines([tied], "alias.csv", 90) == ([], 1)


def test_one_form_with_two_clear_answers_is_left_to_a_person_and_with_one_is_told_once():
    other = replace(OPEN, surface="la Hacienda", candidates=(replace(SAT, score=100),))
    assert clear_lines([OPEN, other], "alias.csv", 90) == ([], 2)
    again = replace(OPEN, surface="la Hacienda")
    assert len(clear_lines([OPEN, again], "alias.csv", 90)[0]) == 1


def test_what_is_not_close_enough_or_goes_elsewhere_is_not_clear():
    assert clear_lines([OPEN], "alias.csv", 101) == ([], 0)
    assert clear_lines([MISSING], "alias.csv", 90) == ([], 0)
    assert len(clear_lines([MISSING], file_of("provisional"), 90)[0]) == 1
