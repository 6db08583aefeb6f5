"""JSON and JSON Lines -> records: an object is a post, or a row of a list, by the keys that it has.

json_text.py   text -> objects, each with its line
exports.py     objects that are posts -> records
lists.py       objects that are rows -> one record
"""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import InputError
from graph.records.columns import OTHER, begins_another, column_of
from graph.records.exports import export_records, is_export
from graph.records.json_text import read_objects
from graph.records.lists import object_list
from graph.records.markdown import plain_text
from graph.records.post import plain_key
from graph.records.record import Record, Rejection
from graph.records.repair import repair_text
from graph.records.rows import tidy

# What stands for an object inside an object, in this order: WordPress' texts, names, addresses of files.
_OWN = (
    "rendered", "raw", "value", "text", "texto", "descripcion", "description", "title", "titulo", "name", "nombre",
    "label", "url", "href", "src", "file", "archivo", "path",
)  # fmt: skip
_CARRIED = frozenset(("mesa", "submesa", "date", "session", "place", "host", "topic"))


def object_records(text: str, file: str, name: str, digest: str) -> list[Record | Rejection]:
    """The records of a JSON text (an object, an array, an object that holds an array) or of JSON Lines.

    Posts are called `name/<slug or id, else place>`, or `name` when the file is one object; objects that are rows of a
    list make one record, called `name`.
    What cannot be read among others is a Rejection with its line. Raises InputError (file, line): it is no JSON, it
    holds nothing to read.
    """
    posts: list[tuple[int, dict[str, tuple[str, ...]]]] = []
    rows: list[tuple[int, dict[str, str]]] = []
    rejected: list[Rejection] = []
    items, single = read_objects(text, file)
    for place, item in enumerate(items, 1):
        if isinstance(item, Rejection):
            rejected.append(item)
            continue
        line, value = item
        try:
            if _is_row(value):
                told = [row for row in _rows(value) if any(map(tidy, row.values()))]
                if not told:
                    raise InputError("todas sus claves están vacías; escriba algo en ellas o bórrelo")
                rows += [(place, row) for row in told]
            else:
                posts.append((line, _post(value)))
        except (InputError, RecursionError) as error:
            reason = error.reason if isinstance(error, InputError) else "anida demasiados niveles; simplifíquelo"
            rejected.append(Rejection(file, line, reason))
    if not posts and not rows and not rejected:
        raise InputError("no tiene ningún objeto; agregue uno o bórrelo", file)
    listed = object_list(rows, file, name, digest) if rows else []
    return [*listed, *(export_records(posts, file, name, digest, single) if posts else []), *rejected]


def _is_row(value: Mapping[str, Any]) -> bool:
    """Whether an object is a row of a list and no post."""
    known = [key for key in value if column_of(key) != OTHER]
    return not is_export(list(value)) and begins_another(known, 0) is not None


def _post(value: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The texts of a post by key. WordPress' `link` is where the post itself is."""
    wordpress = any(isinstance(part, dict) and "rendered" in part for part in value.values())
    return {
        "source" if wordpress and plain_key(key) == "link" and "source" not in value else key: tuple(
            map(_without_marks, _texts(part)) if wordpress and plain_key(key) == "title" else _texts(part)
        )
        for key, part in value.items()
        if not isinstance(part, bool)
    }


def _without_marks(title: str) -> str:
    """WordPress' title, which is HTML, as text."""
    return " ".join(plain_text(title).text.split())


def _texts(value: Any) -> Iterator[str]:
    """The texts of a value: its own, those of its items, the one that stands for an object."""
    if isinstance(value, str):
        if value.strip():
            yield _whole(value)
    elif isinstance(value, bool):
        yield "sí" if value else "no"
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        keys = {plain_key(key): key for key in reversed(value)}
        own = next((keys[key] for key in _OWN if key in keys and value[keys[key]]), None)
        if own is not None:
            yield from _texts(value[own])


def _whole(text: str) -> str:
    """`text`, repaired. Raises InputError for half a character, which cannot be written anywhere."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("tiene medio carácter («\\ud800» sin su otra mitad); corríjalo o bórrelo") from None
    return repair_text(text)


def _rows(value: Mapping[str, Any]) -> list[dict[str, str]]:
    """An object as rows: one, and one more for each agreement and each object in a list that it holds."""
    whole: dict[str, str] = {}
    inner: list[dict[str, str]] = []
    for key, part in value.items():
        parts = part if isinstance(part, list) else [part]
        if column_of(key) == "agreement" and isinstance(part, list) or any(_is_inner(each) for each in parts):
            inner += [_inner(key, each) for each in parts]
        else:
            whole[_whole(key)] = "\n".join(" ".join(text.split()) for text in _texts(part))
    shared = {key: text for key, text in whole.items() if column_of(key) in _CARRIED}
    own = [whole] if any(text and key not in shared for key, text in whole.items()) or not inner else []
    return [*own, *({**shared, **row} for row in inner if any(row.values()))]


def _is_inner(value: Any) -> bool:
    return isinstance(value, dict) and sum(column_of(key) != OTHER for key in value) > 0


def _inner(key: str, value: Any) -> dict[str, str]:
    """A row inside an object: the text that stands for it is under the key of the list that it is in."""
    if not isinstance(value, dict):
        return {_whole(key): " ".join(" ".join(_texts(value)).split())}
    row: dict[str, str] = {}
    for name, part in value.items():
        label = key if column_of(name) == OTHER and plain_key(name) in _OWN and key not in row else name
        row[_whole(label)] = "\n".join(" ".join(text.split()) for text in _texts(part))
    return row
