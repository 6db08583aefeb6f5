"""The tables of data/extract: each can be read, each phrase is a pattern, each rule says what it must."""

import re
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.extract.findings import RELATIONS
from graph.extract.labels import role_of
from graph.extract.numerals import number, ordinal
from graph.extract.sentences import blocks
from graph.extract.tables import phrase, sound, table
from graph.extract.verbs import finite_forms, telling_forms
from graph.settings import shipped_data
from tests.extract.conftest import record_of

FOLDER = shipped_data() / "extract"
TABLES = sorted(path.stem for path in FOLDER.glob("*.toml"))
SUBJECTS = {"before", "after", "either", "inside", "discourse"}


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    nested = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in nested for text in strings(part)]


@pytest.mark.parametrize("name", TABLES)
def test_every_phrase_of_a_table_is_a_pattern_that_matches_no_empty_text(name: str):
    for text in strings(table(name)):
        if "{}" not in text:
            re.compile(phrase(text))
    for rule in table(name).get("rule", []):
        for text in rule["phrases"]:
            assert not re.fullmatch(phrase(text, rule.get("told", False)), ""), text


def test_every_rule_names_a_relation_a_subject_and_a_confidence():
    for rule in table("relations")["rule"]:
        assert rule["predicate"] in RELATIONS
        assert rule["subject"] in SUBJECTS
        assert 0.5 <= rule["confidence"] <= 1
        assert rule["phrases"]
        if rule["subject"] == "inside":
            assert all("ENTES" in text for text in rule["phrases"])


def test_no_phrase_is_twice_in_a_rule():
    for rule in table("relations")["rule"]:
        assert len(rule["phrases"]) == len(set(rule["phrases"])), rule["phrases"]


def test_the_readme_names_every_table():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\w+)\.toml`", readme)) == set(TABLES)


def test_a_phrase_reads_as_the_readme_says():
    pattern = re.compile(phrase("[muy] liderad*|presidid* .. por"))
    assert pattern.match(sound("presidida de forma conjunta por"))
    assert pattern.match(sound("muy liderado por"))
    assert not pattern.match(sound("liderada de una forma muy conjunta por"))
    assert re.match(phrase("<participar> en"), sound("participarán en"))
    assert not re.match(phrase("<participar> en", told=True), sound("participarán en"))


def test_words_that_sound_alike_are_alike_and_keep_their_length():
    assert sound("Estubieron PRECIDEN Álvarez ñandú") == sound("Estuvieron presiden alvares nandu")
    assert len(sound("Ünï—¿ç…")) == 7


def test_verbs_have_their_forms():
    assert {"participa", "participan", "participó", "participaron", "participará", "ha participado"} <= set(
        finite_forms("participar")
    )
    assert {"condujo", "intervino"} <= {*finite_forms("conducir"), *finite_forms("intervenir")}
    assert "convoque" in finite_forms("convocar")
    assert "convenio" not in map(sound, finite_forms("convenir"))
    assert telling_forms("exponer") == ("expone", "exponen", "expuso", "expusieron")
    with pytest.raises(ValueError, match="no es un infinitivo"):
        finite_forms("mesa")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cuarenta y cinco", 45),
        ("mil novecientos noventa y nueve", 1999),
        ("dos mil veintitrés", 2023),
        ("15", 15),
        ("mesa", None),
    ],
)
def test_numbers_in_words(text: str, value: int | None):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tercera", 3),
        ("5to.", 5),
        ("6.ª", 6),
        ("undécima", 11),
        ("décimo tercera", 13),
        ("decimoséptima", 17),
        ("vigésima primera", 21),
        ("IV", 4),
        ("XII", 12),
    ],
)
def test_ordinals(text: str, value: int):
    assert ordinal(text) == value


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("1. PARTICIPANTES", "participatesIn"),
        ("Conectados/as", "participatesIn"),
        ("Asistentes por institución", "participatesIn"),
        ("Ausentes con excusa", "absent"),
        ("4. ACUERDOS", "agreements"),
        ("Relatoría y apoyo.", "supports"),
        ("Lugar", "place"),
        ("Invitados especiales", "invitedTo"),
        ("Riego", ""),
    ],
)
def test_labels_announce_roles(label: str, role: str):
    assert role_of(label) == role


def test_blocks_keep_items_fields_and_headings_apart_and_join_wrapped_prose():
    first = "La mesa se reunió en la capital con todas las entidades que la integran y con las"
    wrapped = first + "\nque fueron invitadas a la sesión."
    text = f"MINUTA\n\nLugar: Zacapa\n\n{wrapped}\n\nParticipantes:\n- SAT: Ing. Luis Paz, del 5to. nivel.\n- MARN\n"
    found = [(block.kind, block.label, text[block.start : block.end]) for block in blocks(record_of(text))]
    assert found == [
        ("heading", "other", "MINUTA"),
        ("field", "place", "Lugar: Zacapa"),
        ("prose", "", wrapped),
        ("heading", "participatesIn", "Participantes:"),
        ("item", "participatesIn", "SAT: Ing. Luis Paz, del 5to. nivel."),
        ("item", "participatesIn", "MARN"),
    ]


def test_sentences_do_not_end_at_abbreviations_or_decimals():
    text = "El Ing. Paz y la Licda. Gil hablaron del 5to. plan (No. 3). Midieron 2.4 km. Luego salieron."
    block = blocks(record_of(text))[0]
    assert [text[start:end] for start, end in block.sentences] == [
        "El Ing. Paz y la Licda. Gil hablaron del 5to. plan (No. 3).",
        "Midieron 2.4 km.",
        "Luego salieron.",
    ]


def test_a_table_that_is_missing_or_broken_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "rota.toml").write_text("a = [", encoding="utf-8")
    monkeypatch.setattr("graph.extract.tables.shipped_data", lambda: tmp_path)
    with pytest.raises(InputError, match="no es TOML válido"):
        table("rota")
    with pytest.raises(InputError, match="no se puede leer"):
        table("ninguna")
