"""A PDF's text as a person reads it: order, paragraphs, tables, what comes back on every page."""

from collections.abc import Iterator

import pytest

from graph.records.formats.pdf import parse
from tests.records.pdf_maker import Printer, printing, turned

ACUERDOS = """<h1>MINUTA DE REUNIÓN</h1><h1>Mesa Técnica de Cuencas Altas</h1>
<p><b>Lugar:</b> Salón Mayor del Ministerio de Ambiente y Recursos Naturales<br><b>Fecha:</b> 14 de marzo de 2024<br>
<b>Hora:</b> 09:00 a 12:30</p><h2>1. APERTURA</h2><p style="text-align:justify">La viceministra dio la bienvenida a los
delegados y recordó que la mesa se instaló en noviembre de 2023 para ordenar la inversión pública en las partes altas de
las cuencas del altiplano occidental.</p><ul><li>El INAB expuso el mapa de cobertura forestal y explicó que la
información de 2022 todavía está en revisión en las oficinas regionales.</li><li>El CONAP presentó los planes.</li></ul>
<h2>2. ACUERDOS</h2><table class=ruled><tr><th>No.<th>Acuerdo<th width=150>Responsable<th>Fecha<tr><td>1<td>Remitir
el mapa de cobertura forestal corregido a todos los miembros de la mesa<td>INAB<td>30 de abril de
2024<tr><td>2<td>Compartir los
planes maestros<td>CONAP<br>MARN<td>15 de mayo de 2024</table><p>Sin más que hacer constar, termina la reunión.</p>"""

AGENDA = """<h1>Agenda de la Mesa de Movilidad</h1><table><tr><th>HORA<th>ACTIVIDAD<th>RESPONSABLE<tr><td>08:30
<td>Registro de participantes<td>Secretaría Técnica<tr><td>09:00<td>Palabras de bienvenida y presentación de los
objetivos de la jornada<td>Municipalidad de Guatemala<tr><td>10:30<td>Receso<td>Todos</table>"""
AGENDA_ROWS = [
    "| HORA | ACTIVIDAD | RESPONSABLE |",
    "| 08:30 | Registro de participantes | Secretaría Técnica |",
    "| 09:00 | Palabras de bienvenida y presentación de los objetivos de la jornada | Municipalidad de Guatemala |",
    "| 10:30 | Receso | Todos |",
]

NEWS = [
    "La Secretaría instaló la semana pasada una submesa en el municipio de Camotán, con la presencia de autoridades "
    "comunitarias y de delegados del Ministerio de Agricultura, Ganadería y Alimentación.",
    "El encuentro reunió en el salón municipal a cuarenta personas de las aldeas más golpeadas por la canícula del año "
    "pasado. Los comités pidieron semilla mejorada para la siembra de primera.",
    "El Ministerio de Salud llevó a cabo una jornada de vacunación y de monitoreo de peso y talla en cinco aldeas. "
    "Según su informe, se atendió a doscientos diez niños menores de cinco años.",
    "El Instituto de Ciencia y Tecnología Agrícolas y la mancomunidad firmaron un convenio para producir semilla de "
    "frijol en tres estaciones. El convenio tiene una duración de dos años.",
]


@pytest.fixture(scope="module")
def printed() -> Iterator[Printer]:
    with printing() as printer:
        yield printer


def text_of(pdf: bytes) -> str:
    return str(parse(pdf)["text"])


def test_minutes_keep_paragraphs_items_fields_and_the_table_where_it_stands(printed):
    assert text_of(printed(ACUERDOS)).split("\n") == [
        "MINUTA DE REUNIÓN",
        "",
        "Mesa Técnica de Cuencas Altas",
        "",
        "Lugar: Salón Mayor del Ministerio de Ambiente y Recursos Naturales",
        "Fecha: 14 de marzo de 2024",
        "Hora: 09:00 a 12:30",
        "",
        "1. APERTURA",
        "",
        "La viceministra dio la bienvenida a los delegados y recordó que la mesa se instaló en noviembre de 2023 para "
        "ordenar la inversión pública en las partes altas de las cuencas del altiplano occidental.",
        "",
        "• El INAB expuso el mapa de cobertura forestal y explicó que la información de 2022 todavía está en revisión "
        "en las oficinas regionales.",
        "• El CONAP presentó los planes.",
        "",
        "2. ACUERDOS",
        "",
        "| No. | Acuerdo | Responsable | Fecha |",
        "| 1 | Remitir el mapa de cobertura forestal corregido a todos los miembros de la mesa | INAB | 30 de abril de "
        "2024 |",
        "| 2 | Compartir los planes maestros | CONAP; MARN | 15 de mayo de 2024 |",
        "",
        "Sin más que hacer constar, termina la reunión.",
    ]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other_below_their_common_title(printed, columns):
    body = (
        f"<h1>Boletín de la Mesa de Seguridad Alimentaria</h1><div>{''.join(f'<p>{part}</p>' for part in NEWS)}</div>"
    )
    style = f"div {{ columns: {columns}; column-gap: 8mm; text-align: justify; font-size: 9.5pt }}"
    text = text_of(printed(body + "<p>Redacción: Unidad de Comunicación Social.</p>", style))
    assert text.split("\n\n") == [
        "Boletín de la Mesa de Seguridad Alimentaria",
        *NEWS,
        "Redacción: Unidad de Comunicación Social.",
    ]


@pytest.mark.parametrize(
    "style", ["", "tr { border-bottom: 1px solid #888 }", "tr:nth-child(even) { background: #ddd }"]
)
def test_a_table_without_upright_lines_is_read_by_its_rows(printed, style):
    assert text_of(printed(AGENDA, style)).split("\n")[2:] == AGENDA_ROWS


def test_a_table_in_which_all_is_centred_is_read_by_its_rows(printed):
    assert (
        text_of(printed(AGENDA, "td, th { vertical-align: middle; text-align: center }")).split("\n")[2:] == AGENDA_ROWS
    )


@pytest.mark.parametrize("table", ["ruled", "plain"])
def test_a_list_of_attendance_goes_on_over_pages_with_its_heading_once(printed, table):
    people = [(f"Ana Cux {number}", f"Municipalidad {number % 7}") for number in range(1, 56)]
    rows = "".join(f"<tr><td>{at}<td>{name}<td>{body}<td>" for at, (name, body) in enumerate(people, 1))
    head = "<thead><tr><th>No.<th>NOMBRE<th>INSTITUCIÓN<th>FIRMA</thead>"
    text = text_of(printed(f"<h1>ASISTENCIA</h1><table class={table}>{head}{rows}</table>", "td { padding: 6px }"))
    told = [line.replace(" | |", " |") for line in text.split("\n")[2:]]
    assert told[0] == "| No. | NOMBRE | INSTITUCIÓN | FIRMA |"
    assert told[1:] == [f"| {at} | {name} | {body} |" for at, (name, body) in enumerate(people, 1)]


def test_what_stands_on_every_page_is_left_out_and_a_paragraph_goes_on_over_the_page(printed):
    letter = [
        f"La sesión número {number} de la Mesa de Turismo Comunitario se realizará en las instalaciones del instituto "
        "a las nueve de la mañana, con el objeto de dar seguimiento a los compromisos de las instituciones que la "
        "integran."
        for number in range(1, 27)
    ]
    body = "<p>Guatemala, 11 de enero de 2024<br>Oficio DS-014-2024</p>" + "".join(f"<p>{each}</p>" for each in letter)
    foot = "7a. Avenida 1-17, Zona 4 · Página <span class=pageNumber></span> de <span class=totalPages></span>"
    pdf = printed(body, "@page { margin: 3cm } p { text-align: justify }", "INSTITUTO GUATEMALTECO DE TURISMO", foot)
    assert text_of(pdf).split("\n\n") == ["Guatemala, 11 de enero de 2024\nOficio DS-014-2024", *letter]


def test_a_head_on_every_page_stays_once_when_there_is_no_other_title(printed):
    part = (
        "<p style='break-after:page'>En la ciudad de Guatemala se reunieron los delegados de las instituciones que la "
    )
    part += "integran para conocer el plan de trabajo y el presupuesto del próximo año.</p>"
    text = text_of(printed(part * 3, head="ACTA 04-2024 DE LA MESA DE AGUA"))
    assert text.startswith("ACTA 04-2024 DE LA MESA DE AGUA\n\nEn la ciudad")
    assert text.count("ACTA") == 1


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("content", [True, False])
def test_a_turned_page_reads_as_an_upright_one(printed, degrees, content):
    upright = printed(ACUERDOS)
    assert text_of(turned(upright, degrees, content)) == text_of(upright)


def test_a_wide_page_is_read_and_text_along_its_margin_is_not(printed):
    body = "<div class=v>Documento de trabajo</div><h1>ACTA DE REUNIÓN</h1><p>Se instala la Mesa de Agua.</p>"
    style = "@page { size: a4 landscape } .v { writing-mode: vertical-rl; position: absolute; right: 0; top: 90px }"
    assert (
        text_of(printed(body, style + "h1 { letter-spacing: 8px }")) == "ACTA DE REUNIÓN\n\nSe instala la Mesa de Agua."
    )


def test_words_divided_at_the_end_of_a_line_are_whole_again(printed):
    body = """<p style="width:7cm;text-align:justify">La partici&shy;pación de las insti&shy;tuciones fue amplia. La
    Super&shy;inten&shy;dencia de Adminis&shy;tración Tributaria explicó los meca&shy;nismos de fiscali&shy;zación.</p>
    <p>La coordi-<br>nación con la Sub-<br>Secretaría durará de 2024-<br>2026 y es técnico-<br>científica.</p>"""
    assert text_of(printed(body)).split("\n\n") == [
        "La participación de las instituciones fue amplia. La Superintendencia de Administración Tributaria explicó "
        "los mecanismos de fiscalización.",
        "La coordinación con la Sub-Secretaría durará de 2024-2026 y es técnico-científica.",
    ]


def test_a_form_gives_labels_with_their_values_and_prose_that_takes_a_row(printed):
    body = """<table class=ruled><tr><td rowspan=2>MINFIN<td colspan=3>AYUDA DE MEMORIA<tr><td>Código: UP-03<td>
    Versión: 2<td>Página 1 de 1<tr><td><b>Lugar:</b><td>Salón Azul<td><b>Fecha:</b><td>21/02/2024<tr><td colspan=4>
    PARTICIPANTES<tr><td colspan=4>Ministerio de Finanzas Públicas<br>Contraloría General de Cuentas<tr><td>No.<td
    colspan=2>Acuerdo<td>
    Responsable<tr><td>1<td colspan=2>Enviar la guía a las unidades<td>SEGEPLAN</table>"""
    draft = parse(printed(body))
    assert draft["title"] == "AYUDA DE MEMORIA"
    assert draft["text"].split("\n") == [
        "MINFIN",
        "Código: UP-03",
        "Versión: 2",
        "Lugar: Salón Azul",
        "Fecha: 21/02/2024",
        "",
        "PARTICIPANTES",
        "",
        "Ministerio de Finanzas Públicas",
        "Contraloría General de Cuentas",
        "",
        "| No. | Acuerdo | Responsable |",
        "| 1 | Enviar la guía a las unidades | SEGEPLAN |",
    ]


def test_labels_in_two_columns_have_each_its_own_value(printed):
    body = """<h1>AYUDA DE MEMORIA</h1><table><tr><td>Fecha:<td>3 de mayo de 2023<td>Hora:<td>10:00<tr><td>Lugar:<td>
    Salón de la Vicepresidencia<td>Convoca:<td>Secretaría de Planificación<tr><td>Tema:<td colspan=3>Primera reunión
    de la
    Mesa de Desarrollo Territorial con los delegados de las gobernaciones departamentales y de las
    municipalidades</table>"""
    assert [line for line in text_of(printed(body)).split("\n") if line][1:] == [
        "Fecha: 3 de mayo de 2023",
        "Hora: 10:00",
        "Lugar: Salón de la Vicepresidencia",
        "Convoca: Secretaría de Planificación",
        "Tema: Primera reunión de la Mesa de Desarrollo Territorial con los delegados de las gobernaciones "
        "departamentales y de las municipalidades",
    ]


def test_who_signs_side_by_side_is_read_one_after_the_other(printed):
    names = "<td>f. ________<br>Licda. Ana Barrios<br>Presidenta<td>f. ________<br>Ing. Pedro Caal<br>Secretario"
    text = text_of(
        printed(f"<p>Atentamente,</p><table style='text-align:center'><tr>{names}</table>", "td{text-align:center}")
    )
    assert text.index("Ana Barrios\nPresidenta") < text.index("Pedro Caal\nSecretario")


def test_a_heading_below_labels_is_not_the_last_value(printed):
    body = """<table style="width:60%"><tr><td>Lugar:<td>Salón Azul<tr><td>Fecha:<td>21 de febrero de 2024<tr>
    <td>Hora:<td>09:00 a 12:30</table><h1 style="font-size:20pt">AGENDA</h1><p>Se conocerá el plan.</p>"""
    assert text_of(printed(body)).split("\n\n") == [
        "Lugar: Salón Azul\nFecha: 21 de febrero de 2024\nHora: 09:00 a 12:30",
        "AGENDA",
        "Se conocerá el plan.",
    ]


def test_a_margin_beside_an_article_is_no_table(printed):
    margin = "<div class=s><p>12 reuniones</p><p>8 municipios</p><p>340 familias atendidas</p></div>"
    body = f"<div class=g>{margin}<div>{''.join(f'<p>{part}</p>' for part in NEWS)}</div></div>"
    text = text_of(
        printed(body, ".g { display: grid; grid-template-columns: 4cm 1fr; gap: 8mm } .s { font-size: 9pt }")
    )
    assert text.split("\n\n") == ["12 reuniones", "8 municipios", "340 familias atendidas", *NEWS]
