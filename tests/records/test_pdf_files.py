"""What a PDF is besides its pages' text: protected, filled in, linked, titled, printed by odd programs."""

from collections.abc import Iterator

import pytest

from graph.errors import InputError
from graph.extract.pipeline import extract
from graph.extract.register import load_register
from graph.records.draft import Draft
from graph.records.drafts import draft_record
from graph.records.formats.pdf import parse
from graph.settings import shipped_data
from tests.records.pdf_maker import FONT, Printer, by_hand, joined, lines, one_page, printing, protected, stream

MINUTES = """<h1>Minuta de la Mesa de Cuencas</h1><p>Guatemala, 20 de marzo de 2024</p><p>El 14 de marzo de 2024 se
realizó la segunda reunión de la Mesa de Cuencas, presidida por el Ministerio de Ambiente y Recursos Naturales.
Participaron el Instituto Nacional de Bosques y la Municipalidad de Totonicapán.</p><h2>Acuerdos</h2><table
class=ruled><tr><th>No.
<th>Acuerdo<th>Responsable<th>Fecha<tr><td>1<td>Remitir el mapa de cobertura forestal corregido a los miembros de la
mesa<td>Instituto Nacional de Bosques<td>30 de abril de 2024<tr><td>2<td>Elaborar el inventario de viveros
municipales<td>
Municipalidad de Totonicapán<td>15 de mayo de 2024</table>"""


@pytest.fixture(scope="module")
def printed() -> Iterator[Printer]:
    with printing() as printer:
        yield printer


def text_of(pdf: bytes) -> str:
    return str(parse(pdf)["text"])


def test_a_printed_table_of_agreements_gives_each_with_who_and_when(printed):
    record = draft_record(Draft(**parse(printed(MINUTES))), "minuta.pdf", "minuta.pdf", "")
    findings = extract(record, load_register(shipped_data() / "register"))
    assert [mesa.name for mesa in findings.mesas] == ["Mesa de Cuencas"]
    assert {relation.predicate for relation in findings.relations} == {"leads", "participatesIn"}
    told = [([body.name for body in each.responsible], each.due) for each in findings.agreements]
    assert told == [
        (["Instituto Nacional de Bosques"], "2024-04-30"),
        (["Municipalidad de Totonicapán"], "2024-05-15"),
    ]


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_is_only_locked_against_changes_is_read(algorithm):
    pdf = one_page(lines("Acta de la Mesa de Agua"))
    assert text_of(protected(pdf, "", algorithm)) == "Acta de la Mesa de Agua"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_asks_for_a_password_is_refused(algorithm):
    with pytest.raises(InputError, match="^está protegido con contraseña; guárdelo sin ella$"):
        parse(protected(one_page(lines("Acta")), "secreta", algorithm))


def test_what_was_filled_into_a_form_stands_beside_its_label():
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (%s) /V (%s) /Rect [130 %d 400 %d] /DA (/F1 11 Tf 0 g) /F 4 >>"
    )
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] /NeedAppearances true"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Annots [6 0 R 7 0 R]"
    fonts = b"<< /Font << /F1 5 0 R >> >>"
    pdf = by_hand(
        [
            catalogue + b" /DR " + fonts + b" /DA (/F1 11 Tf 0 g) >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page + b" /Resources " + fonts + b" >>",
            stream(b"BT /F1 12 Tf 72 700 Td (CONVOCATORIA) Tj 0 -30 Td (Mesa:) Tj 0 -30 Td (Fecha:) Tj ET"),
            FONT,
            field % (b"mesa", b"Mesa de Agua Potable", 664, 684),
            field % (b"fecha", b"3 de mayo de 2023", 634, 654),
        ]
    )
    assert text_of(pdf).split("\n\n") == ["CONVOCATORIA", "Mesa: Mesa de Agua Potable\nFecha: 3 de mayo de 2023"]


def test_links_to_attachments_are_documents_and_other_links_are_not(printed):
    addresses = ["https://example.org/acta%20final.pdf", "http://example.org/b/lista.docx?v=2", "https://example.org/"]
    addresses += ["javascript:alert(1)//a.pdf", "mailto:a@example.org"]
    body = "".join(f'<p><a href="{address}">enlace</a></p>' for address in [*addresses, addresses[0]])
    assert parse(printed(body))["documents"] == tuple(addresses[:2])


def test_a_letterhead_above_the_title_is_not_the_title(printed):
    head = "<p>GOBIERNO DE LA REPÚBLICA<br>Ministerio de Ambiente</p>"
    draft = parse(printed(head + "<h1>MINUTA DE LA MESA DE AGUA</h1><p>Se reunieron.</p>"))
    assert draft["title"] == "MINUTA DE LA MESA DE AGUA"
    assert draft["text"].split("\n\n") == ["GOBIERNO DE LA REPÚBLICA\nMinisterio de Ambiente", "Se reunieron."]


def test_a_file_that_is_not_scanned_has_no_date_and_no_title_of_its_own(printed):
    draft = parse(printed("<title>borrador_final(3).docx</title><p>Gobierno instala mesa.</p><p>Fue ayer.</p>"))
    assert (draft["title"], draft["date"], draft["source"], draft["scanned"]) == ("", "", "", False)
    assert draft["text"] == "Gobierno instala mesa.\n\nFue ayer."


def test_letters_printed_twice_to_look_bold_are_read_once():
    shown = b"(ACTA DE LA MESA) Tj "
    pdf = one_page(stream(b"BT /F1 14 Tf 72 700 Td " + shown + b"0.3 0 Td " + shown + b"0 0.3 Td " + shown + b"ET"))
    assert text_of(pdf) == "ACTA DE LA MESA"


def test_a_word_printed_across_the_page_is_not_read():
    across = b"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 600 Tm (BORRADOR) Tj ET "
    shown = b"BT /F1 12 Tf 72 700 Td (Se instala la Mesa de Agua) Tj 0 -16 Td (con los delegados.) Tj ET"
    assert text_of(one_page(stream(across + shown))) == "Se instala la Mesa de Agua con los delegados."


def test_words_that_the_file_divides_only_by_their_places_are_words():
    pdf = one_page(stream(b"BT /F1 12 Tf 72 700 Td [(Mesa)-300(de)-300(Agua)-280(y)-300(Saneamiento)] TJ ET"))
    assert text_of(pdf) == "Mesa de Agua y Saneamiento"


def test_the_unseen_text_of_a_scan_that_was_read_before_counts():
    pdf = one_page(stream(b"BT 3 Tr /F1 12 Tf 72 700 Td (Acta de la Mesa de Agua, le\355da por otro programa) Tj ET"))
    assert text_of(pdf) == "Acta de la Mesa de Agua, leída por otro programa"


def test_ligatures_and_raised_endings_are_letters(printed):
    body = (
        "<p>La oﬁcina conﬂuye en el 3<sup>er</sup> nivel y en la 8<sup>a</sup> avenida, según la nota<sup>1</sup>.</p>"
    )
    assert text_of(printed(body)) == "La oficina confluye en el 3er nivel y en la 8a avenida, según la nota 1 ."


def test_spaced_capitals_are_words_and_single_letters_stay():
    shown = b"(M E S A   D E   A G U A) Tj 0 -40 Td (El grupo A y el grupo B) Tj"
    assert text_of(one_page(stream(b"BT /F1 14 Tf 72 700 Td " + shown + b" ET"))).split("\n\n") == [
        "MESA DE AGUA",
        "El grupo A y el grupo B",
    ]


def test_what_lies_outside_the_page_is_not_read():
    shown = b"(Dentro) Tj ET BT /F1 12 Tf 900 700 Td (Fuera) Tj ET BT /F1 12 Tf 72 -50 Td (Debajo) Tj"
    assert text_of(one_page(stream(b"BT /F1 12 Tf 72 700 Td " + shown + b" ET"))) == "Dentro"


def test_pages_of_several_files_are_read_in_order():
    assert text_of(joined(one_page(lines("Uno.")), one_page(lines("Dos.")))) == "Uno.\n\nDos."


def test_a_pdf_without_a_word_is_refused():
    with pytest.raises(InputError, match="no tiene texto que se pueda leer; guárdelo con texto"):
        parse(one_page(stream(b"")))


def test_a_pdf_of_more_than_300_pages_is_refused_with_their_number():
    with pytest.raises(InputError, match="tiene 301 páginas y se leen hasta 300; divídalo"):
        parse(joined(*[one_page(lines("Página"))] * 301))
