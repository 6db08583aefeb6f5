"""Relations: who leads, takes part, supports, is invited, convenes and hosts; and what says none of it."""

import pytest

HEAD = "La Mesa de Agua se reunió el 2 de mayo. "


@pytest.mark.parametrize(
    "text",
    [
        "La Mesa de Agua, liderada por la SAT, sesionó.",
        "La SAT coordina la Mesa de Agua.",
        "La SAT presidió este martes la reunión de la Mesa de Agua.",
        "La Mesa de Agua, que preside de forma rotativa la SAT, sesionó.",
        "La Mesa de Agua está a cargo de la SAT.",
        "La reunión de la Mesa de Agua fue moderada por la SAT.",
        HEAD + "La preside la SAT.",
        HEAD + "La SAT, que funge como coordinadora, habló.",
        HEAD + "La SAT condujo la sesión en su calidad de ente rector.",
        HEAD + "Desde hoy la SAT tendrá a su cargo la conducción de la Mesa.",
        HEAD + "La rectoría de este espacio corresponde a la SAT.",
        "Con el superintendente de la SAT, Luis Paz, a la cabeza, sesionó la Mesa de Agua.",
        "Bajo la conducción de la SAT sesionó la Mesa de Agua.",
        "Mesa de Agua\n\nDirige....: SAT",
    ],
)
def test_leading_is_said_in_many_ways(relations, text: str):
    assert ("leads", "sat") in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "La SAT lidera el programa de riego. La Mesa de Agua sesionó.",
        HEAD + "Anteriormente la coordinaba la SAT.",
        HEAD + "La mesa debería ser coordinada por la SAT.",
        HEAD + "La presentación dirigida por la SAT duró una hora.",
        "La SAT coordinó el censo.",
    ],
)
def test_leading_something_else_or_once_or_perhaps_is_not_leading_the_mesa(relations, text: str):
    assert ("leads", "sat") not in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Participaron el MARN, la SAT y el INFOM.",
        HEAD + "En esta Mesa participaron representantes del MARN, de la SAT y vecinos.",
        HEAD + "Asistieron: MARN / SAT; INFOM.",
        HEAD + "Contó con la participación de los ministerios de Salud y Educación, así como de la SAT.",
        HEAD + "La mesa la conforman el MARN, líderes comunitarios y la SAT.",
        HEAD + "Esta vez se hizo presente la SAT.",
        HEAD + "Luis Paz, director de Catastro de la SAT, presentó el plan.",
        HEAD + "Por parte de la SAT, el Ing. Luis Paz presentó el plan.",
        HEAD + "Las palabras de bienvenida por el ingeniero Luis Paz de la SAT fueron breves.",
        HEAD + "Enviaron delegados el MARN y la SAT.",
        "Mesa de Agua\n\nPARTICIPANTES\n- MARN: Ana Gil\n- SAT: Luis Paz",
        "Mesa de Agua\n\nPARTICIPANTES\nMARN\nSAT\nINFOM",
    ],
)
def test_taking_part_is_said_in_many_ways(relations, text: str):
    assert ("participatesIn", "sat") in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "No participó la SAT.",
        HEAD + "La SAT se excusó de participar.",
        HEAD + "La SAT y el MARN, aunque citados, no llegaron.",
        HEAD + "Se quedaron fuera, aunque se les llamó, la SAT y la PGN.",
        HEAD + "La SAT no forma parte de la mesa.",
        HEAD + "Según datos de la SAT, creció la recaudación.",
        HEAD + "La UNESCO apoya un proyecto en el que participa la SAT, ajeno a la mesa.",
        HEAD + "Fuera de la reunión, la SAT presentó un programa.",
        "Mesa de Agua\n\nParticipantes: MARN, SAT.\nExcusas: SAT.",
        "La SAT presentó su informe anual.",
    ],
)
def test_absence_background_and_records_without_a_mesa_are_not_taking_part(relations, text: str):
    assert ("participatesIn", "sat") not in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "La SAT brindó apoyo técnico para el mapeo.",
        HEAD + "Con el acompañamiento técnico de la SAT se elaboró el plan.",
        HEAD + "La secretaría técnica recae en la SAT.",
        HEAD + "La SAT financió la consultoría.",
        HEAD + "El apoyo jurídico lo presta la SAT.",
        "Mesa de Agua\n\nRelatoría y apoyo: SAT",
    ],
)
def test_support_is_said_in_many_ways(relations, text: str):
    assert ("supports", "sat") in relations(text)


def test_help_for_others_is_not_support_of_the_mesa(relations):
    assert ("supports", "sat") not in relations(HEAD + "La SAT dará asistencia a cuatro municipios.")


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "La SAT asistió como invitada.",
        HEAD + "Participaron el MARN y como invitados la PGN y la SAT.",
        HEAD + "La SAT participó en calidad de observadora.",
        HEAD + "La SAT, con voz y sin voto, siguió la sesión.",
        HEAD + "De oyentes asistieron dos entidades: el MARN y la SAT.",
        "Mesa de Agua\n\nPARTICIPANTES\n- MARN: Ana Gil\n- Invitado: SAT: Luis Paz",
    ],
)
def test_an_invited_body_is_invited_and_no_participant(relations, text: str):
    found = relations(text)
    assert ("invitedTo", "sat") in found
    assert ("participatesIn", "sat") not in found


@pytest.mark.parametrize(
    "text",
    [
        "La reunión de la Mesa de Agua fue convocada por la SAT.",
        "La SAT convoca a los enlaces de las municipalidades del lago a la tercera reunión de la Mesa de Agua.",
        HEAD + "La SAT citó a la reunión.",
        "La SAT instaló la Mesa de Agua.",
        "Reciban un saludo de la SAT.\n\nSe les convoca a la reunión de la Mesa de Agua, el 9 de mayo.",
    ],
)
def test_convening_is_said_in_many_ways(relations, text: str):
    assert ("convenes", "sat") in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "La Mesa de Agua se reunió en las instalaciones de la SAT.",
        "El tercer encuentro de la Mesa de Agua tuvo como sede la SAT.",
        HEAD + "La SAT hizo de anfitriona.",
        "Mesa de Agua\n\nLugar: SAT, salón mayor",
    ],
)
def test_hosting_is_said_in_many_ways(relations, text: str):
    assert ("hosts", "sat") in relations(text)


def test_a_relation_goes_to_the_mesa_that_its_words_speak_of(read):
    findings = read(
        "La Mesa de Agua tiene dos submesas: la Submesa de Pozos, coordinada por el MARN, y la Submesa de Ríos, "
        "coordinada por la SAT con el apoyo del INFOM.\n\nEl INAB asistió a la reunión."
    )
    assert {(each.subject.id, each.predicate, each.object) for each in findings.relations} == {
        ("marn", "leads", "Submesa de Pozos"),
        ("sat", "leads", "Submesa de Ríos"),
        ("infom", "supports", "Submesa de Ríos"),
        ("inab", "participatesIn", "Mesa de Agua"),
    }


def test_a_leader_that_speaks_is_no_participant_but_one_that_is_listed_is(relations):
    assert relations("La Mesa de Agua, que coordina la SAT, sesionó. La SAT presentó el plan.") == {("leads", "sat")}
    both = relations("La Mesa de Agua, que coordina la SAT, sesionó. Participaron la SAT y el MARN.")
    assert both == {("leads", "sat"), ("participatesIn", "sat"), ("participatesIn", "marn")}


def test_the_ministry_above_a_unit_is_not_one_more_participant(relations):
    found = relations(HEAD + "Asistió la Dirección General de Caminos, del Ministerio de Comunicaciones.")
    assert {subject for predicate, subject in found if predicate == "participatesIn"} != {"civ"}
    assert ("participatesIn", "civ") not in found


def test_bare_nouns_and_office_holders_stand_for_their_body(relations):
    found = relations(HEAD + "Llegó el Ministerio de Economía. El ministerio presentó el plan.")
    assert ("participatesIn", "mineco") in found
    led = relations("La gobernadora departamental de Petén, Ana Gil, presidió la reunión de la Mesa de Agua.")
    assert ("leads", "gobernacion-peten") in led


def test_confidence_is_lower_when_the_sentence_does_not_name_the_mesa(read):
    near = read("La SAT participó en la Mesa de Agua.").relations[0]
    far = read(HEAD + "Participó la SAT.").relations[0]
    assert 0.5 < far.confidence < near.confidence <= 1
