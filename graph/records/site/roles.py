"""What a field of a schema is for: by its widget, by its name, by its label; and what kind of records a collection has.

Names and labels are looked up in the tables of keys of `graph.records.post`; the words that only schemas need are in
`data/reading/site.toml`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.records import post
from graph.records.post import kind_by_keys, plain_key
from graph.records.site.passed import site_table
from graph.records.site.schema import SchemaField
from ontology.slugs import fold

# Role -> the keys that have it. The first that matches counts.
_TABLES = (
    ("title", post.TITLE),
    ("subtitle", post.SUBTITLE),
    ("description", post.DESCRIPTION),
    ("body", post.BODY),
    ("agreements", post.AGREEMENTS),
    ("date", post.DATE),
    ("attached", post.ATTACHED),
    ("link", post.LINKS),
    ("source", post.SOURCE),
    ("shelf", post.SHELF),
    ("representative", post.REPRESENTATIVE),
    ("position", post.POSITION),
)
_SAY_NOTHING = {"image", "boolean", "hidden", "color", "map", "code", "uuid", "compute"}
_LONG = {"markdown", "richtext", "text"}
_DAYS = {"date", "datetime"}


@lru_cache(maxsize=4096)
def role_of(field: SchemaField, identifier: str = "") -> str:
    """What a field is for: title subtitle description body agreements date attached link source shelf representative
    position | text (a text of its own) | day (another date) | fact (said with its label) | parts | nothing.
    """
    if _is_contact(field):
        return "nothing"
    if identifier and field.name == identifier:
        return "title"
    if field.widget in _SAY_NOTHING:
        return "nothing"
    if field.widget == "file":
        return "attached"
    named = role_by_key(field.name) or role_by_key(field.label)
    if field.widget in _DAYS and named != "date":
        return "day"
    if named:
        return named
    if field.parts:
        return "parts"
    if field.widget in _LONG:
        return "text"
    return "fact" if says_something(field) else "nothing"


def role_by_key(key: str) -> str:
    """The role of a key or label by the tables alone, "" when none has it."""
    plain = plain_key(key)
    return next((role for role, keys in _TABLES if plain in keys), "")


def says_something(field: SchemaField) -> bool:
    """Whether a field's label or name is one of those that say something about institutions and their meetings."""
    return _has_word("facts", (field.label, field.name))


def is_minutes(key: str) -> bool:
    """Whether what is attached under a key or label is the minutes of a meeting."""
    return _has_word("minutes", (key,))


def _is_contact(field: SchemaField) -> bool:
    return _has_word("contacts", (field.label, field.name))


@lru_cache(maxsize=1024)
def kind_of(name: str, label: str, fields: tuple[SchemaField, ...]) -> str:
    """The kind of a collection's records: by fields of minutes and directories alone, by its name, by its fields."""
    by_keys = kind_by_keys({plain_key(field.name) for field in fields})
    if by_keys in ("minutes", "directory"):
        return by_keys
    words = (fold(text).replace("_", " ").replace("-", " ") for text in (label, name))
    by_name = (kind for text in words for kind, pattern in _kinds() if pattern.search(text))
    return next(by_name, None) or by_keys or "post"


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = site_table()["kinds"]
    return tuple((kind, re.compile(rf"\b(?:{'|'.join(words)})\b")) for kind, words in table.items())


def _has_word(table: str, texts: Iterable[str]) -> bool:
    return any(_words(table).search(fold(text).replace("_", " ").replace("-", " ")) for text in texts)


@lru_cache(maxsize=4)
def _words(table: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(site_table()['fields'][table])})\b")
