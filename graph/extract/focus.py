"""Which mesa a sentence speaks of: names, what stands for them («esta Mesa», «la reunión»), and the one in focus."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.extract.clauses import MesaRef
from graph.extract.cues import Cued, cued
from graph.extract.mesas import NamedMesa
from graph.extract.needs import EDGE, cues
from graph.extract.numerals import ORDINAL, ROMAN, ordinal
from graph.extract.sentences import Block
from graph.extract.spans import Taken, inside, places
from graph.extract.tables import alternatives, sound, sounded, table

_BARE = 5  # a line with no more characters than these beside a mesa's name is a heading
_HEAD = 120  # characters of a text that tell what it is about
_AROUND = 80  # characters before and after a sentence that are read with it
_TOPIC_REACH, _SUB_REACH = 90, 40  # how far into a sentence a name still says what it is about


@dataclass(frozen=True, slots=True)
class Discourse:
    """Mesa references in the order of the text, each with the mesa that it stands for; by sentence, the mesa in
    focus when it ends and when it begins."""

    refs: tuple[MesaRef, ...]
    focus: dict[tuple[int, int], str | None]
    opening: dict[tuple[int, int], str | None]

    def within(self, start: int, end: int) -> list[MesaRef]:
        """The references of text[start:end]."""
        return inside(self.refs, start, end)


@lru_cache(maxsize=1)
def _anaphors() -> Cued:
    rows = table("mesas")["anaphora"]
    determiner = alternatives(rows["determiners"])
    meeting = alternatives(rows["meeting"])
    body = alternatives(rows["body"])
    generic = rf"{alternatives(table('mesas')['qualifiers'])}|de\s+{alternatives(table('mesas')['generic'])}"
    same = alternatives(rows["same"])
    number = rf"(?:(?P<ordinal>(?:{ORDINAL}|{ROMAN})(?=\s+(?:{meeting}|mesa)))\s+)?"
    return cued(  # tried only where words begin: there are four letters to a word
        rf"\b(?=\w)(?:(?:\b(?:{determiner}))?{number}(?:(?:proxima|siguiente|ultima|gran|nueba|misma|propia)\s+)?"
        rf"(?:(?P<mesa>mesa\b(?:\s+(?:{generic}))*)|(?P<body>{body})|(?P<meeting>{meeting}))"
        rf"|\b(?P<same>{same})(?=se\b|fue\b|es\b|,)"
        rf"|\b(?P<turn>la\s+(?P<which>{ORDINAL}))(?=\s*,\s|\s+(?:se|fue|tubo|susedio|ocurrio)\b)"
        r"|\b(?P<nth>la\s+(?P<place>primer|segund)a)(?=\s+(?:\w+(?:aron|ieron|o)|partisip\w+|asisti\w+|se|la|el|los|las|esta|tiene|es)\b|\s*,))"
    )


@lru_cache(maxsize=1)
def several_meetings() -> re.Pattern[str]:
    """The plural of a meeting («cuatro sesiones»), after which «la primera» is one of them."""
    nouns = "|".join(
        sound(noun).replace("on", "ones") for noun in table("mesas")["anaphora"]["meeting"] if noun[-1] == "n"
    )
    return re.compile(rf"\b(?:{nouns}|encuentros|sitas|jornadas|mesas)\b")


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Letters of which what `_anaphors` matches holds some, «la primera» and its like aside."""
    rows = table("mesas")["anaphora"]
    needed = (cues(alternatives(rows[name])) for name in ("body", "meeting", "same"))
    return frozenset(("mesa", *(each.replace(EDGE, "") for names in needed for each in names)))


_THE_FIRST = re.compile(rf"la\s+(?:{ORDINAL}|primer|segund)")
_WORD_START = re.compile(r"\b(?=\w)")
_LEAD_IN = 60  # characters before a core in which what leads to it begins («en la tercera y última reunión»)
_RECALL = 600  # characters
_NTH = {"first": 0, "second": 1}
_TURNS = {1: "first turn", 2: "second turn"}  # of two mesas that were named, or of several meetings
_NOUNS_ALONE = ("reunion", "sesion", "encuentro")
_NOT_A_REF = re.compile(r"(?:sobre|bajo|puesto en|en una|junto a|hay|una|un)\s+$")
_NAME_GOES_ON = re.compile(r"\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ\d]")  # «el Grupo Guatemalteco de…»
_OF_SOMETHING = re.compile(
    r"\s+(?:de\s+(?!la\b)|(?:para|sobre)\s+(?!(?:la|el|los|las|sus?|un|una)\b)|con\s+(?=sillas|mantel|patas|rueda|vidrio|flores))"
    r"(?!este\b|hoy\b|ayer\b|\d|\w+[aei]r(?:l[ao]s?|se)?\b)\w+"
)
_OF_ANOTHER = re.compile(
    r"\s+(?:de|del|para)\s+(?:la\s+|los\s+|las\s+|el\s+)?(?!(?:\d\w+\s+)?(?:[Ss]ub|[Mm]esa|MESA|Lunes|Martes|Jueves|Viernes))"
    r"[A-ZÁÉÍÓÚÑ](?!\w*\s+(?:[Mm]esa|MESA))"
)
_ORDINAL_AFTER = re.compile(
    r"\s*(?:(?:ordinaria|birtual|extraordinaria|presencial)\s+)?(?:no\.?|numero|n[°o]\.?)\s*(?P<figure>\d{1,3})\b(?!\s*-)"
    r"|\s*(?:ordinaria\s+|extraordinaria\s+|birtual\s+)?(?:no\.?\s*)?(?P<session>\d{1,3})-(?:19|20)\d\d\b"
)
_THE_NTH = re.compile(
    rf"[^.;:]{{0,60}}?\b(?:la|el|por)\s+(?P<ordinal>{ORDINAL})\s+"
    r"(?:de las|de los|desde|del ano|ocasion|bes|de este|de \w+ (?:reuniones|sesiones))"
)


def discourse(text: str, blocks: Sequence[Block], mesas: Sequence[NamedMesa]) -> Discourse:
    """Resolve every reference to a mesa in `text`; a text that names none has none."""
    if not mesas:
        return Discourse((), {}, {})
    refs = _references(text, blocks, mesas)
    main = [mesa for mesa in mesas if not mesa.sub and not mesa.background] or list(mesas)[:1]
    lead = _lead(mesas)
    state = _State({mesa.name: mesa for mesa in mesas}, lead or main[0].name, lead)
    resolved: list[MesaRef] = []
    focus: dict[tuple[int, int], str | None] = {}
    opening: dict[tuple[int, int], str | None] = {}
    above: str | None = None  # the sub-mesa that a heading names holds until the next one
    under: int | None = None  # how many blocks it has below it; None for one that holds to the end
    for block in blocks:
        if above and under is not None:
            above, under = (None, None) if under and _leaves_list(text, block) else (above, under + 1)
        state.sub, state.first_in = above, block.start
        for start, end in block.sentences:
            opening[start, end] = state.current
            resolved += [state.resolve(ref, start) for ref in inside(refs, start, end)]
            focus[start, end] = state.current
        named = [ref for ref in inside(refs, block.start, block.end) if ref.name]
        if named and block.end - block.start - (named[0].end - named[0].start) < _BARE and block.section != "title":
            above, under = state.sub, 0 if state.is_numbered(state.sub) else None
    return Discourse(tuple(resolved), focus, opening)


def _leaves_list(text: str, block: Block) -> bool:
    """Whether a block is a paragraph of its own, apart from the fields and items below a heading."""
    return block.kind == "prose" and text.endswith("\n\n", 0, text.rfind("\n", 0, block.start) + 1)


def _lead(mesas: Sequence[NamedMesa]) -> str | None:
    """The sub-mesa that the text is about, because its head names it before the mesa above it."""
    first = min(mesas, key=lambda mesa: mesa.namings[0].start, default=None)
    return first.name if first and first.sub and first.namings[0].start < _HEAD else None


@dataclass(slots=True)
class _State:
    """The mesa in focus while the text is read. lead: a sub-mesa that the text is about; sub: any other, until its
    paragraph ends; told_in: the sentence that named the main one last; first_in: where the paragraph begins."""

    mesas: dict[str, NamedMesa]
    first: str | None
    lead: str | None = None
    main: str | None = None
    sub: str | None = None
    told_in: int = -1
    first_in: int = -1
    last: int = -1
    names: list[str] = field(default_factory=list)
    pair: list[str] = field(default_factory=list)
    paired_in: int = -1

    @property
    def current(self) -> str | None:
        return self.sub or self.main or self.first

    def resolve(self, ref: MesaRef, sentence: int) -> MesaRef:
        if ref.kind in _TURNS.values():
            kind = ref.kind.partition(" ")[0] if 0 <= sentence - self.paired_in < _RECALL and self.pair else "meeting"
            ref = replace(ref, kind=kind, ordinal=ref.ordinal if kind == "meeting" else None)
        if ref.kind in _NTH:
            return self._one_of_two(ref, sentence)
        if ref.name is None:
            return replace(ref, name=self.current)
        mesa = self.mesas[ref.name]
        self._pair_up(mesa, sentence)
        if mesa.sub and mesa.name != self.lead:
            opens = ref.start - self.first_in < _BARE
            near = ref.start - sentence < _SUB_REACH and self.told_in != sentence
            if opens or (near and not self.is_numbered(mesa.name)):
                self.sub = mesa.name
        elif not mesa.background and (self.main is None or self._is_topic(ref, mesa, sentence)):
            self.main, self.sub = mesa.name, None
            self.told_in = sentence
        return ref

    def _one_of_two(self, ref: MesaRef, sentence: int) -> MesaRef:
        """«La primera …»: of the two mesas named together; the text goes on about it when a sentence begins so."""
        name = self.pair[_NTH[ref.kind]] if len(self.pair) == 2 else None
        if name and ref.start - sentence < _BARE:
            if self.mesas[name].sub:
                self.sub = name
            else:
                self.main, self.sub = name, None
        return replace(ref, name=name)

    def is_numbered(self, name: str | None) -> bool:
        """Whether a mesa is called by its number («Mesa 2: Caminos»)."""
        return name is not None and any(naming.number for naming in self.mesas[name].namings)

    def _pair_up(self, mesa: NamedMesa, sentence: int) -> None:
        """Remember the two mesas that a sentence names, for «a la primera asistieron»."""
        if self.last != sentence:
            self.last, self.names = sentence, []
        if mesa.name not in self.names:
            self.names.append(mesa.name)
        if len(self.names) == 2:
            self.pair, self.paired_in = list(self.names), sentence

    def _is_topic(self, ref: MesaRef, mesa: NamedMesa, sentence: int) -> bool:
        """Whether naming this mesa here makes it what the text goes on about."""
        rival = self.mesas[self.main or mesa.name]
        if rival.name == self.lead and rival.parent == mesa.name:
            return False
        return ref.start - sentence < _TOPIC_REACH or len(mesa.namings) >= len(rival.namings)


def _references(text: str, blocks: Sequence[Block], mesas: Sequence[NamedMesa]) -> list[MesaRef]:
    named = [
        MesaRef(naming.start, naming.end, mesa.name, "name", naming.ordinal or _ordinal_after(text, naming.end))
        for mesa in mesas
        for naming in mesa.namings
    ]
    heard = sounded(text)
    others = []
    taken = Taken(len(text), named)
    subs = [mesa.name for mesa in mesas if mesa.sub]
    for match in _anaphors_in(heard, blocks):
        ref = _anaphor(text, heard, match)
        if ref and len(subs) == 1 and (match["body"] or "").startswith("sub"):
            ref = replace(ref, name=subs[0])  # «la submesa», where there is one
        if ref and taken.free(ref.start, ref.end):
            others.append(ref)
    return sorted([*named, *others], key=lambda ref: ref.start)


def _anaphors_in(heard: str, blocks: Sequence[Block]) -> Iterator[re.Match[str]]:
    """What may stand for a mesa in each sentence. The end of the sentence before is searched too, and the beginning of
    the next is seen: words that go across count where they begin."""
    cores = sorted({*places(heard, _nouns()), *(match.start() for match in _THE_FIRST.finditer(heard))})
    position = 0
    for block in blocks:
        for start, end in block.sentences:
            for match in _around(cores, heard, max(position, start - _AROUND), end + _AROUND):
                if match.start() >= end:
                    break
                position = match.end()
                yield match


def _around(cores: Sequence[int], heard: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """As `_anaphors().compiled.finditer`, tried only at the words before a core: there are few of them."""
    pattern = _anaphors().compiled
    index = bisect_left(cores, start)
    while index < len(cores) and cores[index] < end:
        words = _WORD_START.finditer(heard, max(start, cores[index] - _LEAD_IN), cores[index] + 1)
        match = next((found for word in words if (found := pattern.match(heard, word.start(), end))), None)
        if match:
            yield match
        start = match.end() if match else cores[index] + 1
        index = bisect_left(cores, start)


def _anaphor(text: str, heard: str, match: re.Match[str]) -> MesaRef | None:
    """The words as a reference, unless what stands around them says that they are about something else."""
    kind = "meeting" if match["meeting"] else "anaphor"
    start, end = match.start(), match.start() + len(match[0].rstrip())
    if not _refers(heard, match, start, end) or (not match["same"] and _OF_ANOTHER.match(text, end)):
        return None
    if match["body"] and _NAME_GOES_ON.match(text, end):
        return None
    if match["turn"]:
        several = several_meetings().search(heard, max(0, start - _RECALL), start)
        nth = ordinal(match["which"])
        return MesaRef(start, end, None, _TURNS.get(nth or 0, "meeting"), nth) if several else None
    if match["nth"]:
        return MesaRef(start, end, None, "first" if match["place"] == "primer" else "second")
    said = ordinal(match["ordinal"]) if match["ordinal"] else _ordinal_after(heard, end)
    return MesaRef(start, end, None, kind, said)


def _refers(heard: str, match: re.Match[str], start: int, end: int) -> bool:
    determined = not match[0].lstrip().startswith(("mesa", "una ", "un "))
    if match["mesa"]:
        loose = _NOT_A_REF.search(heard[max(0, start - 12) : start]) or not (determined or match["ordinal"])
        return not loose and not (match["mesa"].strip() == "mesa" and _OF_SOMETHING.match(heard, end))
    if match["body"]:
        of_it = heard.endswith(("del ", "al "), 0, start)  # «la conducción del espacio»
        return determined and (of_it or match.start("body") != start) and not _OF_SOMETHING.match(heard, end)
    if match["meeting"] and re.match(r"una?\s", match[0].lstrip()) and not match["meeting"].startswith(_NOUNS_ALONE):
        return False
    if match["meeting"]:
        return match["meeting"].startswith(_NOUNS_ALONE) or match.start("meeting") != start
    return True


def _ordinal_after(text: str, end: int) -> int | None:
    """«reunión virtual No. 7», «sesión 01-2024», «la mesa del martes, la novena desde su fundación»."""
    following = sound(text[end : end + 90])
    figure = _ORDINAL_AFTER.match(following)
    if figure:
        return int(figure["figure"] or figure["session"])
    nth = _THE_NTH.match(following)
    return ordinal(nth["ordinal"]) if nth else None
