"""Who acts for an institution, as an entry of a directory tells it in fields: «Institución: Nombre, Cargo»."""

import re
from collections.abc import Iterable, Mapping, Sequence

from graph.records.post import INSTITUTION, NAME, Told, plain_key
from graph.records.site.schema import SchemaField
from graph.records.site.tree import Node

_ACRONYM = re.compile(r"\s*\([^()]*\)\s*$")
_SEVERAL = re.compile(r"\s*[;\n]\s*")

Filled = Sequence[tuple[SchemaField, Node]]


def people_lines(told: Told, by_role: Mapping[str, Filled]) -> list[str]:
    """A line for each person of a directory's entry, with the position that stands at the same place of its field.

    The institution is the entry's title; where the entries are people, it is the field called so. Without both there
    are no lines.
    """
    if told.kind != "directory":
        return []
    names, body = _several(by_role.get("representative", ())), told.title
    if not names:
        names = _several(_called(by_role.get("title", ()), NAME))
        bodies = _called([*by_role.get("title", ()), *by_role.get("fact", ())], INSTITUTION)
        body = next((node.text for _, node in bodies), "")
    positions = _several(by_role.get("position", ()))
    if len(names) != len(positions):
        names, positions = [", ".join(names)] if names else [], [", ".join(positions)]
    body = _ACRONYM.sub("", " ".join(body.split()))
    told_by = (", ".join(filter(None, pair)) for pair in zip(names, positions, strict=True))
    return [f"{body}: {person}" for person in told_by] if body and names else []


def _called(fields: Iterable[tuple[SchemaField, Node]], keys: Sequence[str]) -> list[tuple[SchemaField, Node]]:
    return [(one, node) for one, node in fields if plain_key(one.name) in keys or plain_key(one.label) in keys]


def _several(fields: Filled) -> list[str]:
    """The values of fields on one line each; lists, lines and semicolons divide them."""
    values = (part for _, node in fields for item in node.items for part in _SEVERAL.split(item.text))
    return [" ".join(value.split()) for value in values if value.strip()]
