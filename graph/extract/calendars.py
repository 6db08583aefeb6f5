"""Tables inside a text that have a column «Mesa» (a calendar of meetings, a list of who leads which): read as lists."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from graph.extract.findings import Agreement, Findings, Mesa, Relation, Session
from graph.extract.grids import cells, is_rule
from graph.extract.ledger import from_rows
from graph.extract.register import Register
from graph.records.columns import OTHER, column_of
from graph.records.record import Cell, Record, Row


def with_calendars(record: Record, findings: Findings, register: Register, today: date | None) -> Findings:
    """`findings` of a text, and what the rows of its tables with a column «Mesa» state.

    today: the day from which dates without a year count.
    """
    rows = tuple(_rows(record.text))
    if not rows:
        return findings
    listed = from_rows(replace(record, rows=rows, date=today), register)
    return replace(
        findings,
        mesas=_joined(findings.mesas, listed.mesas, lambda mesa: mesa.name),
        sessions=_joined(findings.sessions, listed.sessions, lambda one: (one.mesa, one.date)),
        relations=_joined(findings.relations, listed.relations, lambda one: (one.subject, one.predicate, one.object)),
        agreements=_joined(findings.agreements, listed.agreements, lambda one: one.start),
    )


def _rows(text: str) -> Iterator[Row]:
    """The rows of every such table, their cells by column."""
    columns: list[str] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        parts = cells(text, start, end) if "|" in line else []
        heads = [column_of(text[left:right]) for left, right in parts]
        if "mesa" in heads and len({*heads} - {OTHER}) > 2:
            columns = heads
        elif not parts:
            columns = []
        elif columns and not is_rule(text[start:end]):
            found = zip(columns, parts, strict=False)
            told = tuple(Cell(column, left, right) for column, (left, right) in found if left < right)
            yield Row(parts[0][0], parts[-1][1], told)
        start += len(line)


Found = TypeVar("Found", Agreement, Mesa, Relation, Session)


def _joined(told: tuple[Found, ...], listed: tuple[Found, ...], key: Callable[[Found], object]) -> tuple[Found, ...]:
    """What the text says and what its tables add, each once."""
    known = {key(one) for one in told}
    return told + tuple(one for one in listed if key(one) not in known)
