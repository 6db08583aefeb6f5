"""The bodies of the register whose names come closest to a form, by the likeness of their folded words.

A likeness counts twice: that of the whole names, and that of what tells bodies apart, without the word that begins many
names («Ministerio», «Municipalidad de»). So «Ministerio de Trabajo» is not close to «Ministerio de Salud».
"""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from graph.extract.forms import Forms, forms
from graph.extract.names import phrase
from graph.extract.register import Register
from graph.revision.items import Candidate

MOST = 5
LEAST = 65  # likeness below which a name is no help to anybody
_WIDE = 45  # likeness of whole names below which what tells them apart is not looked at
_LETTERS = 75  # likeness below which two acronyms have nothing to do with each other
_SHORTLIST = 40
_ACRONYM = 8  # letters up to which a single word may be an acronym, which is compared letter by letter


class _Name(NamedTuple):
    """A name of a body: its words as one text, and those that tell it from others of its kind."""

    whole: str
    own: str
    id: str


@lru_cache(maxsize=16384)
def _own(words: tuple[str, ...]) -> str:
    """What tells a name from others of its kind: its words without the first, if that begins names, and connectors."""
    table: Forms = forms()
    head = table.head_at(list(words), 0)
    rest = table.content(words[len(head.words) :]) if head else table.content(words)
    return " ".join(rest or words)


def _told_apart(one: str, other: str) -> float:
    """The likeness of what tells two names apart; words that only one of them has count half."""
    return (fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 2


class Closest:
    """The register's names, to be asked for those closest to a form. Build one and ask it often."""

    def __init__(self, register: Register):
        self.entries = register.entries
        self.names = [
            _Name(" ".join(words), _own(words), entry.id)
            for entry in register.entries.values()
            if not entry.is_mesa
            for words in dict.fromkeys(phrase(name) for name in entry.names)
            if words
        ]
        self._whole = [name.whole for name in self.names]

    def to(self, surface: str, proposed: tuple[str, ...] = (), most: int = MOST) -> tuple[Candidate, ...]:
        """At most `most` bodies: those of `proposed` (ids) first, then by likeness, then by id."""
        scores = self._scores(phrase(surface))
        best = sorted(
            {id for id, score in scores.items() if score >= LEAST} | set(proposed),
            key=lambda id: (id not in proposed, -scores.get(id, 0), id),
        )
        return tuple(self._candidate(id, scores.get(id, 0), id in proposed) for id in best[: max(most, len(proposed))])

    def _candidate(self, id: str, score: int, proposed: bool) -> Candidate:
        entry = self.entries[id]
        return Candidate(id, entry.name, entry.acronym, score, proposed)

    def _scores(self, words: tuple[str, ...]) -> dict[str, int]:
        """Id -> the likeness of its closest name."""
        if not words:
            return {}
        whole, own = " ".join(words), _own(words)
        acronym = len(words) == 1 and len(whole) <= _ACRONYM
        found = process.extract(
            whole, self._whole, scorer=fuzz.ratio if acronym else fuzz.token_sort_ratio, limit=_SHORTLIST,
            score_cutoff=_LETTERS if acronym else _WIDE,
        )  # fmt: skip
        scores: dict[str, int] = {}
        for _, likeness, index in found:
            name = self.names[index]
            told_apart = likeness if acronym else _told_apart(own, name.own)
            scores[name.id] = max(scores.get(name.id, 0), round((likeness + told_apart) / 2))
        return scores
