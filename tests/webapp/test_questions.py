"""Answers of the questions behind the pages: dates, order, states, quotes that lie inside of others."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.questions.agreements import STATUSES, status_on
from graph.questions.evidence import Quote, Statement, outermost
from graph.questions.search import search
from graph.questions.shape import Due, Ref, day, due, sort_key
from graph.store.engine import LocalEngine
from graph.store.snapshot import current
from tests.webapp.fixture import BASE, TODAY, fixture_quads
from webapp.pages.chart import Scale, calendar_of


@pytest.fixture(scope="module")
def engine(site):
    return LocalEngine(current(site.extensions["enlace"].settings.store).store)


def test_every_quote_of_the_fixture_is_its_stretch_of_the_text(engine):
    rows = engine.rows(
        """PREFIX enlace: <https://w3id.org/enlace/ontology#>
        SELECT ?quote ?start ?end ?text { ?e enlace:quote ?quote ; enlace:start ?start ; enlace:end ?end ;
          enlace:assertedBy ?record . ?record enlace:text ?text }"""
    )
    assert len(rows) > 40
    for row in rows:
        assert row["text"][int(row["start"]) : int(row["end"])] == row["quote"]


def test_the_fixture_satisfies_the_shapes():
    from rdflib import Dataset, Graph

    from ontology.terms import read_ontology
    from ontology.validation import validate

    dataset = Dataset()
    dataset.parse(data=fixture_quads(), format="nquads")
    merged = Graph() + read_ontology()
    for subject, predicate, value, _ in dataset.quads():
        merged.add((subject, predicate, value))
    assert not validate(merged)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-30", Due(date(2024, 6, 30), exact=True)),
        ("2024-02", Due(date(2024, 2, 29), exact=False)),
        ("2023-02", Due(date(2023, 2, 28), exact=False)),
        ("2024-13", None),
        ("2024-02-31", None),
        ("0000-01", None),
        ("", None),
        (None, None),
    ],
)
def test_a_due_date_is_a_day_or_the_last_of_a_month(text, expected):
    assert due(text) == expected


def test_a_day_that_is_none_is_none():
    assert day("2024-02-31") is None
    assert day("pronto") is None


@pytest.mark.parametrize(
    ("last", "status"),
    [
        (date(2026, 11, 20), "overdue"),
        (date(2026, 11, 21), "soon"),
        (date(2026, 12, 21), "soon"),
        (date(2026, 12, 22), "open"),
    ],
)
def test_an_agreement_is_in_time_until_the_end_of_its_last_day(last, status):
    assert status_on(TODAY, Due(last, exact=True), fulfilled=False) == status


def test_a_fulfilled_agreement_is_never_overdue():
    assert status_on(TODAY, Due(date(2000, 1, 1), exact=True), fulfilled=True) == "fulfilled"


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.booleans(),
)
def test_every_agreement_has_one_of_the_states(today, last, fulfilled):
    assert status_on(today, Due(last, exact=True) if last else None, fulfilled) in STATUSES


def test_names_are_ordered_as_people_read_them():
    names = ["Mesa 10: Datos", "Zona", "Álamo", "mesa 2: Trámites", "«Bosque»", "Ñandú", "Nube"]
    assert sorted(names, key=sort_key) == [
        "Álamo",
        "«Bosque»",
        "mesa 2: Trámites",
        "Mesa 10: Datos",
        "Ñandú",
        "Nube",
        "Zona",
    ]


def test_a_name_comes_before_its_parts_in_a_search(engine):
    found = search(engine, "presidencia")["Institution"]
    assert [hit.label for hit in found][:1] == ["Presidencia de la República de Guatemala"]
    assert found[0].matched == "Presidencia"


def test_a_search_needs_every_word(engine):
    assert set(search(engine, "datos abiertos")) == {"Mesa", "Topic"}
    assert search(engine, "datos minfin") == {}


def quote(start: int, end: int, predicate: str, kind: str = "institution") -> Quote:
    ref = Ref(f"{BASE}{kind}/x", "x")
    said = Statement(f"{BASE}evidence/e{start}-{end}-{predicate}", ref, predicate, ref, Decimal(1))
    return Quote("", start, end, ref, None, (said,))


def test_a_scale_runs_from_the_first_day_to_the_last():
    scale = Scale(date(2022, 1, 1), date(2024, 1, 1))
    assert (scale.at(scale.first), scale.at(scale.last)) == (0, 100)
    assert scale.width(date(2022, 1, 1), date(2023, 1, 1)) == pytest.approx(50, abs=0.1)


def test_one_year_needs_no_scale_and_one_day_no_calendar():
    class Span:
        first, last = date(2022, 1, 5), date(2022, 9, 9)

    assert Scale.over([Span()]) is None
    assert calendar_of([date(2022, 1, 5), date(2022, 1, 5)]) is None


@given(st.lists(st.dates(date(1980, 1, 1), date(2080, 1, 1)), min_size=2, unique=True))
def test_a_calendar_holds_every_day_and_at_most_six_names(days):
    calendar = calendar_of(days)
    assert [one for one, _ in calendar.days] == sorted(days)
    assert all(0 <= place <= 100 for _, place in (*calendar.days, *calendar.ticks))
    assert len(calendar.ticks) <= 6


def test_a_quote_inside_of_another_is_told_with_it():
    outer, inner, apart = quote(0, 20, "ledBy"), quote(5, 20, "supports"), quote(15, 25, "supports")
    merged = outermost([apart, inner, outer])
    assert [(one.start, one.end, [said.predicate for said in one.statements]) for one in merged] == [
        (0, 20, ["ledBy", "supports"]),
        (15, 25, ["supports"]),
    ]
