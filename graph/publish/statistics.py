"""What a graph holds, counted: the one count behind the manifest, VoID, the catalogue and the store's own description.

Statistics of graphs that share no subject can be added. Memory grows with the classes and properties, not the graph.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.store.serialise import Value, subjects
from ontology.terms import ENLACE, RDF
from ontology.validation import is_possible_date

_TYPE, _DATE = str(RDF.type), str(ENLACE.date)

Fact = tuple[str, Value]


@dataclass(slots=True)
class Statistics:
    """Counts over statements, each once; every key is an IRI.

    subjects: of all statements. entities: subjects below the space of the data. classes: instances by class.
    properties: statements by property. within: statements by the class of their subject and their property.
    literals: those of `within` whose value is a literal, by its datatype too. first, last: the earliest and latest day
    (YYYY-MM-DD) of a session or record.
    """

    subjects: int = 0
    entities: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    within: Counter[tuple[str, str]] = field(default_factory=Counter)
    literals: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    first: str | None = None
    last: str | None = None

    @property
    def triples(self) -> int:
        """How many statements there are."""
        return self.properties.total()

    def __add__(self, other: "Statistics") -> "Statistics":
        days = [day for day in (self.first, other.first, self.last, other.last) if day]
        return Statistics(
            self.subjects + other.subjects, self.entities + other.entities, self.classes + other.classes,
            self.properties + other.properties, self.within + other.within, self.literals + other.literals,
            min(days, default=None), max(days, default=None),
        )  # fmt: skip

    def counts(self) -> dict[str, Any]:
        """What the manifest tells of them, its keys sorted where they are IRIs."""
        return {
            "triples": self.triples,
            "subjects": self.subjects,
            "entities": self.entities,
            "classes": dict(sorted(self.classes.items())),
            "properties": dict(sorted(self.properties.items())),
            "first": self.first,
            "last": self.last,
        }


def statistics(ntriples: Path, space: str) -> Statistics:
    """Counts over sorted N-Triples, each statement once. space: what the IRIs of the data begin with."""
    return counted(subjects(ntriples), space)


def counted(things: Iterable[tuple[str, list[Fact]]], space: str) -> Statistics:
    """Counts over subjects, each with all its (predicate, value) pairs, as `subjects` gives them."""
    found = Statistics()
    for iri, facts in things:
        found.subjects += 1
        found.entities += iri.startswith(space)
        found.properties.update(predicate for predicate, _ in facts)
        kinds = [value.text for predicate, value in facts if predicate == _TYPE]
        found.classes.update(kinds)
        for kind in kinds:
            found.within.update((kind, predicate) for predicate, _ in facts)
            found.literals.update((kind, name, value.datatype) for name, value in facts if value.datatype)
        for day in (value.text for predicate, value in facts if _is_day(predicate, value)):
            found.first, found.last = min(found.first or day, day), max(found.last or day, day)
    return found


def _is_day(predicate: str, value: Value) -> bool:
    return predicate == _DATE and len(value.text) == 10 and is_possible_date(value.text)
