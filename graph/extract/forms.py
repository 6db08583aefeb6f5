"""How Spanish names institutions: the table `data/extract/institutions.toml` as the engine uses it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.extract.names import Phrases, fold, phrase, phrases
from graph.extract.tables import table


@dataclass(frozen=True, slots=True)
class Head:
    """A word that begins names («Ministerio»). See the table for what each field means."""

    word: str
    words: tuple[str, ...]
    plural: tuple[str, ...]
    kind: str
    shape: str
    place: bool
    lower: bool
    commas: bool
    places: bool
    first: Phrases
    contains: frozenset[str]
    canonical: str
    into: frozenset[str]
    absorbs: bool
    country: bool
    loose: bool
    long: int


@dataclass(frozen=True, slots=True)
class Role:
    """An office that stands for its body («ministra» for the Ministerio). head: folded."""

    words: frozenset[str]
    head: str
    whole: bool
    always: bool
    deputy: str


@dataclass(frozen=True, slots=True)
class Forms:
    """The whole table, folded. `heads`, `plurals`: by first word, the longest first. `offices`: as written."""

    heads: dict[str, tuple[Head, ...]]
    plurals: dict[str, tuple[Head, ...]]
    roles: dict[str, Role]
    offices: frozenset[str]
    connectors: frozenset[str]
    openers: frozenset[str]
    places_after: frozenset[str]
    modifiers: frozenset[str]
    plain_adjectives: frozenset[str]
    tails: Phrases
    tailed_kinds: frozenset[str]
    whole_kinds: frozenset[str]
    absorbed: frozenset[str]
    sites: frozenset[str]
    classes: frozenset[str]
    not_bodies: frozenset[str]
    alone: Phrases
    countries: Phrases
    delegates: frozenset[str]
    norms: frozenset[str]
    norm_adjectives: frozenset[str]
    any_body: frozenset[str]
    officers: frozenset[str]
    not_acronyms: frozenset[str]
    anaphors: dict[str, tuple[str, ...]]
    introduced: dict[str, str]
    suffixes: Phrases
    towns: dict[str, str]
    verb_endings: tuple[str, ...]

    def content(self, words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
        """The words that are not connectors."""
        return tuple(word for word in words if word not in self.connectors)

    def head_at(self, words: list[str], index: int) -> Head | None:
        """The head that stands at `index`, the longest."""
        for head in self.heads.get(words[index], ()):
            if len(head.words) == 1 or tuple(words[index : index + len(head.words)]) == head.words:
                return head
        return None

    def plural_at(self, words: list[str], index: int) -> Head | None:
        """The head whose plural stands at `index`."""
        for head in self.plurals.get(words[index], ()):
            if len(head.plural) == 1 or tuple(words[index : index + len(head.plural)]) == head.plural:
                return head
        return None


_WORD_LISTS = (
    "connectors",
    "openers",
    "places_after",
    "modifiers",
    "plain_adjectives",
    "sites",
    "not_bodies",
    "delegates",
    "norms",
    "norm_adjectives",
    "any_body",
    "officers",
    "not_acronyms",
)


def _folded(texts: list[str]) -> frozenset[str]:
    return frozenset(" ".join(phrase(text)) for text in texts)


def _head(row: dict[str, Any]) -> Head:
    return Head(
        word=row["word"],
        words=phrase(row["word"]),
        plural=phrase(row["plural"]),
        kind=row["kind"],
        shape=row["shape"],
        place=row.get("place", False),
        lower=row.get("lower", False),
        commas=row.get("commas", False),
        places=row.get("places", False),
        first=phrases(row.get("first", ())),
        contains=_folded(row.get("contains", [])),
        canonical=row.get("as", row["word"]),
        into=frozenset(row.get("into", ())),
        absorbs=row.get("absorbs", False),
        country=row.get("country", False),
        loose=row.get("loose", False),
        long=row.get("long", 0),
    )


def _grouped(heads: list[Head], plural: bool) -> dict[str, tuple[Head, ...]]:
    groups: dict[str, list[Head]] = {}
    for head in sorted(heads, key=lambda head: -len(head.words)):
        groups.setdefault((head.plural if plural else head.words)[0], []).append(head)
    return {first: tuple(group) for first, group in groups.items()}


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The table, read once. Raises InputError when the file is missing or is not TOML."""
    rows = table("institutions")
    heads = [_head(row) for row in rows["heads"]]
    roles = [
        Role(
            _folded(row["words"]),
            phrase(row["head"])[0],
            row.get("whole", False),
            row.get("always", False),
            phrase(row.get("deputy", ""))[0] if row.get("deputy") else "",
        )
        for row in rows["roles"]
    ]
    return Forms(
        heads=_grouped(heads, plural=False),
        plurals=_grouped(heads, plural=True),
        roles={word: role for role in roles for word in role.words},
        offices=frozenset(word for row in rows["roles"] for word in row["words"]),
        tails=phrases(rows["tails"]),
        alone=phrases(rows["alone"]),
        countries=phrases(rows["countries"]),
        tailed_kinds=frozenset(rows["tailed_kinds"]),
        absorbed=frozenset(rows["absorbed"]),
        whole_kinds=frozenset(rows["whole_kinds"]),
        classes=frozenset(rows["classes"]),
        anaphors={fold(word): tuple(map(fold, heads)) for word, heads in rows["anaphors"].items()},
        towns={fold(name): full for name, full in rows["towns"].items()},
        verb_endings=tuple(rows["verb_endings"]),
        introduced={fold(noun): kind for noun, kind in rows["introduced"].items()},
        suffixes=phrases(rows["suffixes"]),
        **{name: _folded(rows[name]) for name in _WORD_LISTS},
    )
