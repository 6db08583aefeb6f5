"""The parameters of a question as fields of a form, which the address fills: nothing here needs a script."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext

from graph.questions.asking import Asked
from graph.questions.names import Thing
from graph.questions.parameters import ENTITIES, LONGEST, Parameter, ParameterError, shortened
from graph.questions.shape import day
from graph.questions.stored import StoredQuery
from ontology.labels import label
from webapp.language import brief, current
from webapp.queries.answer import WORDS
from webapp.queries.room import names, page_address

FEW = 40  # things up to which one chooses from a list; of more one types the name
PROPOSED = 300  # names that a field proposes while one types, those with the most seats
MENDS = {
    "date": lazy_gettext("Escriba una fecha como 2024-09-11."),
    "year": lazy_gettext("Escriba un año como 2024."),
    "integer": lazy_gettext("Escriba un número entero."),
    "decimal": lazy_gettext("Escriba un número como 0.9."),
    "choice": lazy_gettext("Elija una de las opciones."),
}
INPUTS = {"date": "date", "year": "number", "integer": "number", "decimal": "number"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. widget: select | list (a text with proposals) | input. kind: type of an input. value: as the field
    shows it. options: (value, name). free: whether nothing, which means all, may be chosen. shown: the value in
    words. error: a sentence. closest: (name, address of the page with it). attributes: min, max, step, maxlength."""

    name: str
    label: str
    help: str
    widget: str
    kind: str
    value: str
    options: tuple[tuple[str, str], ...]
    free: bool
    shown: str
    error: str
    closest: tuple[tuple[str, str], ...]
    attributes: Mapping[str, object]


def fields(
    query: StoredQuery, given: Mapping[str, str], asked: Asked | None, failure: ParameterError | None
) -> list[Field]:
    """The fields with what was given; with what was understood where it was."""
    return [_field(query, one, given, asked, failure) for one in query.parameters]


def _field(
    query: StoredQuery, one: Parameter, given: Mapping[str, str], asked: Asked | None, failure: ParameterError | None
) -> Field:
    wrong = failure if failure and failure.parameter == one.name else None
    thing = asked.named.get(one.name) if asked else None
    value = asked.values.get(one.name, "") if asked else given.get(one.name, "")[:LONGEST]
    widget, options = _choices(one)
    if widget == "list" and thing:
        value = _typed(one, thing)
    if wrong and widget != "select":
        value, kind = given.get(one.name, "")[:LONGEST], "text"
    else:
        kind = INPUTS.get(one.type, "text")
    closest = tuple(
        (name, page_address(query, {**given, one.name: other})) for other, name in (wrong.closest if wrong else ())
    )
    free, language = one.default is None, current()
    return Field(
        one.name, one.labels[language], one.helps.get(language, ""), widget, kind, value, options, free,
        _shown(one, value, options), _sentence(one, wrong, given.get(one.name, "")) if wrong else "", closest,
        _attributes(one, kind),
    )  # fmt: skip


def _choices(one: Parameter) -> tuple[str, tuple[tuple[str, str], ...]]:
    """How a value is chosen, and from what."""
    if one.type == "choice":
        words = WORDS.get(one.name, WORDS["que_falta"] if one.name == "falta" else {})
        return "select", tuple((option, str(words.get(option, option))) for option in one.options)
    if not one.is_named:
        return "input", ()
    found = names(one.type).things
    if one.type not in ENTITIES:
        return "select", tuple((thing.value, label(thing.iri, current())) for thing in found)
    if len(found) <= FEW:
        return "select", tuple((thing.value, thing.name) for thing in found)
    best = sorted(found, key=lambda thing: -thing.seats)[:PROPOSED]
    return "list", tuple((_typed(one, thing), thing.acronym) for thing in best)


def _typed(one: Parameter, thing: Thing) -> str:
    """What stands for a thing in a field: its name, where that is its alone; else what addresses say."""
    try:
        return thing.label if names(one.type).find(one, thing.label).iri == thing.iri else thing.value
    except ParameterError:
        return thing.value


def _shown(one: Parameter, value: str, options: tuple[tuple[str, str], ...]) -> str:
    """A value in words."""
    when = day(value) if one.type == "date" else None
    return brief(when) if when else dict(options).get(value) or value


def _sentence(one: Parameter, wrong: ParameterError, given: str) -> str:
    """What is wrong with a value, to whoever filled the field."""
    if wrong.fault == "unknown":
        return gettext("Estos datos no conocen «%(value)s».", value=shortened(given))
    if wrong.fault == "several":
        return gettext("«%(value)s» puede ser más de una cosa.", value=shortened(given))
    if wrong.fault == "text":
        return gettext("Escriba como mucho %(number)s caracteres, en una sola línea.", number=LONGEST)
    if wrong.fault == "address":
        return gettext("La dirección da este valor más de una vez.")
    if one.least is not None:
        return gettext("Escriba un número entre %(least)s y %(most)s.", least=one.least, most=one.most)
    return str(MENDS[one.type])


def _attributes(one: Parameter, kind: str) -> dict[str, object]:
    if kind != "number":
        return {"maxlength": LONGEST} if kind == "text" else {}
    least, most = (1000, 9999) if one.type == "year" else (one.least, one.most)
    found = {"min": least, "max": most, "step": "any" if one.type == "decimal" else 1}
    return {name: value for name, value in found.items() if value is not None}
