"""DOCX: what a reader sees in Word stands in the text, in its order, with the numbers that Word computes."""

import io
import zipfile
from datetime import date

import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word import define_list, numbered, run, said, saved, with_part, with_xml

from graph.errors import InputError
from graph.records.record import Record

BODY = "La Mesa de Agua sesionó en Cobán con el INFOM."


def test_paragraphs_and_tables_come_in_their_order(read):
    def build(document: Document) -> None:
        document.add_heading("Mesa de Agua", 1)
        document.add_paragraph("Guatemala, 5 de mayo de 2021")
        document.add_paragraph(BODY)
        table = document.add_table(2, 3)
        for cell, text in zip(table._cells, ["Qué", "Quién", "Cuándo", "Pozo", "INFOM", ""], strict=True):
            cell.text = text
        document.add_paragraph("Fin de la reunión.")

    record = read("acta.docx", saved(build))
    table = "| Qué | Quién | Cuándo |\n| Pozo | INFOM | |"
    assert record.text == f"Mesa de Agua\n\n{BODY}\n\n{table}\n\nFin de la reunión."
    assert (record.title, record.date) == ("Mesa de Agua", date(2021, 5, 5))


def test_lists_have_the_numbers_that_word_shows(read):
    def build(document: Document) -> None:
        define_list(document, 90, [("decimal", "%1.", 1), ("lowerLetter", "%2)", 1), ("upperRoman", "(%3)", 4)])
        define_list(document, 91, [], restart=7)
        define_list(document, 92, [("decimalZero", "Punto %1", 1), ("decimal", "%1.%2", 1)])
        document.add_paragraph("Acuerdos de la Mesa de Agua")
        for text, depth in (("uno", 0), ("a", 1), ("b", 1), ("cuatro", 2), ("dos", 0), ("otra a", 1)):
            numbered(document, text, 90, depth)
        document.add_paragraph("Se vio además:")
        numbered(document, "tres", 90)
        numbered(document, "siete", 91)
        numbered(document, "ocho", 91)
        document.add_paragraph("Y por último:")
        numbered(document, "uno", 92)
        numbered(document, "uno y uno", 92, 1)

    text = read("acta.docx", saved(build)).text
    assert "1. uno\n  a) a\n  b) b\n    (IV) cuatro\n2. dos\n  a) otra a\n\nSe vio además:" in text
    assert "\n\n3. tres\n7. siete\n8. ocho\n\n" in text
    assert text.endswith("Punto 1 uno\n  1.1 uno y uno")


def test_lists_that_come_from_a_style_are_lists(read):
    def build(document: Document) -> None:
        document.add_paragraph("Participantes")
        for style in ("List Bullet", "List Bullet", "List Number", "List Number", "List Bullet 2"):
            document.add_paragraph("INFOM", style)

    assert read("a.docx", saved(build)).text.endswith("\n\n- INFOM\n- INFOM\n1. INFOM\n2. INFOM\n- INFOM")


def test_a_merged_cell_is_told_once_and_the_others_keep_their_place(read):
    def build(document: Document) -> None:
        table = document.add_table(4, 3)
        for cell, text in zip(table._cells, ["Hora", "Tema", "Responsable", *"abcdefghi"], strict=True):
            cell.text = text
        table.cell(1, 2).merge(table.cell(2, 2)).text = "INFOM"
        table.cell(3, 0).merge(table.cell(3, 1)).text = "Receso"
        document.add_paragraph(BODY)

    rows = "| Hora | Tema | Responsable |\n| a | b | INFOM |\n| d | e | |\n| Receso | | i |"
    assert rows in read("agenda.docx", saved(build)).text


def test_a_table_of_labels_is_read_as_labels(read):
    def build(document: Document) -> None:
        document.add_paragraph("Minuta 4")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ["Lugar:", "Casa Presidencial", "Presentes:", ""], strict=True):
            cell.text = text
        table.cell(1, 1).text = "INFOM"
        table.cell(1, 1).add_paragraph("MSPAS")

    assert "Lugar: Casa Presidencial\nPresentes: INFOM; MSPAS" in read("m.docx", saved(build)).text


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell(read):
    def build(document: Document) -> None:
        outer = document.add_table(1, 2)
        outer.cell(0, 0).text = "Mesa de Agua"
        outer.cell(0, 1).text = BODY
        inner = outer.cell(0, 1).add_table(2, 2)
        for cell, text in zip(inner._cells, ["Qué", "Quién", "Pozo", "INFOM"], strict=True):
            cell.text = text

    text = read("a.docx", saved(build)).text
    assert text == f"Mesa de Agua\n\n{BODY}\n\n| Qué | Quién |\n| Pozo | INFOM |"


def test_what_was_deleted_goes_and_what_was_inserted_stays(read):
    def build(document: Document) -> None:
        document.add_paragraph("Mesa de Agua")
        deleted = '<w:del w:id="1"><w:r><w:delText>no asistió</w:delText></w:r></w:del>'
        moved = f'<w:moveFrom w:id="3">{run("ayer")}</w:moveFrom>'
        with_xml(
            document,
            f'{run("El INFOM ")}{deleted}<w:ins w:id="2">{run("asistió")}</w:ins>{moved}{run(" con el MSPAS.")}',
        )

    assert read("a.docx", saved(build)).text.endswith("El INFOM asistió con el MSPAS.")


def test_links_fields_breaks_and_tabs_are_read_as_they_show(read):
    def build(document: Document) -> None:
        document.add_paragraph("Mesa de Agua")
        key = document.part.relate_to("https://x.gob.gt/minuta.pdf", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        document.part.relate_to("https://x.gob.gt/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@</w:instrText></w:r>'
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>oculto</w:t></w:r>"
        with_xml(
            document,
            f'{run("Lea la ")}<w:hyperlink r:id="{key}">{run("minuta")}</w:hyperlink>{field}{hidden}{run(" de hoy.")}',
        )
        with_xml(document, f"{run('Lugar:')}<w:r><w:tab/></w:r>{run('Cobán')}<w:r><w:br/></w:r>{run('Hora: 9')}")
        with_xml(document, f"{run('09:00')}<w:r><w:tab/></w:r>{run('Bienvenida')}<w:r><w:tab/></w:r>{run('INFOM')}")

    record = read("a.docx", saved(build))
    assert record.text.endswith("Lea la minuta de hoy.\n\nLugar: Cobán\nHora: 9\n\n09:00    Bienvenida    INFOM")
    assert record.documents == ("https://x.gob.gt/minuta.pdf",)


def test_text_boxes_and_notes_are_read_once(read):
    inside = f"<w:txbxContent><w:p>{run('Texto del cuadro.')}</w:p></w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    def build(document: Document) -> None:
        document.add_paragraph("Mesa de Agua")
        with_xml(document, f'{run("Antes")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" y después.")}{box}')
        document.add_paragraph("Fin.")

    notes = "".join(
        f'<w:footnote w:id="{at}"><w:p>{run(text)}</w:p></w:footnote>' for at, text in ((0, "raya"), (2, "Una nota."))
    )
    part = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data = with_part(saved(build), "footnotes.xml", part, RELATIONSHIP_TYPE.FOOTNOTES, kind)
    assert read("a.docx", data).text == "Mesa de Agua\n\nAntes y después.\n\nTexto del cuadro.\n\nFin.\n\nUna nota."


def test_contents_headers_and_footers_are_left_out(read):
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Ministerio de Economía"
        document.sections[0].footer.paragraphs[0].text = "Página 1"
        document.add_paragraph("Mesa de Agua")
        contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        inside = f"<w:sdtPr>{contents}</w:sdtPr><w:sdtContent><w:p>{run('1. Agua ... 3')}</w:p></w:sdtContent>"
        document.element.body.insert(1, parse_xml(f"<w:sdt {nsdecls('w')}>{inside}</w:sdt>"))
        kept = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run(BODY)}</w:p></w:sdtContent></w:sdt>"
        document.element.body.insert(2, parse_xml(kept))

    assert read("a.docx", saved(build)).text == f"Mesa de Agua\n\n{BODY}"


def test_the_title_is_found_where_it_is(read):
    def styled(document: Document) -> None:
        document.add_paragraph("Ministerio de Economía")
        document.add_paragraph("Acta de la Mesa de Agua", "Title")
        document.add_paragraph(BODY)

    def in_header(document: Document) -> None:
        document.core_properties.title = "Documento1"
        document.sections[0].header.paragraphs[0].text = "ACTA 4, Mesa de Agua"
        document.add_paragraph("Lugar: Cobán")
        document.add_paragraph(BODY)

    def in_properties(document: Document) -> None:
        document.core_properties.title = "Acta cuarta de la Mesa de Agua"
        document.add_paragraph("INFOM", "List Bullet")
        document.add_paragraph(BODY)

    assert read("a.docx", saved(styled)).text == f"Acta de la Mesa de Agua\n\nMinisterio de Economía\n\n{BODY}"
    assert read("b.docx", saved(in_header)).title == "ACTA 4, Mesa de Agua"
    assert read("c.docx", saved(in_properties)).title == "Acta cuarta de la Mesa de Agua"
    assert read("d.docx", said("Mesa de Agua", BODY)).title == "Mesa de Agua"


def test_a_title_of_two_lines_stays_together(read):
    record = read("a.docx", said("ACTA No. 4", "MESA DE AGUA Y SANEAMIENTO", BODY))
    assert (record.title, record.kind) == ("ACTA No. 4. MESA DE AGUA Y SANEAMIENTO", "minutes")


def test_the_day_on_which_the_file_was_made_is_not_the_day_of_publication(read):
    assert read("a.docx", said("Mesa de Agua", BODY)).date is None


def test_mailboxes_and_telephones_are_left_out(read):
    text = read("a.docx", said("Mesa de Agua", "Escriba a ana@x.gob.gt o al tel. 2222-3333.")).text
    assert text.endswith("Escriba a [correo omitido] o al tel. [teléfono omitido].")


def test_documents_with_macros_are_documents(read):
    plain = said("Mesa de Agua", BODY)
    macro = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(macro, "w") as new:
        for name in old.namelist():
            kind = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            new.writestr(name, old.read(name).replace(kind, b"vnd.ms-word.document.macroEnabled.main+xml"))
    assert read("a.docm", macro.getvalue()).title == "Mesa de Agua"


def test_a_document_without_text_says_what_to_do(opened):
    with pytest.raises(InputError, match="guárdelo como PDF"):
        opened("a.docx", said())


WHOLE = said("Mesa de Agua", *[f"{BODY} {number}" for number in range(30)])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_document_that_is_cut_is_refused_and_the_next_is_read(opened, read, share):
    with pytest.raises(InputError, match="dañado"):
        opened("a.docx", WHOLE[: int(len(WHOLE) * share)])
    assert read("b.docx", WHOLE).title == "Mesa de Agua"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_document_with_wrong_bytes_is_read_or_refused_with_a_reason(opened, flips):
    data = bytearray(WHOLE)
    for at, byte in flips:
        data[at] = byte
    try:
        (record,) = opened("a.docx", bytes(data))
    except InputError as error:
        if not error.reason or error.file != "a.docx":
            raise AssertionError(error) from error
        return
    assert isinstance(record, Record)
    assert record.text
