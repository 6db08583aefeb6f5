"""Publication dates: every way in which CMSs, press offices and letterheads write a day, and no other text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records.dates import MONTHS, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2024-09-11",
        "2024-09-11T14:30:48.928Z",
        "2024-09-11 18:32:36 -0600",
        "2024/09/11",
        "11 de septiembre de 2024",
        "11 de setiembre del 2024",
        "miércoles, 11 de septiembre de 2024",
        "Miércoles 11 de Septiembre, 2024",
        "11 de septiembre del año 2024",
        "septiembre 11, 2024",
        "Septiembre 11 de 2024",
        "11 septiembre, 2024",
        "11 sept. 2024",
        "11 SEP 2024.",
        "September 11, 2024",
        "11/09/2024",
        "11 septiembre, 2024 - 10:15 am",
        "septiembre 11, 2024 10:15",
        "11-09-24",
        "11.9.2024",
        " 11  de septiembre\nde 2024 ",
    ],
)
def test_a_day_is_read(text):
    assert parse_date(text) == date(2024, 9, 11)


@pytest.mark.parametrize("day", ["1", "1o", "1°", "1.º", "1ro.", "primero", "01", "lunes 1", "el 1"])
def test_the_first_of_a_month_is_read(day):
    assert parse_date(f"{day} de mayo de 2023") == date(2023, 5, 1)


NO_DAY = [
    "",
    "mayo de 2023",
    "2024",
    "el martes",
    "3 de mayo",
    "065/CD-2022",
    "12",
    "3 de mayo de 2023 y más",
    "2021-2026",
]


@pytest.mark.parametrize("text", [*NO_DAY, "9:00", "x" * 100_000, "1 " * 50_000])
def test_what_is_no_whole_day_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["2024-02-31", "31 de febrero de 2024", "febrero 30, 2024", "32/01/2024", "05/13/2024", "2023-02-29"]
)
def test_a_day_that_the_calendar_lacks_is_refused(text):
    with pytest.raises(InputError, match="no existe en el calendario"):
        parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_every_day_comes_back_from_every_way_of_writing_it(day, name):
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}") == day
    if MONTHS[name] == day.month:
        assert parse_date(f"{day.day} de {name} de {day.year}") == day
        assert parse_date(f"{name.capitalize()} {day.day}, {day.year}") == day


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_none_or_refused_as_impossible(text):
    try:
        assert parse_date(text) is None or isinstance(parse_date(text), date)
    except InputError:
        assert any(char.isdigit() for char in text)
