"""The rules of the house: doors open one way, libraries have owners, rooms stay small and say what they are for."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ontology", "graph", "webapp")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "vendor" not in path.parts)
ALL_CODE = sorted([*SOURCES, *(ROOT / "tests").rglob("*.py"), ROOT / "hatch_build.py"])

# A room may import itself and those before it.
DOORS = {"ontology": {"ontology"}, "graph": {"ontology", "graph"}, "webapp": {"ontology", "graph", "webapp"}}

# Inside graph/, what a room may not know: those who come after it on a record's way.
LATER = {
    "records": {
        "extract", "reading", "curation", "resolve", "revision", "triples", "build", "store", "network", "publish",
        "questions",
    },
    "extract": {"curation", "resolve", "revision", "triples", "build", "store", "network", "publish", "questions"},
    "resolve": {"curation", "revision", "triples", "build", "store", "network", "publish", "questions"},
    "triples": {"curation", "revision", "build", "store", "network", "publish", "questions"},
    "curation": {"revision", "build", "store", "network", "publish", "questions"},
    "revision": {"triples", "build", "store", "network", "publish"},
    "store": {"records", "extract", "curation", "revision", "triples", "build", "network", "publish", "questions"},
    "network": {"records", "extract", "curation", "triples", "build", "publish"},
    "publish": {"records", "extract", "curation", "triples", "build", "network"},
    "questions": {"records", "extract", "curation", "triples", "build", "network", "publish"},
}  # fmt: skip

# Every third-party library and the rooms or files that own it.
OWNERS = {
    "rdflib": ("ontology", "graph/triples", "graph/publish", "graph/curation", "graph/build.py"),
    "pyshacl": ("ontology/validation.py",),
    "pyoxigraph": ("graph/store",),
    "networkx": ("graph/network",),
    "pyvis": ("graph/network",),
    "yaml": ("graph/records",),
    "ahocorasick": ("graph/extract",),
    "flask": ("webapp",),
    "werkzeug": ("webapp",),
    "flask_babel": ("webapp",),
    "babel": ("webapp",),
    "jinja2": ("graph/network", "webapp"),
    "markupsafe": ("webapp",),
    "markdown_it": ("graph/records",),
    "trafilatura": ("graph/records/formats/html.py",),
    "lxml": ("graph/records/formats/html.py",),
    "docx": ("graph/records/formats/docx.py",),
    "pypdfium2": ("graph/records/formats",),
    "openpyxl": ("graph/records/formats/xlsx.py",),
    "rapidfuzz": ("graph/revision", "graph/questions/names.py"),
    "granian": ("webapp/cli",),
    "zstandard": ("graph/store/spool.py",),
    "cachetools": ("webapp/sparql",),
    "click": ("webapp/cli",),
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> list[tuple[int, str]]:
    """(line, dotted module) of every import in a file, those inside functions too."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: write the import in full"
            module = node.module or ""
            found += [(node.lineno, f"{module}.{alias.name}") for alias in node.names]
    return found


def test_there_is_a_house_to_watch():
    assert {path.relative_to(ROOT).parts[0] for path in SOURCES} == set(ROOMS)


def test_imports_point_one_way_between_the_rooms():
    wrong = []
    for path in SOURCES:
        room = path.relative_to(ROOT).parts[0]
        for line, module in imports_of(path):
            top = module.split(".")[0]
            if top in (*ROOMS, "tests", "data") and top not in DOORS[room]:
                wrong.append(f"{name_of(path)}:{line} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_inside_graph_no_room_imports_one_that_comes_after_it():
    wrong = []
    for path in SOURCES:
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] != "graph":
            continue
        for line, module in imports_of(path):
            target = module.split(".")
            if target[0] == "graph" and len(target) > 1 and target[1] in LATER.get(parts[1], ()):
                wrong.append(f"{name_of(path)}:{line} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_every_library_is_imported_only_by_its_owners():
    wrong = []
    for path in SOURCES:
        for line, module in imports_of(path):
            top = module.split(".")[0]
            if top in sys.stdlib_module_names or top in ROOMS:
                continue
            owners = OWNERS.get(top, ())
            if not any(name_of(path) == owner or name_of(path).startswith(owner + "/") for owner in owners):
                wrong.append(f"{name_of(path)}:{line} imports {top}; its owners: {', '.join(owners) or 'none'}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ALL_CODE, ids=name_of)
def test_a_file_has_at_most_300_lines_and_says_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300, f"{name_of(path)} has {text.count(chr(10))} lines: is it one thing?"
    if path.name not in ("conftest.py", "__init__.py") or text.strip():
        assert ast.get_docstring(ast.parse(text)), f"{name_of(path)} does not say what it is for"


@pytest.mark.parametrize("path", ALL_CODE, ids=name_of)
def test_a_function_has_at_most_50_lines(path):
    long = [
        f"{name_of(path)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 50
    ]
    assert not long, "\n".join(long)


def test_no_file_or_folder_is_a_catch_all():
    names = {part for path in SOURCES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not names & {"utils", "util", "helpers", "helper", "common", "services", "misc", "tools"}


def test_no_iri_of_data_is_built_outside_terms():
    wrong = [
        name_of(path)
        for path in SOURCES
        if name_of(path) != "ontology/terms.py"
        and any(mark in path.read_text(encoding="utf-8") for mark in ("}id/{", "base_iri + ", "base_iri}id"))
    ]
    assert not wrong, wrong
