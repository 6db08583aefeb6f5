"""Plain text: menus go, titles and date lines are found, wrapped lines are joined and tables stay."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.records import read_record
from graph.records.lines import join_wrapped
from graph.records.record import Record

PROSE = "La mesa se reunió con delegados de cuatro ministerios y revisó el plan de trabajo que estaba pendiente."


@pytest.fixture
def read(tmp_path):
    """A function from a text to its record."""

    def read(text: str, name: str = "nota.txt") -> Record:
        path: Path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_record(path, name)

    return read


def body(record: Record) -> str:
    section = record.section("body")
    return record.text[section.start : section.end] if section else ""


def test_menu_lines_go_and_the_date_line_is_the_publication_date(read):
    menu, foot = "Inicio\nQuiénes somos\n» Contacto\n\n", "\n\nCompartir:\nFacebook\nPágina 1 de 1\n"
    record = read(f"{menu}Mesa de Agua avanza\n\nseptiembre 11, 2024\n\n{PROSE}{foot}")
    assert record.text == f"Mesa de Agua avanza\n\n{PROSE}"
    assert (record.title, record.date, record.kind) == ("Mesa de Agua avanza", date(2024, 9, 11), "news")


@pytest.mark.parametrize(
    ("line", "title"),
    [("# Mesa de Agua #", "Mesa de Agua"), ("Reunión n.# 4 de la mesa", "Reunión n.# 4 de la mesa")],
)
def test_only_the_hashes_around_a_title_are_no_part_of_it(read, line, title):
    assert read(f"{line}\n\n{PROSE}").title == title


def test_a_menu_word_inside_the_text_stays(read):
    assert body(read(f"Mesa de Agua\n\nContacto\n\n{PROSE}")) == f"Contacto\n\n{PROSE}"


@pytest.mark.parametrize(
    "line",
    [
        "Guatemala, 3 de mayo de 2023",
        "mayo 3, 2023",
        "3 mayo, 2023",
        "Ciudad de Guatemala, miércoles 3 de mayo de 2023.",
        "San José Pinula, Guatemala, 3 de mayo de 2023",
        "03/05/2023",
        "Publicado el 3 de mayo de 2023",
        "Publicado: 3 mayo, 2023 – 10:15",
        "        Guatemala, 3 de mayo de 2023",
    ],
)
def test_a_date_line_is_known_with_and_without_a_place(read, line):
    record = read(f"Mesa de Agua\n\n{line}\n\n{PROSE}")
    assert record.date == date(2023, 5, 3)
    assert body(record) == PROSE


@pytest.mark.parametrize(
    "opening", ["Escuintla, 3 may. 2023 – ", "Guatemala, 3 de mayo de 2023. ", "Guatemala, 3 de mayo de 2023.- "]
)
def test_a_date_line_inside_prose_gives_the_date_and_stays(read, opening):
    record = read(f"Mesa de Agua\n\n{opening}{PROSE}")
    assert record.date == date(2023, 5, 3)
    assert body(record) == opening + PROSE


def test_a_day_told_in_prose_is_not_the_publication_date(read):
    assert read(f"Mesa de Agua\n\nEl 3 de mayo de 2023 hubo reunión. {PROSE}").date is None


def test_an_impossible_date_line_is_refused_at_its_line(read):
    with pytest.raises(InputError, match="calendario") as caught:
        read(f"Mesa de Agua\n\nGuatemala, 31 de febrero de 2024\n\n{PROSE}")
    assert caught.value.line == 3


def test_a_number_of_a_release_is_not_the_title(read):
    record = read(f"Comunicado 041-2024\n\nPactan cierre de basureros\n\n{PROSE}")
    assert record.title == "Pactan cierre de basureros"
    assert body(record) == f"Comunicado 041-2024\n\n{PROSE}"


def test_an_acta_has_both_lines_of_its_heading_as_title_and_its_day_as_date(read):
    acta = "ACTA No. 04-2023\nMESA TÉCNICA DE CATASTRO\n\nLugar: Zacapa\nFecha: 20 de abril de 2023\n\n"
    acta += "1. PARTICIPANTES\n   - RIC: Ana Paz\n   - INFOM\n"
    record = read(acta)
    assert (record.kind, record.date) == ("minutes", date(2023, 4, 20))
    assert record.title == "ACTA No. 04-2023. MESA TÉCNICA DE CATASTRO"
    assert record.text == acta.replace("   -", "-").rstrip()


def test_an_acta_that_tells_its_day_in_words_has_that_date(read):
    text = f"ACTA 3\n\nEn la ciudad de Guatemala, el 26 de octubre de 2023, reunidos en el salón. {PROSE}"
    assert read(text).date == date(2023, 10, 26)


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Oficio No. 065/CD-2022", "document"),
        ("SOLICITUD DE COTIZACIÓN 15", "document"),
        ("AYUDA DE MEMORIA", "minutes"),
        ("Agenda: Mesa de Agua", "minutes"),
        ("Agenda Nacional avanza", "news"),
    ],
)
def test_the_first_line_tells_the_kind(read, first, kind):
    assert read(f"{first}\n\n{PROSE}\n\n{PROSE}").kind == kind


def test_lines_that_a_pdf_broke_are_joined(read):
    text = (
        "Título\n\nRespetuosamente se les convoca a la Quinta Reunión de la Mesa de Innovadores, el día\n"
        "3 de octubre en horario de 9:00 a 12:30 en las instalaciones del Ministerio de Finanzas\n"
        "Públicas.\n\nPresente.\nAtentamente,\n"
    )
    assert body(read(text)) == (
        "Respetuosamente se les convoca a la Quinta Reunión de la Mesa de Innovadores, el día 3 de octubre en horario"
        " de 9:00 a 12:30 en las instalaciones del Ministerio de Finanzas Públicas.\n\nPresente.\nAtentamente,"
    )


def test_columns_stay_as_they_stand(read):
    rows = [
        "8:30 – 9:00      Recepción                     GAE",
        "                 de participantes",
        "9:00 – 9:30      Palabras         MINFIN",
    ]
    assert body(read("Agenda: Mesa\n\n" + "\n".join("    " + row for row in rows))) == "\n".join(rows)


@pytest.mark.parametrize(
    "line", ["- segundo punto", "2. segundo punto", "b) segundo", "Responsable: RIC", "ACUERDOS", "• punto"]
)
def test_items_labels_and_headings_are_not_joined(line):
    above = "Se conoció el informe de la comisión sobre el avance"
    assert join_wrapped([above, line], len(above)) == [above, line]


def test_a_text_without_a_title_is_called_by_its_first_sentence_and_keeps_it(read):
    text = f"{PROSE} " * 4
    record = read(text)
    assert record.title == PROSE
    assert record.text == text.strip()
    assert [section.role for section in record.sections] == ["body"]


def test_markdown_without_front_matter_has_its_heading_as_title(read):
    record = read(f"# Mesa de **Agua**\n\n{PROSE}\n\n- uno\n- dos\n", "nota.md")
    assert record.text == f"Mesa de Agua\n\n{PROSE}\n\n- uno\n- dos"


def test_a_text_of_menu_lines_alone_is_refused(read):
    with pytest.raises(InputError, match="no tiene texto"):
        read("Inicio\nContacto\n")


def test_a_long_first_sentence_is_cut_at_a_word_as_title(read):
    record = read("La mesa " + "y su comisión " * 40 + "se reunió.")
    assert record.title.endswith("…")
    assert record.title[:-1].split()[-1] in ("comisión", "su", "y")
    assert len(record.title) <= 141
    assert record.text.startswith(record.title[:-1])
