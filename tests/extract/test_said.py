"""What a single sentence says: one case a line in `said/`, one file for each kind of finding."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.extract.findings import Body, Findings
from graph.extract.pipeline import extract
from graph.extract.register import Register, load_register
from graph.records.record import Record, Section
from graph.settings import shipped_data

HERE = Path(__file__).resolve().parent / "said"
BEFORE = "La Mesa de Agua se reunió el 3 de mayo de 2024.\n\n"


def _key(body: Body | None) -> str:
    return (body.id or body.name) if body else ""


def _relations(found: Findings) -> set[str]:
    return {f"{_key(each.subject)}:{each.predicate}" for each in found.relations if each.confidence >= 0.5}


def _agreements(found: Findings) -> set[str]:
    return {f"{'+'.join(sorted(map(_key, each.responsible)))}@{each.due or ''}" for each in found.agreements}


def _sessions(found: Findings) -> set[str]:
    return {f"{each.date}#{each.ordinal or ''}" for each in found.sessions} - {"2024-05-03#"}


def _mesas(found: Findings) -> set[str]:
    return {each.name + (f"<{each.parent}" if each.parent else "") for each in found.mesas} - {"Mesa de Agua"}


def _people(found: Findings) -> set[str]:
    return {f"{each.name}/{each.position or ''}/{_key(each.body)}" for each in found.people}


KINDS: dict[str, Callable[[Findings], set[str]]] = {
    "relations": _relations,
    "agreements": _agreements,
    "institutions": lambda found: {_key(each.body) for each in found.mentions},
    "sessions": _sessions,
    "mesas": _mesas,
    "norms": lambda found: {each.name for each in found.norms},
    "people": _people,
}
CASES = [
    pytest.param(kind, *line.split(" =>"), id=f"{kind}-{number}")
    for kind in KINDS
    for number, line in enumerate((HERE / f"{kind}.txt").read_text(encoding="utf-8").splitlines(), 1)
]


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register(shipped_data() / "register")


@pytest.mark.parametrize(("kind", "sentence", "expected"), CASES)
def test_a_sentence_says(kind: str, sentence: str, expected: str, register: Register):
    text = (BEFORE + sentence).replace("\\n", "\n")
    record = Record("x", "x", "x", date(2024, 5, 6), "news", text, (Section("body", 0, len(text)),))
    parts = expected.replace(",", " ; ").split(" ; ") if kind == "relations" else expected.split(" ; ")
    assert KINDS[kind](extract(record, register)) == {part.strip() for part in parts if part.strip()}
