"""Every way in which the register's bodies are written, found in a text in one pass (Aho-Corasick, folded words)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import ahocorasick

from graph.extract.ambiguity import Rule
from graph.extract.entries import Entry
from graph.extract.forms import Forms, forms
from graph.extract.names import CLOSE, COMMA, DOT, HYPHEN, NEWLINE, OPEN, SLASH, SPACE, Words, phrase, split

_LONG_ACRONYM = 4  # letters from which «Segeplán» is as good as «SEGEPLAN»
_FULL_NAME = 3  # content words from which an official name is known even in small letters


@dataclass(slots=True)
class Pattern:
    """One folded name. ids: the bodies that bear it; spellings: how it may be written; official: it is a full name."""

    words: tuple[str, ...]
    ids: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    official: bool = False
    explicit: bool = False
    rule: Rule | None = None
    exact: bool = False
    glue: str = ""
    places: tuple[int, ...] = ()  # of the words that are no connectors, noted when they are first asked for

    def fits(self, words: Words, first: int, lexicon: "Lexicon") -> bool:
        """Whether the words at `first`, which are this pattern's when folded, are also written and joined like it."""
        end = first + len(self.words)
        gaps = words.gaps[first + 1 : end]
        if gaps.count(SPACE) < len(gaps):  # few names have anything else in them
            for gap in gaps:
                if gap not in (SPACE, NEWLINE) and gap not in self.glue and not (gap == COMMA and len(self.words) > 3):
                    return False
        text = words.slice(first, end)
        if not self.official and self._goes_on(words, end, text):
            return False
        return any(self._written(spelling, text, words, first, lexicon.forms) for spelling in self.spellings)

    def _goes_on(self, words: Words, end: int, text: str) -> bool:
        """Whether a short name of several words is only the start of a longer one («… de Seguridad Alimentaria»)."""
        if len(self.words) < 2 or end >= len(words) or words.gaps[end] != SPACE or text.isupper():
            return False
        return words.capital(end) and not words.word(end).isupper() and words.word(end - 1)[0].isupper()

    def _written(self, spelling: str, text: str, words: Words, first: int, table: Forms) -> bool:
        if spelling.isupper():
            pieces = [words.word(index) for index in range(first, first + len(self.words))]
            long = sum(map(len, pieces)) >= _LONG_ACRONYM and not self.exact
            return text.isupper() or (long and all(piece[0].isupper() for piece in pieces))
        if len(self.words) == 1 and not spelling.istitle():
            return text in (spelling, spelling.upper(), spelling.title())
        if not self.places:
            self.places = tuple(place for place, word in enumerate(self.words) if word not in table.connectors)
        capitals = [words.text[words.starts[first + place]].isupper() for place in self.places]
        if all(capitals):
            return True
        if len(capitals) < 2:
            return False
        if self.official and len(capitals) >= _FULL_NAME and (capitals[0] or not any(capitals)):
            return True
        if self.official and self._proper(words, first, table):
            return True
        return capitals[1] and 2 * sum(capitals) >= len(capitals)

    def _proper(self, words: Words, first: int, table: Forms) -> bool:
        """«gobernación departamental de Sololá»: a head that may be small, and all that is proper with a capital."""
        head = table.head_at(list(self.words), 0)
        if not head or not head.lower:
            return False
        own = [
            words.capital(first + place)
            for place, word in enumerate(self.words[len(head.words) :], len(head.words))
            if word not in table.connectors and word not in table.modifiers
        ]
        return bool(own) and all(own)


@dataclass(frozen=True, slots=True)
class Known:
    """A headed name of the register: its content words after the head, those without modifiers, and where it may be cut
    («… y …», commas)."""

    content: tuple[str, ...]
    words: tuple[str, ...]
    plain: tuple[str, ...]
    cuts: frozenset[int]
    id: str
    official: bool


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[0] in ("el", "la") and words[1:] else words


def _departments(entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    """The words of the name of each department: each has its governor's office."""
    for entry in entries:
        words = phrase(entry.name)
        if words[:3] in (("gobernacion", "departamental", "de"), ("gobernacion", "departamental", "del")):
            yield words[3:]


def _glue(name: str) -> str:
    """The marks that join the words of a name («SE-CONRED», «Min. de Finanzas»)."""
    return "".join(gap for gap in split(name).gaps[1:] if gap in (HYPHEN, SLASH, DOT, OPEN, CLOSE))


class Lexicon:
    """The automaton over all names, and the headed names by their head for what is written short or with a slip."""

    def __init__(self, entries: Mapping[str, Entry], rules: Mapping[str, Rule]):
        self.forms = forms()
        self.entries = {id: entry for id, entry in entries.items() if not entry.is_mesa}
        self.patterns: dict[tuple[str, ...], Pattern] = {}
        self.headed: dict[str, list[Known]] = {}
        self.departments = tuple(_departments(self.entries.values()))
        for entry in self.entries.values():
            self._take(entry)
        for entry in self.entries.values():
            self._take_tails(entry)
        for rule in rules.values():
            self._take_rule(rule)
        self._automaton = ahocorasick.Automaton()
        for words, pattern in self.patterns.items():
            self._automaton.add_word(f" {' '.join(words)} ", pattern)
        self._automaton.make_automaton()

    def _take(self, entry: Entry) -> None:
        for name in entry.names:
            words = _without_article(phrase(name))
            if words[0] == "mesa" or name.split()[0].lower() in self.forms.offices:
                continue
            self._add(words, entry.id, name, official=name == entry.name, explicit=True)
            self._take_head(words, name, entry)

    def _take_head(self, words: tuple[str, ...], name: str, entry: Entry) -> None:
        """Index a headed name by its head, also under the head that it is short for («Alcaldía»)."""
        head = self.forms.head_at(list(words), 0)
        if not head or len(words) == len(head.words):
            return
        start = len(head.words)
        content = self.forms.content(words[start:])
        cuts, seen = set[int](), 0
        gaps = split(name).gaps
        for index in range(start, len(words)):
            if words[index] in ("y", "e") or gaps[index] == COMMA:
                cuts.add(seen)
            seen += words[index] not in self.forms.connectors
        known = Known(content, words, self._plain(content), frozenset(cuts), entry.id, name == entry.name)
        self.headed.setdefault(head.words[0], []).append(known)

    def _take_tails(self, entry: Entry) -> None:
        """The official name without its tail, and with the tails that texts add, where no other body is called so."""
        words = _without_article(phrase(entry.name))
        tail = next((tail for tail in self.forms.tails if words[-len(tail) :] == tail), ())
        stem = words[: len(words) - len(tail)]
        if tail and len(self.forms.content(stem)) > 2:
            self._add(stem, entry.id, " ".join(stem).title(), official=True, explicit=False)
            self._take_head(stem, " ".join(stem), entry)
        if entry.kind in self.forms.tailed_kinds and self.forms.head_at(list(words), 0):
            for tail in self.forms.tails:
                longer = (*stem, *tail)
                self._add(longer, entry.id, " ".join(longer).title(), official=True, explicit=False)

    def _add(self, words: tuple[str, ...], id: str, spelling: str, official: bool, explicit: bool) -> None:
        pattern = self.patterns.setdefault(words, Pattern(words, explicit=explicit))
        if pattern.explicit and not explicit:
            return
        if id not in pattern.ids:
            pattern.ids += (id,)
        if spelling not in pattern.spellings:
            pattern.spellings += (spelling,)
        pattern.official |= official
        pattern.glue += _glue(spelling)

    def _take_rule(self, rule: Rule) -> None:
        words = _without_article(phrase(rule.surface))
        pattern = self.patterns.setdefault(words, Pattern(words))
        if pattern.rule and len(phrase(rule.surface)) > len(words):
            return
        pattern.rule = rule
        pattern.ids = tuple(dict.fromkeys((*rule.candidates, *pattern.ids)))
        pattern.exact = rule.uses("exacto")
        if rule.surface not in pattern.spellings:
            pattern.spellings += (rule.surface,)
        pattern.glue += _glue(rule.surface)

    def find(self, words: Words, joined: str) -> Iterator[tuple[int, Pattern]]:
        """(first word, pattern) of every name in the text that is written as a name, overlaps included.

        joined: the folded words with one space around each.
        """
        last = count = 0  # words up to `last`: counted on, because names come in the order in which they end
        for end, pattern in self._automaton.iter(joined):
            count += joined.count(" ", last, end)
            last = end
            first = count - len(pattern.words)
            if pattern.fits(words, first, self):
                yield first, pattern

    def living(self, ids: Iterable[str], day: date | None) -> tuple[str, ...]:
        """Those of `ids` that existed on `day`; all of them when none did."""
        ids = tuple(ids)
        if len(ids) < 2:
            return ids
        return tuple(id for id in ids if self.entries[id].alive(day)) or ids

    def complement(self, head: str, content: tuple[str, ...]) -> str | None:
        """The id of the body that `head` and these content words name («ministerio», «salud»), or None.

        Modifiers that go with the head («Dirección General») may be missing.
        """
        group = self.headed.get(head, ())
        ids = {known.id for known in group if known.content == content} or {
            known.id for known in group if known.plain == content
        }
        return ids.pop() if len(ids) == 1 else None

    def shortened(self, head: str, content: tuple[str, ...], day: date | None) -> tuple[str, ...]:
        """Ids of the bodies whose headed name `content` abbreviates: modifiers left out, or cut short.

        A cut needs two content words, or a place where the name itself has «y» or a comma.
        """
        plain = self._plain(content)
        exact, cut = set[str](), set[str]()
        for known in self.headed.get(head, ()):
            if not known.official:
                continue
            if known.plain == plain:
                exact.add(known.id)
            elif plain and (len(plain) > 1 or len(content) in known.cuts) and self._begins(known, content, plain):
                cut.add(known.id)
        return self.living(exact or cut, day)

    def _begins(self, known: Known, content: tuple[str, ...], plain: tuple[str, ...]) -> bool:
        return known.plain[: len(plain)] == plain or known.content[: len(content)] == content

    def _plain(self, content: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(word for word in content if word not in self.forms.modifiers)
        return tuple(word for word in kept if word not in ("presidencia", "republica", "guatemala")) or content
