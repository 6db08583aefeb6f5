"""Which institutions a sentence names, phenomenon by phenomenon. The sentences are written for these tests."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.mentions import find_mentions
from graph.extract.register import load_register
from graph.records.record import Record
from graph.settings import shipped_data

REGISTER = load_register(shipped_data() / "register")


def named(text: str, day: str = "2024-05-10") -> list[str]:
    """«surface=id» for each mention; a provisional body shows its name after an asterisk."""
    record = Record("x.txt", "x.txt", "", date.fromisoformat(day), "news", text, ())
    mentions, _ = find_mentions(record, REGISTER)
    for mention in mentions:
        assert " ".join(text[mention.start : mention.end].split()) == mention.surface
    assert all(left.end <= right.start for left, right in zip(mentions, mentions[1:], strict=False))
    return [f"{mention.surface}={mention.body.id or '*' + mention.body.name}" for mention in mentions]


WRITING = {
    "full name and its acronym": (
        "El Instituto Nacional de Bosques (INAB) firmó.",
        ["Instituto Nacional de Bosques=inab", "INAB=inab"],
    ),
    "acronym between dashes": (
        "El Consejo Nacional de la Juventud -CONJUVE- expuso.",
        ["Consejo Nacional de la Juventud=conjuve", "CONJUVE=conjuve"],
    ),
    "long acronyms written as names": (
        "Llegaron Segeplán, Inguat y MinTrab.",
        ["Segeplán=segeplan", "Inguat=inguat", "MinTrab=mintrab"],
    ),
    "a lower-case word is no acronym": ("El riesgo sit y la palabra care no cuentan.", []),
    "a common word in capitals only at its start is no acronym": ("Cien personas bailaron en Calas.", []),
    "addresses, tags and file names": (
        "Vea www.inab.gob.gt, info@marn.gob.gt, #MAGA, @MINEX y acta-SAT.pdf o https://sat.gob.gt/SAT.",
        [],
    ),
    "a reference code": ("Según el oficio SAT-DSI-12-2023 del INDE.", ["INDE=inde"]),
    "a comma left out": (
        "Ministerio de Agricultura Ganadería y Alimentación",
        ["Ministerio de Agricultura Ganadería y Alimentación=maga"],
    ),
    "no accents": ("la Comision Presidencial de Dialogo", ["Comision Presidencial de Dialogo=cpd"]),
    "capitals": ("MINISTERIO DE CULTURA Y DEPORTES\nCIRCULAR", ["MINISTERIO DE CULTURA Y DEPORTES=mcd"]),
    "small letters": ("lo dijo el ministerio de finanzas públicas", ["ministerio de finanzas públicas=minfin"]),
    "a line break inside a name": (
        "la Oficina Nacional\nde Servicio Civil",
        ["Oficina Nacional de Servicio Civil=onsec"],
    ),
    "a paragraph ends a name": ("Ministerio de Salud\n\nPública audiencia", ["Ministerio de Salud=mspas"]),
    "a slip in one long word": ("el Ministerio de Relaciones Exterires", ["Ministerio de Relaciones Exterires=minex"]),
    "a slip in a small word": (
        "el Ministerio de Trabajo ya Previsión Social",
        ["Ministerio de Trabajo ya Previsión Social=mintrab"],
    ),
    "an acronym is never corrected": ("Vence el INAC, y el CPCD tarda.", []),
    "an article left out": ("Vicepresidencia de República", ["Vicepresidencia=vicepresidencia"]),
    "a slash separates": (
        "Superintendencia de Bancos/Junta Monetaria",
        ["Superintendencia de Bancos=sib", "Junta Monetaria=junta-monetaria"],
    ),
    "a tail is part of the name": (
        "El Ministerio de Educación de Guatemala y el IDPP",
        ["Ministerio de Educación de Guatemala=mineduc", "IDPP=idpp"],
    ),
    "a tail after the acronym is not the Presidency": (
        "Secretaría de Bienestar Social (SBS) de la Presidencia de la República",
        ["Secretaría de Bienestar Social=sbs", "SBS=sbs"],
    ),
    "both of an acronym's owners named": (
        "la Organización Panamericana de la Salud/Organización Mundial de la Salud (OPS/OMS)",
        ["Organización Panamericana de la Salud=ops", "Organización Mundial de la Salud=oms", "OPS/OMS=ops"],
    ),
    "columns": (
        "MARN\tEva Paz\nMunicipalidad de Tactic\tAna Ruiz",
        ["MARN=marn", "Municipalidad de Tactic=*Municipalidad de Tactic"],
    ),
    "campus": (
        "la Universidad Rafael Landívar Campus Quetzaltenango",
        ["Universidad Rafael Landívar Campus Quetzaltenango=url"],
    ),
    "head and acronym": (
        "la Comisión GAE recibió a la Secretaría SESAN",
        ["Comisión GAE=gae", "Secretaría SESAN=sesan"],
    ),
    "a mesa is not an institution": ("La Mesa de Servicio Civil y la Mesa de Salud sesionaron.", []),
    "a law is not its institution": ("Ley Orgánica del Ministerio Público y Código de Salud", []),
    "a longer name is not cut": ("Sistema Nacional de Seguridad Alimentaria", []),
}

SHORT = {
    "without «Nacional»": ("el Instituto de Estadística", ["Instituto de Estadística=ine"]),
    "without its tail": (
        "la Secretaría de Asuntos Administrativos y de Seguridad",
        ["Secretaría de Asuntos Administrativos y de Seguridad=saas"],
    ),
    "cut at «y»": ("el Ministerio de Energía", ["Ministerio de Energía=mem"]),
    "cut after two words": ("la Autoridad Migratoria", ["Autoridad Migratoria=autoridad-migratoria"]),
    "«General» alone is the Presidency's": ("la Secretaría General y la SCEP", ["Secretaría General=sgp", "SCEP=scep"]),
    "«General» of another body": ("la Secretaría General de la OEA", ["Secretaría General=oea", "OEA=oea"]),
}

FORMS = {
    "unknown ministry": (
        "el Ministerio de Pesca Artesanal",
        ["Ministerio de Pesca Artesanal=*Ministerio de Pesca Artesanal"],
    ),
    "unknown committee with its acronym, used later": (
        "El Comité Nacional de Archivos Rurales (CONARU) abrió. Después CONARU cerró.",
        [
            "Comité Nacional de Archivos Rurales=*Comité Nacional de Archivos Rurales",
            "CONARU=*Comité Nacional de Archivos Rurales",
            "CONARU=*Comité Nacional de Archivos Rurales",
        ],
    ),
    "unknown association": (
        "la Asociación de Tejedoras de Nebaj",
        ["Asociación de Tejedoras de Nebaj=*Asociación de Tejedoras de Nebaj"],
    ),
    "any municipality": ("la municipalidad de Tecpán", ["municipalidad de Tecpán=*Municipalidad de Tecpán"]),
    "a town hall is its municipality": ("la Alcaldía de Tecpán", ["Alcaldía de Tecpán=*Municipalidad de Tecpán"]),
    "a departmental governor's office": (
        "la Gobernación Departamental de Jutiapa",
        ["Gobernación Departamental de Jutiapa=gobernacion-jutiapa"],
    ),
    "another country's ministry is not ours": (
        "el Ministerio de Salud de Costa Rica",
        ["Ministerio de Salud de Costa Rica=*Ministerio de Salud de Costa Rica"],
    ),
    "another country's embassy": (
        "la Embajada de Italia en Guatemala",
        ["Embajada de Italia en Guatemala=*Embajada de Italia en Guatemala"],
    ),
    "a chamber of elsewhere": (
        "la Cámara de Comercio de Jalapa",
        ["Cámara de Comercio de Jalapa=*Cámara de Comercio de Jalapa"],
    ),
    "a committee of Congress takes it in": (
        "la Comisión de Pesca del Congreso",
        ["Comisión de Pesca del Congreso=*Comisión de Pesca del Congreso"],
    ),
    "a unit and its ministry": (
        "la Dirección de Informática del MARN",
        ["Dirección de Informática=*Dirección de Informática", "MARN=marn"],
    ),
    "a unit and its municipality": (
        "la Oficina de la Niñez de la Municipalidad de Tactic",
        ["Oficina de la Niñez=*Oficina de la Niñez", "Municipalidad de Tactic=*Municipalidad de Tactic"],
    ),
    "a council without preposition": (
        "el Consejo Maya Ixil; el Consejo Directivo",
        ["Consejo Maya Ixil=*Consejo Maya Ixil"],
    ),
    "an agency of the United Nations": (
        "la Oficina del Coordinador Residente de las Naciones Unidas",
        [
            "Oficina del Coordinador Residente de las Naciones Unidas="
            "*Oficina del Coordinador Residente de las Naciones Unidas"
        ],
    ),
    "a town's everyday name": (
        "el Centro de Formación Artística en la Antigua",
        ["Centro de Formación Artística en la Antigua=*Centro de Formación Artística en La Antigua Guatemala"],
    ),
    "an acronym by its initials": (
        "El Observatorio Rural de Mercados Andinos abrió; vino el ORMA.",
        [
            "Observatorio Rural de Mercados Andinos=*Observatorio Rural de Mercados Andinos",
            "ORMA=*Observatorio Rural de Mercados Andinos",
        ],
    ),
    "an unexplained acronym in a list of institutions": (
        "Acudieron el INDE, ADEPRO y la FAO.",
        ["INDE=inde", "ADEPRO=*ADEPRO", "FAO=fao"],
    ),
    "an unexplained acronym alone": ("El trámite ADEPRO tarda.", []),
    "plans, programmes, portals, funds and buildings": (
        "El Plan Nacional de Riego, el Programa de Becas, un Portal, el Fondo de Becas y el Palacio Nacional.",
        [],
    ),
    "adjectives do not make a name": ("El Comité Técnico, la Junta Directiva y la Comisión Interinstitucional.", []),
    "bare heads are not mentions": ("El Ministerio, la Comisión, la Secretaría y la institución.", []),
    "a body of each place": (
        "los COCODE de Las Flores y San Juan; el CODEDE de Izabal",
        [
            "COCODE de Las Flores=*Consejo Comunitario de Desarrollo de Las Flores",
            "San Juan=*Consejo Comunitario de Desarrollo de San Juan",
            "CODEDE de Izabal=*Consejo Departamental de Desarrollo de Izabal",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRITING.values(), ids=WRITING)
def test_a_name_is_known_however_it_is_written(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), SHORT.values(), ids=SHORT)
def test_a_name_is_known_when_it_is_shortened(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_a_body_that_the_register_lacks_is_known_by_its_form(text, expected):
    assert named(text) == expected


def test_offsets_count_characters_of_the_text_even_after_decomposed_accents():
    text = "Comunicacio\u0301n del Ministerio de Educacio\u0301n"
    mentions, _ = find_mentions(Record("x", "x", "", None, "news", text, ()), REGISTER)
    assert [text[each.start : each.end] for each in mentions] == ["Ministerio de Educacio\u0301n"]
    assert mentions[0].body.id == "mineduc"


def test_the_empty_text_names_nobody():
    assert named("") == []


PIECES = st.sampled_from(
    [
        "Ministerio",
        "Ministerios",
        "los COCODE",
        "Comité",
        "Municipalidad",
        "ministros",
        "secretario",
        "privado",
        "de",
        "la",
        "y",
        "en",
        ",",
        ".",
        "(",
        ")",
        "-",
        "/",
        "\n",
        "\n- ",
        "Salud",
        "Mixco",
        "SESAN",
        "ABCD",
        "Guatemala",
        "Ley",
        "Honduras",
        "de la Presidencia",
        "informó",
        "«",
        "e\u0301",
        "Naciones Unidas",
        "Cámara de Comercio",
        "Campus",
    ]
)


@given(st.lists(PIECES, max_size=25))
def test_no_sequence_of_words_breaks_it(pieces):
    named(" ".join(pieces))
