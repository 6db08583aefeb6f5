"""Words that stand for an institution: «la Comisión» for the one named before, «el alcalde de Mixco» for its body.

They are no mentions of their own (the conventions count no bare anaphors), but they can be subjects of what is told.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.extract.cues import Choice, Cued, cued
from graph.extract.findings import Mention
from graph.extract.register import Register
from graph.extract.spans import Taken, places
from graph.extract.tables import phrase, sound, sounded, table

_CONFIDENCE = 0.8
_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+(?:\s+(?:(?:de|del|la|las|los|y|e)\s+)*[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+)*")
_DETERMINED = re.compile(
    r"\b(?:el|la|nuestr[oa]|su|dicho|dicha|este|esta|ese|esa|citad[oa]|referid[oa]|propi[oa]|mism[oa]|al|del)\s+$"
)
_CAPITAL_NEXT = re.compile(r"\s{1,2}[A-ZÁÉÍÓÚÑ]")
_BACK = 24  # characters before a noun in which its determiner stands


def stand_ins(text: str, mentions: Sequence[Mention], register: Register) -> list[Mention]:
    """Places where something else stands for an institution, in order, never over a mention."""
    found = [*_office_holders(text, mentions, register), *_bare(text, mentions), *_holders(text, mentions)]
    if not found:
        return []
    taken = Taken(len(text), mentions)
    free = [each for each in found if taken.free(each.start, each.end)]
    return sorted(free, key=lambda each: each.start)


@lru_cache(maxsize=1)
def _bare_pattern() -> Cued:
    nouns = "|".join(_nouns())
    return cued(rf"(?P<noun>{nouns})\b(?!\s+(?:de|del|para|nasional|general|presidensial|tecnic[oa]|municipal)\b)")


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {sound(noun): sound(start) for noun, start in table("standins")["bare"].items()}


def _bare(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    names = _nouns()
    heard = sounded(text)
    for start in places(heard, names):
        match = _DETERMINED.search(heard, max(0, start - _BACK), start) and _bare_pattern().match(heard, start)
        if not match or _CAPITAL_NEXT.match(text, match.end()):
            continue
        meant, sure = _named_before(mentions, start, names[match["noun"]])
        if meant and sure:
            yield Mention(text[start : match.end()], meant.body, start, match.end(), _CONFIDENCE)


_REACH = 200  # mentions that are looked back through


def _named_before(mentions: Sequence[Mention], position: int, kind: str) -> tuple[Mention | None, bool]:
    """The body of that kind that is named last before `position`, else the first after; and whether it is before."""
    index = bisect_right(mentions, position, key=lambda mention: mention.end)
    before = (each for each in reversed(mentions[max(0, index - _REACH) : index]) if _is_kind(each, kind))
    found = next(before, None)
    return (found, True) if found else (next((each for each in mentions[index:] if _is_kind(each, kind)), None), False)


def _is_kind(mention: Mention, kind: str) -> bool:
    return _sounding(mention.body.name).startswith(kind)


_sounding = lru_cache(maxsize=4096)(sound)  # names recur


@lru_cache(maxsize=1)
def _holder_patterns() -> Choice[str]:
    end = r"(?!\s*(?:de|del|general|rector|auxiliar)\b)"
    return Choice(
        (rf"\b(?:el|la|al|del|su)\s+(?P<office>{phrase(office)}){end}", sound(start))
        for office, start in table("standins")["holders"].items()
    )


def _holders(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    heard = sounded(text)
    for pattern, name in _holder_patterns().possible(heard):
        for match in pattern.finditer(heard):
            start, end = match.start("office"), match.start("office") + len(match["office"].rstrip())
            meant, sure = _named_before(mentions, start, name)
            if meant and (sure or len({each.body for each in mentions if _is_kind(each, name)}) == 1):
                yield Mention(text[start:end], meant.body, start, end, _CONFIDENCE)


@lru_cache(maxsize=1)
def _office_patterns() -> Choice[str]:
    rows = table("standins")["offices"].items()
    return Choice((phrase(office), name) for office, name in rows)


def _office_holders(text: str, mentions: Sequence[Mention], register: Register) -> Iterator[Mention]:
    heard = sounded(text)
    named = {sound(mention.body.name): mention.body for mention in mentions if mention.body.id is None}
    for pattern, form in _office_patterns().possible(heard):
        for match in pattern.finditer(heard):
            name = _NAME.match(text, match.end())
            for said in _shorter(name[0]) if name else ():
                full = form.format(said)
                ids = register.find(full)
                body = register.body(ids[0]) if len(ids) == 1 else named.get(sound(full))
                if body:
                    end = match.end() + len(said)
                    yield Mention(text[match.start() : end], body, match.start(), end, _CONFIDENCE + 0.15)
                    break


def _shorter(name: str) -> Iterator[str]:
    """The name, then without its last words («Huehuetenango Elisa» is Huehuetenango)."""
    while name:
        yield name
        name = re.sub(r"(?:^|\s+(?:(?:de|del|la|las|los|y|e)\s+)*)\S+$", "", name)
