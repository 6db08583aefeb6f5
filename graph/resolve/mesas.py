"""Mesas across records: the short form that one record uses becomes the full name that another record teaches.

Extraction already joins short and full forms inside a record («la Mesa de Innovadores» and the «Mesa de Innovadores
Públicos» of its title). What one record teaches so holds for all, as long as no second mesa answers to the short form.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graph.extract.findings import Mesa
from ontology.slugs import fold, slug

Pairs = Collection[frozenset[str]]

_NAME = re.compile(r"\b(?:sub-?)?(?:mesa|grupo|foro|comité)\b.*", re.IGNORECASE | re.DOTALL)


def _bare(surface: str) -> str:
    """A surface without what stands before the word mesa (ordinals, articles), folded."""
    found = _NAME.search(surface)
    return " ".join(fold(found.group() if found else surface).split())


def canonical_mesas(mesas: Iterable[Mesa], apart: Pairs = ()) -> Mapping[str, str]:
    """Folded form → full name, for every mesa and every short form that points to one mesa only.

    Two spellings of one name (capitals, accents) share the spelling that occurs most, then the first in order. apart:
    pairs of `mesa/slug` that people keep apart.
    """
    spellings: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    aliases: dict[str, set[str]] = defaultdict(set)
    for mesa in mesas:
        full = _bare(mesa.name)
        spellings[full][mesa.name] += 1
        for surface in mesa.surfaces:
            aliases[_bare(surface)].add(full)
    names = {full: min(seen, key=lambda name: (name.isupper(), -seen[name], name)) for full, seen in spellings.items()}
    for alias, owners in aliases.items():
        others = {owner for owner in owners if owner != alias and frozenset(map(_ref, (alias, owner))) not in apart}
        if len(others) == 1 and " " in alias:
            names[alias] = names[next(iter(others))]
    return names


def canonical(name: str, names: Mapping[str, str]) -> str:
    """The full name of a mesa, or the name itself where no record teaches a fuller one."""
    return names.get(_bare(name), name)


def _ref(name: str) -> str:
    return f"mesa/{slug(name)}"
