"""Labels and headings: what they announce for what follows, and whether a line is a heading at all."""

import re
from functools import lru_cache

from graph.extract.cues import Cued, Phrases, cued, remembered
from graph.extract.tables import alternatives, any_of, sound, table

_MARKDOWN_HEADING = re.compile(r"\s*#{1,6}\s+|\s*\*\*[^*\n]+\*\*:?\s*$|\s*__[^_\n]+__:?\s*$")
_OF_WHAT = r"(?:(?:por|de|del|en|a)\s+(?:la\s+|el\s+|cada\s+|esta\s+)?\w+)?"
_NUMBERING = re.compile(r"^[\W_]*(?:(?:\d+|[ivx]+)(?:\.\d+)*[.)\-]*\s+)?|\([^)]*\)|[\W_]+$|/[oa]s?\b", re.I)


@remembered
def role_of(label: str) -> str:
    """What a label or heading announces (a key of `labels.toml`), or "" when the table does not know it."""
    plain = " ".join(_NUMBERING.sub("", sound(label)).split())
    return next((role for role, pattern in _roles() if pattern.fullmatch(plain)), "")


def bare(line: str) -> str:
    """A line without its number, its bullet and what stands in brackets."""
    return _NUMBERING.sub("", line)


def is_heading(line: str) -> bool:
    """Whether a line stands alone above others: a mark of Markdown, capitals, or a label of the table."""
    plain = line.strip()
    return bool(plain) and len(plain) <= 90 and _heads(line, plain)


@lru_cache(maxsize=256)  # a line is asked about when lines are joined, and again when blocks are labelled
def _heads(line: str, plain: str) -> bool:
    if _MARKDOWN_HEADING.match(line):
        return True
    letters = [char for char in bare(plain) if char.isalpha()]
    capitals = len(letters) > 3 and all(map(str.isupper, letters))
    if plain.endswith((".", ",", ";")):
        return False
    return capitals or bool(len(plain) < 60 and role_of(plain) and not (plain[-1] != ":" and is_office(plain)))


def is_office(line: str) -> bool:
    """Whether a line alone is the office of who signs."""
    if not _OFFICES:
        _OFFICES.append(any_of(table("labels")["signatures"]))
    return bool(_OFFICES[0].fullmatch(sound(line)))


_OFFICES: list[Phrases] = []
_ROLES: list[tuple[str, Cued]] = []


def _roles() -> list[tuple[str, Cued]]:
    if not _ROLES:
        for role, labels in table("labels")["roles"].items():
            _ROLES.append((role, cued(alternatives(labels) + _OF_WHAT)))
    return _ROLES
