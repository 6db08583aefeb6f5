"""Agreements: from lists, tables and prose; who answers, by when; and when there are none."""

import pytest

HEAD = "La Mesa de Agua se reunió el 2 de mayo. "


def told(findings, text: str = "") -> list[tuple[tuple[str, ...], str | None, str]]:
    return [
        (tuple(body.id or body.name for body in each.responsible), each.due, each.kind) for each in findings.agreements
    ]


def quotes(findings, body: str, agreements: str = "") -> list[str]:
    text = body + ("\n\n" if body and agreements else "") + agreements
    return [text[each.start : each.end] for each in findings.agreements]


def test_each_item_of_the_field_is_one_agreement(read):
    items = (
        "- La SAT enviará la guía a más tardar el 3 de junio.\n\n- Cada entidad nombrará un enlace.\n\n"
        "- El MARN publicará el mapa antes del 30 de junio."
    )
    findings = read(HEAD, agreements=items)
    assert told(findings) == [
        (("sat",), "2023-06-03", "compromiso"),
        ((), None, "acuerdo"),
        (("marn",), "2023-06-30", "compromiso"),
    ]
    assert quotes(findings, HEAD, items)[1] == "Cada entidad nombrará un enlace"


def test_items_of_minutes_keep_their_responsible_and_date(read):
    text = (
        "Mesa de Agua\n\nFecha: 2 de mayo de 2023\n\n4. ACUERDOS\n"
        "   4.1 Entregar la base de datos. Responsable: SAT. Fecha: 15 de mayo de 2023.\n"
        "   4.2 Revisar el plan. Responsables: MARN e INFOM. Fecha: por definir.\n\n"
        "Sin más que hacer constar, se cierra la sesión."
    )
    assert told(read(text)) == [(("sat",), "2023-05-15", "compromiso"), (("marn", "infom"), None, "compromiso")]


def test_rows_of_a_table_are_one_each(read):
    text = (
        "Mesa de Agua\n\nFecha: 2 de mayo de 2023\n\nACUERDOS\n\n"
        "| No. | Compromiso | Responsable | Fecha |\n|---|---|---|---|\n"
        "| 1 | Enviar observaciones | SAT | 20/06/2023 |\n| 2 | Preparar la sala | MARN y INFOM | Por definir |\n"
    )
    assert told(read(text)) == [(("sat",), "2023-06-20", "compromiso"), (("marn", "infom"), None, "compromiso")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Se acordó que la SAT entregará el plan antes del 31 de mayo.", (("sat",), "2023-05-31", "acuerdo")),
        ("La SAT se comprometió a capacitar a 60 personas.", (("sat",), None, "compromiso")),
        (
            "La SAT y el MARN quedaron comprometidos a unir sus datos no más tarde del 1 de junio.",
            (("sat", "marn"), "2023-06-01", "compromiso"),
        ),
        (
            "La SAT deberá unificar las fichas en un plazo que vence el 31 de enero de 2024.",
            (("sat",), "2024-01-31", "compromiso"),
        ),
        ("La SAT y el MARN firmaron un convenio para compartir datos.", (("sat", "marn"), None, "convenio")),
        ("La SAT suscribió una carta de entendimiento con el MARN.", (("sat", "marn"), None, "convenio")),
        ("Los participantes acordaron reunirse cada quince días.", ((), None, "acuerdo")),
        ("Se acordó presentar el plan en un plazo de 30 días.", ((), "2023-06-01", "acuerdo")),
        ("La SAT publicará la guía a más tardar el 30 de junio.", (("sat",), "2023-06-30", "compromiso")),
        ("Se encargó a la SAT redactar el acta antes del 9 de mayo.", (("sat",), "2023-05-09", "compromiso")),
    ],
)
def test_prose_tells_agreements(read, sentence: str, expected):
    assert told(read(HEAD + sentence)) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Las autoridades reafirmaron su compromiso con la transparencia.",
        "Los vecinos solicitaron que la SAT abra una oficina.",
        "La SAT propuso publicar los datos en junio.",
        "Se discutió el plan, sin llegar a un arreglo.",
        "El punto quedó pendiente para otra sesión.",
        "Se aprobó la agenda del día.",
        "La UNESCO brindará asistencia técnica a la mesa.",
        "El reglamento establece que las entidades deberán publicar.",
        "La próxima reunión será el 6 de junio.",
    ],
)
def test_rhetoric_requests_and_pending_points_are_none(read, sentence: str):
    assert told(read(HEAD + sentence)) == []


def test_one_sentence_may_hold_several(read):
    body = HEAD + "Se acordó que la SAT presentará el plan el 13 de junio y que el MARN instalará una cámara."
    findings = read(body)
    assert told(findings) == [(("sat",), "2023-06-13", "acuerdo"), (("marn",), None, "acuerdo")]
    assert quotes(findings, body)[1] == "que el MARN instalará una cámara"
    listed = read(HEAD + "Los acuerdos fueron: a) la SAT dará los datos en julio; b) el MARN elaborará el mapa.")
    assert told(listed) == [(("sat",), "2023-07", "acuerdo"), (("marn",), None, "acuerdo")]


def test_what_a_body_will_do_goes_with_the_agreement_before_it(read):
    findings = read(
        HEAD
        + "Los presentes fijaron dos metas. La SAT y el MARN cerrarán siete pozos. "
        + "El INFOM, por su lado, dará los planos en julio."
    )
    assert told(findings) == [(("sat", "marn"), None, "compromiso"), (("infom",), "2023-07", "compromiso")]


@pytest.mark.parametrize(
    "said",
    [
        "No hubieron acuerdos",
        "No hubo acuerdos.",
        "No se tuvieron acuerdos",
        "Sin acuerdos",
        "Ninguno",
        "No se llegó a acuerdos",
    ],
)
def test_a_record_that_says_none_has_none(read, said: str):
    assert told(read(HEAD + "La SAT presentará el plan.", agreements=said)) == []


def test_an_agreement_told_twice_is_one(read):
    findings = read(
        HEAD + "Se acordó que la SAT publicará la guía de riego antes del 30 de junio.",
        agreements="- La SAT publicará la guía de riego antes del 30 de junio.",
    )
    assert told(findings) == [(("sat",), "2023-06-30", "compromiso")]


def test_terms_count_from_the_session_and_past_dates_are_not_due(read):
    findings = read(
        HEAD,
        agreements="- La SAT abrirá los datos de 2022 en un plazo de 45 días.\n"
        "- El MARN aplicará el acuerdo del 3 de marzo de 2020.",
    )
    assert [due for _, due, _ in told(findings)] == ["2023-06-16", None]


def test_a_convenio_needs_no_mesa(read):
    findings = read("El Ministerio de Economía y la SAT firmaron un convenio de cooperación que promete mucho.")
    assert told(findings) == [(("mineco", "sat"), None, "convenio")]
    assert findings.agreements[0].mesa is None


def test_what_two_mesas_agree_belongs_to_neither_alone(read):
    findings = read(
        "Sesionaron la Mesa de Agua y la Mesa de Bosques. En ambas se acordó presentar el plan en octubre de 2023. "
        "La Mesa de Bosques acordó además revisar el mapa."
    )
    assert [each.mesa for each in findings.agreements] == [None, "Mesa de Bosques"]


def test_a_pledge_that_goes_with_a_convenio_needs_no_mesa(read):
    findings = read(
        "La SAT y el INFOM firmaron un convenio de cooperación técnica.\n\n"
        "El INFOM se comprometió también a capacitar a 40 técnicos."
    )
    assert told(findings) == [(("sat", "infom"), None, "convenio"), (("infom",), None, "compromiso")]
