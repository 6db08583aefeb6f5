"""The date grammar: what prose says, with its offsets, and the day that it means."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract.almanac import add_term, resolve, with_month_of
from graph.extract.dates import find_dates

WEDNESDAY = date(2023, 5, 3)
MONTHS = ["enero", "febrero", "marzo", "abril", "mayo", "junio"]
MONTHS += ["julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
WEEKDAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
UNITS = ["", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
TEENS = ["diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve"]
TWENTIES = ["veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro"]
TWENTIES += ["veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"]


def in_words(number: int) -> str:
    """A number from 1 to 99 as Spanish writes it."""
    if number < 30:
        return [*UNITS, *TEENS, *TWENTIES][number]
    tens = {3: "treinta", 4: "cuarenta", 5: "cincuenta", 6: "sesenta", 7: "setenta", 8: "ochenta", 9: "noventa"}
    return tens[number // 10] + (f" y {UNITS[number % 10]}" if number % 10 else "")


def meanings(text: str, reference: date | None = WEDNESDAY, bias: str = "near") -> list[str | None]:
    found, _ = find_dates(text)
    return [resolve(when, reference, bias) for when in found]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("se reunió el 3 de octubre de 2022 en la sede", "2022-10-03"),
        ("el día 28 de junio, del presente año 2022", "2022-06-28"),
        ("septiembre 11, 2024", "2024-09-11"),
        ("22 mayo, 2024", "2024-05-22"),
        ("Escuintla, 16 mar. 2023 –", "2023-03-16"),
        ("Fecha: 2-9-2021", "2021-09-02"),
        ("los días 4 y 5 de mayo", "2023-05-04"),
        ("del 4 al 6 de mayo de 2024", "2024-05-04"),
        ("este martes 2 de mayo", "2023-05-02"),
        ("el 3 de octubre del año en curso", "2023-10-03"),
        ("el primero de mayo", "2023-05-01"),
        ("tres de mayo de dos mil veintitrés", "2023-05-03"),
        ("a los veintiún días del mes de septiembre de dos mil veintidós", "2022-09-21"),
        ("ayer se reunieron", "2023-05-02"),
        ("se instala hoy", "2023-05-03"),
        ("se entregará mañana", "2023-05-04"),
        ("el 29 del mes entrante", "2023-06-29"),
        ("en un plazo de 30 días", "2023-06-02"),
        ("dentro de dos semanas", "2023-05-17"),
        ("en un plazo de diez (10) días hábiles", "2023-05-17"),
        ("antes de que termine marzo del próximo año", "2024-03"),
        ("se presentará en octubre", "2023-10"),
        ("durante el primer trimestre de 2024", "2024-03-31"),
        ("en el segundo semestre del próximo año", "2024-12-31"),
        ("en la primera quincena de junio", "2023-06-15"),
        ("antes de fin de año", "2023-12-31"),
    ],
)
def test_an_expression_means_its_day(text: str, meaning: str):
    assert meanings(text) == [meaning]


@pytest.mark.parametrize(
    "text",
    [
        "el próximo lunes",
        "desde hace 15 días",
        "cada quince días",
        "por la mañana",
        "esta mañana",
        "hoy en día",
        "para Julio Morales",
        "el artículo 5 de la ley",
    ],
)
def test_what_is_no_certain_date_is_none(text: str):
    assert meanings(text) == []


def test_a_day_that_the_calendar_lacks_is_reported_and_not_read():
    found, impossible = find_dates("La sesión del 31 de febrero de 2024 no existió; la del 29 de febrero de 2024, sí.")
    assert [resolve(when, None) for when in found] == ["2024-02-29"]
    assert impossible == ["31 de febrero de 2024"]


def test_a_date_without_a_year_falls_near_the_record_or_on_the_asked_side():
    assert meanings("el 30 de diciembre", date(2024, 1, 10)) == ["2023-12-30"]
    assert meanings("el 30 de diciembre", date(2024, 1, 10), "future") == ["2024-12-30"]
    assert meanings("el 2 de enero", date(2023, 12, 20), "past") == ["2023-01-02"]


def test_the_day_of_the_week_decides_between_two_years():
    assert meanings("este jueves 21 de noviembre", date(2025, 6, 1)) == ["2024-11-21"]


def test_a_date_without_a_year_is_uncertain_when_the_record_has_none():
    assert meanings("el 30 de diciembre", None) == [None]


def test_the_same_month_is_that_of_the_date_before():
    found, _ = find_dates("el 8 de abril y el 29 de ese mismo mes")
    assert resolve(with_month_of(found[1], "2022-04-08"), None) == "2022-04-29"


def test_terms_step_over_weekends_and_month_ends():
    assert add_term(date(2024, 1, 31), 1, "meses") == date(2024, 2, 29)
    assert add_term(date(2024, 5, 3), 1, "habiles") == date(2024, 5, 6)
    assert add_term(date(9999, 12, 31), 1, "dias") is None


SPELLINGS = [
    lambda day: f"{day.day} de {MONTHS[day.month - 1]} de {day.year}",
    lambda day: f"{day.day:02d} de {MONTHS[day.month - 1]} del año {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]} {day.day} de {MONTHS[day.month - 1]} de {day.year}",
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1][:3]}. {day.year}",
    lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{in_words(day.day)} de {MONTHS[day.month - 1]} de dos mil {in_words(day.year - 2000)}",
]


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(SPELLINGS))
@settings(max_examples=300, deadline=None)
def test_every_date_that_is_written_out_is_read_back(day: date, spelling):
    said = spelling(day)
    text = f"La reunión se realizó el {said}, en la capital."
    found, impossible = find_dates(text)
    assert [resolve(when, None) for when in found] == [day.isoformat()]
    assert text[found[0].start : found[0].end] in said
    assert not impossible


@given(st.dates(date(2010, 1, 1), date(2030, 12, 31)), st.integers(-170, 170))
@settings(max_examples=150, deadline=None)
def test_a_day_and_month_near_the_record_finds_its_year(reference: date, distance: int):
    day = reference + timedelta(days=distance)
    expected = None if (day.month, day.day) == (2, 29) else day.isoformat()
    if expected:
        assert meanings(f"el {day.day} de {MONTHS[day.month - 1]}", reference) == [expected]


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_grammar_fail(text: str):
    found, _ = find_dates(text)
    for when in found:
        assert 0 <= when.start < when.end <= len(text)
        resolve(when, WEDNESDAY)


@given(
    st.lists(
        st.sampled_from(
            [
                *MONTHS,
                *WEEKDAYS,
                *UNITS[1:],
                *TEENS,
                "de",
                "del",
                "31",
                "2024",
                "29",
                "día",
                "en",
                "mes",
                "plazo",
                "días",
                "treinta",
                "y",
                "mil",
                "dos mil",
                "próximo año",
                "0",
                "99",
                "-",
                "/",
                ",",
            ]
        ),
        max_size=14,
    )
)
@settings(max_examples=300, deadline=None)
def test_no_heap_of_date_words_makes_the_grammar_fail(words: list[str]):
    found, _ = find_dates(" ".join(words))
    for when in found:
        for bias in ("near", "past", "future"):
            resolve(when, WEDNESDAY, bias)
            resolve(when, None, bias)
