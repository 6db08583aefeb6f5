"""JSON text -> its objects, each with the line where it begins: an array's, those of an array in an object, one a line.

Numbers are kept as they are written: records hold texts, and a number of a million digits must cost nothing.
"""

import json
from collections.abc import Iterator
from typing import Any

from graph.errors import InputError
from graph.records.record import Rejection

_WRAPPERS = ("items", "data", "posts", "results", "records", "registros", "entries", "resultados", "datos", "value")
_LINES = (".jsonl", ".ndjson")

# What the library says, and what an editor can do about it.
_REASONS = (
    ("property name", "falta una clave entre comillas dobles, o sobra una coma"),
    ("':' delimiter", "falta «:» después de una clave"),
    ("',' delimiter", "falta una coma, o sobran unas comillas"),
    ("Expecting value", "falta un valor, o sobra una coma"),
    ("Unterminated string", "faltan las comillas de cierre"),
    ("escape", "hay una barra invertida que no corresponde; escríbala doble"),
    ("Extra data", "sobra texto después del final"),
)

Found = tuple[int, dict[str, Any]] | Rejection


def read_objects(text: str, file: str) -> tuple[list[Found], bool]:
    """(line, object) of each object of a JSON or JSON Lines text, a Rejection for what is no object; and whether the
    text is one object by itself.

    In JSON Lines a broken line is a Rejection too. Numbers come as text. Raises InputError (file, line): broken JSON,
    a key that is there twice, NaN, too deep.
    """
    text = text.removeprefix("\ufeff")
    if _is_lines(text, file):
        return list(_lines(text, file)), False
    value = _decoded(text, file, 1)
    start = _skip(text, 0)
    wrapper = _wrapper(value)
    if wrapper is None and not isinstance(value, list):
        return [_checked(value, file, text.count("\n", 0, start) + 1)], not file.lower().endswith(_LINES)
    items = _items(text, start if wrapper is None else _place_of(text, start, wrapper))
    return [_checked(item, file, line) for line, item in items], False


def _is_lines(text: str, file: str) -> bool:
    """Whether a text is one value a line: its first line is whole and it has more, or its name says so."""
    first, _, rest = text.strip().partition("\n")
    try:
        _DECODER.decode(first.strip())
    except (json.JSONDecodeError, InputError, RecursionError):
        return file.lower().endswith(_LINES) and first.strip() not in ("{", "[")
    return bool(rest.strip())


def _lines(text: str, file: str) -> Iterator[Found]:
    """The objects of JSON Lines; blank lines are passed over."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = _decoded(line, file, number)
        except InputError as error:
            yield Rejection(file, error.line, error.reason)
            continue
        yield from (_checked(item, file, number) for item in (value if isinstance(value, list) else [value]))


def _decoded(text: str, file: str, line: int) -> Any:
    """The value of a whole text that begins in `line`."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        told = next((reason for part, reason in _REASONS if part in error.msg), f"no se entiende ({error.msg})")
        raise InputError(f"no es JSON válido: {told}", file, line + error.lineno - 1) from None
    except InputError as error:
        raise InputError(error.reason, file, line if line > 1 else None) from None
    except RecursionError:
        raise InputError("anida demasiados niveles; simplifíquelo", file, line if line > 1 else None) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(f"la clave «{twice[:60]}» está dos veces en un objeto; deje una")
    return found


def _refused(name: str) -> Any:
    raise InputError(f"tiene el número {name}, que JSON no admite; use null")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_refused, parse_int=str, parse_float=str, strict=False
)


def _wrapper(value: Any) -> str | None:
    """The key under which an object holds the array of the objects that are meant."""
    if not isinstance(value, dict):
        return None
    held = (key for key in value if key.lower() in _WRAPPERS and isinstance(value[key], list))
    return next((key for key in held if any(isinstance(item, dict) for item in value[key])), None)


def _checked(value: Any, file: str, line: int) -> Found:
    if isinstance(value, dict):
        return line, value
    return Rejection(file, line, 'no es un objeto con claves ({"title": …}); escríbalo así o bórrelo')


def _skip(text: str, index: int) -> int:
    """The first character from `index` on that is not white space."""
    while index < len(text) and text[index] in " \t\n\r":
        index += 1
    return index


def _items(text: str, index: int) -> Iterator[tuple[int, Any]]:
    """(line, value) of each item of the array that begins at `index`, in a text that is known to be right."""
    line, last = 1, 0
    index = _skip(text, index + 1)
    while text[index] != "]":
        line, last = line + text.count("\n", last, index), index
        value, index = _DECODER.raw_decode(text, index)
        yield line, value
        index = _skip(text, index)
        index = _skip(text, index + 1) if text[index] == "," else index


def _place_of(text: str, index: int, wrapper: str) -> int:
    """Where the value of the key `wrapper` begins, in the object that begins at `index`."""
    index = _skip(text, index + 1)
    while True:
        key, index = _DECODER.raw_decode(text, index)
        index = _skip(text, _skip(text, index) + 1)  # behind the colon
        if key == wrapper:
            return index
        _, index = _DECODER.raw_decode(text, index)
        index = _skip(text, _skip(text, index) + 1)  # behind the comma
