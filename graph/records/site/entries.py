"""An entry of a collection -> Record: each field is told by what the schema says it is for."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import InputError
from graph.records.dates import parse_date
from graph.records.frontmatter import Field
from graph.records.post import Told, attachments_among, date_of_name, is_news, source_of, told_record
from graph.records.record import Record
from graph.records.site.heads import Entry
from graph.records.site.people import people_lines
from graph.records.site.roles import kind_of, role_by_key, role_of, says_something
from graph.records.site.schema import Collection, SchemaField
from graph.records.site.tree import Node

_log = logging.getLogger(__name__)

_ADDRESS = re.compile(r"/|[a-z]+://", re.IGNORECASE)
_MARKDOWN = {"subtitle", "description", "body", "agreements"}


@dataclass
class _Heard:
    """The filled fields of an entry by role, in the order of the schema."""

    by_role: dict[str, list[tuple[SchemaField, Node]]] = field(default_factory=dict)

    def all(self, *roles: str) -> list[tuple[SchemaField, Node]]:
        return [pair for role in roles for pair in self.by_role.get(role, ())]


def entry_record(entry: Entry, collection: Collection, below: str, file: str, name: str, digest: str) -> Record:
    """The record of an entry. below: its path below the site's root; the rest as in `graph.records.post`.

    What the schema asks for and is missing, or has another form, is said in the log. Raises InputError (reason, file,
    line): a date that the calendar lacks; nothing to read.
    """
    fields = collection.fields_of(below)
    heard = _hear(entry, fields, collection.identifier, file)
    told = Told(kind_of(collection.name, collection.label, fields))
    if told.kind == "post" and is_news(node.text for _, node in heard.all("shelf")):
        told.kind = "news"
    _entitle(told, heard, collection.identifier)
    _publish(told, heard, file, name)
    for role in ("subtitle", "description", "body", "agreements"):
        getattr(told, role).extend(_source(one, node, told) for one, node in heard.all(role))
    told.body += [_labelled(one, _source(one, node, told)) for one, node in heard.all("text")]
    told.facts += [*people_lines(told, heard.by_role), *_facts(told, heard)]
    told.attached += [text for _, node in heard.all("attached") for text in _addresses(node)]
    links = [text for _, node in heard.all("link") for text in _addresses(node)]
    told.attached += attachments_among(links, told.kind)
    told.source = source_of(Field(tuple(_texts(node)), node.line) for _, node in heard.all("source"))
    return told_record(told, entry.body, file, name, digest)


def _hear(entry: Entry, fields: tuple[SchemaField, ...], identifier: str, file: str) -> _Heard:
    """The entry's fields by role; those that the schema does not know by the tables of keys alone."""
    heard = _Heard()
    above = tuple(one for one in fields if one.name != "body" or "body" in entry.fields)  # else it is the text below
    for one, node in _filled(entry.fields, above, identifier, file):
        heard.by_role.setdefault(role_of(one, identifier), []).append((one, node))
    known = {one.name for one in fields}
    for key, node in entry.fields.items():
        if key not in known and (role := role_by_key(key)) and not _nested(node):
            heard.by_role.setdefault(role, []).append((SchemaField(key, key, "string", False), node))
    return heard


def _filled(
    values: dict[str, Node], fields: tuple[SchemaField, ...], identifier: str, file: str
) -> Iterator[tuple[SchemaField, Node]]:
    """Fields with their values; the fields of an object as if they stood beside it. What is amiss goes to the log."""
    for one in fields:
        node, role = values.get(one.name), role_of(one, identifier)
        if role == "nothing":
            continue
        if node is None or not node.value:
            if one.required:
                _log.warning("%s: falta el campo «%s» (%s), que el esquema pide", file, one.name, one.label)
        elif one.parts and isinstance(node.value, dict):
            yield from _filled(node.pairs, one.parts, "", file)
        elif not one.parts and _nested(node):
            _log.warning("%s:%d: el campo «%s» no es lo que pide el esquema; se ignora", file, node.line, one.name)
        else:
            yield one, node


def _nested(node: Node) -> bool:
    return isinstance(node.value, dict) or any(not isinstance(item.value, str) for item in node.items)


def _entitle(told: Told, heard: _Heard, identifier: str) -> None:
    """The identifier is the title, else the first field that may be one; others like it go below it."""
    titles = sorted(heard.all("title"), key=lambda pair: pair[0].name != identifier)
    if titles:
        told.title = " ".join(titles[0][1].text.split())
    told.subtitle += [node.text for _, node in titles[1:]]


def _publish(told: Told, heard: _Heard, file: str, name: str) -> None:
    """The day of publication: the field for it, else the first day that is told, else the one in the file's name."""
    for one, node in heard.all("date", "day"):
        try:
            told.published = told.published or parse_date(node.text)
        except InputError as error:
            raise InputError(error.reason, file, node.line) from None
        if told.published is None:
            _log.warning("%s:%d: el campo «%s» no es una fecha; se ignora", file, node.line, one.name)
    told.published = told.published or date_of_name(name)


def _source(one: SchemaField, node: Node, told: Told) -> str:
    """The Markdown of a field: its text, or its items as a list."""
    if not isinstance(node.value, list):
        return node.text
    return "\n".join(f"- {line}" for line in _lines(one, node, told))


def _lines(one: SchemaField, node: Node, told: Told) -> Iterator[str]:
    """The items of a list, each on one line: «Elaborar el plan; Responsable: SEGEPLAN; Plazo: junio»."""
    for item in node.items:
        if isinstance(item.value, str):
            if one.parts and one.lone and role_of(one.parts[0]) == "attached":
                told.attached += _addresses(item)
            elif line := " ".join(item.text.split()):
                yield line
        elif line := _item(one.parts, item, told):
            yield line


def _item(parts: tuple[SchemaField, ...], item: Node, told: Told) -> str:
    """One item that has fields of its own. What it is about comes first, without its label; addresses are set aside."""
    filled = [(part, node, role_of(part)) for part in parts if (node := item.get(part.name)) and not _nested(node)]
    attached = [text for _, node, role in filled if role == "attached" for text in _addresses(node)]
    told.attached += attached
    said = [(part, " ".join(", ".join(_texts(node)).split()), role) for part, node, role in filled]
    said = [(part, text, role) for part, text, role in said if text and role not in ("nothing", "attached", "link")]
    if attached or not said:
        return ""
    lead = next((part for part, _, role in said if role in ("title", "text", *_MARKDOWN)), said[0][0])
    rest = [f"{part.label}: {text}" for part, text, _ in said if part is not lead]
    return "; ".join([next(text for part, text, _ in said if part is lead), *rest])


def _facts(told: Told, heard: _Heard) -> Iterator[str]:
    """«Etiqueta: valor» for short texts that say something about institutions and their meetings, and other days."""
    roles = ("fact", "parts", "day", *(() if told.kind == "directory" else ("representative", "position")))
    for one, node in heard.all(*roles):
        if isinstance(node.value, list):
            lines = list(_lines(one, node, told))
        else:
            lines = [line.strip() for line in node.text.split("\n") if line.strip()]
        lines = [line for line in lines if not _ADDRESS.match(line)]
        if lines and (one.widget in ("date", "datetime") or says_something(one)):
            yield (
                f"{one.label}: {lines[0]}"
                if len(lines) == 1
                else f"{one.label}:\n" + "\n".join(f"- {line}" for line in lines)
            )


def _labelled(one: SchemaField, text: str) -> str:
    """A text of its own under its label, where the label says something about institutions and their meetings."""
    if not text.strip() or not says_something(one):
        return text
    return f"{one.label}: {text}" if "\n" not in text.strip() else f"{one.label}:\n\n{text}"


def _texts(node: Node) -> list[str]:
    return [item.text for item in node.items if isinstance(item.value, str) and item.text.strip()]


def _addresses(node: Node) -> list[str]:
    return [text.strip() for text in _texts(node)]
