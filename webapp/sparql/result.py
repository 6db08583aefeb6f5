"""An answer as people read it: a table whose IRIs are links and short names, and the line where a query fails."""

import json
import re
from dataclasses import dataclass
from typing import Any

from ontology.terms import Iris

ROWS = 1000
NUMBERS = ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
PLAIN = ("string", "boolean", "date", "dateTime", "gYear", "gYearMonth")  # one sees what they are
HOME = "es"  # the language of the data: saying so in every cell tells nothing
COUNTS = re.compile(r"(?:n|total|count)$|cu[aá]nt[oa]s", re.IGNORECASE)
XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. text: as shown. iri: the whole IRI, where it is one. note: language or datatype, where it matters."""

    text: str
    iri: str | None = None
    note: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer on a page. form: bindings | boolean | graph. more: whether rows were left out. value: of an ASK."""

    form: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    more: bool = False
    value: bool | None = None

    @property
    def most(self) -> float:
        """The greatest number of the column that counts, by which its bars are drawn; 0 where there is none."""
        if self.counted is None or len(self.rows) < 2:
            return 0
        cells = [row[self.counted] for row in self.rows]
        return max((float(cell.text) for cell in cells if cell and cell.number), default=0)

    @property
    def counted(self) -> int | None:
        """The column that counts something, by its name (`?n`, `?total`, `?cuantas…`)."""
        return next((index for index, name in enumerate(self.variables) if COUNTS.match(name)), None)

    @property
    def formats(self) -> tuple[tuple[str, str], ...]:
        """(format, name) of the files that it can be had as, the most useful first."""
        if self.form == "graph":
            return ("turtle", "Turtle"), ("jsonld", "JSON-LD"), ("ntriples", "N-Triples"), ("rdfxml", "RDF/XML")
        return ("csv", "CSV"), ("json", "JSON"), ("tsv", "TSV"), ("xml", "XML")


def shown(answer: bytes, iris: Iris) -> Shown:
    """The page's view of an answer in the format `sample` (see `graph.store.answers.sample`)."""
    found: dict[str, Any] = json.loads(answer)
    if found["form"] == "boolean":
        return Shown("boolean", value=found["value"])
    rows = tuple(tuple(_cell(term, iris) for term in row) for row in found["rows"])
    return Shown(found["form"], tuple(found["variables"]), rows, found["more"])


def _cell(term: dict[str, str] | None, iris: Iris) -> Cell | None:
    if term is None:
        return None
    value, kind = term["value"], term["type"]
    if kind == "uri":
        return Cell(iris.compact(value).removeprefix("<").removesuffix(">"), iri=value)
    if kind != "literal":
        return Cell(value if kind == "triple" else f"_:{value}")
    if "lang" in term:
        return Cell(value, note="" if term["lang"] == HOME else f"@{term['lang']}")
    datatype = term["datatype"].removeprefix(XSD)
    if datatype in NUMBERS:
        return Cell(value, number=True)
    return Cell(value, note="" if datatype in PLAIN else iris.compact(term["datatype"]))


def excerpt(query: str, line: int | None, column: int | None) -> str:
    """The line of `query` where it fails, the one before it, and a caret below the column; "" without a place."""
    lines = query.splitlines()
    if line is None or column is None or not 1 <= line <= len(lines):
        return ""
    width = len(str(line))
    numbered = [f"{number:>{width}} │ {lines[number - 1]}" for number in range(max(1, line - 1), line + 1)]
    lead = "".join("\t" if letter == "\t" else " " for letter in lines[line - 1][: column - 1]).ljust(column - 1)
    return "\n".join([*numbered, f"{' ' * width} │ {lead}▲"])
