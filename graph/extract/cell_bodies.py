"""The institutions that a cell of a list names: all of them, also those that the register does not know.

`find_mentions` has read the whole text before. What it leaves open in a cell is settled here by what the column says:
in «Institución» stands an institution, so a bare name («Salud») and a strange one («Helvetas») are one.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from graph.extract import cues
from graph.extract.ambiguity import Rule
from graph.extract.cells import names_everyone, says_nothing
from graph.extract.findings import Body, Mention, Unresolved
from graph.extract.names import Phrases, collapse, fold, phrase
from graph.extract.register import Register
from graph.extract.spans import inside
from graph.extract.tables import any_of, sound, table

_STATED, _ACRONYM_ALONE = 0.9, 0.8  # confidence of a body that only its column makes one
_LONGEST = 16  # words of a name
_LONG = 4  # letters from which an acronym is taken for a body where people may stand too
_PIECES = re.compile(r"\s*[;|]\s*")
_SEPARATOR = re.compile(r"\s*[,/]\s*|\s+[-–—]\s+|\s+(?:y|e|and)\s+")
_UNIT = re.compile(r"\s*/\s*|\s+[-–—]\s+")  # between a body and a unit of it
_PARENTHESIS = re.compile(r"\([^()]*\)")
_ACRONYM = re.compile(r"\s*\([A-ZÁÉÍÓÚÑ][\w/-]{1,14}\)\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = " \t.,;:·\"'«»“”*-–—"


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell names. strange: what stands in it and is taken for no institution."""

    bodies: tuple[Body, ...] = ()
    strange: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    bodies: list[Body] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Column:
    """A cell as a place (`graph.extract.ambiguity.Place`) in a list of institutions: nothing stands around it."""

    text: str
    day: date | None

    def exact(self) -> bool:
        return self.text.isupper()

    def office(self) -> bool:
        return False

    def listed(self) -> bool:
        return True

    def follows(self, phrases: Phrases) -> bool:
        return False

    def precedes(self, phrases: Phrases) -> bool:
        return False

    def near(self, phrases: Phrases) -> bool:
        return False

    def anywhere(self, phrases: Phrases) -> bool:
        return False

    def antecedent(self, candidates: Collection[str]) -> str | None:
        return None


class CellBodies:
    """Reads the cells of one list. `added`, `open`: mentions, and undecided ones, beyond those that were given;
    `decided`: where one starts that was undecided and no longer is."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        unresolved: Sequence[Unresolved],
        register: Register,
        day: date | None,
    ):
        self.text, self.mentions, self.unresolved, self.register, self.day = text, mentions, unresolved, register, day
        self.added: list[Mention] = []
        self.open: list[Unresolved] = []
        self.decided: set[int] = set()
        self._provisional = {fold(each.body.name): each.body for each in mentions if each.body.id is None}
        self._rules = _rules_of(register)

    def read(self, start: int, end: int, firm: bool) -> Named:
        """What the cell text[start:end] names. firm: its column holds institutions only; where people may stand too
        («Responsable»), a name that is not known counts only if the list has it as an institution."""
        found = _Found()
        value = self.text[start:end]
        if not says_nothing(value) and not names_everyone(value):
            for first, last in _cut(_PIECES, self.text, start, end):
                self._piece(first, last, firm, found)
        return Named(tuple(dict.fromkeys(found.bodies)), tuple(found.strange))

    def _piece(self, start: int, end: int, firm: bool, found: _Found) -> None:
        """One or more institutions, divided by commas and the like."""
        within = inside(self.mentions, start, end)
        if not within and self._whole(start, end, found):
            return
        segments = list(_cut(_SEPARATOR, self.text, start, end, within))
        if not within and not (len(segments) > 1 and self._are_names(segments, firm)):
            segments = [(start, end)]
        last: tuple[Body, int, bool] | None = None  # the body before, where it ends, whether it surely ends there
        for first, stop in segments:
            here = inside(within, first, stop)
            if not here:
                known = not within or last is None or last[2]
                self._stranger(first, stop, firm, found, known)
                continue
            body = self._named(first, stop, here, firm)
            if last and _UNIT.fullmatch(self.text[last[1] : first]):  # «MAGA - VISAN», «VISAN / MAGA»: the unit
                if self._above(body, last[0]):
                    continue
                if self._above(last[0], body):
                    found.bodies.remove(last[0])
            found.bodies.append(body)
            last = body, stop, _is_whole(here[-1])

    def _above(self, one: Body, other: Body) -> bool:
        """Whether `other` is a unit of `one`, or the same."""
        return one == other or bool(one.id and other.id and one.id in self.register.lineage(other.id))

    def _named(self, start: int, end: int, here: Sequence[Mention], firm: bool) -> Body:
        """The body of a segment that mentions some: the unit, not what it is a unit of; the whole, where a known name
        is only part of a longer one («Amigos del MARN»)."""
        before = self.text[start : here[0].start]
        if firm and not before.rstrip().endswith("(") and any(map(self._is_own_name, _WORD.findall(before))):
            return self._stated(start, end, _STATED)
        for further in here[1:]:
            if further.body != here[0].body and self._above(here[0].body, further.body):
                return further.body
        return here[0].body

    def _is_own_name(self, word: str) -> bool:
        """Whether a word before a known name is part of a longer one: no office («Delegado»), no plural
        («Ministerios»)."""
        plural = fold(word) in self.register.lexicon.forms.plurals
        return (
            word[0].isupper() and not plural and not _offices().fullmatch(sound(word)) and sound(word) not in _titles()
        )

    def _whole(self, start: int, end: int, found: _Found) -> bool:
        """Settle what stands in text[start:end], if it is known as a whole. Returns whether it is settled."""
        open_ = inside(self.unresolved, start, end)
        value = collapse(self.text[start:end]).strip(_EDGES)
        decided, candidates = self._decided(value)
        if decided:
            found.bodies.append(decided)
            self._mention(start, end, decided, 0.95)
            self.decided.update(each.start for each in open_)
        elif candidates and not open_:
            self.open.append(Unresolved(value, *self._trimmed(start, end), candidates))
        return bool(decided or candidates or open_)

    def _decided(self, value: str) -> tuple[Body | None, tuple[str, ...]]:
        """(the body that a whole cell names, the candidates if nobody can say which)."""
        lexicon = self.register.lexicon
        rule = self._rules.get(fold(value))
        if rule:
            outcome = rule.decide(_Column(value, self.day))
            return self.register.bodies.get(outcome or ""), rule.candidates
        ids = lexicon.living((id for id in self.register.find(value) if id in lexicon.entries), self.day)
        if ids:
            return (self.register.body(ids[0]), ()) if len(ids) == 1 else (None, ids)
        content = lexicon.forms.content(phrase(value))
        for head in ("ministerio", "municipalidad"):
            id = lexicon.complement(head, content) if content and content != ("guatemala",) else None
            if id:
                return self.register.body(id), ()
        return self._provisional.get(fold(value)), ()

    def _are_names(self, segments: Sequence[tuple[int, int]], firm: bool) -> bool:
        """Whether a piece that nobody knows is an enumeration: «Helvetas, Rainforest Alliance y Heifer»."""
        values = [self.text[start:end].strip(_EDGES) for start, end in segments]
        commas = any(
            "," in self.text[left:right] for (_, left), (right, _) in zip(segments, segments[1:], strict=False)
        )
        known = [bool(self._decided(value)[0]) or _is_acronym(value) for value in values]
        return any(known) or (firm and commas and all(value[:1].isupper() for value in values))

    def _stranger(self, start: int, end: int, firm: bool, found: _Found, known: bool) -> None:
        """A name that nothing else explains. known: what stands before it is certain to end there."""
        value = self.text[start:end].strip(_EDGES)
        if not value or says_nothing(value) or names_everyone(value) or self._whole(start, end, found):
            return
        headed = self.register.lexicon.forms.head_at(list(phrase(value)) or [""], 0)
        if firm and _is_name(value) and (known or headed or _is_acronym(value)):
            found.bodies.append(self._stated(start, end, _STATED))
        elif _is_acronym(value) and len(value) >= _LONG and fold(value) not in self.register.lexicon.forms.not_acronyms:
            found.bodies.append(self._stated(start, end, _ACRONYM_ALONE))
        elif known or not firm:
            found.strange.append(collapse(value))

    def _stated(self, start: int, end: int, confidence: float) -> Body:
        """The provisional body of this name, and its mention."""
        name = _ACRONYM.sub("", collapse(self.text[start:end]).strip(_EDGES)) or collapse(self.text[start:end])
        head = self.register.lexicon.forms.head_at(list(phrase(name)) or [""], 0)
        body = self._provisional.setdefault(fold(name), Body(None, name, head.kind if head else "organismo"))
        self._mention(start, end, body, confidence)
        return body

    def _mention(self, start: int, end: int, body: Body, confidence: float) -> None:
        first, last = self._trimmed(start, end)
        self.added.append(Mention(collapse(self.text[first:last]), body, first, last, confidence))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        value = self.text[start:end]
        return start + len(value) - len(value.lstrip(_EDGES)), start + len(value.rstrip(_EDGES))


def _rules_of(register: Register) -> dict[str, Rule]:
    return {fold(surface): rule for surface, rule in register.rules.items()}


def _cut(
    separator: re.Pattern[str], text: str, start: int, end: int, around: Sequence[Mention] = ()
) -> Iterator[tuple[int, int]]:
    """The parts of text[start:end] between separators; none stands in parentheses or in one of the names `around`."""
    closed = [match.span() for match in _PARENTHESIS.finditer(text, start, end)]
    closed += [(mention.start, mention.end) for mention in around]
    first = start
    for match in separator.finditer(text, start, end):
        if not any(left < match.end() and match.start() < right for left, right in closed):
            if first < match.start():
                yield first, match.start()
            first = match.end()
    if first < end:
        yield first, end


def _is_acronym(value: str) -> bool:
    return value.isupper() and value.isalpha() and len(value) > 2


def _is_name(value: str) -> bool:
    """Whether a text can be a body's name: it begins with a capital or a figure, is not long, and is no person."""
    words = value.split()
    if not (value[0].isupper() or value[0].isdigit()) or len(words) > _LONGEST or ". " in value.replace("S. A.", ""):
        return False
    return any(char.isalpha() for char in value) and sound(words[0]) not in _titles()


def _is_whole(mention: Mention) -> bool:
    """Whether nothing behind a mention can belong to its name: it is an acronym, or the whole name."""
    return mention.surface.isupper() or fold(mention.surface) == fold(mention.body.name)


@lru_cache(maxsize=1)
def _offices() -> cues.Phrases:
    return any_of(table("words")["offices"])


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(sound(word) for word in table("people")["titles"])
