"""What answers are made of: references to entities, days, due dates, and the order in which people read names."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from graph.store.engine import Engine
from ontology.slugs import fold

__all__ = ["PREFIXES", "Due", "Engine", "Ref", "day", "due", "first_by_iri", "order", "ref", "sort_key"]

PREFIXES = """
PREFIX enlace: <https://w3id.org/enlace/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@dataclass(frozen=True, slots=True)
class Ref:
    """An entity as others point to it: its IRI, its name, and its acronym if it has one."""

    iri: str
    label: str
    acronym: str | None = None

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.label


class Named(Protocol):
    """Whatever has a name to be sorted by."""

    @property
    def label(self) -> str: ...


NamedT = TypeVar("NamedT", bound=Named)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due. last: the last day on which it is in time; exact: False where only the month is known."""

    last: date
    exact: bool


def day(text: str | None) -> date | None:
    """`YYYY-MM-DD` as a date; None for nothing, or for what is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def due(text: str | None) -> Due | None:
    """`YYYY-MM-DD` or `YYYY-MM` as a due date; a month is in time until its last day."""
    if text and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        year, month = int(text[:4]), int(text[5:7])
        return Due(date(year, month, calendar.monthrange(year, month)[1]), exact=False) if year else None
    exact = day(text)
    return Due(exact, exact=True) if exact else None


def sort_key(name: str) -> tuple[list[tuple[int, str]], str]:
    """The order of names for readers: accents, case and punctuation do not count, numbers count as numbers."""
    parts = re.findall(r"\d+|[^\W\d]+", fold(name))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], name


def order(items: Iterable[NamedT]) -> list[NamedT]:
    """Items by name, as readers expect it."""
    return sorted(items, key=lambda item: sort_key(item.label))


def first_by_iri(rows: Iterable[dict[str, str]], variable: str = "iri") -> dict[str, dict[str, str]]:
    """One row an entity: where an entity has several (two labels), the first in the order of their values."""
    kept: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: sorted(row.items())):
        kept.setdefault(row[variable], row)
    return kept


def ref(row: dict[str, str], name: str) -> Ref | None:
    """The entity in variables `name`, `nameLabel`, `nameAcronym` of a row; None where it is unbound."""
    if name not in row:
        return None
    return Ref(row[name], row.get(f"{name}Label", row[name]), row.get(f"{name}Acronym"))
