"""Hostile and broken files: each becomes a record or one clear refusal; none brings the program down."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records import read_paths, read_record
from graph.records.record import Record, Rejection

PIECES = [
    "---\n",
    "title: ",
    "date: ",
    "descripcion: >-\n",
    "  ",
    "\n",
    "\n\n",
    "- ",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "*",
    "_",
    "`",
    "> ",
    "|",
]
PIECES += [
    "<b>",
    "<!--",
    "-->",
    "&a ",
    "*a",
    "!!str ",
    '"',
    "'",
    ":",
    "#",
    "\t",
    "á",
    "Mesa de Agua",
    "2024-02-31",
    "3 de mayo de 2023",
]
PIECES += [
    "Inicio\n",
    "ACTA 1\n",
    "Página 1 de 1",
    "\ufeff",
    "Ã³",
    "\x93",
    "😀",
    " tel. 2222-3333 ",
    "a@b.gt",
    "1. ",
    "        ",
    "\\",
    "...",
]
NESTED = {
    "brackets.md": "---\ntitle: " + "[" * 5000 + "\n---\n",
    "closed.md": "---\ntitle: " + "[" * 5000 + "]" * 5000 + "\n---\n",
    "indented.md": "---\n" + "\n".join(" " * depth + "a:" for depth in range(900)) + "\n---\n",
    "quotes.md": "---\ntitle: x\n---\n" + ">" * 5000 + "hola\n",
    "lists.md": "---\ntitle: x\n---\n" + "".join("  " * depth + "- a\n" for depth in range(200)),
}


@pytest.mark.parametrize("name", NESTED)
def test_what_nests_too_deep_is_refused_and_its_neighbour_is_read(tmp_path, name):
    (tmp_path / name).write_text(NESTED[name])
    (tmp_path / "z.md").write_text("---\ntitle: Acta\n---\n")
    items = list(read_paths([tmp_path]))
    assert [type(item) for item in items] == [Rejection, Record]
    assert "niveles" in str(items[0])


@pytest.mark.parametrize(
    "text", ["[" * 3000, "*" * 5000, "![" * 2000, "`" * 999, "<" * 5000, "&" * 5000, "_a" * 3000, "[a](" * 1000]
)
def test_marks_without_end_are_text(tmp_path, text):
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: Acta\n---\n{text}\n\nfin")
    assert read_record(path, "a.md").text.endswith("fin")


def test_a_python_tag_runs_nothing(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: !!python/object/apply:pathlib.Path.touch [{tmp_path / 'hecho'}]\n---\n")
    with pytest.raises(InputError, match="etiquetas"):
        read_record(path, "a.md")
    assert not (tmp_path / "hecho").exists()


def test_five_megabytes_on_one_line_are_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("palabra " * 625_000)
    assert len(read_record(path, "a.txt").text) == 4_999_999


def test_folders_that_nest_without_end_are_walked(tmp_path):
    folders = [tmp_path / "/".join("a" * depth) for depth in range(1, 1201)]
    for folder in folders:
        folder.mkdir()
    record = folders[-1] / "acta.txt"
    record.write_text("Mesa de Agua\n\nSe reunió.")
    try:
        assert [item.title for item in read_paths([tmp_path]) if isinstance(item, Record)] == ["Mesa de Agua"]
    finally:  # no library call removes a tree as deep as this
        record.unlink()
        for folder in reversed(folders):
            folder.rmdir()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(["a.md", "a.txt"]), st.booleans())
def test_any_text_is_read_whole_or_refused_with_a_reason(tmp_path, text, name, head):
    path: Path = tmp_path / name
    path.write_text("---\ntitle: Acta\n---\n" + text if head else text, encoding="utf-8")
    try:
        record = read_record(path, name)
    except InputError as error:
        reason, line = error.reason, error.line
        if not reason or not (line is None or 1 <= line <= text.count("\n") + 4):
            raise AssertionError((reason, line)) from error
        return
    assert record.title
    assert record.sections
    assert (record.sections[0].start, record.sections[-1].end) == (0, len(record.text))
    assert not re.search("[\ufeff\x93\r]|a@b|2222-3333", record.text)
