"""Short forms that a text makes for itself: a municipality by its place alone, a body by the initials of its name."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from graph.extract.findings import Body
from graph.extract.hits import Hit, Reading
from graph.extract.names import NEWLINE, SPACE, collapse, fold, phrase
from graph.extract.reach import stretch

_CAPITALS = "".join(char for char in map(chr, range(0x10000)) if char.isupper())
_IN_CAPITALS = re.compile(f"[{_CAPITALS}]{{2,}}")
_BRANCHES = frozenset(["filial", "sede", "capitulo", "seccional", "regional", "delegacion"])  # of another body
_SHORTEST = 3  # letters of an acronym that is known only by its initials
_LONG = 4  # letters of an acronym that is known by nothing but where it stands


def places(reading: Reading) -> list[Hit]:
    """«Mixco» where the text names the Municipalidad de Mixco: bare hits, which count only as subject or in a list."""
    bodies: dict[tuple[str, ...], Body] = {}
    for hit in reading.hits():
        if hit.body and hit.body.kind == "municipalidad":
            words = phrase(hit.body.name)
            if words[:2] == ("municipalidad", "de") and words[2:] not in reading.forms.countries:
                bodies[words[2:]] = hit.body
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in bodies:
        by_first.setdefault(words[0] if words else "", []).append(words)
    found = []
    for index in [index for index, word in enumerate(reading.words.folded) if word in by_first]:
        for words in by_first[reading.words.folded[index]]:
            if index and reading.words.folded[index - 1] in _BRANCHES:
                continue
            if reading.words.at(words, index) and reading.words.capital(index) and _is_free(reading, index, len(words)):
                found.append(Hit(index, index + len(words), bare=True, candidate=bodies[words]))
    return found


def strangers(reading: Reading) -> list[Hit]:
    """Acronyms that nobody explains («ASORECH»): bare hits, counted only as subject, with an office or in a list."""
    words, forms = reading.words, reading.forms
    found = []
    for match in _IN_CAPITALS.finditer(words.text):
        index = bisect_left(words.starts, match.start())
        if index == len(words) or words.starts[index] != match.start():
            continue
        word, folded = words.word(index), words.folded[index]
        if len(folded) < _LONG or not (word.isupper() and word.isalpha()) or folded in forms.not_acronyms:
            continue
        if reading.covered(index) or _is_shouted(reading, index):
            continue
        found.append(Hit(index, index + 1, bare=True, candidate=Body(None, word, "organismo"), confidence=0.6))
    return found


def introduced(reading: Reading, indices: Iterable[int]) -> list[Hit]:
    """«la organización El Refugio de la Niñez»: the proper name that such a noun in small letters, at one of `indices`,
    presents."""
    words, forms = reading.words, reading.forms
    found = []
    for index in indices:
        kind = forms.introduced[words.folded[index]]
        if words.capital(index) or not words.capital(index + 1) or not reading.joins(index + 1):
            continue
        reach = stretch(reading, index + 1, forms.heads["asociacion"][0])
        if reach.end and not reading.covered(index + 1) and not words.word(index + 1).isupper():
            name = collapse(words.slice(index + 1, reach.end))
            found.append(Hit(index + 1, reach.end, body=Body(None, name, kind), confidence=0.7))
    return found


def join_short_forms(reading: Reading) -> None:
    """«la Asociación de Vendedores», where the text names the Asociación de Vendedores del Mercado Central: one."""
    unknown = {hit.body.name: hit.body for hit in reading.hits() if hit.body and not hit.body.id and hit.head}
    for hit in reading.hits():
        name = _short_name(reading, hit)
        longer = [body for full, body in unknown.items() if name and fold(full).startswith(f"{fold(name)} de")]
        if len(longer) == 1:
            hit.body, hit.ids = longer[0], ()


def _short_name(reading: Reading, hit: Hit) -> str | None:
    """The name of a hit that may begin a longer one: an unknown body's, or a class of which each place has one (also
    by its acronym, in the singular)."""
    if hit.body and not hit.body.id and hit.head:
        return hit.body.name if len(hit.body.name.split()) > 2 else None
    if not hit.ids or hit.ids[0] not in reading.forms.classes:
        return None
    written = collapse(reading.words.slice(hit.first, hit.end))
    if written.isupper() and reading.words.folded[hit.first - 1 : hit.first] not in (["los"], ["las"]):
        return reading.lexicon.entries[hit.ids[0]].name
    return written if hit.end - hit.first > 2 else None


def _is_shouted(reading: Reading, index: int) -> bool:
    """Whether a word in capitals is so because its line is: a heading, or beside others in capitals."""
    words = reading.words
    beside = [
        other
        for other, joint in ((index - 1, index), (index + 1, index + 1))
        if 0 <= other < len(words) and words.gap(joint) in (SPACE, NEWLINE)
    ]
    if any(words.word(other).isupper() and len(words.word(other)) > 1 for other in beside):
        return True
    start = words.text.rfind("\n", 0, words.starts[index]) + 1
    end = words.text.find("\n", words.ends[index])
    line = words.text[start : words.starts[index]] + words.text[words.ends[index] : end if end >= 0 else None]
    return not any(letter.isalpha() for letter in line)


def _is_free(reading: Reading, index: int, length: int) -> bool:
    covering = reading.covered(index)
    return covering is None or (covering.body is None and covering.bare and covering.end - covering.first <= length)


def initials(reading: Reading) -> list[Hit]:
    """Acronyms that nothing defines and the register lacks, but whose letters are the initials of one named body."""
    names: dict[str, list[Hit]] = {}
    for hit in reading.hits():
        if not hit.body or hit.body.id or not hit.head:
            continue
        content = reading.forms.content(phrase(hit.body.name))
        letters = "".join(word[0] for word in content)
        for length in range(max(_SHORTEST, min(len(letters) - 1, _LONG)), len(letters) + 1):
            names.setdefault(letters[:length], []).append(hit)
    if not names:
        return []
    found = (_by_initials(reading, index, names) for index, word in enumerate(reading.words.folded) if word in names)
    return [hit for hit in found if hit]


def _by_initials(reading: Reading, index: int, names: dict[str, list[Hit]]) -> Hit | None:
    words = reading.words
    owners = names[words.folded[index]]
    if not words.word(index).isupper() or reading.covered(index):
        return None
    bodies = {owner.body for owner in owners}
    body = owners[0].body
    if len(bodies) != 1 or body is None:
        return None
    rest = reading.forms.content(phrase(body.name))[len(words.folded[index]) :]
    end = index + 1
    while rest and end < len(words) and words.folded[end] == rest[0] and reading.joins(end):
        end, rest = end + 1, rest[1:]
    return Hit(index, end, body=body, confidence=0.75)
