"""The phrases of `agreements.toml`, ready to run: that something was agreed, pledged or signed, or that nothing was."""

from dataclasses import dataclass
from functools import lru_cache

from graph.extract.cues import Cued, Phrases, cued, remembered
from graph.extract.tables import EDGE, alternatives, any_of, table

_KINDS = ("signed", "pledged", "agreed")


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


@remembered
def said(heard: str) -> Found | None:
    """The first phrase that says that something was agreed, pledged or signed."""
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
def nothing() -> Cued:
    """A whole item that means «none»."""
    return cued(rf"{EDGE}(?:{alternatives(table('agreements')['none']['alone'])}|{pattern('none').pattern}){EDGE}")
