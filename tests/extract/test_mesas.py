"""Mesas: where a name begins and ends, which names are one, and what only looks like a mesa."""

import pytest

from graph.extract.mesa_names import ordinal_before


def names(findings) -> list[str]:
    return [mesa.name for mesa in findings.mesas]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sesionó la Mesa de Agua y Saneamiento.", "Mesa de Agua y Saneamiento"),
        ("La Mesa Logística del Norte, que coordina la SAT, sesionó.", "Mesa Logística del Norte"),
        ("En la Mesa de Innovación Pública se presentó el plan.", "Mesa de Innovación Pública"),
        ("La Mesa de la Niñez y la Adolescencia se reunió.", "Mesa de la Niñez y la Adolescencia"),
        ("La Mesa de Turismo y el Ministerio de Economía acordaron la ruta.", "Mesa de Turismo"),
        ("La Mesa de Agua, INFOM y MARN sesionaron.", "Mesa de Agua"),
        ("La Mesa de Agua, Saneamiento e Higiene sesionó.", "Mesa de Agua, Saneamiento e Higiene"),
        ("La mesa técnica de Café sesionó.", "Mesa Técnica de Café"),
        ("La Mesa Técnica Forestal (MTF) de Izabal sesionó.", "Mesa Técnica Forestal de Izabal"),
        ("La Mesa de Servicios en Línea sesionó.", "Mesa de Servicios en Línea"),
        ("La Mesa de Agua en Sololá sesionó.", "Mesa de Agua"),
        ("La Mesa de Diálogo por el Agua sesionó.", "Mesa de Diálogo por el Agua"),
    ],
)
def test_a_name_goes_as_far_as_its_capitals_and_links(read, text: str, name: str):
    assert names(read(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "La mesa directiva del Congreso conoció el plan.",
        "Las mesas receptoras de votos abrieron a las siete.",
        "Llame a la Mesa de Ayuda de la SAT.",
        "Se compraron 4 mesas de trabajo y una mesa ovalada.",
        "Puso el tema sobre la mesa.",
        "Habrá mesas de diálogo en cada municipio.",
        "El sindicato pidió que se instale la Mesa de Alto Nivel del Transporte.",
        "Se espera conformar la Mesa Nacional de Lectura.",
        "Proponen la creación de una Mesa de Vivienda.",
    ],
)
def test_what_is_only_called_mesa_or_only_asked_for_is_none(read, text: str):
    assert names(read(text)) == []


def test_short_forms_capitals_and_ordinals_are_one_mesa_under_its_fullest_name(read):
    findings = read(
        "La segunda Mesa de Datos se reunió. La mesa de datos abiertos dio una guía. MESA DE DATOS ABIERTOS SESIONA",
        title="2da Mesa de Datos Abiertos",
    )
    assert names(findings) == ["Mesa de Datos Abiertos"]
    assert len(findings.mesas[0].spans) == 4


def test_a_name_in_capitals_gets_spanish_capitals_and_ends_before_the_verb(read):
    findings = read("Asistió la SAT.", title="MESA TÉCNICA DE LA CUENCA DEL RÍO DULCE REVISA SU PLAN")
    assert names(findings) == ["Mesa Técnica de la Cuenca del Río Dulce"]


def test_numbered_mesas_carry_topic_and_parent(read):
    findings = read("La Mesa de Trámites trabajó en grupos: mesa 1: Pagos; mesa 2: Firma electrónica; y mesa 3: Datos.")
    below = [(mesa.name, mesa.parent, mesa.topic) for mesa in findings.mesas if mesa.parent]
    assert below == [
        ("Mesa 1: Pagos", "Mesa de Trámites", "Pagos"),
        ("Mesa 2: Firma electrónica", "Mesa de Trámites", "Firma electrónica"),
        ("Mesa 3: Datos", "Mesa de Trámites", "Datos"),
    ]


def test_a_submesa_belongs_to_the_mesa_that_the_text_gives_it(read):
    findings = read(
        "La Mesa de Salud sesionó. La Submesa de Vacunas de la Mesa de Salud y la submesa de Datos informaron."
    )
    assert {mesa.name: mesa.parent for mesa in findings.mesas} == {
        "Mesa de Salud": None,
        "Submesa de Vacunas": "Mesa de Salud",
        "Submesa de Datos": "Mesa de Salud",
    }


def test_anaphors_stand_for_the_mesa_named_last(story):
    told = story(
        "La Mesa de Agua sesionó. La Mesa de Salud se reunió. En esta Mesa participó la SAT. Dicho espacio sigue."
    )
    assert [ref.name for clause in told.clauses for ref in clause.mesas][-2:] == ["Mesa de Salud", "Mesa de Salud"]


def test_a_mesa_named_in_passing_is_listed_but_never_in_focus(story):
    told = story(
        "La Mesa de Agua sesionó. La Mesa de Bosques, una plataforma distinta, sigue activa. La mesa acordó un plan."
    )
    assert told.background == {"Mesa de Bosques"}
    assert told.clauses[-1].mesas[0].name == "Mesa de Agua"


def test_a_post_of_a_working_group_names_its_group(read):
    assert names(read("En esta mesa se debate.", title="Grupo de Compras Públicas", kind="group")) == [
        "Grupo de Compras Públicas"
    ]


@pytest.mark.parametrize(
    ("before", "number"), [("la tercera ", 3), ("5ta ", 5), ("II ", 2), ("12.ª ", 12), ("la ", None)]
)
def test_ordinals_before_a_mesa_number_the_session(before: str, number: int | None):
    assert ordinal_before(before + "Mesa de Agua", len(before)) == number
