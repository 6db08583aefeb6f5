"""Several mesas named under one plural: «las submesas de Compras y de Datos», «tres submesas: la de A, …; la de B»."""

import re
from collections.abc import Iterator, Sequence

from graph.extract.findings import Mention
from graph.extract.mesa_names import Naming, name_end, qualifiers
from graph.extract.tables import sound, sounded

_PLURAL = re.compile(
    r"\b(?P<sub>sub[\s-]?)?mesas\b(?P<words>(?:\s+\w+){0,2}?)\s*(?=:|\s(?:de|del)\s|\s(?:sobre|para)\s)", re.I
)
_OF = re.compile(r"\s*(?P<own>(?:de|del|para|sobre)\s+(?:(?:la|el|los|las)\s+)?[A-ZÁÉÍÓÚÑ])")
_AND_OF = re.compile(r",?\s+[ye]\s+(?=(?:de|del|para|sobre)\s)|,\s+(?=(?:de|del|para|sobre)\s)")
_AND = re.compile(r",?\s+[ye]\s+|,\s+")
_SENTENCE = re.compile(r"[^.\n]*(?:\n(?!\n)[^.\n]*)*")
_THAT = re.compile(r"\s*(?:y\s+|e\s+)?la\s+(?=(?:de|del|para|sobre)\s+(?:(?:la|el|los|las)\s+)?[A-ZÁÉÍÓÚÑ])")
_REACH = 1500  # characters of such a list
_TOPIC = re.compile(r"[A-ZÁÉÍÓÚÑ][\w-]*(?:\s+(?:(?:de|del|y|e|a|la|los|las|en)\s+)*[\w-]+){0,5}")


def listed_namings(text: str, mentions: Sequence[Mention]) -> list[Naming]:
    """The mesas of every such list in `text`, in order; none of a list whose members are not all named."""
    if "mesas" not in sounded(text):
        return []
    starts = {mention.start for mention in mentions}
    found: list[Naming] = []
    stop = 0  # what a list takes in begins no other
    for head in _PLURAL.finditer(text):
        first = _first(head) if head.start() >= stop else None
        if first is None:
            continue
        members = list(
            _after_colon(text, head.end() + 1, starts) if text[head.end()] == ":" else _together(text, head.end())
        )
        stop = members[-1][1] if members else 0
        if len(members) > 1:
            found += [Naming(start, end, f"{first} {name}", sub=bool(head["sub"])) for start, end, name in members]
    return found


def _first(head: re.Match[str]) -> str | None:
    """The words that each name begins with, in the singular («Submesa», «Mesa Técnica»); None for what is no mesa."""
    words = [_singular(word) for word in head["words"].split()]
    if not all(sound(word) in qualifiers() for word in words):
        return None
    kind = "Submesa" if head["sub"] and "-" not in head["sub"] else "Sub-mesa" if head["sub"] else "Mesa"
    return " ".join([kind, *(word.capitalize() for word in words)])


def _singular(word: str) -> str:
    return word[:-2] if word.endswith("les") else word.removesuffix("s")


def _together(text: str, position: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of each in «de Compras y de Datos», «de Agua, Salud y Educación»."""
    of = _OF.match(text, position)
    if not of:
        return
    begin = of.start("own")
    end = name_end(text, position)
    said = text[begin:end]
    link = said.split()[0]
    parts = _AND_OF if _AND_OF.search(said) else _AND
    here = begin
    for match in [*parts.finditer(said), None]:
        stop = begin + match.start() if match else end
        own = " ".join(text[here:stop].split())
        if not own:
            return
        yield here, stop, own if own.split()[0] in ("de", "del", "para", "sobre") else f"{link} {own}"
        here = begin + match.end() if match else end


def _after_colon(text: str, position: int, starts: set[int]) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of each in «: la de Compras, a cargo de A; la de Datos…» or «: Compras, Datos y Portales»."""
    stop = _SENTENCE.match(text, position)
    end = min(stop.end() if stop else position, position + _REACH)
    here = position
    for part in text[position:end].split(";"):
        that = _THAT.match(text, here)
        if that:
            stop_here = name_end(text, that.end() - 1)
            yield that.end(), stop_here, " ".join(text[that.end() : stop_here].split())
        here += len(part) + 1
    if ";" in text[position:end]:
        return
    here = position
    for part in _AND.split(text[position:end]):
        begin = text.index(part, here)
        own = part.strip()
        here = begin + len(part)
        begin += len(part) - len(part.lstrip())
        if not _TOPIC.fullmatch(own) or begin in starts or "mesa" in sound(own):
            return
        yield begin, begin + len(own), f"de {' '.join(own.split())}"
