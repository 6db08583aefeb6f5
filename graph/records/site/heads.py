"""A collection's file -> its fields and the text below them: front matter in YAML, TOML or JSON, or data alone."""

import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from graph.errors import InputError
from graph.records.frontmatter import divide, has_front_matter
from graph.records.repair import repair_text
from graph.records.site.tree import LARGEST, Node, load

_DEEPEST = 24
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(?P<head>.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r'\s*\{\s*"')

_HEAD = 20_000  # bytes in which a head says whether it is a draft
_NO = rb"""["']?(?:no|false|0)["']?[ \t]*\r?$"""
_YES = rb"""["']?(?:true|yes|s[i\xed]|s\xc3\xad|1)["']?[ \t]*\r?$"""
_DRAFT = re.compile(
    rb"^(?:(?:draft|borrador)[ \t]*[:=][ \t]*" + _YES + rb"|(?:published|publicado)[ \t]*[:=][ \t]*" + _NO + rb")",
    re.IGNORECASE | re.MULTILINE,
)
_DRAFT_JSON = re.compile(rb"""\{[^{}]*?"(?:(?:draft|borrador)"\s*:\s*true|(?:published|publicado)"\s*:\s*false)\b""")


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of a collection's file by key, and the Markdown below them."""

    fields: dict[str, Node]
    body: str


def read_entry(text: str, file: str, format: str) -> Entry | None:
    """The fields and text of a repaired file; None when it was meant to have front matter and has none.

    format: of its collection: frontmatter, yaml, toml, json. Raises InputError (reason, file, line).
    """
    if format == "frontmatter":
        return _headed(text, file)
    read = {"yaml": _yaml, "toml": _toml, "json": _json}[format]
    fields = read(text, file, 1).pairs
    body = fields.pop("body", None)
    return Entry(fields, body.text if body else "")


def is_draft(data: bytes) -> bool:
    """Whether the head of a file's bytes says that it is not published: `draft: true`, `published: false`."""
    begins = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n \t")
    fence = begins[:3]
    if fence not in (b"---", b"+++"):
        return begins[:1] == b"{" and bool(_DRAFT_JSON.match(begins))
    end = begins.find(b"\n" + fence, 3)
    return bool(_DRAFT.search(begins[: end if end > 0 else None]))


def _headed(text: str, file: str) -> Entry | None:
    if has_front_matter(text):
        head, line, body = divide(text, file)
        return Entry(_yaml(head, file, line).pairs, body)
    if match := _TOML.match(text):
        line = text.count("\n", 0, match.start("head")) + 1
        return Entry(_toml(match["head"], file, line).pairs, text[match.end() :])
    if _JSON.match(text):
        start = len(text) - len(text.lstrip())
        try:
            _, end = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            end = len(text)  # `_json` says what is wrong
        return Entry(_json(text[:end], file, 1).pairs, text[end:])
    return None


def _yaml(text: str, file: str, line: int) -> Node:
    return _mapping(load(text, file, line, "la cabecera"), file)


def _toml(text: str, file: str, line: int) -> Node:
    _sized(text, file, line)
    try:
        return _mapping(_node(tomllib.loads(text), text, line, file), file)
    except (ValueError, RecursionError) as error:
        where = re.search(r"at line (\d+)", str(error))
        raise InputError("no es TOML válido", file, line + int(where[1]) - 1 if where else line) from None


def _json(text: str, file: str, line: int) -> Node:
    _sized(text, file, line)
    try:
        return _mapping(_node(json.loads(text), text, line, file), file)
    except json.JSONDecodeError as error:
        raise InputError("no es JSON válido", file, line + error.lineno - 1) from None
    except (ValueError, RecursionError):
        raise InputError("no es JSON válido, o anida demasiados niveles", file, line) from None


def _sized(text: str, file: str, line: int) -> None:
    if len(text) > LARGEST:
        raise InputError("la cabecera es demasiado grande; deje en ella solo los datos", file, line)


def _mapping(node: Node, file: str) -> Node:
    if node.value and not isinstance(node.value, dict):
        raise InputError("la cabecera no son claves con su valor («title: …»)", file, node.line)
    return node


def _node(value: Any, text: str, line: int, file: str, depth: int = 0) -> Node:
    """A value of TOML or JSON as a node; a key at the top is looked up for its line."""
    if depth > _DEEPEST:
        raise InputError("la cabecera anida demasiados niveles", file, line)
    if isinstance(value, dict):
        lines = {key: _line(key, text, line) if depth == 0 else line for key in value}
        return Node({key: _node(one, text, lines[key], file, depth + 1) for key, one in value.items()}, line)
    if isinstance(value, list):
        return Node([_node(one, text, line, file, depth + 1) for one in value], line)
    return Node(_scalar(value), line)


def _line(key: str, text: str, line: int) -> int:
    found = re.search(rf'^\s*[{{,]?\s*"?{re.escape(key)}"?\s*[=:]', text, re.MULTILINE)
    return line + text.count("\n", 0, found.end()) if found else line


def _scalar(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return repair_text(text.encode("utf-8", "replace").decode())  # JSON may spell half a character
