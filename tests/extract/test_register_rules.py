"""The rule language of `ambiguous.csv`: what each condition and outcome means in a text."""

from datetime import date

import pytest

from graph.extract.ambiguity import ANAPHOR, NEVER, Clause, Condition, parse
from graph.extract.entries import Entry
from graph.extract.mentions import find_mentions
from graph.extract.register import Register, Rule
from graph.records.record import Record


def entry(id: str, name: str, acronym: str = "") -> Entry:
    return Entry(id, name, acronym, "oficina", None, (), "", "", "", "", "prueba")


ENTRIES = {
    each.id: each
    for each in (
        entry("norte", "Oficina Boreal de Caminos", "XYZ"),
        entry("sur", "Oficina Austral de Puentes", "XYZ"),
        entry("otra", "Oficina Central de Mapas", "OCM"),
    )
}


def decided(rule: str, text: str, day: str | None = "2024-05-10") -> str | None:
    """The id that «XYZ» stands for in `text` under `rule`; None when it is no mention."""
    rules = {"XYZ": Rule("XYZ", ("norte", "sur"), (), parse(rule), "")}
    when = date.fromisoformat(day) if day else None
    mentions, _ = find_mentions(Record("x", "x", "", when, "news", text, ()), Register(ENTRIES, rules))
    return next((each.body.id for each in mentions if each.surface.upper() == "XYZ"), None)


def test_a_rule_is_parsed_into_its_cases():
    assert parse("lista y antes de 2017-05-01 sur; tras «uno|dos tres» norte; nunca; anáfora") == (
        Clause((Condition("lista"), Condition("antes de", day=date(2017, 5, 1))), "sur"),
        Clause((Condition("tras", (("uno",), ("dos", "tres"))),), "norte"),
        Clause((), NEVER),
        Clause((), ANAPHOR),
    )


CASES = {
    "always": ("siempre norte", "Vino XYZ.", "norte"),
    "never": ("nunca", "Vino XYZ.", None),
    "the first case that holds decides": ("tras «vino» norte; siempre sur", "Vino XYZ.", "norte"),
    "the next when it does not": ("tras «fue» norte; siempre sur", "Vino XYZ.", "sur"),
    "before, small words aside": ("tras «director» norte", "El director de la XYZ.", "norte"),
    "before, not across a full stop": ("tras «director» norte", "Habló el director. XYZ calla.", None),
    "after": ("ante «de Puertos» norte", "La XYZ de Puertos.", "norte"),
    "after, small words aside": ("ante «Puertos» norte", "La XYZ de los Puertos.", "norte"),
    "near": ("cerca «puente» sur", "La XYZ pintó un puente.", "sur"),
    "near is the same sentence": ("cerca «puente» sur", "La XYZ pintó. Cayó un puente.", None),
    "anywhere": ("si «puente» sur", "La XYZ pintó. Cayó un puente.", "sur"),
    "whole words only": ("si «puente» sur", "La XYZ pintó los puentes.", None),
    "office": ("cargo norte", "La ministra de XYZ habló.", "norte"),
    "no office": ("cargo norte", "La dueña de XYZ habló.", None),
    "list": ("lista sur", "Vinieron XYZ, la OCM y nadie más.", "sur"),
    "no list": ("lista sur", "Vino XYZ.", None),
    "only capitals": ("exacto norte", "Vino la Xyz.", None),
    "antecedent": ("antecedente", "La Oficina Austral de Puentes abrió. La XYZ cerró.", "sur"),
    "the nearest antecedent": (
        "antecedente",
        "La Oficina Boreal de Caminos y la Oficina Austral de Puentes abrieron. La XYZ cerró.",
        "sur",
    ),
    "the only candidate of the text": ("antecedente", "La XYZ abrió. La Oficina Austral de Puentes cerró.", "sur"),
    "no antecedent": ("antecedente; siempre norte", "La XYZ abrió.", "norte"),
    "conditions together": ("si «mar» y tras «vino» norte; siempre sur", "Vino XYZ.", "sur"),
    "only points back": ("anáfora", "La Oficina Austral de Puentes abrió. La XYZ cerró.", None),
}


@pytest.mark.parametrize(("rule", "text", "expected"), CASES.values(), ids=CASES)
def test_a_rule_decides_by_what_stands_around(rule, text, expected):
    assert decided(rule, text) == expected


@pytest.mark.parametrize(("day", "expected"), [("2023-12-31", "norte"), ("2024-01-01", "sur"), (None, None)])
def test_a_rule_decides_by_the_day_of_the_record(day, expected):
    assert decided("antes de 2024-01-01 norte; desde 2024-01-01 sur", "Vino XYZ.", day) == expected


def test_a_definition_in_the_text_comes_before_the_rule():
    assert decided("siempre norte", "La Oficina Austral de Puentes (XYZ) abrió. XYZ cerró.") == "sur"
    assert decided("nunca", "La Oficina Austral de Puentes (XYZ) abrió.") == "sur"


@pytest.mark.parametrize(
    "text", ["", "norte sur", "siempre", "tras norte", "antes de ayer norte", "tras «» norte", "; norte"]
)
def test_what_is_not_in_the_language_is_refused(text):
    with pytest.raises(ValueError, match="regla|reglas"):
        parse(text)
