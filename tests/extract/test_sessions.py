"""Sessions: which meeting, on what day, where, at whose house, and the one that is announced."""

from datetime import date

import pytest


def days(findings) -> list[str]:
    return [str(session.date) for session in findings.sessions]


@pytest.mark.parametrize(
    "text",
    [
        "La Mesa de Agua se reunió ayer.",
        "Ayer se llevó a cabo la tercera reunión de la Mesa de Agua.",
        "El 2 de mayo tuvo lugar la Mesa de Agua.",
        "La alcaldesa presidió este martes 2 de mayo la sesión de la Mesa de Agua.",
        "A la Mesa de Agua del martes 2, la novena del año, llegó la SAT.",
        "Se dieron cita, la mañana del 2 de mayo, las entidades de la Mesa de Agua.",
        "En la reunión del 2 de mayo de la Mesa de Agua habló la SAT.",
    ],
)
def test_a_meeting_is_dated_by_the_text(read, text: str):
    assert days(read(text)) == ["2023-05-02"]


@pytest.mark.parametrize(
    "text",
    [
        "La Mesa de Agua se reunió con buen ánimo.",
        "La Mesa de Agua pidió los datos a más tardar el 30 de mayo.",
        "El taller de riego se realizó el 2 de mayo con apoyo de la Mesa de Agua.",
        "La Mesa de Agua fue creada el 4 de marzo de 2019.",
        "La Mesa de Agua se reunirá el próximo lunes.",
    ],
)
def test_other_dates_are_not_meetings_and_the_publication_date_is_none(read, text: str):
    assert set(days(read(text))) <= {"None"}


def test_the_next_session_is_announced_with_its_ordinal(read):
    findings = read("La quinta Mesa de Agua se realizó el 2 de mayo. La sexta reunión se realizará el 6 de junio.")
    assert [(str(each.date), each.ordinal) for each in findings.sessions] == [("2023-05-02", 5), ("2023-06-06", 6)]


def test_minutes_give_place_host_date_and_number_by_labels(read):
    findings = read(
        "MINUTA\nMesa de Agua\nSesión ordinaria 04-2023\n\n"
        "Lugar: Ministerio de Economía, salón mayor\nFecha: 20 de abril de 2023\n",
        day=None,
    )
    session = findings.sessions[0]
    assert (str(session.date), session.ordinal, session.host.id) == ("2023-04-20", 4, "mineco")
    assert session.place == "Ministerio de Economía, salón mayor"


def test_the_number_of_the_acta_is_not_the_number_of_the_session(read):
    findings = read("ACTA No. 04-2023\nMESA DE AGUA\n\nFecha: 20 de abril de 2023\n")
    assert findings.sessions[0].ordinal is None


@pytest.mark.parametrize(
    ("where", "host"),
    [
        ("en el Ministerio de Economía", "mineco"),
        ("en el salón del tercer nivel del Ministerio de Economía", "mineco"),
        ("en las instalaciones de la Superintendencia de Administración Tributaria", "sat"),
        ("en el hotel Camino Real", None),
        ("en el Palacio Nacional de la Cultura", None),
        ("en la ciudad de Cobán", None),
    ],
)
def test_only_an_institution_on_its_own_premises_is_host(read, where: str, host: str | None):
    session = read(f"La Mesa de Agua se reunió el 2 de mayo {where}.").sessions[0]
    assert (session.host.id if session.host else None) == host
    assert session.place


def test_a_host_may_be_told_apart_from_the_date(read):
    findings = read("La Mesa de Agua sesionó el 2 de mayo. La SAT prestó su auditorio para el encuentro.")
    assert findings.sessions[0].host.id == "sat"


def test_two_mesas_that_share_a_verb_share_its_dates(read):
    findings = read("La Mesa de Agua y la Mesa de Salud sesionaron los días 9 y 10 de mayo, respectivamente.")
    assert {(each.mesa, str(each.date)) for each in findings.sessions} == {
        ("Mesa de Agua", "2023-05-09"),
        ("Mesa de Salud", "2023-05-10"),
    }


def test_dates_without_a_year_follow_the_first_full_date_when_the_record_has_none(read):
    findings = read("La Mesa de Agua se reunió el 2 de mayo. Circular del 4 de mayo de 2021.", day=None)
    assert findings.sessions[0].date == date(2021, 5, 2)


def test_an_impossible_date_becomes_a_warning(read):
    findings = read("La Mesa de Agua se reunió el 31 de febrero de 2023.")
    assert findings.warnings == ("la fecha «31 de febrero de 2023» no existe en el calendario",)
    assert set(days(findings)) <= {"None"}
