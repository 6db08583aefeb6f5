"""Agreements told twice in a record, in a list and again in prose: each counts once."""

import re

from graph.extract.findings import Agreement
from graph.extract.tables import sound


def once(text: str, agreements: list[Agreement]) -> tuple[Agreement, ...]:
    """Each agreement once: told again with mostly the same words, the first (from a list) stays."""
    kept: list[tuple[set[str], Agreement]] = []
    for each in agreements:
        if each.kind == "convenio" and any(
            each.responsible and set(each.responsible) == set(other.responsible) and other.kind == "convenio"
            for _, other in kept
        ):
            continue
        words = {word for word in re.findall(r"\w+", sound(text[each.start : each.end])) if len(word) > 3}
        if not any(_alike(words, other) for other, _ in kept):
            kept.append((words, each))
    return tuple(sorted((each for _, each in kept), key=lambda each: each.start))


def _alike(one: set[str], other: set[str]) -> bool:
    shared, short = len(one & other), min(len(one), len(other))
    return 2 * shared >= 1.4 * (len(one) + len(other)) / 2 or (short > 2 and shared == short)
