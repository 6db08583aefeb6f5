"""The header of a stored question is read strictly: a mistake is told with its file and line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.questions.parameters import ParameterError, read_parameter, read_value
from graph.questions.stored import read_query

GOOD = """\
# title: ¿Algo?
# description: Algo.
# theme: sesiones
# order: 1
# parameter: anio year = this-year | Año | Year
# parameter: cual mesa | Mesa | Mesa | Ayuda. | Help.
SELECT ?anio ?n WHERE { ?cual ?p ?anio . BIND(1 AS ?n) }
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "nada.rq"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_header_gives_the_words_and_the_parameters_of_a_question(tmp_path):
    query = read_query(written(tmp_path, GOOD.replace("# order: 1", "# order: 1\n# chart: anio n")))
    assert (query.name, query.theme, query.order, query.chart) == ("nada", "sesiones", 1, ("anio", "n"))
    year, mesa = query.parameters
    assert (year.name, year.type, year.default_on(date(2026, 11, 21))) == ("anio", "year", "2026")
    assert (mesa.labels["en"], mesa.helps["es"], mesa.default) == ("Mesa", "Ayuda.", None)
    assert query.text.startswith("SELECT")


@pytest.mark.parametrize(
    ("line", "mistake", "number", "reason"),
    [
        ("# theme: sesiones", "# theme: cocina", 3, "cocina"),
        ("# order: 1", "# order: primero", 4, "order"),
        ("# order: 1", "# title: ¿Otra?", 4, "dos veces"),
        ("# order: 1", "# orden: 1", 4, "orden"),
        ("# order: 1", "# order: 1\n# chart: anio nada", 5, "chart"),
        ("anio year", "agno year", 5, "agno"),
        ("anio year", "anio siglo", 5, "siglo"),
        ("anio year", "anio year(10..1)", 5, "year"),
        ("= this-year", "= today", 5, "2000-01-01"),
        ("= this-year", "= nunca", 5, "nunca"),
        ("= this-year", "= busiest", 5, "busiest"),
        (" | Año | Year", " | Año", 5, "etiqueta"),
        (" | Año | Year", " |  | Year", 5, "etiqueta"),
        ("cual mesa", "anio mesa", 6, "dos veces"),
        ("cual mesa", "cual mesa = minfin", 6, "minfin"),
        ("cual mesa", "cual choice(uno)", 6, "choice"),
        ("cual mesa", "cual mesa(1..2)", 6, "mesa"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, line, mistake, number, reason):
    assert line in GOOD
    with pytest.raises(InputError, match=reason) as failure:
        read_query(written(tmp_path, GOOD.replace(line, mistake)))
    assert failure.value.line == number
    assert failure.value.file
    assert failure.value.file.endswith("nada.rq")


def test_a_header_that_lacks_a_word_names_it(tmp_path):
    with pytest.raises(InputError, match="description"):
        read_query(written(tmp_path, GOOD.replace("# description: Algo.\n", "")))


@pytest.mark.parametrize("name", ["lang", "format", "name", "suffix"])
def test_a_parameter_cannot_have_a_name_that_addresses_use(tmp_path, name):
    with pytest.raises(InputError, match=name):
        read_query(written(tmp_path, GOOD.replace("cual", name)))


@pytest.mark.parametrize(
    ("line", "text", "value"),
    [
        ("d date", "2024-02-29", date(2024, 2, 29)),
        ("d year", "2024", 2024),
        ("d integer(1..366)", " 30 ", 30),
        ("d decimal(0..1)", "0.25", Decimal("0.25")),
        ("d text", 'a"b\\c', 'a"b\\c'),
        ("d choice(uno, dos)", "dos", "dos"),
    ],
)
def test_a_value_is_of_its_type(line, text, value):
    found = read_value(read_parameter(f"{line} | x | x"), text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("d date", "2024-02-30"),
        ("d date", "20240229"),
        ("d date", "2024-W01-1"),
        ("d date", "٢٠٢٤-٠١-٠١"),
        ("d year", "24"),
        ("d year", "٢٠٢٤"),
        ("d year", "2024.0"),
        ("d integer(1..366)", "0"),
        ("d integer(1..366)", "367"),
        ("d integer", "1e9"),
        ("d integer", "9" * 50),
        ("d decimal(0..1)", "1.01"),
        ("d decimal", "NaN"),
        ("d decimal", "inf"),
        ("d text", "a\nb"),
        ("d text", "a\x00b"),
        ("d text", "a" * 201),
        ("d choice(uno, dos)", "tres"),
    ],
)
def test_what_is_no_value_of_the_type_is_told_with_the_parameter(line, text):
    with pytest.raises(ParameterError, match="«d»") as failure:
        read_value(read_parameter(f"{line} | x | x"), text)
    assert (failure.value.status, failure.value.parameter) == (400, "d")
    assert len(str(failure.value)) < 200


def test_defaults_move_with_the_day():
    today = date(2026, 11, 21)
    assert read_parameter("d date = today | x | x").default_on(today) == "2026-11-21"
    assert read_parameter("d date = today+60 | x | x").default_on(today) == "2027-01-20"
    assert read_parameter("d date = today-21 | x | x").default_on(today) == "2026-10-31"
