"""What a stored question can be asked about: typed parameters, read strictly from its header and from an address.

    # parameter: mesa mesa | Mesa | Roundtable
    # parameter: hoy date = today | Hasta el día | Up to the day | Lo que vence después no cuenta. | …

Name (the variable of the query), type, default if it has one; then, between bars, label and help in Spanish and in
English. Without a value and without a default the variable stays free, which means «all».

    institution mesa record        an entity: slug, IRI, or its exact name or acronym        (see `names.py`)
    role class status              a word of the vocabulary: local name, IRI, or its label
    date year integer decimal      2024-09-11, 2024, 30, 0.9
    text choice(a, b, c)           words; one of some words
    integer(1..366)                a number with its least and its greatest value

Defaults that move: `today`, `today+60`, `today-30` for a date; `this-year` for a year; `busiest` for an institution or
a mesa: the one with the most seats in the snapshot that is asked.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from graph.errors import QueryError
from graph.store.binding import Value

ENTITIES = ("institution", "mesa", "record")
WORDS = ("role", "class", "status")
PLAIN = ("date", "year", "integer", "decimal", "text", "choice")
_TODAY = re.compile(r"today([+-]\d{1,4})?")
BUSIEST = "busiest"
LONGEST = 200  # characters of a value; no name of an institution is longer
SHOWN = 60  # characters of a value that an error repeats

_LINE = re.compile(r"([a-z][a-z_]*) ([a-z]+)(?:\(([^()]*)\))?(?: = (.+))?")
_BOUNDS = re.compile(r"(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)")
_NUMBER = {"year": re.compile(r"[1-9]\d{3}"), "integer": re.compile(r"-?\d{1,9}"),
           "decimal": re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")}  # fmt: skip
_FORMS = {
    "date": "una fecha como 2024-09-11", "year": "un año como 2024", "integer": "un número entero",
    "decimal": "un número como 0.9", "text": "un texto", "choice": "una de estas palabras",
}  # fmt: skip


class ParameterError(QueryError):
    """A value that a question cannot take.

    `status`: 400 for what cannot be a value, 404 for what is well formed and names nothing in the snapshot (after the
    next build it may). parameter: its name. closest: values that would be right, as (value, name). fault: unknown |
    several | form (written wrongly) | text (too long, or not one line) | address (a name, or how often it is said).
    """

    title = "La pregunta no se puede hacer con ese valor"

    def __init__(
        self,
        message: str,
        parameter: str,
        fault: str,
        closest: Sequence[tuple[str, str]] = (),
        status: int = 400,
    ):
        self.parameter, self.fault, self.closest, self.status = parameter, fault, tuple(closest), status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. default: as written in the header, None where «all» is meant. labels, helps: by language.
    options: the words of a choice. least, most: bounds of a number."""

    name: str
    type: str
    default: str | None
    labels: Mapping[str, str]
    helps: Mapping[str, str]
    options: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None

    def default_on(self, today: date) -> str | None:
        """The default as a value in an address, on a day; `busiest` stays, for it is known only to a snapshot."""
        moved = _TODAY.fullmatch(self.default or "")
        if moved:
            return (today + timedelta(days=int(moved[1] or 0))).isoformat()
        return str(today.year) if self.default == "this-year" else self.default

    @property
    def is_named(self) -> bool:
        """Whether its values are things with names, which are looked up."""
        return self.type in ENTITIES or self.type in WORDS


def read_parameter(line: str) -> Parameter:
    """The parameter that a header line describes (without `# parameter:`). Raises ValueError, saying what is wrong."""
    first, *words = (part.strip() for part in line.split("|"))
    found = _LINE.fullmatch(first)
    if found is None:
        raise ValueError("un parámetro se escribe «nombre tipo = valor | etiqueta | label», y «= valor» puede faltar")
    if len(words) not in (2, 4) or not all(words):
        raise ValueError("un parámetro lleva etiqueta en español y en inglés; y ayuda en ambas lenguas o en ninguna")
    name, kind, inside, default = found.groups()
    if kind not in (*ENTITIES, *WORDS, *PLAIN):
        raise ValueError(f"no existe el tipo «{kind}»; use {', '.join((*ENTITIES, *WORDS, *PLAIN))}")
    labels, helps = dict(zip(("es", "en"), words[:2], strict=True)), dict(zip(("es", "en"), words[2:], strict=False))
    return _checked(Parameter(name, kind, default, labels, helps, *_inside(kind, inside)))


def _inside(kind: str, inside: str | None) -> tuple[tuple[str, ...], Decimal | None, Decimal | None]:
    """What stands in parentheses behind the type: options of a choice, bounds of a number."""
    if kind == "choice":
        options = tuple(filter(None, (word.strip() for word in (inside or "").split(","))))
        if len(options) < 2:
            raise ValueError("«choice» lleva sus palabras entre paréntesis: choice(uno, dos)")
        return options, None, None
    if inside is None:
        return (), None, None
    bounds = _BOUNDS.fullmatch(inside)
    if kind not in ("integer", "decimal", "year") or bounds is None or Decimal(bounds[1]) > Decimal(bounds[2]):
        raise ValueError(f"«{kind}({inside})» no se entiende; los límites de un número se escriben integer(1..366)")
    return (), Decimal(bounds[1]), Decimal(bounds[2])


def _checked(parameter: Parameter) -> Parameter:
    """The parameter, if its default is one of its values."""
    default = parameter.default_on(date(2000, 1, 1))
    if parameter.is_named:
        if default is not None and (default == BUSIEST) != (parameter.type in ("institution", "mesa")):
            raise ValueError(f"«{default}» no puede ser el valor de un parámetro {parameter.type}")
    elif default is not None:
        try:
            read_value(parameter, default)
        except ParameterError as error:
            raise ValueError(str(error)) from None
    return parameter


def read_value(parameter: Parameter, text: str) -> Value:
    """The value that `text` is for a parameter whose values are not looked up. Raises ParameterError (400)."""
    text = check_text(parameter, text)
    if parameter.type == "text":
        return text
    if parameter.type == "choice":
        if text not in parameter.options:
            raise _wrong(parameter, text, [(option, option) for option in parameter.options])
        return text
    if parameter.type == "date":
        try:
            return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
        except ValueError:
            raise _wrong(parameter, text) from None
    if not text.isascii() or not _NUMBER[parameter.type].fullmatch(text):
        raise _wrong(parameter, text)
    number = Decimal(text)
    if (parameter.least is not None and number < parameter.least) or (
        parameter.most is not None and number > parameter.most
    ):
        raise _wrong(parameter, text)
    return number if parameter.type == "decimal" else int(number)


def check_text(parameter: Parameter, text: str) -> str:
    """`text` without white space around it. Raises ParameterError (400) where no value of any type is like it."""
    text = text.strip()
    if len(text) > LONGEST:
        raise ParameterError(
            f"el valor de «{parameter.name}» tiene {len(text)} caracteres; caben {LONGEST}", parameter.name, "text"
        )
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co") for letter in text):
        raise ParameterError(
            f"el valor de «{parameter.name}» lleva saltos de línea o caracteres que no se ven; escríbalo en una línea",
            parameter.name,
            "text",
        )
    return text


def shortened(text: str) -> str:
    """A value as an error repeats it."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _wrong(parameter: Parameter, text: str, closest: Sequence[tuple[str, str]] = ()) -> ParameterError:
    """That `text` is no value of the parameter, with what would be."""
    form = _FORMS[parameter.type]
    if closest:
        form += f": {', '.join(value for value, _ in closest)}"
    if parameter.least is not None:
        form += f" entre {parameter.least} y {parameter.most}"
    return ParameterError(f"«{parameter.name}» es {form}; no «{shortened(text)}»", parameter.name, "form", closest)
