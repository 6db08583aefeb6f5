"""Names that begin with a word such as «Comité»: read as far as they go, then found in the register or provisional."""

from dataclasses import replace

from graph.extract.findings import Body
from graph.extract.forms import Head
from graph.extract.hits import Hit, Reading
from graph.extract.names import collapse
from graph.extract.reach import AND, Stretch, stretch
from graph.extract.spelling import misspelt


def name_at(reading: Reading, index: int, head: Head) -> Hit | None:
    """The institution whose name begins with `head` at `index`: what stands there already, completed, or a new hit."""
    found = reading.at.get(index)
    if found and found.end - found.first > len(head.words):
        return _completed(reading, found, head)
    slip = misspelt(reading, index, head.words[0])
    if slip:
        return slip
    start = index + len(head.words)
    known = reading.at.get(start)
    if known and reading.joins(start) and _is_its_acronym(reading, known, head):
        return replace(known, first=index, head=head.words[0])
    reach = stretch(reading, start, head) if start < len(reading.words) and reading.joins(start) else Stretch()
    return _shortened(reading, index, head, reach) or provisional(reading, index, head, reach) or found


def _is_its_acronym(reading: Reading, known: Hit, head: Head) -> bool:
    """«Comisión GAE»: the acronym of a body whose name begins with the same word."""
    return (
        len(known.ids) == 1
        and reading.words.word(known.first).isupper()
        and reading.lexicon.entries[known.ids[0]].name.startswith(head.word)
    )


def _completed(reading: Reading, found: Hit, head: Head) -> Hit:
    """A known name with what follows it: a territory, a campus, another country, or the rest of a longer name."""
    if found.ids and found.ids[0] in reading.forms.classes:
        return territorial(reading, found)[0]
    slip = None if found.official else misspelt(reading, found.first, head.words[0])
    if slip and slip.end > found.end:
        return slip
    elsewhere = _foreign(reading, found, head)
    if elsewhere:
        return elsewhere
    if head.place or (found.rule and head.kind not in ("sector-privado", "sociedad-civil", "consejo")):
        return found
    site = _site(reading, found)
    if site:
        return site
    if head.places and reading.words.at(("en", "guatemala"), found.end):
        return replace(found, end=found.end + 2)
    after = reading.skip(found.end, reading.forms.connectors)
    foreign = reading.country_at(after) if after > found.end else None
    if not foreign and (found.official or head.kind == "ministerio"):
        return found
    end = foreign or _longer(reading, found, head)
    if not end:
        return found
    name = collapse(reading.words.slice(found.first, end))
    kind = "cooperacion" if foreign else head.kind
    return Hit(found.first, end, body=Body(None, name, kind), head=found.head, confidence=0.7)


def _foreign(reading: Reading, found: Hit, head: Head) -> Hit | None:
    """«Ministerio de Agricultura, Alimentación y Asuntos Rurales de Corea»: a short name of ours, in a longer one of
    another country's."""
    if found.official or not head.commas:
        return None
    reach = stretch(reading, found.first + len(head.words), head)
    start, end = found.first, reach.end
    if end <= found.end or not _ends_abroad(reading, start, end):
        return None
    name = collapse(reading.words.slice(start, end))
    return Hit(start, end, body=Body(None, name, "cooperacion"), head=found.head, confidence=0.7)


def _longer(reading: Reading, found: Hit, head: Head) -> int:
    """The end of the other body's name of which an alias is only the start («Cámara de Comercio de Jalapa»), or 0."""
    reach = stretch(reading, found.first + len(head.words), head)
    later = [(end, join) for end, join in reach.ends if end > found.end]
    if not later or later[0][1] != "de":
        return 0
    tail = tuple(reading.words.folded[found.end : reach.end])
    return reach.end if tail not in reading.forms.tails else 0


def _site(reading: Reading, found: Hit) -> Hit | None:
    end, words = found.end, reading.words
    if end >= len(words) or words.folded[end] not in reading.forms.sites:
        return None
    while end < len(words) and words.capital(end) and reading.joins(end):
        end += 1
    return replace(found, end=end) if end > found.end else None


def territorial(reading: Reading, found: Hit) -> list[Hit]:
    """A body of which each place has one («COCODE de …»): one hit for each place that is named, or the hit itself."""
    entry = reading.lexicon.entries[found.ids[0]]
    place = next(head for head in reading.forms.heads["municipalidad"])
    behind = reading.afterwards(found.end)
    if behind == found.end and not reading.joins(behind):
        return [found]
    index = reading.skip_links(behind, reading.forms.openers)
    hits: list[Hit] = []
    if index == behind and not _is_place_of(reading, found, index):
        return [found]
    while index < len(reading.words):
        reach = stretch(reading, index, place)
        if not reach.end:
            break
        written = collapse(reading.words.slice(found.first, found.end))
        full = entry.name if written.isupper() or found.end - found.first < 2 else written[0].upper() + written[1:]
        name = f"{full} de {collapse(reading.words.slice(index, reach.end))}"
        first, end = index if hits else found.first, found.end if behind > found.end else reach.end
        hits.append(Hit(first, end, body=Body(None, name, entry.kind), head=found.head, confidence=0.8))
        if (
            reach.end >= len(reading.words)
            or behind > found.end
            or not _is_many(reading, found)
            or not (reading.separated(reach.end) or reading.words.folded[reach.end] in AND)
        ):
            break
        index = reading.skip(reach.end, frozenset((*AND, "de", "del", "la", "el")))
        if not reading.words.capital(index) or reading.at.get(index):
            break
    return hits or [found]


def _is_place_of(reading: Reading, found: Hit, index: int) -> bool:
    """Whether the words at `index` say at once where an acronym's body is («DIDEDUC Totonicapán»)."""
    words = reading.words
    if index != found.end or not words.slice(found.first, found.end).isupper() or not reading.joins(index):
        return False
    return any(words.at(place, index) for place in reading.lexicon.departments) and words.capital(index)


def _is_many(reading: Reading, found: Hit) -> bool:
    """Whether several such bodies are meant («los COCODE de …»)."""
    return found.first > 0 and reading.words.folded[found.first - 1] in ("los", "las")


def _shortened(reading: Reading, index: int, head: Head, reach: Stretch) -> Hit | None:
    """A register name in short form: the longest stretch that one living body's name covers."""
    start = index + len(head.words)
    for place in range(len(reach.ends) - 1, -1, -1):
        end = reach.ends[place][0]
        if place + 1 < len(reach.ends) and reach.ends[place + 1][1] not in ("y", ",", "en"):
            tail = tuple(reading.words.folded[end : reach.end])
            if tail not in reading.forms.tails:
                continue
        content = reading.forms.content(reading.words.folded[start:end])
        ids = reading.lexicon.shortened(head.words[0], content, reading.day)
        if ids and reading.words.capital(index):
            body = reading.bodies[ids[0]] if len(ids) == 1 else None
            return Hit(index, end, ids, body, head=head.words[0], confidence=0.9)
    return None


def provisional(reading: Reading, index: int, head: Head, reach: Stretch) -> Hit | None:
    """A body that the register lacks, when its form leaves no doubt that it is one."""
    words, forms = reading.words, reading.forms
    start = index + len(head.words)
    for phrase in forms.alone:
        if (
            words.at(phrase, index)
            and words.capital(index)
            and words.capital(index + len(phrase) - 1)
            and reach.end <= index + len(phrase)
        ):
            name = collapse(words.slice(index, index + len(phrase)))
            return Hit(index, index + len(phrase), body=Body(None, name, head.kind), head=head.words[0], confidence=0.7)
    if not reach.end or not _is_body(reading, index, start, head, reach.end):
        return None
    own, end = _full_place(reading, start, reach), reach.end
    suffix = next((len(each) for each in forms.suffixes if words.at(each, end)), 0)
    if suffix:
        own, end = collapse(words.slice(start, end + suffix)) + ".", end + suffix
    opening = head.canonical if head.canonical != head.word else collapse(words.slice(index, start))
    name = f"{opening[0].upper()}{opening[1:]} {own}"
    kind = "cooperacion" if _ends_abroad(reading, start, reach.end) else head.kind
    return Hit(index, end, body=Body(None, name, kind), head=head.words[0], confidence=0.7)


def _full_place(reading: Reading, start: int, reach: Stretch) -> str:
    """The complement as written, a town's everyday name at its end («en la Antigua») in full."""
    end, join = reach.ends[-1]
    written = collapse(reading.words.slice(start, end))
    if join != "en":
        return written
    before = next((at for at in range(end - 1, start, -1) if reading.words.folded[at] == "en"), start)
    full = reading.forms.towns.get(" ".join(reading.words.folded[before + 1 : end]))
    return f"{collapse(reading.words.slice(start, before + 1))} {full}" if full else written


def _ends_abroad(reading: Reading, start: int, end: int) -> bool:
    """Whether a name ends in another country («… de Alemania»)."""
    return any(reading.country_at(index) == end for index in range(start + 1, end))


def _is_body(reading: Reading, index: int, start: int, head: Head, end: int) -> bool:
    """Whether the stretch after a head makes a name: see `shape`, `first`, `contains` in the table."""
    words, forms = reading.words, reading.forms
    if head.shape == "known" or not (words.capital(index) or head.lower) or words.word(index).isupper():
        return False
    content = forms.content(words.folded[start:end])
    rest = tuple(word for word in content if word not in forms.modifiers and word not in forms.plain_adjectives)
    begun = any(words.at(phrase, start) for phrase in head.first)
    topic = len(rest) == 1 and rest[0] in forms.not_bodies and not head.place and not begun
    if not rest or "mesa" in rest or rest[0] == "postulacion" or topic:
        return False
    if head.first and not begun and not 0 < head.long <= len(rest):
        return False
    if head.contains and not head.contains & set(content):
        return False
    if head.country and reading.country_at(reading.skip(start, forms.connectors)) != end:
        return False
    if head.shape == "de" and (begun or not head.long):
        complement = start
        while words.folded[complement] in forms.modifiers or words.folded[complement] in forms.plain_adjectives:
            complement += 1
        return words.folded[complement] in forms.openers or (head.loose and len(rest) > 1)
    return True
