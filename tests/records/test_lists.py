"""Lists: whatever the header is called and however the file is delimited, rows become lines with exact cells."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records.columns import COLUMNS, OTHER, column_of, find_header, words
from graph.records.lists import list_records, read_csv
from graph.records.record import Record, Rejection
from graph.records.rows import shown, tidy


def records(text: str, name: str = "lista.csv", **named: str) -> list[Record | Rejection]:
    return list_records(read_csv(text, name), name, name, "d", **named)


def one(text: str, name: str = "lista.csv", **named: str) -> Record:
    (record,) = records(text, name, **named)
    assert isinstance(record, Record)
    return record


def cells(record: Record) -> list[dict[str, str]]:
    return [{cell.column: record.text[cell.start : cell.end] for cell in row.cells} for row in record.rows]


def test_a_list_is_one_record_whose_rows_are_lines_with_their_number_in_the_file():
    record = one("Mesa,Institución,Papel\nMesa de Agua,MARN,coordina\nMesa de Agua,INAB,participa\n", "mesas-2024.csv")
    assert record.text == (
        "Mesas 2024\n\n"
        "2. Mesa: Mesa de Agua · Institución: MARN · Papel: coordina\n"
        "3. Mesa: Mesa de Agua · Institución: INAB · Papel: participa"
    )
    assert (record.name, record.kind, record.title) == ("mesas-2024.csv", "document", "Mesas 2024")
    assert cells(record)[0] == {"mesa": "Mesa de Agua", "institution": "MARN", "role": "coordina"}
    first = record.rows[0]
    assert record.text[first.start : first.end] == "Mesa: Mesa de Agua · Institución: MARN · Papel: coordina"
    assert [section.role for section in record.sections] == ["title", "body"]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("MESA", "mesa"), ("Grupo de trabajo", "mesa"), ("Espacio", "mesa"), ("mesa_o_grupo", "mesa"),
        ("INSTITUCION", "institution"), ("Institución / Entidad", "institution"), ("Organización", "institution"),
        ("Calidad en que participa", "role"), ("Función", "role"), ("Fecha de la reunión", "date"),
        ("fecha (dd/mm/aaaa)", "date"), ("fechaLimite", "due"), ("FECHA_LIMITE", "due"), ("Vence", "due"),
        ("Fecha de cumplimiento:", "due"), ("Acuerdos y compromisos", "agreement"), ("Punto acordado", "agreement"),
        ("Responsable(s)", "responsible"), ("Encargado", "responsible"), ("Responsable 2", "responsible"),
        ("No. de sesión", "session"), ("Lugar", "place"), ("Sede", "host"), ("Cargo", "position"), ("Estado", "status"),
        ("due date", "due"), ("Responsible", "responsible"), ("Institución coordinadora", "leads"),
        ("Correo electrónico", "mail"), ("Teléfono", "phone"), ("DPI", "personal"),
        ("Observaciones", OTHER), ("", OTHER), ("Sesión 2", OTHER), ("Fecha de nacimiento", "personal"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_spanish_and_english_names(header: str, column: str):
    assert column_of(header) == column


def test_the_table_names_each_column_once_and_only_columns_that_there_are():
    table = words()
    names = [column_of(name) for names in table["columns"].values() for name in names]
    assert set(table["columns"]) == set(COLUMNS) - {OTHER}
    for column, spellings in table["columns"].items():
        assert {column_of(spelling) for spelling in spellings} == {column}
    assert OTHER not in names


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str):
    record = one(
        delimiter.join(("mesa", "institución", "acuerdo")) + "\n" + delimiter.join(("Agua", "MARN", '"a, b; c|d"'))
    )
    assert cells(record) == [{"mesa": "Agua", "institution": "MARN", "agreement": "a, b; c|d"}]


def test_excels_first_line_says_the_delimiter_and_counts_as_a_row():
    record = one("sep=;\nmesa;institución\nAgua, Café;MARN\n")
    assert record.text.endswith("3. Mesa: Agua, Café · Institución: MARN")


HEADER = ["Mesa", "Institución", "Papel", "Acuerdo"]
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ue000\r"), max_size=20)
TABLES = st.lists(st.lists(TEXTS, min_size=4, max_size=4), max_size=6)


@given(TABLES, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_what_csv_writes_is_read_back_cell_by_cell(rows: list[list[str]], delimiter: str, end: str):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows([HEADER, *rows])
    assert read_csv(file.getvalue(), "f.csv") == [HEADER, *rows]


@given(TABLES)
def test_every_cells_span_is_its_text_cleaned(rows: list[list[str]]):
    """With a mesa in every row, so that none is filled from above."""
    rows = [["Mesa de Agua", *row[1:]] for row in rows]
    found = [item for item in list_records([HEADER, *rows, ["Agua", "MARN", "", ""]], "f.csv", "f.csv", "d")]
    (record,) = (item for item in found if isinstance(item, Record))
    columns = ("mesa", "institution", "role", "agreement")
    numbered = [(index + 2, row) for index, row in enumerate([*rows, ["Agua", "MARN", "", ""]])]
    expected = [
        {column: shown(tidy(cell), column) for column, cell in zip(columns, row, strict=True) if tidy(cell)}
        for _, row in numbered
    ]
    assert cells(record) == expected
    for row in record.rows:
        line = record.text[record.text.rfind("\n", 0, row.start) + 1 : row.end]
        assert line == f"{numbered[record.rows.index(row)][0]}. {record.text[row.start : row.end]}"


def test_titles_above_the_header_hold_for_all_rows():
    record = one(
        "Lista de asistencia de la Mesa de Agua\nFecha:,5 de mayo de 2024\nLugar: Salón Azul\n\n"
        "No.,Nombre,Cargo,Institución\n1,Ana Paz,Directora,MARN\n"
    )
    assert record.title == "Lista de asistencia de la Mesa de Agua"
    assert record.date == date(2024, 5, 5)
    assert cells(record) == [
        {"date": "5 de mayo de 2024", "place": "Salón Azul", "other": "1", "person": "Ana Paz", "position": "Directora",
         "institution": "MARN"}
    ]  # fmt: skip


def test_mesas_written_once_for_each_group_hold_for_the_rows_below():
    record = one("mesa;institución;fecha\nAgua;MARN;2/5/2024\n;INAB;\n;MAGA;\nCafé;MAGA;\n;ANACAFE;\n")
    assert [row["mesa"] for row in cells(record)] == ["Agua", "Agua", "Agua", "Café", "Café"]
    assert [row.get("date") for row in cells(record)] == ["2/5/2024", "2/5/2024", "2/5/2024", None, None]


@pytest.mark.parametrize(
    ("column", "mesas"),
    [
        (["", "Agua", ""], [None, "Agua", None]),  # the first is missing
        (["Agua", "Agua", ""], ["Agua", "Agua", None]),  # the others are repeated
        (["Agua", "Café", "Niñez", ""], ["Agua", "Café", "Niñez", None]),  # one of many is missing
        (["Agua", "", "Café", ""], ["Agua", "Agua", "Café", "Café"]),  # groups
    ],
)
def test_an_empty_mesa_is_not_guessed_where_the_list_is_not_by_groups(column: list[str], mesas: list[str | None]):
    record = one("mesa;institución\n" + "".join(f"{mesa};MARN\n" for mesa in column))
    assert [row.get("mesa") for row in cells(record)] == mesas


def test_a_row_with_only_a_mesa_heads_the_rows_below_when_there_is_no_such_column():
    record = one(
        "Institución;Rol\nMesa de Agua;\nMARN;coordina\nMesa de Café;\nMAGA;preside\nTotal;2\nFuente: actas;\n"
    )
    assert len(record.rows) == 2
    assert [line for line in record.text.split("\n")[2:] if not line[0].isdigit()] == [
        "Mesa de Agua", "Mesa de Café", "Total · 2", "Fuente: actas",
    ]  # fmt: skip


def test_a_sheet_may_hold_one_list_below_another():
    record = one(
        "Participantes,,\nInstitución,Nombre,Calidad\nMARN,Ana Paz,coordina\n\nAcuerdos,,\nAcuerdo,Responsable,Plazo\n"
        "Publicar el plan,MARN,junio de 2025\nInstitución,Nombre,Calidad\n"
    )
    assert cells(record)[0] == {"institution": "MARN", "person": "Ana Paz", "role": "coordina"}
    assert cells(record)[1] == {"agreement": "Publicar el plan", "responsible": "MARN", "due": "junio de 2025"}


def test_several_in_a_cell_are_divided_and_a_wrapped_name_is_not():
    record = one('mesa,institución,acuerdo\n"Mesa de\nAgua","MARN\nINAB;\nMinisterio de\nSalud","Publicar\nel plan"\n')
    assert cells(record) == [
        {"mesa": "Mesa de Agua", "institution": "MARN; INAB; Ministerio de Salud", "agreement": "Publicar el plan"}
    ]


def test_days_that_a_spreadsheet_counts_are_written_as_days():
    record = one("mesa,institución,fecha,plazo\nAgua,MARN,45414,45473.0\n")
    assert cells(record)[0]["date"] == "2024-05-02"
    assert cells(record)[0]["due"] == "2024-06-30"


def test_personal_data_are_never_in_the_text():
    record = one(
        "mesa,institución,nombre,correo,celular,dpi,observaciones\n"
        "Agua,MARN,Ana Paz <ana@x.gt>,ana@x.gt,55551234,1234567890101,llamar al tel. 2222-3333\n"
    )
    for secret in ("ana@", "5555", "12345678", "2222"):
        assert secret not in record.text
    assert "Celular: [teléfono omitido]" in record.text


def test_a_row_with_more_cells_than_the_header_is_left_out_by_its_number_and_its_neighbours_stay():
    found = records("mesa,institución\nAgua,MARN\nAgua,INAB, MAGA\nAgua,SAT\n")
    assert [len(item.rows) for item in found if isinstance(item, Record)] == [2]
    (left,) = (item for item in found if isinstance(item, Rejection))
    assert (left.file, left.line) == ("lista.csv", 3)
    assert "comillas" in left.reason


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('mesa,institución\nAgua,"MARN\nCafé,MAGA\n', 2, "no se cierran"),
        ("mesa,institución\nAgua,MA\0RN\n", 2, "nulos"),
        ("mesa,institución\n" + "a," * 600 + "\n", 2, "601 columnas"),
        ("color,tamaño\nrojo,3\n", 1, "no tiene columnas que se conozcan (mesa, institución"),
        ("mesa,institución\n", 1, "ninguna fila"),
        ("\n\n", None, "vacío"),
        ('mesa,institución\nAgua,"' + "x" * 200_000, 2, "pasa de 131072 letras"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, line: int | None, reason: str):
    with pytest.raises(InputError) as caught:
        records(text)
    assert (caught.value.file, caught.value.line) == ("lista.csv", line)
    assert reason in caught.value.reason


def test_what_looks_like_a_formula_is_a_text():
    record = one(
        'mesa,institución,acuerdo\nAgua,MARN,"=HYPERLINK(""http://x"")"\nAgua,SAT,-3\nAgua,INE,@a\nAgua,RIC,+1\n'
    )
    assert [row["agreement"] for row in cells(record)] == ['=HYPERLINK("http://x")', "-3", "@a", "+1"]


def test_windows_1252_and_its_line_ends_come_in(opened):
    (record,) = opened("mesas.csv", "Mesa;Institución\r\nNiñez;Gobernación\r\n".encode("cp1252"))
    assert cells(record) == [{"mesa": "Niñez", "institution": "Gobernación"}]


def test_the_sheets_name_is_the_title_and_part_of_the_records_name():
    record = one("Institución,Rol\nMARN,coordina\n", "mesas.xlsx", sheet="Mesa de Agua")
    assert (record.name, record.title) == ("mesas.xlsx/mesa-de-agua", "Mesa de Agua")
    assert one("Institución,Rol\nMARN,coordina\n", "mesas.xlsx", sheet="Hoja1").title == "Mesas"


def test_links_are_the_records_documents():
    record = one("mesa,institución,minuta\nAgua,MARN,/f/acta 1.pdf\nAgua,SAT,https://a.gt/x\nAgua,INE,pendiente\n")
    assert record.documents == ("/f/acta 1.pdf", "https://a.gt/x")


POSTS = (
    "slug,title,date,body,acuerdos\n"
    "agua,Mesa de Agua,2024-05-02,<p>Se reunió.</p><ul><li>uno</li><li>dos</li></ul>,Publicar\n"
)


def test_an_export_of_a_cms_is_a_record_for_each_row():
    found = records(POSTS + "cafe,Mesa de Café,2024-02-31,Nada,\n,Sin identidad,,Texto,\n")
    assert [item.name for item in found if isinstance(item, Record)] == ["lista.csv/agua", "lista.csv/3"]
    first = found[0]
    assert isinstance(first, Record)
    assert (first.kind, first.date) == ("minutes", date(2024, 5, 2))
    assert first.text == "Mesa de Agua\n\nSe reunió.\n\n- uno\n- dos\n\nPublicar"
    assert [(item.line, "2024-02-31" in item.reason) for item in found if isinstance(item, Rejection)] == [(3, True)]


def test_the_header_is_not_a_line_of_labels_with_their_values():
    rows = [["Mesa", "Agua", "Fecha", "2 de mayo"], [], ["Institución", "Papel", "x"], ["MARN", "lidera", "1"]]
    header = find_header(rows)
    assert header
    assert header.at == 2
