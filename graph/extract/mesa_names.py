"""Where a text names a mesa, and where the name ends: the grammar of names, before they are compared."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.extract.cues import Phrases
from graph.extract.findings import Mention
from graph.extract.numerals import ORDINAL, ROMAN, ordinal
from graph.extract.spans import Taken
from graph.extract.tables import alternatives, any_of, sound, sounded, table
from graph.extract.verbs import telling_forms

_HEAD = re.compile(r"\b(?P<sub>sub[\s-]?)?mesa\b|\b(?P<group>(?-i:G)rupo de trabajo|GRUPO DE TRABAJO)\b", re.I)
_LETTER = re.compile(r"\w")
_WORD = re.compile(r"\s+(?P<word>[^\W_][\w'’/–-]*)")
_ACRONYM = re.compile(r"\s*\((?P<acronym>[A-ZÁÉÍÓÚÑ][\w-]{1,14})\)")
LINKS = frozenset(
    ["de", "del", "la", "las", "los", "el", "y", "e", "a", "al", "para", "por", "contra", "sobre", "ante"]
)
_ARTICLES = frozenset(["el", "la", "los", "las"])
_ENDS = frozenset(["tras", "durante", "segun", "mediante", "con", "sin", "hasta", "desde", "entre", "luego", "ante"])
_AND = frozenset("ye")
_NUMBERED = re.compile(
    r"\b(?P<head>(?:sub[\s-]?)?mesa(?:\s+(?:técnica|temática|de trabajo))?\s+(?:no\.?\s*)?"
    r"(?P<number>\d{1,2}|[IVX]{1,4}))"
    r"\s*[:–—-]\s*(?P<topic>[^;:.\n]{3,120}?)(?=\s*(?:[;.\n(*_]|,?\s+y\s+(?:la\s+)?(?:sub[\s-]?)?mesa\b|,\s*(?:la\s+)?(?:sub[\s-]?)?mesa\b|$"
    r"|,\s+(?:que|quien|bajo|a cargo|con|cuy\w+|la cual|en la|de la|\w+[ai]da)\b"
    r"|\s\w+(?:aron|ieron|[aei]rán|[aei]rá)\b))",
    re.I,
)
_LIST = re.compile(r"(?:,\s+[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)+,?\s+[ye]\s+[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s+[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)?")
_OF_A_BODY = re.compile(r"\s+(?:por\s|(?:de|del)\s+(?:la\s+|el\s+)?[A-ZÁÉÍÓÚÑ]{2,}\b)")
_ORDINAL_BEFORE = re.compile(rf"(?P<ordinal>{ORDINAL}|{ROMAN})\s+(?:(?:reunion|sesion|gran)\s+(?:de\s+(?:la\s+)?)?)?$")


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming of a mesa at text[start:end]. name: as written there, white space collapsed, case mended; acronym: a
    short form given in parentheses; sub: whether the text calls it a sub-mesa; number: «Mesa 3: …»; ordinal: «tercera
    Mesa de …» (which session, not part of the name); caps: written in capitals; firm: capitals say it is a name."""

    start: int
    end: int
    name: str
    acronym: str | None = None
    sub: bool = False
    number: int | None = None
    topic: str | None = None
    ordinal: int | None = None
    caps: bool = False
    firm: bool = True


def find_namings(text: str, mentions: Sequence[Mention], ends: Iterable[int]) -> list[Naming]:
    """Every place where `text` names a mesa, in order. `mentions` and the `ends` of blocks tell where names end."""
    places = sorted({*places_of(text, "mesa"), *places_of(text, "grupo de trabajo")})
    if not places:
        return []
    starts = {mention.start for mention in mentions} | {_next_word(text, end) for end in ends}
    found = [_numbered(match) for match in _matches(_NUMBERED, text, places)]
    taken = Taken(len(text), found)
    for match in _matches(_HEAD, text, places):
        if taken.free(match.start(), match.start() + 1):
            naming = _naming(text, match, starts)
            if naming:
                found.append(naming)
    return sorted(found, key=lambda naming: naming.start)


def places_of(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in the text, alone or in another: the patterns begin there or with a «sub» before."""
    heard = sounded(text)
    place = heard.find(word)
    while place >= 0:
        yield place
        place = heard.find(word, place + len(word))


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, but only tried where it can begin."""
    position = 0
    for place in places:
        starts = [start for start in (place - 4, place - 3, place) if start >= position]
        match = next((found for start in starts if (found := pattern.match(text, start))), None)
        if match:
            position = match.end()
            yield match


def _next_word(text: str, position: int) -> int:
    match = _LETTER.search(text, position)
    return match.start() if match else len(text)


def _numbered(match: re.Match[str]) -> Naming:
    topic = " ".join(match["topic"].split())
    number = int(match["number"]) if match["number"].isdigit() else ordinal(match["number"])
    head = match["head"][0].upper() + " ".join(match["head"][1:].split())
    return Naming(match.start(), match.end("topic"), f"{head}: {topic}", sub=True, number=number, topic=topic)


@lru_cache(maxsize=8)
def _phrases(name: str) -> Phrases:
    return any_of(table("mesas")[name])


@lru_cache(maxsize=1)
def _headline_verbs() -> frozenset[str]:
    return frozenset(sound(form) for verb in table("mesas")["headline_verbs"] for form in telling_forms(verb))


@lru_cache(maxsize=1)
def _no_name() -> re.Pattern[str]:
    """What may follow «mesa» without making it a name: adjectives and generic topics."""
    words = alternatives(table("mesas")["qualifiers"])
    topics = alternatives(table("mesas")["generic"])
    return re.compile(rf"(?:{words}|\b(?:de|y|e)\s+(?:{topics})|\b(?:y|e)\s+|{topics})*")


def _naming(text: str, head: re.Match[str], starts: set[int]) -> Naming | None:
    heard = sound(text[head.end() : head.end() + 60]).lstrip()
    if not head["sub"] and _phrases("not_a_mesa").match(heard):
        return None
    caps = head[0].isupper() and _line_in_capitals(text, head)
    acronym = None
    if caps:
        end = _capitals_end(text, head.end())
    else:
        end, acronym = _end(text, head.end(), starts)
    tail = " ".join(_ACRONYM.sub("", text[head.end() : end]).split())
    if not tail or _no_name().fullmatch(sound(tail) + " ") or not re.search(r"[A-ZÁÉÍÓÚÑ]", tail):
        return None
    if head[0][0].islower() and not head["sub"] and _OF_A_BODY.match(text, head.end()):
        return None  # «la salida de la mesa de la PGN», «coordina la mesa por la Municipalidad»
    if head["group"] and _next_word(text, head.end() + len(tail.split()[0]) + 1) in starts:
        return None  # of an institution, not about a matter
    first = "Grupo de Trabajo" if head["group"] else "Mesa"
    first = head[0][0].upper() + head[0][1:].lower() if head["sub"] else first
    name = f"{first} {_title(tail) if caps else _lift(tail)}"
    return Naming(
        head.start(), end, name, acronym, bool(head["sub"]), ordinal=ordinal_before(text, head.start()), caps=caps
    )


def ordinal_before(text: str, start: int) -> int | None:
    """The ordinal right before `start` («3ra Mesa», «quinta reunión de la Mesa» gives none: the meeting carries it)."""
    match = _ORDINAL_BEFORE.search(" ".join(sound(text[max(0, start - 40) : start]).split()) + " ")
    return ordinal(match["ordinal"]) if match else None


def _line_in_capitals(text: str, head: re.Match[str]) -> bool:
    following = text[head.end() : head.end() + 40].split("\n")[0]
    letters = [char for char in following if char.isalpha()]
    return bool(letters) and all(char.isupper() for char in letters)


def _capitals_end(text: str, position: int) -> int:
    """The end of a name in capitals: a verb, a mark, or the end of the line."""
    end, linked = position, True
    for match in _WORD.finditer(text, position):
        word = match["word"]
        verb = sound(word) in _headline_verbs() and not linked
        verb = verb or sound(word) in _ENDS
        if match.start() != end or "\n" in match[0] or not word.isupper() or verb:
            break
        end, linked = match.end(), sound(word) in LINKS
    return _without_links(text, position, end)


def _without_links(text: str, start: int, end: int) -> int:
    words = list(_WORD.finditer(text, start, end))
    while words and sound(words[-1]["word"]) in LINKS | {"en"}:
        words.pop()
    return words[-1].end() if words else start


def name_end(text: str, position: int) -> int:
    """Where a name ends that goes on at `position`, after its head."""
    return _end(text, position, set())[0]


def _end(text: str, position: int, starts: set[int]) -> tuple[int, str | None]:
    """Where the name that follows «Mesa» ends, and the acronym that the text gives within it."""
    end, acronym = position, None
    while True:
        aside = _ACRONYM.match(text, end)
        if aside and end > position:
            acronym = aside["acronym"]
            following = _step(text, aside.end(), starts)
            if following is None or text[aside.end() : following].split()[0] not in ("de", "del", "para"):
                return end, acronym
            end = following
            continue
        following = _step(text, end, starts, first=end == position)
        if following is None:
            break
        end = following
    more = _LIST.match(text, end)
    if more and end > position and not any(start in starts for start in range(end, more.end())):
        end = more.end()
    return end, acronym


def _step(text: str, position: int, starts: set[int], first: bool = False) -> int | None:
    """The end of one more word of the name (with the links before it), or None when the name is over."""
    links: list[str] = []
    here = position
    while (match := _WORD.match(text, here)) and "\n\n" not in match[0]:
        word = match["word"]
        if (word in LINKS and len(links) < 3 and "en" not in links) or (word == "en" and not links and not first):
            links.append(word)
            here = match.end()
            continue
        begin = match.start("word")
        if _HEAD.match(text, begin) or (
            begin in starts
            and (not links or links[0] in _AND or links[0] in ("en", "a", "al") or "\n" in text[position:begin])
        ):
            return None
        if links and links[0] in _ARTICLES:  # «de la Mesa la Dirección…»: another phrase begins
            return None
        if "en" in links and sound(word) in _places():
            return None
        if word[0].isupper() and (links or sound(word) not in _headline_verbs()):
            return match.end()
        if sound(word) in qualifiers() and not links and first:
            return match.end()
        return None
    return None


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(map(sound, table("mesas")["places"]))


@lru_cache(maxsize=1)
def qualifiers() -> frozenset[str]:
    """The adjectives that may stand between «mesa» and its topic, as they sound."""
    return frozenset(map(sound, table("mesas")["qualifiers"]))


def _lift(tail: str) -> str:
    """Adjectives before the topic get the capital that names carry («mesa técnica de Café» is Mesa Técnica de Café)."""
    return " ".join(word.capitalize() if sound(word) in qualifiers() else word for word in tail.split())


def _title(tail: str) -> str:
    """CAPITALS as a Spanish name: capitals at the start of words that are not links."""
    words = tail.split()
    return " ".join(word.lower() if word.lower() in LINKS else word.capitalize() for word in words)
