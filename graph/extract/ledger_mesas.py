"""The mesa of each row of a list: its cell names it, else the heading above it, else the title of the list."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from graph.extract.cells import mesa_name
from graph.extract.findings import Mention, Mesa
from graph.extract.mesa_names import Naming
from graph.extract.mesas import NamedMesa, as_findings, find_mesas
from graph.extract.names import fold
from graph.records.record import Cell, Record, Row

_EACH = re.compile(r"[^\s;|][^;|]*")
_ACRONYM = re.compile(r"\(([A-ZÁÉÍÓÚÑ][\w-]{1,14})\)\s*$")


class RowMesas:
    """The mesas of a list, in the order in which they are named."""

    def __init__(self, record: Record, mentions: Sequence[Mention]):
        """mentions: those of the whole record, in order; they tell where a mesa's name ends."""
        self._text = record.text
        self._named: dict[str, NamedMesa] = {}
        outside = _blanked(record)
        free = [each for each in mentions if outside[each.start : each.end].strip()]
        ends = [match.end() for match in re.finditer(r"\S[ ]*(?=\n|$)", outside)]
        self._told = find_mesas(replace(record, text=outside, rows=()), free, ends)
        first = record.rows[0].start
        marks = [(naming.start, mesa) for mesa in self._told if not mesa.background for naming in mesa.namings]
        self._headings = sorted((mark for mark in marks if mark[0] > first), key=lambda mark: mark[0])
        titled = list({mesa.name: mesa for start, mesa in marks if start < first}.values())
        self._title = titled if len(titled) == 1 else []

    def of(self, row: Row, mesa: Cell | None, submesa: Cell | None) -> tuple[str, ...]:
        """The names of the row's mesas, by its cells if it has them; () when nothing names one."""
        above = self._from_cell(mesa, "Mesa") if mesa else self._above(row)
        below = self._from_cell(submesa, "Submesa") if submesa else []
        for each in below:
            if len(above) == 1 and above[0] is not each:
                each.parent, each.sub = above[0].name, True
        return tuple(dict.fromkeys(each.name for each in below or above))

    def findings(self) -> tuple[Mesa, ...]:
        """Every mesa that rows, headings or title name."""
        others = [mesa for mesa in self._told if fold(mesa.name) not in self._named]
        named = [*self._named.values(), *others]
        return as_findings(sorted(named, key=lambda mesa: mesa.namings[0].start), self._text)

    def _above(self, row: Row) -> list[NamedMesa]:
        """The mesa that a heading above the row names, else the title."""
        index = bisect_right(self._headings, row.start, key=lambda mark: mark[0])
        return [self._headings[index - 1][1]] if index else self._title

    def _from_cell(self, cell: Cell, head: str) -> list[NamedMesa]:
        """The mesas that a cell names, divided by semicolons."""
        found = []
        for match in _EACH.finditer(self._text, cell.start, cell.end):
            name = mesa_name(match[0], head)
            if name is None:
                continue
            known = self._known(name)
            if known is None:
                known = self._named[fold(name)] = NamedMesa(name)
            if not known.namings or known.namings[-1].start < match.start():
                acronym = _ACRONYM.search(match[0])
                known.namings.append(Naming(match.start(), match.end(), name, acronym[1] if acronym else None))
            found.append(known)
        return found

    def _known(self, name: str) -> NamedMesa | None:
        key = fold(name)
        if key not in self._named:
            told = next((mesa for mesa in self._told if fold(mesa.name) == key), None)
            if told:
                self._named[key] = told
        return self._named.get(key)


def _blanked(record: Record) -> str:
    """The record's text with spaces where its rows stand."""
    parts, last = [], 0
    for row in record.rows:
        parts += [record.text[last : row.start], " " * (row.end - row.start)]
        last = row.end
    return "".join([*parts, record.text[last:]])
