"""Golden cases: what extraction says of each record in tests/golden, compared whole, with a readable difference."""

import difflib
import json
from pathlib import Path
from typing import Any

import pytest

from graph.extract.pipeline import as_json, extract
from graph.extract.register import Register, load_register
from graph.records import read_record
from graph.settings import shipped_data

CASES = sorted(path for path in (Path(__file__).resolve().parents[1] / "golden").iterdir() if path.is_dir())
LEFT_OUT = ("file", "mentions")  # mentions have their own tests


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register(shipped_data() / "register")


def found(case: Path, register: Register) -> dict[str, Any]:
    record = read_record(next(case.glob("input.*")), case.name)
    result = as_json(record, extract(record, register))
    return {key: value for key, value in result.items() if key not in LEFT_OUT}


def written(result: dict[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def test_there_are_golden_cases():
    assert len(CASES) >= 8


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_case_says_what_it_should(case: Path, register: Register):
    expected = (case / "expected.json").read_text(encoding="utf-8").splitlines()
    actual = written(found(case, register)).splitlines()
    difference = "\n".join(difflib.unified_diff(expected, actual, "expected", "found", lineterm="", n=2))
    assert not difference, f"{case.name}\n{difference}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_quote_is_a_stretch_of_the_record(case: Path, register: Register):
    record = read_record(next(case.glob("input.*")), case.name)
    findings = extract(record, register)
    spans = [*findings.relations, *findings.agreements, *findings.sessions, *findings.people, *findings.norms]
    assert all(0 <= each.start < each.end <= len(record.text) for each in spans)
    for each in (*findings.relations, *findings.agreements):
        quote = record.text[each.start : each.end]
        assert quote == quote.strip()


if __name__ == "__main__":
    entries = load_register(shipped_data() / "register")
    for folder in CASES:
        (folder / "expected.json").write_text(written(found(folder, entries)), encoding="utf-8")
