"""The register's files: what loads, and what stops with the file, the line and a reason that a person can act on."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.extract.findings import Body
from graph.extract.register import Register, load_register
from graph.extract.tabular import canonical

HEADER = "id,name,acronym,type,parent_id,aliases,website,wikidata,valid_from,valid_to,source\n"
RULES = "surface,candidates,rule,note\n"
GOOD = "azul,Ministerio Azul,MAZ,ministerio,,Azul Mayor|Casa Azul,,,2001,2010-05,prueba\n"


def register(folder: Path, rows: str = GOOD, rules: str = "") -> Register:
    """A register of the given lines."""
    (folder / "institutions.csv").write_text(HEADER + rows, encoding="utf-8")
    (folder / "ambiguous.csv").write_text(RULES + rules, encoding="utf-8")
    return load_register(folder)


def test_an_entry_is_found_by_id_name_acronym_and_alias(tmp_path):
    loaded = register(tmp_path)
    assert loaded.body("azul") == Body("azul", "Ministerio Azul", "ministerio")
    assert loaded.find("MINISTERIO  azul") == loaded.find("maz") == loaded.find("Casa Ázul") == ("azul",)
    assert loaded.find("verde") == ()
    with pytest.raises(KeyError):
        loaded.body("verde")


def test_an_entry_lives_from_its_first_to_its_last_day(tmp_path):
    entry = register(tmp_path).entries["azul"]
    assert [entry.alive(date(*day)) for day in ((2000, 12, 31), (2001, 1, 1), (2010, 5, 31), (2010, 6, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert not entry.alive(None)


def test_lineage_goes_up_to_the_root(tmp_path):
    rows = GOOD + "verde,Dirección Verde,,direccion,azul,,,,,,prueba\nrojo,Unidad Roja,,oficina,verde,,,,,,prueba\n"
    assert register(tmp_path, rows).lineage("rojo") == ("rojo", "verde", "azul")


BAD_ROWS = {
    "id with capitals": ("Azul,Ministerio Azul,,ministerio,,,,,,,x\n", 2, "minúsculas"),
    "no name": ("azul,,,ministerio,,,,,,,x\n", 2, "falta el nombre"),
    "unknown kind": ("azul,Azul,,reino,,,,,,,x\n", 2, "el tipo «reino» no existe"),
    "id twice": (GOOD + GOOD, 3, "ya está en la línea 2"),
    "parent missing": ("azul,Azul,,oficina,gris,,,,,,x\n", 2, "«gris» no está en el registro"),
    "cycle": ("a,A,,oficina,b,,,,,,x\nb,B,,oficina,a,,,,,,x\n", 2, "depende de sí misma"),
    "impossible month": ("azul,Azul,,oficina,,,,,2020-13,,x\n", 2, "AAAA-MM"),
    "empty alias": ("azul,Azul,,oficina,,Uno||Dos,,,,,x\n", 2, "alias vacío"),
    "stray space": ("azul, Azul,,oficina,,,,,,,x\n", 2, "espacios de más"),
    "Wikidata id": ("azul,Azul,,oficina,,,,X12,,,x\n", 2, "Wikidata"),
    "website": ("azul,Azul,,oficina,,,azul.gt,,,,x\n", 2, "http"),
    "cell missing": ("azul,Azul,oficina\n", 2, "3 columnas"),
}


@pytest.mark.parametrize(("rows", "line", "reason"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_stops_with_file_line_and_reason(tmp_path, rows, line, reason):
    with pytest.raises(InputError) as caught:
        register(tmp_path, rows)
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "institutions.csv"), line)
    assert reason in caught.value.reason


BAD_RULES = {
    "surface missing": (",azul,siempre azul,\n", "falta la forma"),
    "surface twice": ("MZ,azul,siempre azul,\nMZ,azul,siempre azul,\n", "dos veces"),
    "no candidate": ("MZ,,nunca,\n", "faltan los candidatos"),
    "unknown candidate": ("MZ,gris,siempre gris,\n", "«gris» no está en el registro"),
    "decides for another": ("MZ,(nada),siempre azul,\n", "no está entre los candidatos"),
    "no rule": ("MZ,azul,,\n", "falta la regla"),
    "unknown word": ("MZ,azul,quizás azul,\n", "no se entiende «quizás azul»"),
    "no outcome": ("MZ,azul,tras «a»,\n", "no se entiende"),
    "no such day": ("MZ,azul,desde 2023-02-30 azul,\n", "2023-02-30"),
}


@pytest.mark.parametrize(("rules", "reason"), BAD_RULES.values(), ids=BAD_RULES)
def test_a_bad_rule_stops_with_file_line_and_reason(tmp_path, rules, reason):
    with pytest.raises(InputError) as caught:
        register(tmp_path, rules=rules)
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "ambiguous.csv"), 1 + rules.count("\n"))
    assert reason in caught.value.reason


def test_a_foreign_header_a_missing_file_and_a_foreign_encoding_are_said(tmp_path):
    with pytest.raises(InputError, match="no se puede leer"):
        load_register(tmp_path)
    (tmp_path / "institutions.csv").write_text("clave;nombre\n", encoding="utf-8")
    with pytest.raises(InputError, match="la primera línea debe ser id,name"):
        load_register(tmp_path)
    (tmp_path / "institutions.csv").write_bytes((HEADER + GOOD.replace("Azul", "Añil")).encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        load_register(tmp_path)


def test_canonical_form_sorts_by_the_first_column_without_accents(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('c,n\r\n"zeta",1\r\nÁrea,"a, b"\r\n', encoding="utf-8")
    assert canonical(path) == 'c,n\nÁrea,"a, b"\nzeta,1\n'
