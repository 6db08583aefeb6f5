"""Pages without a text layer are read with the real tesseract, and only those; without it the reason is clear."""

from collections.abc import Iterator

import pytest

from graph.errors import InputError
from graph.extract.pipeline import extract
from graph.extract.register import load_register
from graph.records.contents import made_records
from graph.records.draft import Draft
from graph.records.drafts import draft_record
from graph.records.formats import ocr
from graph.records.formats.pdf import parse
from graph.records.record import Omission, Record
from graph.records.sandbox import Sandbox
from graph.settings import Settings, shipped_data
from tests.records.pdf_maker import Printer, joined, printing, scanned

AGENDA = """<h1 style="background:#1f4e79;color:#fff">SEGUNDA REUNIÓN<br>MESA DE INNOVACIÓN EDUCATIVA</h1>
<p><b>Lugar:</b> Salón Mayor, Ministerio de Educación<br><b>Fecha:</b> 28 de junio de 2023</p><table class=ruled><tr>
<th>HORA<th>TEMA<th>RESPONSABLE<tr><td>09:00 – 09:20<td>Palabras de bienvenida y presentación de la metodología de
trabajo
<td>Ministerio de Educación<tr><td>09:20 – 10:50<td>Avances del plan<td>Contraloría General de Cuentas<tr><td>10:50 –
11:10
<td>Receso<td>Todos los participantes</table><p>Los delegados confirmarán su asistencia a la secretaría técnica de la
mesa
antes del 26 de junio, y traerán por escrito las observaciones de su institución al plan.</p>"""
ROWS = [
    "| HORA | TEMA | RESPONSABLE |",
    "| 09:00 – 09:20 | Palabras de bienvenida y presentación de la metodología de trabajo | Ministerio de Educación |",
    "| 09:20 – 10:50 | Avances del plan | Contraloría General de Cuentas |",
    "| 10:50 – 11:10 | Receso | Todos los participantes |",
]
COLUMNS = [
    "La Secretaría instaló la semana pasada una submesa en el municipio de Camotán, con la presencia de autoridades "
    "comunitarias y de delegados del Ministerio de Agricultura, Ganadería y Alimentación.",
    "El Ministerio de Salud llevó a cabo una jornada de vacunación y de monitoreo de peso y talla en cinco aldeas. "
    "Según su informe, se atendió a doscientos diez niños menores de cinco años.",
]


@pytest.fixture(scope="module")
def printed() -> Iterator[Printer]:
    with printing() as printer:
        yield printer


@pytest.fixture(autouse=True)
def enough_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENLACE_RECORD_SECONDS", "300")
    ocr.is_installed.cache_clear()


def plain(text: str) -> str:
    """The text with one kind of dash: which one it was a scan does not tell."""
    return text.replace("—", "-").replace("–", "-")


@pytest.mark.parametrize(("aslant", "turn"), [(0.0, 0), (0.5, 0), (-0.8, 0), (0.0, 90), (0.0, 180), (0.0, 270)])
def test_a_scan_gives_title_fields_table_and_paragraph_however_it_lies(printed, aslant, turn):
    draft = parse(scanned(printed(AGENDA), aslant, turn))
    assert draft["scanned"]
    lines = [line for line in plain(draft["text"]).split("\n") if line]
    assert lines[:4] == [
        "SEGUNDA REUNIÓN",
        "MESA DE INNOVACIÓN EDUCATIVA",
        "Lugar: Salón Mayor, Ministerio de Educación",
        "Fecha: 28 de junio de 2023",
    ]
    assert lines[4:8] == [plain(row) for row in ROWS]
    assert lines[8].startswith(
        "Los delegados confirmarán su asistencia a la secretaría técnica de la mesa antes del 26"
    )


def test_a_scan_tells_of_the_mesa_its_session_and_who_takes_part(printed):
    record = draft_record(Draft(**parse(scanned(printed(AGENDA), 0.3))), "agenda.pdf", "agenda.pdf", "")
    findings = extract(record, load_register(shipped_data() / "register"))
    assert record.scanned
    assert [mesa.name for mesa in findings.mesas] == ["Mesa de Innovación Educativa"]
    assert [(str(each.date), each.ordinal) for each in findings.sessions] == [("2023-06-28", 2)]
    taking_part = {each.subject.name for each in findings.relations if each.predicate == "participatesIn"}
    assert "Contraloría General de Cuentas" in taking_part


def test_columns_of_a_scan_are_read_one_after_the_other(printed):
    body = f"<h1>Boletín de la Mesa de Salud</h1><div>{''.join(f'<p>{part}</p>' for part in COLUMNS)}</div>"
    style = "div { columns: 2; column-gap: 9mm; text-align: justify } p { break-inside: avoid; margin: 0 }"
    assert parse(scanned(printed(body, style), 0.3))["text"].split("\n\n")[1:] == COLUMNS


def test_only_the_pages_without_text_are_read_by_their_looks(printed):
    written = printed("<p>Acta de la Mesa de Agua. El signo ⁂ no lo sabe leer quien solo ve letras.</p>")
    draft = parse(joined(written, scanned(printed("<p>Anexo con firmas de los delegados presentes.</p>"))))
    assert draft["scanned"]
    first, second = draft["text"].split("\n\n")
    assert first == "Acta de la Mesa de Agua. El signo ⁂ no lo sabe leer quien solo ve letras."
    assert second == "Anexo con firmas de los delegados presentes."


def test_a_picture_beside_enough_text_is_no_scan(printed):
    logo = (
        "<svg width=300 height=60><circle cx=30 cy=30 r=25></svg><p>Se reunieron los delegados en la gobernación.</p>"
    )
    draft = parse(printed(logo))
    assert (draft["scanned"], draft["text"]) == (False, "Se reunieron los delegados en la gobernación.")


def test_without_tesseract_the_reason_says_what_to_install(printed, monkeypatch, tmp_path):
    pdf = scanned(printed(AGENDA))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError) as caught:
        parse(pdf)
    assert caught.value.reason == (
        "no tiene capa de texto; instale tesseract con el idioma spa (tesseract-ocr-spa), o guárdelo con texto"
    )


def test_a_tesseract_without_spanish_is_as_good_as_none(printed, monkeypatch, tmp_path):
    pdf = scanned(printed(AGENDA))
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(InputError, match="tesseract-ocr-spa"):
        parse(pdf)


def test_without_tesseract_a_cover_does_not_hide_the_pages_with_text(printed, monkeypatch, tmp_path):
    text = printed("<p>Acta de la Mesa de Agua.</p>")
    pdf = joined(scanned(printed("<h1>PORTADA</h1>")), text, text)
    monkeypatch.setenv("PATH", str(tmp_path))
    draft = parse(pdf)
    assert draft["text"].startswith("Acta de la Mesa de Agua.")
    said = "su página 1 es una imagen y no se leyó; instale tesseract con el idioma spa (tesseract-ocr-spa), o guárdelo"
    assert draft["unread"] == f"{said} con texto"
    record, left_out = made_records("pdf", draft, "acta.pdf", "acta.pdf", "")
    assert isinstance(record, Record)
    assert left_out == Omission("acta.pdf", draft["unread"])


def test_what_was_read_leaves_nothing_to_report(printed):
    draft = parse(joined(printed("<p>Acta de la Mesa de Agua.</p>"), scanned(printed("<p>Anexo con firmas.</p>"))))
    assert draft["unread"] == ""


def test_more_pages_than_the_time_allows_are_refused_with_their_number(printed, monkeypatch):
    pdf = joined(*[scanned(printed(AGENDA))] * 12)
    monkeypatch.setenv("ENLACE_RECORD_SECONDS", "1")
    with pytest.raises(InputError, match="tiene 12 páginas sin capa de texto.*suba ENLACE_RECORD_SECONDS"):
        parse(pdf)


def test_the_time_that_was_set_is_the_one_that_tesseract_shares(printed, monkeypatch, tmp_path):
    monkeypatch.delenv("ENLACE_RECORD_SECONDS")
    file = tmp_path / "acta.pdf"
    file.write_bytes(joined(*[scanned(printed(AGENDA))] * 12))
    with (
        Sandbox(Settings(record_seconds=4)) as box,
        pytest.raises(InputError, match="tiene 12 páginas sin capa de texto.*suba ENLACE_RECORD_SECONDS"),
    ):
        box.parse("pdf", file, file.name)
