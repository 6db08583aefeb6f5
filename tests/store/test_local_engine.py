"""The engine of the command line: every format, a table for people, and the counts that a command ends with."""

import io
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.store.engine import LocalEngine
from graph.store.xml import XmlFilter
from tests.store.sample import E

ALL = "SELECT * { ?s ?p ?o }"
GRAPH = "CONSTRUCT WHERE { ?s ?p ?o }"


def text(local: LocalEngine, query: str, form: str | None = None) -> str:
    """The whole answer as text."""
    return b"".join(local.answer(query, form).chunks).decode()


@pytest.mark.parametrize("form", [None, "table", "json", "xml", "csv", "tsv"])
def test_rows_are_counted_in_every_format(local: LocalEngine, form: str | None):
    assert local.answer(ALL, form).summary == "5 filas"
    assert local.answer(f"{ALL} LIMIT 1", form).summary == "1 fila"
    assert local.answer("SELECT * { ?s ?p 99 }", form).summary == "0 filas"


@pytest.mark.parametrize("form", [None, "turtle", "ntriples", "rdfxml", "jsonld", "json", "xml", "ttl"])
def test_triples_are_counted_in_every_format(local: LocalEngine, form: str | None):
    assert local.answer(GRAPH, form).summary == "5 tripletas"


def test_a_table_is_aligned_and_shows_its_names(local: LocalEngine):
    lines = text(local, f"SELECT ?quien ?desde {{ ?quien <{E}founded> ?desde }}").splitlines()
    assert lines == ["quien                     desde", f"{'─' * 24}  ─────", f"{E}mspas  1944"]


def test_a_long_value_is_cut_visibly_in_a_table_only(local: LocalEngine):
    query = f'SELECT ("{"a" * 80}" AS ?x) {{}}'
    assert f"{'a' * 59}…" in text(local, query)
    assert "a" * 80 in text(local, query, "csv")


def test_an_ask_is_answered_in_a_word(local: LocalEngine):
    assert text(local, "ASK { ?s ?p ?o }") == "sí\n"
    assert text(local, "ASK { ?s ?p 99 }") == "no\n"


@pytest.mark.parametrize(("query", "form"), [(ALL, "turtle"), (GRAPH, "csv"), (ALL, "docx")])
def test_a_format_that_does_not_fit_says_which_do(local: LocalEngine, query: str, form: str):
    with pytest.raises(QueryError, match="esta consulta se responde en"):
        local.answer(query, form)


@given(pieces=st.lists(st.text(st.characters(codec="utf-8"), max_size=8)), size=st.integers(1, 5))
def test_what_an_xml_filter_lets_through_is_well_formed_however_it_is_cut(pieces: list[str], size: int):
    data = "".join(pieces).replace("&", "+").replace("<", "+").replace(">", "+")
    whole = f"<a>{data}</a>".encode()
    out = io.BytesIO()
    mended = XmlFilter(out)
    for start in range(0, len(whole), size):
        mended.write(whole[start : start + size])
    mended.finish()
    expected = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", data)
    assert (ET.fromstring(out.getvalue()).text or "") == expected
