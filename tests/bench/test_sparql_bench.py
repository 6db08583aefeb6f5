"""The bench of the SPARQL service runs, on a graph small enough for every day; how fast is not its matter here."""

import re
import sys
from itertools import islice

import pytest

from tests.bench import sparql
from tests.bench.big_graph import INSTITUTIONS, MESAS, statements


def test_the_graph_is_the_same_each_time_and_in_our_vocabulary():
    lines = list(statements(50))
    assert lines == list(statements(50))
    assert len(lines) == 3 * INSTITUTIONS + 3 * MESAS + 6 * 50
    assert all(line.endswith(" .\n") for line in islice(lines, 1000))


def test_every_measure_gives_a_ratio_against_the_native_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    given = ["--seconds", "0.3", "--rounds", "1", "--participations", "2000", "--without-rdflib"]
    monkeypatch.setattr(sys, "argv", ["sparql", *given])
    sparql.main()
    table = capsys.readouterr().out
    rows = re.findall(r"^\| (.+?) \| (.+?) \| [\d,.]+ \| [\d,.]+ \| [\d,.]+ \| [\d,.]+ \| ([\d.]+) \|$", table, re.M)
    assert [name for name, server, _ in rows if server == "enlace"] == list(sparql.MEASURES)
    assert all(float(ratio) > 0 for name, server, ratio in rows if server != "enlace")
