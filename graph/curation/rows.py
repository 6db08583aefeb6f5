"""One line of a file of decisions -> a Decision; what makes a line unusable is said in one sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.curation import vocabulary
from graph.extract.names import collapse, phrase
from graph.extract.register import Register
from ontology import slugs
from ontology.validation import is_possible_date

COLUMNS = {
    "alias": ("surface", "institution", "record", "author", "date", "reason"),
    "same-as": ("keep", "merge", "author", "date", "reason"),
    "not-same": ("one", "other", "author", "date", "reason"),
    "assert": ("subject", "predicate", "object", "author", "date", "reason"),
    "deny": ("subject", "predicate", "object", "record", "author", "date", "reason"),
}
ANY = "*"
NAME = "name"  # the predicate of decisions on a form: the object names the subject, or does not
MERGED = frozenset(("institution", "mesa", "session", "agreement", "person", "topic"))
_ARTICLES = frozenset(("el", "la", "los", "las"))
_QUOTES = "\"'«»“”‘’"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided.

    kind: one of `decisions.KINDS`. subject: `type/slug`. predicate: local name of a property, `type`, NAME, or empty
    for same-as and not-same of things. object: `type/slug`, a value as written, a form, or ANY. record: name of the
    only record in which it holds; empty: in all. author, date (YYYY-MM-DD), reason: as written. file, line: its place.

    Of same-as, the subject disappears into the object.
    """

    kind: str
    subject: str
    predicate: str
    object: str
    record: str
    author: str
    date: str
    reason: str
    file: str
    line: int

    @property
    def surface(self) -> str:
        """The form that the decision is about; empty when it is about things."""
        return self.object if self.predicate == NAME else ""

    @property
    def form(self) -> tuple[str, ...]:
        """The folded words of the form; empty when the decision is about things."""
        return form_of(self.surface)


def form_of(surface: str) -> tuple[str, ...]:
    """The folded words by which forms are compared: an article before the name is no part of it."""
    words = phrase(surface) if surface else ()
    return words[1:] if words[1:] and words[0] in _ARTICLES else words


def decision(kind: str, row: Mapping[str, str], register: Register, file: str, line: int) -> Decision:
    """The decision of one row. Raises ValueError with a sentence for the user."""
    cells = {column: collapse(cell) for column, cell in row.items()}
    made = {"alias": _alias, "same-as": _same, "not-same": _not_same, "assert": _assertion, "deny": _denial}[kind](
        cells, register
    )
    _signed(cells)
    return Decision(kind, *made, cells.get("record", ""), cells["author"], cells["date"], cells["reason"], file, line)


def _signed(cells: Mapping[str, str]) -> None:
    if not cells["author"]:
        raise ValueError("falta el autor; escriba quién lo decidió")
    if not _DAY.fullmatch(cells["date"]) or not is_possible_date(cells["date"]):
        raise ValueError(f"la fecha «{cells['date']}» debe escribirse AAAA-MM-DD y existir en el calendario")
    if not cells["reason"]:
        raise ValueError("falta la razón; escriba en una frase por qué se decidió así")


Made = tuple[str, str, str]  # subject, predicate, object


def _alias(cells: Mapping[str, str], register: Register) -> Made:
    id = cells["institution"].removeprefix("institution/")
    _registered(id, register)
    return f"institution/{id}", NAME, _form(cells["surface"])


def _registered(id: str, register: Register) -> None:
    entry = register.entries.get(id)
    if entry is None:
        raise ValueError(f"la institución «{id}» no está en data/register/institutions.csv; agréguela o corrija el id")
    if entry.is_mesa:
        raise ValueError(f"«{id}» es una mesa y no una institución; para unir mesas use same-as.csv con mesa/…")


def _form(text: str) -> str:
    form = text.strip(_QUOTES + " ")
    if not phrase(form):
        raise ValueError(f"la forma «{text}» no tiene palabras; escríbala como está en los registros")
    return form


def _same(cells: Mapping[str, str], register: Register) -> Made:
    keep, merge = _thing(cells["keep"], register), _thing(cells["merge"], register)
    _alike(keep, merge, "unir")
    return merge, "", keep


def _not_same(cells: Mapping[str, str], register: Register) -> Made:
    other = _thing(cells["other"], register)
    if vocabulary.is_reference(cells["one"]):
        one = _thing(cells["one"], register)
        _alike(one, other, "separar")
        one, other = sorted((one, other))
        return one, "", other
    if not other.startswith("institution/"):
        raise ValueError(f"«{cells['one']}» es una forma, y una forma solo puede no ser una institución, no «{other}»")
    return other, NAME, _form(cells["one"])


def _alike(one: str, other: str, what: str) -> None:
    kind = one.partition("/")[0]
    if one == other:
        raise ValueError(f"«{one}» está a los dos lados; escriba dos cosas distintas")
    if kind != other.partition("/")[0]:
        raise ValueError(f"solo se pueden {what} dos cosas del mismo tipo, no «{one}» y «{other}»")
    if kind not in MERGED:
        raise ValueError(f"no se pueden {what} cosas del tipo «{kind}»; los tipos son {', '.join(sorted(MERGED))}")


def _thing(text: str, register: Register) -> str:
    """A `type/slug`. Raises ValueError with what is wrong with it."""
    if not vocabulary.is_reference(text):
        kinds = ", ".join(vocabulary.TYPES)
        raise ValueError(f"«{text}» debe escribirse tipo/nombre, como en la dirección web; los tipos son {kinds}")
    kind, _, slug = text.partition("/")
    if kind == "institution" and slug in register.entries:
        _registered(slug, register)
    return text


def _assertion(cells: Mapping[str, str], register: Register) -> Made:
    subject, predicate = _thing(cells["subject"], register), _property(cells["predicate"])
    if predicate == "type":
        raise ValueError("lo que algo es no se afirma; una institución se agrega a data/register/institutions.csv")
    _stated(subject, predicate, cells["object"], register)
    return subject, predicate, cells["object"]


def _denial(cells: Mapping[str, str], register: Register) -> Made:
    subject, predicate = _thing(cells["subject"], register), _property(cells["predicate"])
    object = cells["object"] or ANY
    if predicate == "type":
        return subject, predicate, _denied_type(subject, object, register)
    if object == ANY:
        fault = vocabulary.subject_fault(predicate, subject)
        if fault:
            raise ValueError(fault)
    else:
        _stated(subject, predicate, object, register)
    return subject, predicate, object


def _denied_type(subject: str, object: str, register: Register) -> str:
    kind, _, slug = subject.partition("/")
    if object not in (ANY, kind, kind.capitalize()):
        raise ValueError(f"«{subject}» no se lee como «{object}»; escriba * para negar que exista")
    if kind == "record":
        raise ValueError("un registro no se niega; borre su archivo, o niegue lo que se leyó en él")
    mesas = {slugs.slug(entry.name) for entry in register.entries.values() if entry.is_mesa}
    if (kind == "institution" and slug in register.entries) or (kind == "mesa" and slug in mesas):
        raise ValueError(f"«{slug}» está en data/register/institutions.csv; quítela de ahí o niegue lo que hace")
    return ANY


def _property(text: str) -> str:
    name = text.removeprefix("enlace:").removeprefix("rdf:")
    if name != "type" and name not in vocabulary.properties():
        raise ValueError(vocabulary.unknown(text))
    return name


def _stated(subject: str, predicate: str, object: str, register: Register) -> None:
    fault = vocabulary.subject_fault(predicate, subject) or vocabulary.object_fault(predicate, subject, object)
    if fault:
        raise ValueError(fault)
    if vocabulary.properties()[predicate].objects:
        _thing(object, register)
