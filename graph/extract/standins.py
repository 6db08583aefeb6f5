"""Words that stand for an institution: «la Comisión» for the one named before, «el alcalde de Mixco» for its body.

They are no mentions of their own (the conventions count no bare anaphors), but they can be subjects of what is told.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.extract.findings import Mention
from graph.extract.register import Register
from graph.extract.tables import any_of, phrase, sound, table

_CONFIDENCE = 0.8
_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+(?:\s+(?:(?:de|del|la|las|los|y|e)\s+)*[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+)*")
_BEFORE = r"(?:el|la|dicho|dicha|este|esta|ese|esa|citad[oa]|referid[oa]|propi[oa]|mism[oa]|al|del)\s+"


def stand_ins(text: str, mentions: Sequence[Mention], register: Register) -> list[Mention]:
    """Places where something else stands for an institution, in order, never over a mention."""
    taken = [(mention.start, mention.end) for mention in mentions]
    found = [*_office_holders(text, register), *_bare(text, mentions), *_holders(text, mentions)]
    free = [each for each in found if all(each.end <= start or each.start >= end for start, end in taken)]
    return sorted(free, key=lambda each: each.start)


@lru_cache(maxsize=1)
def _bare_pattern() -> re.Pattern[str]:
    nouns = "|".join(map(sound, table("standins")["bare"]))
    return re.compile(
        rf"\b{_BEFORE}(?P<noun>{nouns})\b(?!\s+(?:de|del|para|nasional|general|presidensial|tecnic[oa]|municipal)\b)"
    )


def _bare(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    names = {sound(noun): sound(start) for noun, start in table("standins")["bare"].items()}
    for match in _bare_pattern().finditer(sound(text)):
        start = match.start("noun")
        if re.match(r"\s+[A-ZÁÉÍÓÚÑ]", text[match.end() : match.end() + 3]):
            continue
        before = [mention for mention in mentions if mention.end <= start]
        meant = next(
            (mention for mention in reversed(before) if sound(mention.body.name).startswith(names[match["noun"]])), None
        )
        if meant:
            yield Mention(text[start : match.end()], meant.body, start, match.end(), _CONFIDENCE)


@lru_cache(maxsize=1)
def _holder_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    end = r"(?!\s*(?:de|del|general|rector|auxiliar)\b)"
    return tuple(
        (re.compile(rf"\b(?:el|la|al|del|su)\s+(?P<office>{phrase(office)}){end}"), sound(start))
        for office, start in table("standins")["holders"].items()
    )


def _holders(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    heard = sound(text)
    for pattern, name in _holder_patterns():
        for match in pattern.finditer(heard):
            start, end = match.start("office"), match.start("office") + len(match["office"].rstrip())
            kind = [mention for mention in mentions if sound(mention.body.name).startswith(name)]
            before = [mention for mention in kind if mention.end <= start]
            if before or len({mention.body for mention in kind}) == 1:
                meant = (before or kind)[-1]
                yield Mention(text[start:end], meant.body, start, end, _CONFIDENCE)


@lru_cache(maxsize=1)
def _office_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = table("standins")["offices"].items()
    return tuple((re.compile(phrase(office)), name) for office, name in rows)


@lru_cache(maxsize=1)
def _any_office() -> re.Pattern[str]:
    return any_of(table("standins")["offices"])


def _office_holders(text: str, register: Register) -> Iterator[Mention]:
    heard = sound(text)
    if not _any_office().search(heard):
        return
    for pattern, form in _office_patterns():
        for match in pattern.finditer(heard):
            name = _NAME.match(text, match.end())
            for said in _shorter(name[0]) if name else ():
                ids = register.find(form.format(said))
                if len(ids) == 1:
                    end = match.end() + len(said)
                    yield Mention(
                        text[match.start() : end], register.body(ids[0]), match.start(), end, _CONFIDENCE + 0.15
                    )
                    break


def _shorter(name: str) -> Iterator[str]:
    """The name, then without its last words («Huehuetenango Elisa» is Huehuetenango)."""
    while name:
        yield name
        name = re.sub(r"(?:^|\s+(?:(?:de|del|la|las|los|y|e)\s+)*)\S+$", "", name)
