"""The mesas that a record names: short and long forms put together, parents found, what is only asked for left out."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.extract.cues import Cued, Phrases, cued
from graph.extract.findings import Mention, Mesa
from graph.extract.mesa_forms import known_forms
from graph.extract.mesa_lists import listed_namings
from graph.extract.mesa_names import Naming, find_namings, qualifiers
from graph.extract.spans import Taken
from graph.extract.tables import alternatives, any_of, sound, table
from graph.extract.verbs import finite_forms
from graph.records.record import Record

_STOP = frozenset(
    ["de", "del", "la", "las", "los", "el", "y", "e", "a", "al", "para", "por", "contra", "sobre", "mesa"]
)
_LINK_REACH = 45  # characters from a mesa to its parent
_SENTENCE_START = re.compile(r"[.;:!?\n]")


@dataclass(slots=True)
class NamedMesa:
    """One mesa and all its namings. background: named in passing, never what the text is about."""

    name: str
    namings: list[Naming] = field(default_factory=list)
    parent: str | None = None
    topic: str | None = None
    sub: bool = False
    background: bool = False


def find_mesas(record: Record, mentions: Sequence[Mention], ends: Iterable[int]) -> list[NamedMesa]:
    """The mesas that exist according to the record, in the order of their first naming. ends: of the text's blocks."""
    text = record.text
    several = listed_namings(text, mentions)
    taken = Taken(len(text), several)
    alone = [each for each in find_namings(text, mentions, ends) if taken.free(each.start, each.end)]
    namings = [naming for naming in [*alone, *several] if not _only_asked_for(text, naming)]
    groups = _group(namings)
    if record.kind == "group" and not groups:
        groups = _from_group_post(record)
    _add_known_forms(text, groups)
    for mesa in groups:
        mesa.background = all(_in_passing(text, naming) for naming in mesa.namings)
    _find_parents(text, groups)
    return sorted(groups, key=lambda mesa: mesa.namings[0].start)


def as_findings(mesas: Sequence[NamedMesa], text: str) -> tuple[Mesa, ...]:
    """The mesas as findings: names, parents, topics, surfaces with white space collapsed, spans."""
    found = []
    for mesa in mesas:
        spans = tuple((naming.start, naming.end) for naming in mesa.namings)
        surfaces = tuple(dict.fromkeys(" ".join(text[start:end].split()) for start, end in spans))
        found.append(Mesa(mesa.name, mesa.parent, mesa.topic or _topic(mesa.name), surfaces, spans))
    return tuple(found)


def _topic(name: str) -> str | None:
    match = re.search(r"\b(?:de|del|para|por|sobre)\s+(?:la\s+|las\s+|los\s+|el\s+)?(.+)$", name)
    return match[1] if match else None


@lru_cache(maxsize=4096)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, as they sound."""
    return tuple(word for word in re.findall(r"\w+", sound(name)) if word not in _STOP and word != "sub")


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(map(sound, table("mesas")["generic"]))


def _is_short_form(short: Naming, long: Naming) -> bool:
    a, b = tokens(short.name), tokens(long.name)
    if short.number or long.number or short.sub != long.sub:
        return short.number == long.number and a == b
    if a and a == tuple(word for word in b if word not in qualifiers() and word not in _generic()):
        return True  # «Mesa de Agua», «Mesa Técnica de Agua»
    return bool(a) and (a == b[: len(a)] or (set(a) <= set(b) and a[-1] == b[-1] and a[0] == b[0]))


def _group(namings: list[Naming]) -> list[NamedMesa]:
    """Namings of the same mesa together, under its fullest form."""
    groups: list[NamedMesa] = []
    alike: dict[str, list[NamedMesa]] = {}  # by the first word that tells: forms of one name share it
    for naming in sorted(namings, key=lambda each: (each.caps, -len(tokens(each.name)), each.start)):
        naming = _cut_to_known(naming, alike) if naming.caps else naming
        near = alike.setdefault(_first(naming.name), [])
        home = next((mesa for mesa in near if _is_short_form(naming, mesa.namings[0])), None)
        if home:
            home.namings.append(naming)
        else:
            groups.append(NamedMesa(naming.name, [naming], topic=naming.topic, sub=naming.sub))
            near.append(groups[-1])
    for mesa in groups:
        mesa.namings.sort(key=lambda naming: naming.start)
    return groups


def _first(name: str) -> str:
    return next((word for word in tokens(name) if word not in qualifiers() and word not in _generic()), "")


def _cut_to_known(naming: Naming, alike: dict[str, list[NamedMesa]]) -> Naming:
    """A name in capitals has no visible end: when it begins with a known one, it is that."""
    words = tokens(naming.name)
    for mesa in alike.get(_first(naming.name), ()):
        known = tokens(mesa.name)
        if known and not naming.sub and words[: len(known)] == known:
            return replace(naming, name=mesa.name)
    return naming


def _from_group_post(record: Record) -> list[NamedMesa]:
    """A working group's own post: its title is the name, when the text speaks of a group or mesa."""
    title = " ".join(record.title.split())
    start = record.text.find(record.title)
    if start < 0 or not re.match(r"(?:sub)?grupo|equipo|comit[eé]|red|espacio", title, re.I):
        return []
    return [NamedMesa(title, [Naming(start, start + len(record.title), title)])]


def _add_known_forms(text: str, groups: list[NamedMesa]) -> None:
    taken = Taken(len(text), (naming for mesa in groups for naming in mesa.namings))
    named = [mesa.name for mesa in groups if not mesa.sub and mesa.name.startswith("Mesa ")]
    by_name = {mesa.name: mesa for mesa in groups}
    forms = sorted(known_forms(text, named), key=lambda form: (form[0], -form[1]))
    for start, end, name in forms:
        if taken.free(start, end):
            by_name[name].namings.append(Naming(start, end, name, firm=False))
            taken.take(start, end)
    for mesa in groups:
        for acronym in {naming.acronym for naming in mesa.namings if naming.acronym}:
            mesa.namings += [
                Naming(match.start(), match.end(), mesa.name, firm=False)
                for match in re.finditer(rf"\b{re.escape(acronym)}\b", text)
            ]
        mesa.namings.sort(key=lambda naming: naming.start)


@lru_cache(maxsize=1)
def _wishes() -> Cued:
    """«solicitó que se creara una» and its like, up to where the mesa is named."""
    rows = table("mesas")["requested"]
    forms = [form for verb in rows["verbs"] for form in finite_forms(verb)]
    wish = "|".join([*(rf"\b{sound(form)}\b\s*" for form in forms), alternatives(rows["hopes"])])
    creation = alternatives(rows["creation"])
    return cued(rf"(?:{wish})[^.;:]{{0,60}}?(?:{creation})[^.;:]{{0,40}}$")


def _only_asked_for(text: str, naming: Naming) -> bool:
    """Whether this naming only asks for, or hopes for, the mesa."""
    return bool(_wishes().search(_sentence_before(text, naming.start)))


def _sentence_before(text: str, position: int) -> str:
    before = sound(text[max(0, position - 200) : position])
    cuts = [match.end() for match in _SENTENCE_START.finditer(before)]
    return " ".join(before[cuts[-1] if cuts else 0 :].split()) + " "


@lru_cache(maxsize=4)
def _passing(side: str) -> Cued:
    rows: list[str] = table("mesas")["background"][side]
    if side == "after":
        return cued(rf"[\s,(]*{alternatives(rows)}")
    return cued(rf"{alternatives(rows)}(?:la\s+)?$")


@lru_cache(maxsize=1)
def _abroad() -> re.Pattern[str]:
    names: list[str] = table("mesas")["background"]["abroad"]
    return re.compile(rf"\b(?:de|en) (?:{'|'.join(map(sound, names))})$")


def _in_passing(text: str, naming: Naming) -> bool:
    if _abroad().search(sound(naming.name)):
        return True
    after = sound(text[naming.end : naming.end + 60])
    return bool(_passing("after").match(after) or _passing("before").search(_sentence_before(text, naming.start)))


@lru_cache(maxsize=1)
def _links() -> Phrases:
    return any_of(table("mesas")["parent"]["phrases"])


def _find_parents(text: str, groups: list[NamedMesa]) -> None:
    """The parent that the text gives («parte de la Mesa de Y»), else a sub-mesa's is the main mesa of the record."""
    main = [mesa for mesa in groups if not mesa.sub and not mesa.background]
    named = [(naming, order) for order, mesa in enumerate(main) for naming in mesa.namings]
    named.sort(key=lambda each: each[0].start)
    starts = [naming.start for naming, _ in named]
    for mesa in groups:
        for naming in mesa.namings if len(groups) > 1 else ():
            first, last = bisect_left(starts, naming.end + 1), bisect_left(starts, naming.end + _LINK_REACH)
            near = sorted(named[first:last], key=lambda each: (each[1], each[0].start))
            above = _named_after(text, naming, [(main[order], other) for other, order in near])
            above = above or _of_the_one_told(text, naming, main)
            if above and above is not mesa and (mesa.sub or not _bare_link(text, naming)):
                mesa.parent, mesa.sub = above.name, True
        if mesa.sub and mesa.parent is None and main:
            before = (each for each in reversed(main) if each.namings[0].start < mesa.namings[0].start)
            mesa.parent = next(before, main[0]).name


def _of_the_one_told(text: str, naming: Naming, main: list[NamedMesa]) -> NamedMesa | None:
    """«…, dependiente de esta Mesa»: the main mesa that was named last."""
    following = sound(text[naming.end : naming.end + 60]).lstrip(" ,(")
    link = _links().match(following)
    if not link or not re.match(r"(?:esta|dicha|la misma|la citada|la propia)\s+mesa\b", following[link.end() :]):
        return None
    before = [mesa for mesa in main if mesa.namings[0].start < naming.start]
    return before[-1] if before else None


def _bare_link(text: str, naming: Naming) -> bool:
    return bool(re.match(r"\s*(?:de|del)\s", text[naming.end : naming.end + 6]))


def _named_after(text: str, naming: Naming, near: Iterable[tuple[NamedMesa, Naming]]) -> NamedMesa | None:
    """The first of the mesas named right after this one that a word of the table links it to."""
    for mesa, other in near:
        gap = sound(text[naming.end : other.start]).strip(" ,(\n")
        if other.end > naming.end + _LINK_REACH + len(mesa.name) * 2:
            continue
        if gap and _links().match(gap) and re.fullmatch(r"(?:la\s*|el\s*)?", _links().sub("", gap, count=1)):
            return mesa
    return None
