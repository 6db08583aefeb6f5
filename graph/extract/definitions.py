"""Acronyms that a text itself defines: «Nombre completo (SIGLA)». They hold in that text before any other rule."""

import re
from collections.abc import Iterator

from graph.extract.hits import Hit, Reading
from graph.extract.names import phrase

_ACRONYM = r"[A-ZÁÉÍÓÚÑ][A-Za-zÁÉÍÓÚÑáéíóúñ]*[A-ZÁÉÍÓÚÑ][\wÁÉÍÓÚÑ]*(?:[-/&][A-ZÁÉÍÓÚÑ]\w*)*"
_NAMELIKE = r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{3,11}"
_PLACE = r"(?: [A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)?"
_AFTER = re.compile(
    rf"[\"”»*_]*\s*(?:\(\s*[\"“«*_]*(?P<inside>{_ACRONYM}|{_NAMELIKE}(?=[\"”»*_]*\))){_PLACE}[\"”»*_]*\s*(?:\)|,[^()]{{0,60}}\))"
    rf"|[-–—]\s?(?P<dash>{_ACRONYM})(?=\s*(?:[-–—;:.,)\n]|$|\s+(?:y|e)\s))"
    rf"|,\s(?P<comma>{_ACRONYM})(?=[,.;]))"
)


def definitions(reading: Reading) -> Iterator[tuple[tuple[str, ...], Hit]]:
    """(folded words of an acronym, the hit of the body that it abbreviates) for each definition in the text."""
    words = reading.words
    for hit in reading.hits():
        if not hit.body or hit.bare or words.slice(hit.first, hit.end).isupper() and hit.end - hit.first == 1:
            continue
        match = _AFTER.match(words.text, words.ends[hit.end - 1])
        acronym = match and (match["inside"] or match["dash"] or match["comma"])
        if match and acronym and _holds(reading, hit, acronym, sure=_is_enclosed(words.text, match)):
            yield phrase(acronym), hit


def _is_enclosed(text: str, match: re.Match[str]) -> bool:
    """Whether the acronym is closed off on both sides: «(SIGLA)», «-SIGLA-»."""
    following = text[match.end() : match.end() + 2].lstrip()[:1]
    return bool(match["inside"]) or (match["dash"] is not None and following in ("-", "–", "—"))


def _holds(reading: Reading, hit: Hit, acronym: str, sure: bool) -> bool:
    """Whether the acronym can be this body's: the register says so, or its letters fit and nothing else owns it."""
    key = phrase(acronym)
    pattern = reading.lexicon.patterns.get(key)
    owners = pattern.ids if pattern else ()
    if hit.body and hit.body.id and any(phrase(name) == key for name in reading.lexicon.entries[hit.body.id].names):
        return True
    name = reading.words.folded[hit.first : hit.end]
    if acronym.istitle():
        return sure and not owners and _in_order(acronym, name)
    return fits(acronym, name) or (sure and not owners)


def fits(acronym: str, words: list[str]) -> bool:
    """Whether the letters of an acronym are found in order in a name, its first being the name's first."""
    letters = _letters(acronym)
    initials = {word[0] for word in words}
    return _in_order(acronym, words) and sum(letter in initials for letter in letters) * 2 >= len(letters)


def _letters(acronym: str) -> list[str]:
    return [letter for letter in "".join(phrase(acronym)) if letter.isalpha()]


def _in_order(acronym: str, words: list[str]) -> bool:
    letters, name = _letters(acronym), "".join(words)
    if not letters or not name or name[0] != letters[0]:
        return False
    rest = iter(name)
    return all(letter in rest for letter in letters)


def defined(reading: Reading) -> list[Hit]:
    """Every occurrence of the acronyms that the text defines, as hits of the body they stand for."""
    owners: dict[tuple[str, ...], Hit] = {}
    for key, hit in definitions(reading):
        owners.setdefault(key, hit)
    found: list[Hit] = []
    if not owners:
        return found
    words = reading.words
    firsts = {key[0]: [each for each in owners if each[0] == key[0]] for key in owners}
    for index in [index for index, word in enumerate(words.folded) if word in firsts]:
        for key in firsts[words.folded[index]]:
            end = index + len(key)
            text = words.slice(index, end) if end <= len(words) else ""
            if not words.at(key, index) or not _is_written(text):
                continue
            covering = reading.covered(index)
            if covering and covering.end - covering.first > len(key):
                continue
            found.append(Hit(index, end, owners[key].ids, owners[key].body, confidence=0.95))
    return found


def _is_written(text: str) -> bool:
    """Whether it is in capitals, or a long acronym written as a name."""
    capitals = sum(letter.isupper() for letter in text)
    return capitals >= 2 or (len(text) > 3 and text.istitle())
