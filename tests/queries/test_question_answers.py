"""Every stored question gives the right rows: `expected/<name>.txt`, written by hand for `graph.ttl`.

Each file holds addresses (`? mesa=agua`) and, below each, the rows of its answer in their order.
"""

from pathlib import Path

import pytest

from graph.questions.stored import stored_queries
from tests.queries.sample import HERE, asked_of, short_rows

QUERIES = {one.name: one for one in stored_queries()}


def cases(file: Path) -> list[tuple[str, list[str]]]:
    """(address, rows) of a file."""
    found: list[tuple[str, list[str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("?"):
            found.append((line[1:].strip(), []))
        else:
            found[-1][1].append(line)
    return found


CASES = [(file.stem, *case) for file in sorted((HERE / "expected").glob("*.txt")) for case in cases(file)]


def test_every_question_has_its_expected_rows_with_its_defaults_and_with_each_parameter():
    assert {name for name, _, _ in CASES} == set(QUERIES)
    for name, query in QUERIES.items():
        addresses = [address for own, address, _ in CASES if own == name]
        assert any(rows for own, address, rows in CASES if own == name and not address), name
        for parameter in query.parameters:
            assert any(f"{parameter.name}=" in address for address in addresses), f"{name}: {parameter.name}"


@pytest.mark.parametrize(("name", "address", "rows"), CASES, ids=[f"{name}?{address}" for name, address, _ in CASES])
def test_the_answer_is_right(name: str, address: str, rows: list[str], local):
    assert short_rows(asked_of(QUERIES[name], address, local), local) == rows
