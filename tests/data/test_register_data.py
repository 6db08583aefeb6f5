"""The shipped register: unique ids, parents that exist, known kinds, no name that two living bodies share undecided."""

from collections import defaultdict
from datetime import date

import pytest

from graph.extract.names import fold
from graph.extract.register import KINDS, load_register
from graph.extract.tabular import canonical
from graph.settings import shipped_data

FOLDER = shipped_data() / "register"
REGISTER = load_register(FOLDER)  # raises with file and line on a bad row: ids, parents, cycles, dates, blanks
FILES = sorted(FOLDER.glob("*.csv"))


def test_the_register_is_whole():
    assert len(REGISTER.entries) >= 562
    assert {entry.kind for entry in REGISTER.entries.values()} <= KINDS
    assert len(REGISTER.rules) >= 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_in_canonical_order(path):
    assert path.read_text(encoding="utf-8") == canonical(path), (
        f"ordene el archivo con: python -m graph.extract.tabular {path.relative_to(FOLDER.parent.parent)}"
    )


def test_no_two_bodies_have_the_same_official_name():
    names = [fold(entry.name) for entry in REGISTER.entries.values()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_a_name_that_two_living_bodies_share_has_a_rule():
    ruled = {fold(surface) for surface in REGISTER.rules}
    owners = defaultdict(set)
    for entry in REGISTER.lexicon.entries.values():
        for name in entry.names:
            owners[fold(name)].add(entry.id)
    living = {name: REGISTER.lexicon.living(sorted(ids), date(2024, 6, 1)) for name, ids in owners.items()}
    assert {name: ids for name, ids in living.items() if len(ids) > 1 and name not in ruled} == {}


def test_every_rule_has_candidates_and_its_short_note_is_one_sentence_or_two():
    for rule in REGISTER.rules.values():
        assert rule.candidates or rule.others, rule.surface
        assert len(rule.note) <= 120, rule.surface


def test_no_mesa_is_an_ambiguous_institution():
    assert [surface for surface in REGISTER.rules if "mesa" in fold(surface).split()] == []


def test_an_alias_is_never_repeated_in_its_row():
    for entry in REGISTER.entries.values():
        assert len(set(entry.aliases)) == len(entry.aliases), entry.id
