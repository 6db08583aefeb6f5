"""A stored question and what is asked of it -> the query with every value in its place, each one checked term."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.questions.names import Names, Thing, known_by_slug
from graph.questions.parameters import BUSIEST, ENTITIES, Parameter, ParameterError, check_text, read_value
from graph.questions.shape import Engine
from graph.questions.stored import StoredQuery
from graph.store.binding import IRI, Value, bind
from ontology.terms import Iris

OURS = ("lang", "format")  # what an address may say besides the parameters


@dataclass(frozen=True)
class Room:
    """Where values are looked up: the day, an engine, what makes IRIs, and the names of a type (which may be kept)."""

    today: date
    engine: Engine
    iris: Iris
    names: Callable[[str], Names]


@dataclass(frozen=True)
class Asked:
    """A question with its values.

    text: the query to run. arguments: what an address must say to ask the same; a default is left out. values: each
    parameter that has a value, as an address says it. named: those that are things, by parameter.
    """

    query: StoredQuery
    text: str
    arguments: Mapping[str, str]
    values: Mapping[str, str]
    named: Mapping[str, Thing]


def arguments_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What an address says, name to value. Raises ParameterError for a name that it says twice with a value."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if found.get(name) and value:
            raise ParameterError(f"el parámetro «{name}» aparece más de una vez; debe aparecer una", name, "address")
        found[name] = value or found.get(name, "")
    return found


def unknown(query: StoredQuery, arguments: Mapping[str, str]) -> list[str]:
    """The names in `arguments` that the question does not know."""
    known = {one.name for one in query.parameters}
    return [name for name in arguments if name not in known and name not in OURS]


def check_known(query: StoredQuery, arguments: Mapping[str, str]) -> None:
    """Nothing, or ParameterError: a filter that were passed over in silence would give wrong data."""
    strange = unknown(query, arguments)
    if strange:
        known = ", ".join(one.name for one in query.parameters)
        said = f"se conocen: {known}" if known else "esta pregunta no tiene ninguno"
        raise ParameterError(f"no existe el parámetro «{strange[0][:60]}»; {said}", strange[0][:60], "address")


def ask(query: StoredQuery, arguments: Mapping[str, str], room: Room) -> Asked:
    """The question with the values that `arguments` give; an empty value is none. Raises ParameterError."""
    terms: dict[str, Value] = {}
    said: dict[str, str] = {}
    values: dict[str, str] = {}
    named: dict[str, Thing] = {}
    for parameter in query.parameters:
        default = _default(parameter, room)
        given = arguments.get(parameter.name, "").strip() or default
        if given is None:
            continue
        if parameter.is_named:
            thing = _thing(parameter, given, room)
            named[parameter.name], terms[parameter.name], text = thing, IRI(thing.iri), thing.value
        else:
            terms[parameter.name] = read_value(parameter, given)
            text = given
        values[parameter.name] = text
        if text != default:
            said[parameter.name] = text
    return Asked(query, bind(query.text, terms), said, values, named)


def _default(parameter: Parameter, room: Room) -> str | None:
    """The default as a value in an address; None for «all», and where nothing in the snapshot can be the default."""
    default = parameter.default_on(room.today)
    if default != BUSIEST:
        return default
    busiest = room.names(parameter.type).busiest
    return busiest.value if busiest else None


def _thing(parameter: Parameter, text: str, room: Room) -> Thing:
    """What a value names: by a point lookup where it is a slug or an IRI, else among all names."""
    text = check_text(parameter, text)
    known = known_by_slug(parameter.type, text, room.engine, room.iris) if parameter.type in ENTITIES else None
    return known or room.names(parameter.type).find(parameter, text)
