"""An answer as people read it: columns with names, things with links, days in words, and bars where something counts.

A column `x_nombre` (or `x_texto`) beside a column `x` of IRIs is one column: the name, which leads to the thing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext

from graph.questions.shape import day, due
from graph.questions.stored import StoredQuery
from ontology.labels import label
from ontology.terms import ENLACE, RDFS
from webapp.language import begun, current
from webapp.layout import kind_of
from webapp.pages.words import KINDS_OF_AGREEMENT, KINDS_OF_RECORD
from webapp.queries.words import COLUMNS, MISSING
from webapp.sparql.result import Cell, Shown

BARS = 15
LABEL = str(RDFS.label)
_MONTH = re.compile(r"\d{4}-\d{2}")
WORDS = {"tipo": {**KINDS_OF_RECORD, **KINDS_OF_AGREEMENT}, "clase": KINDS_OF_AGREEMENT, "que_falta": MISSING}


@dataclass(frozen=True, slots=True)
class Item:
    """One value. cell: as the shared parts show it. day: the day it is, or the last of its month; exact: whether it
    is a day."""

    cell: Cell
    day: date | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart. share: of the longest, in percent."""

    name: str
    number: str
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that compare. title: what is counted, by what. left: how many bars are not drawn. kind: of the
    things that are compared, "" where they are none."""

    title: str
    bars: tuple[Bar, ...]
    left: int
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """An answer. columns: name and heading. more: whether rows were left out. chart: None where nothing compares."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Item | None, ...], ...]
    more: bool
    chart: Chart | None


def heading(query: StoredQuery, name: str) -> str:
    """What a column is called: as the parameter of that name, or by its own word."""
    own = next((one.labels[current()] for one in query.parameters if one.name == name), None)
    return own or str(COLUMNS.get(name, name.replace("_", " ")))


def table_of(query: StoredQuery, shown: Shown) -> Table:
    """The table of an answer, with its bars."""
    shown = _with_names(shown) if shown.form == "graph" else shown
    places = {name: index for index, name in enumerate(shown.variables)}
    named = {name.rpartition("_")[0]: name for name in shown.variables if name.endswith(("_nombre", "_texto"))}
    pairs = []  # (name of the column, place of its words, place of its IRIs or None)
    for name in shown.variables:
        owner = name.rpartition("_")[0]
        if named.get(owner) == name:
            pairs.append((owner, places[name], places.get(owner)))
        elif name not in named:
            pairs.append((name, places[name], None))
    rows = tuple(tuple(_item(name, row, words, iris) for name, words, iris in pairs) for row in shown.rows)
    columns = tuple((name, heading(query, name)) for name, _, _ in pairs)
    return Table(columns, rows, shown.more, _chart(query, columns, rows))


def _with_names(shown: Shown) -> Shown:
    """A graph as people read it: things by the names that the graph itself gives them."""
    names = {row[0].iri: row[2].text for row in shown.rows if row[0] and row[1] and row[2] and row[1].iri == LABEL}

    def named(cell: Cell | None) -> Cell | None:
        return replace(cell, text=names.get(cell.iri, cell.text)) if cell and cell.iri else cell

    def relation(cell: Cell | None) -> Cell | None:
        return Cell(gettext("se llama")) if cell and cell.iri == LABEL else cell

    rows = tuple((named(row[0]), relation(row[1]), named(row[2])) for row in shown.rows)
    return replace(shown, rows=rows)


def _item(name: str, row: Sequence[Cell | None], words: int, iris: int | None) -> Item | None:
    said, thing = row[words], row[iris] if iris is not None else None
    if thing is not None and thing.iri:
        text = said.text if said else thing.text
        return Item(_word(thing.iri) or Cell(begun(text) if name == "acuerdo" else text, thing.iri))
    if said is None:
        return None
    if said.iri:
        return Item(_word(said.iri) or said)
    if said.text in WORDS.get(name, {}):
        return Item(Cell(str(WORDS[name][said.text])))
    when = due(said.text) if _MONTH.fullmatch(said.text) else None
    return Item(said, when.last, exact=False) if when else Item(said, day(said.text))


def _word(iri: str) -> Cell | None:
    """A word of the vocabulary by its name in the reader's language; None for any other IRI."""
    local = iri.removeprefix(str(ENLACE))
    return Cell(label(iri, current())) if local != iri and local in ENLACE else None


def _chart(
    query: StoredQuery, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Item | None]]
) -> Chart | None:
    """The bars of the columns that the header names; None for fewer than two."""
    if query.chart is None:
        return None
    order = [name for name, _ in columns]
    by, counted = (order.index(name.removesuffix("_nombre")) for name in query.chart)
    pairs = [(row[by], row[counted]) for row in rows]
    numbers = [(item, count.cell.text) for item, count in pairs if count is not None and count.cell.number]
    most = max((float(text) for _, text in numbers), default=0)
    if len(numbers) < 2 or most <= 0:
        return None
    bars = tuple(
        Bar(item.cell.text if item else gettext("Sin valor"), text, round(100 * float(text) / most, 1))
        for item, text in numbers[:BARS]
    )
    title = gettext("%(what)s, por %(by)s", what=columns[counted][1], by=columns[by][1].lower())
    first = next((item.cell.iri for item, _ in numbers if item and item.cell.iri), None)
    return Chart(title, bars, len(numbers) - len(bars), kind_of(first) if first else "")
