"""Documents that cannot drift: settings, commands and the README's promises are compared with the code."""

import re
from dataclasses import fields
from pathlib import Path

from graph.settings import Settings
from webapp.cli import COMMANDS
from webapp.cli.build import summary

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_with_its_default_and_nothing_else_is():
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = {
        name: (default, text)
        for name, default, text in re.findall(r"^\| `ENLACE_(\w+)` \| (.*?) \| (.*?) \|$", table, re.M)
    }
    expected = {
        row.name.upper(): (f"`{row.default}`" if str(row.default) else "empty", row.metadata["help"])
        for row in fields(Settings)
    }
    assert rows == expected


def test_every_command_is_documented():
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## `enlace ([a-z]+)", page, re.M)) == set(COMMANDS)


def test_the_readme_is_short_and_shows_the_two_commands_and_the_picture():
    assert README.count("\n") <= 120
    assert "make run" in README
    assert "make test" in README
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert picture
    assert (ROOT / picture.group(1)).is_file()


def test_every_link_to_a_file_leads_somewhere():
    broken = []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken, broken


def test_the_readmes_question_gets_the_readmes_answer(engine):
    query = re.search(r"```sparql\n(.*?)```", README, re.S)
    answer = re.search(r"```text\n(.*?)```", README, re.S)
    assert query
    assert answer
    rows = engine.rows(query.group(1))
    assert [" | ".join(row.values()) for row in rows] == answer.group(1).strip().splitlines()


def test_the_readme_prints_what_make_run_prints(snapshot):
    printed = re.search(r"```console\n(.*?)```", README, re.S)
    assert printed
    assert printed.group(1).splitlines()[0].rpartition(" · ")[0] == summary(snapshot).rpartition(" · ")[0]
