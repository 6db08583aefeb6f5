"""The same session told by several records is one; what cannot be the same, or may be two things, stays apart."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.findings import Body
from graph.resolve import Rulings
from tests.triples.across import IRIS, MESA, Told, groups, identity, session, told

MINFIN = Body("minfin", "Ministerio de Finanzas Públicas", "ministerio")
MARN = Body("marn", "Ministerio de Ambiente y Recursos Naturales", "ministerio")
POST = "reuniones/segunda.md"
TITLE = "Segunda reunión de la Mesa de Agua"


def sets(*names: str) -> set[frozenset[str]]:
    return {frozenset(name.split()) for name in names}


def test_one_day_is_one_session_whoever_tells_it():
    assert groups(told("a", session("2024-05-02", 2)), told("b", session("2024-05-02"))) == sets("a b")


def test_an_ordinal_finds_the_day_that_another_record_gives():
    assert groups(
        told("a", session("2024-05-02", 2)), told("b", session(None, 2)), told("c", session(None, 3))
    ) == sets("a b", "c")


def test_an_ordinal_that_two_years_use_finds_neither():
    found = groups(
        told("a", session("2023-05-02", 2)), told("b", session("2024-05-02", 2)), told("c", session(None, 2))
    )
    assert found == sets("a", "b", "c")


def test_what_is_attached_finds_the_session_of_its_post():
    post = told(POST, session("2024-05-02", 2))
    assert groups(post, told("x.pdf", session(), attached=(POST,))) == sets(f"{POST} x.pdf")
    assert groups(post, told("x.pdf", session(None, 2), attached=(POST,))) == sets(f"{POST} x.pdf")
    assert groups(told(POST, session()), told("x.pdf", session("2024-05-02"), attached=(POST,))) == sets(
        f"{POST} x.pdf"
    )


def test_two_years_that_use_one_ordinal_are_told_apart_by_what_is_attached():
    found = groups(
        told("a", session("2023-05-02", 2)),
        told("b", session("2024-05-02", 2)),
        told("x.pdf", session(None, 2), attached=("b",)),
    )
    assert found == sets("a", "b x.pdf")


def test_what_is_attached_to_a_post_of_two_sessions_stays_apart():
    post = told(POST, session("2024-05-02"), session("2024-06-02"))
    assert groups(post, told("x.pdf", session(), attached=(POST,))) == sets(POST, f"{POST}#1", "x.pdf")


def test_an_ordinal_chooses_between_the_sessions_of_a_post():
    post = told(POST, session("2024-05-02", 2), session("2024-06-02"))
    assert groups(post, told("x.pdf", session(None, 2), attached=(POST,))) == sets(f"{POST} x.pdf", f"{POST}#1")


def test_a_post_and_its_attachments_without_a_day_are_one_session():
    found = groups(
        told(POST, session()), told("x.pdf", session(), attached=(POST,)), told("y.pdf", session(), attached=(POST,))
    )
    assert found == sets(f"{POST} x.pdf y.pdf")


def test_attachments_of_a_post_that_is_not_in_the_corpus_belong_together():
    agenda, minutes = (told(name, session(), attached=("no.md",)) for name in ("a.pdf", "b.pdf"))
    assert groups(agenda, minutes) == sets("a.pdf b.pdf")


def test_a_title_that_tells_the_meeting_finds_it_and_a_bare_one_does_not():
    assert groups(told("a", session("2024-05-02"), title=TITLE), told("b", session(), title=TITLE.upper())) == sets(
        "a b"
    )
    assert groups(told("a", session("2024-05-02"), title=MESA), told("b", session(), title=MESA)) == sets("a", "b")


def test_a_session_without_a_day_is_not_guessed():
    assert groups(told("a", session("2024-05-02")), told("b", session())) == sets("a", "b")


def test_another_ordinal_or_another_day_is_another_session():
    assert groups(told("a", session("2024-05-02", 2)), told("b", session("2024-05-03", 2))) == sets("a", "b")
    post = told(POST, session("2024-05-02", 2))
    assert groups(post, told("x.pdf", session(None, 3), attached=(POST,))) == sets(POST, "x.pdf")


def test_attachments_that_disagree_on_the_ordinal_of_their_post_stay_apart():
    found = groups(
        told(POST, session("2024-05-02")),
        told("x.pdf", session(None, 3), attached=(POST,)),
        told("y.pdf", session(None, 4), attached=(POST,)),
    )
    assert found == sets(POST, "x.pdf", "y.pdf")


def test_two_sessions_of_one_record_are_never_one():
    found = groups(told("a", session("2024-05-02", 2), session(None, 2)), told("b", session("2024-05-02")))
    assert found == sets("a b", "a#1")


def test_sessions_of_two_mesas_on_one_day_are_two():
    assert groups(told("a", session("2024-05-02")), told("b", session("2024-05-02", mesa="Mesa de Salud"))) == sets(
        "a", "b"
    )


def test_a_session_knows_what_any_of_its_records_knows():
    one = identity(
        told(POST, session("2024-05-02", place="Salón Azul", host=MINFIN)),
        told("x.pdf", session(None, 2), attached=(POST,)),
    )
    meeting = one.meetings["x.pdf", 0]
    assert (meeting.date, meeting.ordinal, meeting.place) == (date(2024, 5, 2), 2, "Salón Azul")
    assert meeting.host == MINFIN
    assert str(IRIS.session(meeting.mesa, *meeting.key)).endswith("/mesa-de-agua--2024-05-02")


def test_where_records_differ_the_most_of_them_are_believed():
    meeting = identity(
        told("a", session("2024-05-02", 2, "Salón Azul", MINFIN)),
        told("b", session("2024-05-02", 2, "salón azul", MINFIN)),
        told("c", session("2024-05-02", 3, "Palacio Nacional", MARN)),
    ).meetings["c", 0]
    assert (meeting.ordinal, meeting.place, meeting.host) == (2, "Salón Azul", MINFIN)
    assert meeting.hosts == {MINFIN, MARN}


def test_a_text_read_from_pictures_is_believed_less():
    record, findings = told("a", session("2024-05-02", 2, "Sa1ón Azul del Palacio Naciona1"))
    found = ((replace(record, scanned=True), findings), told("b", session("2024-05-02", 3, "Salón Azul")))
    meeting = identity(*found).meetings["a", 0]
    assert (meeting.ordinal, meeting.place) == (3, "Salón Azul")


def test_the_iri_is_the_one_that_a_single_record_would_give():
    for one, slug in ((session("2024-05-02", 2), "2024-05-02"), (session(None, 2), "sesion-2")):
        meeting = identity(told("a", one)).meetings["a", 0]
        assert str(IRIS.session(meeting.mesa, *meeting.key)).endswith(f"mesa-de-agua--{slug}")


def test_people_keep_two_sessions_apart():
    found = (told("a", session("2024-05-02", 2)), told("b", session(None, 2)))
    pair = frozenset(("session/mesa-de-agua--2024-05-02", "session/mesa-de-agua--sesion-2"))
    assert groups(*found, rulings=Rulings(apart=frozenset((pair,)))) == sets("a", "b")


NAMES = ("a.md", "b.md", "c.md", "d.pdf", "e.pdf")
TELLINGS = st.builds(
    session,
    st.sampled_from([None, "2024-05-02", "2024-06-02", "2024-07-02"]),
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from([None, "Salón Azul", "salón azul", "Palacio"]),
    st.sampled_from([None, MINFIN, MARN]),
    st.sampled_from([MESA, "MESA DE AGUA", "Mesa de Salud"]),
)


@st.composite
def corpora(draw: st.DrawFn) -> list[Told]:
    """Some records, each with up to two sessions, attached to others or of their title."""
    found = []
    for name in NAMES[: draw(st.integers(1, len(NAMES)))]:
        attached = draw(st.sampled_from([(), ("a.md",), ("b.md",), ("fuera.md",)]))
        sessions = draw(st.lists(TELLINGS, min_size=1, max_size=2))
        found.append(told(name, *sessions, title=draw(st.sampled_from([TITLE, MESA, name])), attached=attached))
    return found


@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(found, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert identity(*mixed) == identity(*found)


@given(corpora())
def test_no_session_has_two_days_or_two_mesas_and_every_telling_has_one(found):
    one = identity(*found)
    days: dict[object, set[object]] = {}
    for record, findings in found:
        for index, each in enumerate(findings.sessions):
            meeting = one.meetings[record.name, index]
            assert meeting.mesa.lower() == each.mesa.lower()
            if each.date:
                assert meeting.date == each.date
            elif each.ordinal and meeting.date is None:
                assert meeting.ordinal == each.ordinal
            days.setdefault(IRIS.session(meeting.mesa, *meeting.key), set()).add(meeting)
    assert all(len(meetings) == 1 for meetings in days.values())


@given(corpora())
def test_different_ordinals_are_one_session_only_on_one_day_that_both_give(found):
    one = identity(*found)
    for record, findings in found:
        for index, each in enumerate(findings.sessions):
            meeting = one.meetings[record.name, index]
            if each.ordinal and not each.date:
                assert meeting.ordinal in (None, each.ordinal)


@pytest.mark.parametrize("fields", [("2024-05-02", None), (None, 2), (None, None)])
def test_one_record_alone_keeps_what_it_says(fields):
    meeting = identity(told("a", session(*fields))).meetings["a", 0]
    assert (meeting.date.isoformat() if meeting.date else None, meeting.ordinal) == fields
