"""Laws, decrees and acuerdos gubernativos that a record cites, each once, in one spelling."""

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.extract.cues import Cued, cued
from graph.extract.findings import Norm
from graph.extract.spans import places
from graph.extract.tables import sound, sounded, table

_NUMBER = r"\s+(?:(?:numero|num|nro|no|n[°º])\b\.?\s*|[#n][°º.]?\s*)?(?P<number>\d{1,4}(?:\s?-\s?\d{1,4}){1,2})\b"
_CAPITAL = re.compile(r"[A-ZÁÉÍÓÚÑÜ][\wáéíóúñü]*")
_WORD = re.compile(r"[\s*_\"“]*(?P<word>[^\W\d_]+)")


def find_norms(text: str) -> tuple[Norm, ...]:
    """The norms cited in `text`, in order; «Decreto No. 5-2021» and «Decreto 5-2021» are one."""
    found = sorted([*_by_number(text), *_by_name(text)], key=lambda norm: norm.start)
    first: dict[str, Norm] = {}
    for norm in found:
        key = sound(norm.name)
        if not any(key == other for other in first):
            first[key] = norm
    return tuple(first.values())


@lru_cache(maxsize=1)
def _numbered() -> tuple[Cued, dict[str, str]]:
    kinds = {sound(said): name for said, name in table("norms")["kinds"]}
    said = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    return cued(rf"\b(?P<kind>{said.replace(chr(92) + ' ', chr(92) + 's+')})s?{_NUMBER}"), kinds


def _by_number(text: str) -> Iterator[Norm]:
    pattern, kinds = _numbered()
    heard = sounded(text)
    if not pattern.may(heard):
        return
    position = 0
    for place in places(heard, {said.split()[0] for said in kinds}):
        match = pattern.match(heard, place) if place >= position else None
        if not match:
            continue
        position = match.end()
        kind = kinds[" ".join(match["kind"].split())]
        number = re.sub(r"\s", "", match["number"])
        yield Norm(f"{kind} {number}", match.start(), match.end())


@lru_cache(maxsize=1)
def _named() -> tuple[tuple[str, ...], re.Pattern[str], frozenset[str]]:
    rows = table("norms")
    heads = tuple(word.capitalize() for word in rows["by_name"])
    return heads, re.compile(rf"\b(?:{'|'.join(heads)})(?=\s)"), frozenset(rows["links"])


def _by_name(text: str) -> Iterator[Norm]:
    heads, pattern, links = _named()
    if not any(head in text for head in heads):
        return
    for match in pattern.finditer(text):
        end, words = match.end(), 0
        here = end
        while (word := _WORD.match(text, here)) and "\n\n" not in word[0]:
            here = word.end()
            if _CAPITAL.fullmatch(word["word"]):
                end, words = here, words + 1
            elif word["word"] not in links:
                break
        if words and not _is_numbered(text, match.start(), end):
            yield Norm(" ".join(re.sub(r"[*_\"“]", "", text[match.start() : end]).split()), match.start(), end)


def _is_numbered(text: str, start: int, end: int) -> bool:
    return bool(re.match(r"\s*(?:No\.?|número)", text[end : end + 10])) and end - start < 8
