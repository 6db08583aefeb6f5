"""The phrases of `agreements.toml`, ready to run: that something was agreed, pledged or signed, or that nothing was."""

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from graph.extract import cues
from graph.extract.cues import Cued, Phrases, cued, remembered
from graph.extract.tables import EDGE, alternatives, any_of, table
from graph.extract.triggers import is_outside, outside_bits

_KINDS = ("signed", "pledged", "agreed")
_TELLING = (*_KINDS, "announcing", "none", "as_agreed", "not_agreements", "not_in_prose", "contents", "promised")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a clause tells of an agreement: its kind (acuerdo | compromiso | convenio) and the phrase at
    heard[start:end]."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=16)
def pattern(name: str) -> Phrases:
    """The phrases of one row of the table as one pattern."""
    return any_of(table("agreements")[name]["phrases"])


def said(heard: str) -> Found | None:
    """The first phrase that says that something was agreed, pledged or signed."""
    return _said(heard) if _agreeing() & cues.said(heard) else None


@lru_cache(maxsize=1)
def _agreeing() -> int:
    return reduce(or_, (pattern(name).bits for name in _KINDS))


@remembered
def _said(heard: str) -> Found | None:
    found = [
        Found(table("agreements")[name]["kind"], match.start(), match.end())
        for name in _KINDS
        for match in [pattern(name).search(heard)]
        if match
    ]
    return min(found, key=lambda each: (each.start, each.kind != "convenio"), default=None)


def denies(heard: str) -> bool:
    """Whether a sentence says that there were no agreements, or tells of what only sounds like one."""
    return bool(pattern("none").search(heard) or pattern("not_agreements").search(heard))


@lru_cache(maxsize=1)
def _telling() -> int:
    return reduce(or_, (pattern(name).bits for name in _TELLING), outside_bits())


def has_words(heard: str) -> bool:
    """Whether a sentence may say any phrase of the table at all; one that does not can only count by its form."""
    return bool(_telling() & cues.said(heard))


def is_elsewhere(heard: str) -> bool:
    """Whether a sentence of prose tells of something else than an agreement, or that there was none."""
    found = said(heard)
    pledged = found is not None and found.kind == "compromiso"  # «…cuánto aportará en 2024»
    if is_outside(heard, surely=pledged) and not pattern("signed").search(heard):
        return True
    return denies(heard) or bool(pattern("not_in_prose").search(heard))


@lru_cache(maxsize=1)
def nothing() -> Cued:
    """A whole item that means «none»."""
    return cued(rf"{EDGE}(?:{alternatives(table('agreements')['none']['alone'])}|{pattern('none').pattern}){EDGE}")
