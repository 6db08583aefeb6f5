"""What the vocabulary lets a person state of a thing: which properties it has, and what each of them may hold.

Domains and ranges are those of `ontology/enlace.ttl`; nothing here repeats them.
"""

import re
from dataclasses import dataclass
from functools import cache

from rdflib import Literal, URIRef
from rdflib.term import Node

from ontology.labels import label
from ontology.terms import ENLACE, FOAF, RDF, RDFS, SCHEMA, XSD, Iris, read_ontology
from ontology.validation import is_possible_date

TYPE_OF_CLASS: dict[Node, str] = {
    ENLACE.Institution: "institution",
    ENLACE.Mesa: "mesa",
    ENLACE.Session: "session",
    ENLACE.Agreement: "agreement",
    ENLACE.Person: "person",
    ENLACE.Record: "record",
    ENLACE.Topic: "topic",
    ENLACE.Norm: "norm",
}
TYPES = tuple(TYPE_OF_CLASS.values())
NAMES = {
    "institution": "una institución",
    "mesa": "una mesa",
    "session": "una sesión",
    "agreement": "un acuerdo",
    "person": "una persona",
    "record": "un registro",
    "topic": "un tema",
    "norm": "una norma",
}
INVERSE = {"leads": "ledBy"}  # the same statement seen from its other end: written both ways, compared as the second
SINGLE = frozenset(  # of these a thing has one: what a person states takes the place of what was read
    ("agreementOf", "date", "dueDate", "kind", "ordinal", "parent", "place", "reachedIn", "sessionOf", "status",
     "subMesaOf", "text", "validFrom", "validTo")
)  # fmt: skip
_WRITTEN = {("record", "text"), ("record", "file"), ("record", "scanned"), ("institution", "provisional")}
_AGREEMENT_KINDS = ("acuerdo", "compromiso", "convenio")


@dataclass(frozen=True, slots=True)
class Property:
    """A property: what it is said of (types), what it holds: things of these types, or a literal of a datatype."""

    name: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    ranges: frozenset[URIRef]


@cache
def properties() -> dict[str, Property]:
    """The properties that people may state or deny, by local name: those of things that records tell of."""
    ontology = read_ontology()
    found: dict[str, Property] = {}
    for term in sorted(set(ontology.subjects(RDFS.label)), key=str):
        domains = {*ontology.objects(term, RDFS.domain), *ontology.objects(term, SCHEMA.domainIncludes)}
        ranges = {*ontology.objects(term, RDFS.range), *ontology.objects(term, SCHEMA.rangeIncludes)}
        subjects = tuple(sorted(TYPE_OF_CLASS[one] for one in domains if one in TYPE_OF_CLASS))
        objects = tuple(sorted(TYPE_OF_CLASS[one] for one in ranges if one in TYPE_OF_CLASS))
        if subjects:
            name = str(term).removeprefix(str(ENLACE))
            found[name] = Property(name, subjects, objects, frozenset(one for one in ranges if isinstance(one, URIRef)))
    return found


def unknown(predicate: str) -> str:
    """What is said of a property that people cannot state, as a sentence."""
    return f"la propiedad «{predicate}» no existe o la escribe Enlace; las que hay son {', '.join(properties())}"


def subject_fault(predicate: str, subject: str) -> str | None:
    """Why `predicate` cannot be said of `subject` (`type/slug`), as a sentence, or None."""
    known = properties().get(predicate)
    if known is None:
        return unknown(predicate)
    kind = subject.partition("/")[0]
    if (kind, predicate) in _WRITTEN:
        return f"«{predicate}» lo escribe Enlace al leer {NAMES[kind]}; no se decide a mano"
    if kind not in known.subjects:
        return f"«{predicate}» se dice de {_either(known.subjects)}, y «{subject}» es {NAMES[kind]}"
    return None


def object_fault(predicate: str, subject: str, object: str) -> str | None:
    """Why `predicate` of `subject` cannot hold `object`, a `type/slug` or a value as written, or None."""
    known = properties()[predicate]
    if known.objects:
        kind = object.partition("/")[0] if is_reference(object) else ""
        if kind in known.objects:
            return None
        wanted = " o ".join(f"{one}/…" for one in known.objects)
        return f"«{predicate}» va a {_either(known.objects)} ({wanted}), y «{object}» no lo es"
    if predicate == "kind" and subject.startswith("agreement/") and object not in _AGREEMENT_KINDS:
        return f"la clase de un acuerdo es {', '.join(_AGREEMENT_KINDS)}, no «{object}»"
    return None if _value(known, object) is not None else f"«{object}» no vale para «{predicate}»: {_wanted(known)}"


def is_reference(text: str) -> bool:
    """Whether `text` is a `type/slug` of a thing that records or the register tell of."""
    kind, _, slug = text.partition("/")
    try:
        Iris("urn:x/").entity(kind, slug)
    except ValueError:
        return False
    return kind in TYPES


def iri_of(reference: str, iris: Iris) -> URIRef:
    """The IRI of a `type/slug`."""
    kind, _, slug = reference.partition("/")
    return iris.entity(kind, slug)


def class_of(reference: str) -> URIRef:
    """The class of what a `type/slug` names."""
    return ENLACE[reference.partition("/")[0].capitalize()]


def predicate_of(name: str) -> URIRef:
    """The IRI of a property by its local name; `type` is that of a class."""
    return RDF.type if name == "type" else ENLACE[name]


def inverse_of(predicate: Node) -> URIRef | None:
    """The property that says the same from the other end, for those that are written both ways."""
    pairs = [(ENLACE[one], ENLACE[other]) for one, other in INVERSE.items()]
    return next((b if predicate == a else a for a, b in pairs if predicate in (a, b)), None)


def term_of(predicate: str, object: str, iris: Iris) -> URIRef | Literal:
    """What `predicate` holds when `object` is written: the IRI of a thing, or a literal of the property's datatype.

    Raises ValueError for what `object_fault` names.
    """
    if is_reference(object) and properties()[predicate].objects:
        return iri_of(object, iris)
    value = _value(properties()[predicate], object)
    if value is None:
        raise ValueError(f"«{object}» no vale para «{predicate}»")
    return value


def _value(known: Property, text: str) -> URIRef | Literal | None:
    """A value as written, as the term it stands for, or None if it is none."""
    if ENLACE.AgreementStatus in known.ranges:
        name = text.removeprefix("enlace:")
        return ENLACE[name] if name in ("Open", "Fulfilled") else None
    if RDF.langString in known.ranges:
        return Literal(text, lang="es") if text else None
    if XSD.anyURI in known.ranges and FOAF.Document in known.ranges:
        return Literal(text, datatype=XSD.anyURI) if text.startswith(("http://", "https://")) else None
    if XSD.integer in known.ranges:
        return Literal(int(text)) if re.fullmatch("[1-9][0-9]{0,5}", text) else None
    if XSD.date in known.ranges:
        return _day(known, text)
    return Literal(text) if text and XSD.string in known.ranges else None


def _day(known: Property, text: str) -> Literal | None:
    if not is_possible_date(text):
        return None
    if len(text) == len("2024-06"):
        return Literal(text, datatype=XSD.gYearMonth) if XSD.gYearMonth in known.ranges else None
    return Literal(text, datatype=XSD.date)


def _wanted(known: Property) -> str:
    if ENLACE.AgreementStatus in known.ranges:
        return "escriba Open o Fulfilled"
    if XSD.gYearMonth in known.ranges:
        return "escriba un día (AAAA-MM-DD) o un mes (AAAA-MM) que exista"
    if XSD.date in known.ranges:
        return "escriba un día que exista (AAAA-MM-DD)"
    if XSD.integer in known.ranges:
        return "escriba un entero desde 1"
    return "escriba una dirección web" if FOAF.Document in known.ranges else "escriba un texto"


def _either(types: tuple[str, ...]) -> str:
    return " o ".join(NAMES[type] for type in types)


def wording(predicate: str) -> str:
    """A property as a Spanish sentence says it («participa en»)."""
    return label(predicate, "es")
