"""Extraction on the repository's own records: no score may drop, and confidence must mean what it says."""

import json

import pytest

from graph.records import read_record
from tests.scored.comparing import calibration, plain
from tests.scored.measure import cases, measured, table, tallies, written

# The least F1 that a user may count on, by kind; what is not named here is held by the table in docs/extraction.md.
LEAST = {
    "mentions": 0.93, "institutions": 0.95, "mesas": 0.95, "sessions": 0.95, "all": 0.90, "leads": 0.85,
    "participatesIn": 0.85, "supports": 0.85, "invitedTo": 0.85, "hosts": 0.85, "convenes": 0.85, "agreements": 0.85,
    "responsible": 0.90, "due": 0.90,
}  # fmt: skip
CASES = list(cases())


@pytest.mark.parametrize(("kind", "least"), LEAST.items(), ids=LEAST)
def test_extraction_is_as_good_as_promised(kind, least):
    tally = tallies(measured())[kind]
    assert tally.f1 >= least, f"missed {tally.missed}\nfalse {tally.false}"


def test_no_score_differs_from_the_documented_one():
    assert table(measured()) == written(), (
        "scores changed: see `python -m tests.scored.measure --errors`; when none dropped, write them down with --write"
    )


def test_statements_of_confidence_nine_tenths_are_right_nineteen_times_in_twenty():
    comparison = measured()
    stated = [comparison.relations(), comparison.tallies["agreements"]]
    [(_, number, right)] = calibration(stated, [0.9])
    assert number > 100
    assert right >= 0.95


def test_records_without_a_mesa_give_no_relation():
    empty = {name for _, gold, name in CASES if not json.loads(gold.read_text(encoding="utf-8"))["mesas"]}
    assert len(empty) >= 3
    told = [item for item in measured().relations().false if item.split(":")[0] in empty]
    assert told == []


@pytest.mark.parametrize(("path", "gold"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_gold_quotes_its_record(path, gold):
    written = path.suffix in (".md", ".txt")
    text = plain(path.read_text(encoding="utf-8-sig") if written else read_record(path, path.name).text)
    told = json.loads(gold.read_text(encoding="utf-8"))
    said = [each["surface"] for each in told["mentions"]]
    said += [each["quote"] for kind in ("relations", "agreements") for each in told[kind]]
    assert [words for words in said if plain(words) not in text] == []
