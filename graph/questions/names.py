"""Which thing a person means: a slug, an IRI, or a name as people type it, among all things of one type.

Exact names come before other names, and these before the end of a slug (`innovadores-publicos` is the Mesa de
Innovadores Públicos). What fits two things is not guessed: the error lists both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from graph.errors import QuerySyntaxError
from graph.questions.parameters import WORDS, Parameter, ParameterError, check_text, shortened
from graph.questions.shape import PREFIXES, Engine, sort_key
from graph.store.engine import IRI
from ontology.labels import label
from ontology.slugs import fold
from ontology.terms import ENLACE, ORG, RDF, RDFS, Iris, read_ontology

CLASSES = {"institution": "Institution", "mesa": "Mesa", "record": "Record"}
GENUS = {
    "institution": "una institución", "mesa": "una mesa", "record": "un registro", "role": "un papel",
    "class": "una clase de institución", "status": "un estado",
}  # fmt: skip
CLOSE = 5
FEW = 8  # things that an error lists whole
ALIKE = 60  # likeness below which a name is no help

_NAMES = """SELECT ?iri ?label ?acronym WHERE {
  ?iri a ?class ; rdfs:label ?label OPTIONAL { ?iri enlace:acronym ?acronym } }"""
_OTHERS = "SELECT ?iri ?name WHERE { ?iri a ?class ; skos:altLabel ?name }"
_SEATS = """SELECT ?iri (COUNT(?seat) AS ?seats) WHERE {
  ?seat enlace:member|enlace:organization ?iri . ?iri a ?class } GROUP BY ?iri"""
_KNOWN = "SELECT ?label WHERE { ?entity a ?class ; rdfs:label ?label } LIMIT 1"


@dataclass(slots=True)
class Thing:
    """Something with names. value: how addresses name it. seats: in how many participations it is found."""

    iri: str
    value: str
    label: str
    acronym: str = ""
    others: set[str] = field(default_factory=set)
    seats: int = 0

    @property
    def name(self) -> str:
        """Its name with its acronym."""
        return f"{self.label} ({self.acronym})" if self.acronym else self.label

    @property
    def names(self) -> list[str]:
        """Every name that it goes by."""
        return [name for name in (self.label, self.acronym, *sorted(self.others)) if name]


class Names:
    """All things of one type, to be found by what people write."""

    def __init__(self, type: str, things: Iterable[Thing]):
        self.type = type
        self.things = sorted(things, key=lambda one: (sort_key(one.label), one.iri))
        self._by_iri = {one.iri: one for one in self.things}
        self._by_value = {one.value.casefold(): one for one in self.things}
        self._by_name: dict[str, set[str]] = {}
        self._by_other: dict[str, set[str]] = {}
        for one in self.things:
            for name in filter(None, (one.label, one.acronym, one.name)):
                self._by_name.setdefault(_folded(name), set()).add(one.iri)
            for name in one.others:
                self._by_other.setdefault(_folded(name), set()).add(one.iri)

    def find(self, parameter: Parameter, text: str) -> Thing:
        """What `text` means. Raises ParameterError: 400 for several things, 404 for none, with those that are close."""
        text = check_text(parameter, text)
        exact = self._by_iri.get(text) or self._by_value.get(text.casefold())
        if exact:
            return exact
        found = self._by_name.get(_folded(text)) or self._by_other.get(_folded(text)) or self._ending(text)
        if len(found) == 1:
            return self._by_iri[next(iter(found))]
        if found:
            raise self._several(parameter, text, found)
        raise self._none(parameter, text)

    @property
    def busiest(self) -> Thing | None:
        """The thing with the most seats, of equals the first by name; None where nothing sits anywhere."""
        best = max(self.things, key=lambda one: one.seats, default=None)
        return best if best and best.seats else None

    def _ending(self, text: str) -> set[str]:
        """Things whose address ends in `text` as a slug; those that lack only «mesa de» before all others."""
        end = "-" + "-".join(_folded(text).split()).strip("-")
        if len(end) < 4:
            return set()
        found = {one.iri for one in self.things if one.value.endswith(end)}
        short = {iri for iri in found if self._by_iri[iri].value.removesuffix(end) in ("mesa", "mesa-de", "mesa-del")}
        return short if len(short) == 1 else found

    def closest(self, text: str) -> list[Thing]:
        """The things whose names come closest to `text`: those that begin with its words, the busiest first; then those
        whose names are most like it."""
        words = _folded(text).split()
        begun = [one for one in self.things if words and any(_begins(name, words) for name in one.names)]
        found = {one.iri: one for one in sorted(begun, key=lambda one: -one.seats)[:CLOSE]}
        names = [(one, _folded(name)) for one in self.things for name in one.names]
        likest = process.extract(
            " ".join(words), [name for _, name in names], scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=4 * CLOSE
        )
        found.update({names[index][0].iri: names[index][0] for _, _, index in likest})
        return list(found.values())[:CLOSE]

    def _several(self, parameter: Parameter, text: str, found: Iterable[str]) -> ParameterError:
        things = sorted((self._by_iri[iri] for iri in found), key=lambda one: sort_key(one.label))[: 2 * CLOSE]
        values = [(one.value, one.name) for one in things]
        said = f"«{shortened(text)}» puede ser más de una cosa en «{parameter.name}»; escriba una: {_listed(values)}"
        return ParameterError(said, parameter.name, "several", values)

    def _none(self, parameter: Parameter, text: str) -> ParameterError:
        near = self.closest(text)
        if len(self.things) <= FEW:
            near += [one for one in self.things if one not in near]
        values = [(one.value, one.name) for one in near]
        said = f"«{parameter.name}» es {GENUS[self.type]}, y estos datos no conocen «{shortened(text)}»"
        if values:
            said += f"; lo más parecido: {_listed(values)}"
        return ParameterError(said, parameter.name, "unknown", values, 404)


def _folded(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").split())


def _begins(name: str, words: list[str]) -> bool:
    """Whether each of the words begins a word of the name."""
    own = _folded(name).split()
    return all(any(part.startswith(word) for part in own) for word in words)


def _listed(values: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{value} ({name})" if name != value else value for value, name in values)


def names_of(type: str, engine: Engine, iris: Iris) -> Names:
    """Every thing of a type: one of `parameters.ENTITIES` as the engine knows them, or of `parameters.WORDS`."""
    if type in WORDS:
        return Names(type, _words(type))
    kind = IRI(ENLACE[CLASSES[type]])
    things: dict[str, Thing] = {}
    for row in sorted(engine.rows(PREFIXES + _NAMES, **{"class": kind}), key=lambda row: sorted(row.items())):
        iri = row["iri"]
        things.setdefault(iri, Thing(iri, _value(iri, type, iris), row["label"], row.get("acronym", "")))
    for row in engine.rows(PREFIXES + _OTHERS, **{"class": kind}):
        if row["iri"] in things:
            things[row["iri"]].others.add(row["name"])
    for row in engine.rows(PREFIXES + _SEATS, **{"class": kind}):
        if row.get("iri") in things:
            things[row["iri"]].seats = int(row["seats"])
    return Names(type, things.values())


def _value(iri: str, type: str, iris: Iris) -> str:
    """How an address names an entity: its slug; for one that is not of our making its IRI."""
    try:
        kind, slug = iris.parse(iri)
    except ValueError:
        return iri
    return slug if kind == type else iri


def _words(type: str) -> Iterable[Thing]:
    """The words of the vocabulary that a parameter can take."""
    graph = read_ontology()
    found = {
        "role": graph.subjects(RDF.type, ORG.Role), "class": graph.subjects(RDFS.subClassOf, ENLACE.Institution),
        "status": graph.subjects(RDF.type, ENLACE.AgreementStatus),
    }[type]  # fmt: skip
    for iri in set(found):
        yield Thing(str(iri), str(iri).rpartition("#")[2], label(str(iri)), others={label(str(iri), "en")})


def known_by_slug(type: str, text: str, engine: Engine, iris: Iris) -> Thing | None:
    """The entity whose slug or IRI `text` is, by one point lookup; None where `text` must be looked up as a name."""
    try:
        iri = text if ":" in text else str(iris.entity(type, text))
        rows = engine.rows(PREFIXES + _KNOWN, entity=IRI(iri), **{"class": IRI(ENLACE[CLASSES[type]])})
    except (ValueError, QuerySyntaxError):  # the engine knows better what an IRI is: `_:b0` and `http://[` are none
        return None
    return Thing(iri, _value(iri, type, iris), rows[0]["label"]) if rows else None
