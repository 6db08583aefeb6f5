"""Workbooks: what people see in the visible sheets comes in as text; what is broken or hostile is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest

from graph.errors import InputError
from graph.records.formats.xlsx import MOST_CELLS, parse
from graph.records.record import Record, Rejection

Fill = Callable[[Any], None]


def book(*sheets: tuple[str, list[list[Any]]], fill: Fill = lambda book: None) -> bytes:
    """A workbook with these sheets, as its file; `fill` may do more to it."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    fill(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def rows_of(data: bytes, index: int = 0) -> list[list[str]]:
    sheets: Any = parse(data)["sheets"]
    rows: list[list[str]] = sheets[index]["rows"]
    return rows


def altered(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return file.getvalue()


LIST = [["Mesa", "Institución", "Papel"], ["Mesa de Agua", "MARN", "coordina"]]


def test_values_are_written_as_people_read_them():
    def shape(made: Any) -> None:
        made["Lista"]["F1"].number_format = "0%"

    values = [
        3,
        3.0,
        0.1 + 0.2,
        datetime(2024, 5, 2),
        datetime(2024, 5, 2, 9, 30),
        0.5,
        True,
        None,
        "#N/A",
        time(9, 30),
    ]
    assert rows_of(book(("Lista", [values]), fill=shape)) == [
        ["3", "3", "0.3", "2024-05-02", "2024-05-02 09:30", "50%", "Sí", "", "", "09:30"]
    ]


def test_a_formula_gives_the_value_that_was_saved_with_it():
    data = book(("Lista", [["=1+1"], ["x"]]))
    assert rows_of(data) == [[""], ["x"]]
    saved = altered(data, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb"<v\s*/>|<v></v>", b"<v>2</v>", xml))
    assert rows_of(saved) == [["2"], ["x"]]


def test_merged_cells_say_the_same_in_each_row_and_a_title_stands_once():
    def merge(made: Any) -> None:
        made["Lista"].merge_cells("A1:C1")
        made["Lista"].merge_cells("A3:A5")

    data = book(
        (
            "Lista",
            [["Mesas"], ["Mesa", "Institución", "Papel"], ["Agua", "MARN"], [None, "INAB"], [None, "SAT"], ["Café"]],
        ),
        fill=merge,
    )
    assert rows_of(data) == [
        ["Mesas", "", ""], ["Mesa", "Institución", "Papel"], ["Agua", "MARN", ""], ["Agua", "INAB", ""],
        ["Agua", "SAT", ""], ["Café", "", ""],
    ]  # fmt: skip


def test_hidden_sheets_are_left_out_by_name():
    def hide(made: Any) -> None:
        made["Borrador"].sheet_state = "hidden"

    parsed = parse(book(("Lista", LIST), ("Borrador", LIST), fill=hide))
    assert parsed == {"sheets": [{"name": "Lista", "rows": LIST}], "hidden": ["Borrador"]}


def test_empty_rows_keep_their_place_and_what_is_empty_at_the_end_goes():
    assert rows_of(book(("Lista", [["a"], [], [None, "b"], [None], [None]]))) == [["a", ""], ["", ""], ["", "b"]]


def test_a_lone_cell_at_the_last_place_of_a_sheet_is_refused_and_not_waited_for():
    def far(made: Any) -> None:
        made["Lista"]["XFD1048576"] = 1

    with pytest.raises(InputError, match="más de 500 columnas"):
        parse(book(("Lista", LIST), fill=far))


def test_too_many_cells_are_refused():
    with pytest.raises(InputError, match="más de 200 000 celdas"):
        parse(book(("Lista", [["x"] * 450] * (MOST_CELLS // 450 + 1))))


def test_a_merged_range_as_large_as_a_sheet_costs_nothing():
    data = book(("Lista", LIST), fill=lambda made: made["Lista"].merge_cells("A2:A3"))
    huge = altered(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A2:A3"', b'ref="A2:XFD1048576"'))
    assert rows_of(huge) == LIST


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "contraseña"),
        (b"PK\x03\x04" + b"\0" * 100, "dañado"),
        (book(("Lista", LIST))[:-200], "dañado"),
        (altered(book(("Lista", LIST)), "xl/worksheets/sheet1.xml", lambda xml: xml[:200]), "dañado"),
        (altered(book(("Lista", LIST)), "xl/workbook.xml", lambda xml: b"<x/>"), "ninguna hoja visible"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(data: bytes, reason: str):
    with pytest.raises(InputError, match=reason):
        parse(data)


@pytest.mark.parametrize("depth", [5, 9])
def test_entities_that_grow_without_end_are_refused(opened, depth: int):
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(depth)
    )
    bomb = altered(
        book(("Lista", LIST)),
        "xl/worksheets/sheet1.xml",
        lambda xml: lol + b"]>" + xml[xml.index(b"<worksheet") :].replace(b"Institu", b"&%c;" % (97 + depth)),
    )
    with pytest.raises(InputError):
        opened("bomba.xlsx", bomb)


def test_a_workbook_becomes_a_record_for_each_list(opened):
    data = book(("Mesas", LIST), ("Acuerdos", [["Mesa", "Acuerdo", "Plazo"], ["Agua", "Publicar", date(2024, 6, 30)]]))
    found = opened("mesas.xlsx", data)
    assert [item.name for item in found] == ["mesas.xlsx/mesas", "mesas.xlsx/acuerdos"]
    assert found[1].text == "Acuerdos\n\n2. Mesa: Agua · Acuerdo: Publicar · Plazo: 2024-06-30"


def test_one_sheet_keeps_the_files_name_and_a_sheet_that_is_no_list_is_said(opened):
    (record,) = opened("mesas.xlsx", book(("Lista", LIST)))
    assert isinstance(record, Record)
    assert record.name == "mesas.xlsx"
    found = opened("mesas.xlsx", book(("Lista", LIST), ("Notas", [["color", "tamaño"], ["rojo", 3]])))
    assert [item.name for item in found if isinstance(item, Record)] == ["mesas.xlsx/lista"]
    assert ["Notas" in item.reason for item in found if isinstance(item, Rejection)] == [True]


def test_a_workbook_without_a_list_is_refused(opened):
    with pytest.raises(InputError, match="no tiene columnas que se conozcan"):
        opened("otro.xlsx", book(("Notas", [["color", "tamaño"], ["rojo", 3]])))
