"""Records as JSON and back, for the pipe between `sandbox` and its child: lists by position, dates as ISO text."""

from collections.abc import Iterable
from dataclasses import astuple, fields
from datetime import date
from typing import Any

from graph.records.record import Cell, Omission, Record, Rejection, Row, Section

_FIELDS = tuple(field.name for field in fields(Record))


def packed(items: Iterable[Record | Rejection | Omission]) -> list[Any]:
    """What `unpacked` makes the same items of again, in mappings, lists, texts, numbers and None only."""
    return [_packed(item) for item in items]


def unpacked(items: Iterable[Any]) -> list[Record | Rejection | Omission]:
    """The records, rejections and omissions of which `packed` made `items`."""
    return [_unpacked(item) for item in items]


def _packed(item: Record | Rejection | Omission) -> Any:
    if isinstance(item, Rejection | Omission):
        return list(astuple(item))
    plain = {name: getattr(item, name) for name in _FIELDS}
    plain["date"] = item.date.isoformat() if item.date else None
    plain["sections"] = [(part.role, part.start, part.end) for part in item.sections]
    plain["rows"] = [
        (row.start, row.end, [(cell.column, cell.start, cell.end) for cell in row.cells]) for row in item.rows
    ]
    return plain


def _unpacked(item: Any) -> Record | Rejection | Omission:
    if isinstance(item, dict):
        return _record(item)
    return Rejection(*item) if len(item) == len(fields(Rejection)) else Omission(*item)


def _record(plain: dict[str, Any]) -> Record:
    return Record(
        **{
            **plain,
            "date": date.fromisoformat(plain["date"]) if plain["date"] else None,
            "sections": tuple(Section(*part) for part in plain["sections"]),
            "documents": tuple(plain["documents"]),
            "attached_to": tuple(plain["attached_to"]),
            "rows": tuple(Row(start, end, tuple(Cell(*cell) for cell in cells)) for start, end, cells in plain["rows"]),
        }
    )
