"""The register as decisions teach it to extraction: forms that are a body, and forms that are not.

A form of `alias.csv` is found where it stands, before any rule of `ambiguous.csv` and whoever else bears the name. A
form of `not-same.csv` is taken from the body, so that it goes to the next candidate or stays unresolved.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.curation.decisions import Decisions
from graph.curation.rows import Decision, form_of
from graph.extract.ambiguity import Rule
from graph.extract.forms import Forms
from graph.extract.lexicon import Lexicon, Pattern
from graph.extract.names import BREAK, NEWLINE, SPACE, Words, fold, split
from graph.extract.register import Register

Form = tuple[str, ...]  # folded words
_INSIDE = frozenset(("de", "del", "la", "las", "los", "el", "para", "contra", "en"))


class _Taught(Pattern):
    """A form that a person gave a body: written as they wrote it, or as names of its kind are."""

    def fits(self, words: Words, first: int, lexicon: Lexicon) -> bool:
        """As `Pattern.fits`; and not where a form without a head («Riego y Drenaje») only ends a longer name."""
        if not Pattern.fits(self, words, first, lexicon):
            return False
        own = lexicon.forms.head_at(list(self.words), 0) or self.spellings[0].isupper()
        return bool(own) or not _ends_a_name(words, first, lexicon.forms)

    def _written(self, spelling: str, text: str, words: Words, first: int, table: Forms) -> bool:
        said = " ".join(text.split())
        return said == spelling or spelling.islower() or Pattern._written(self, spelling, text, words, first, table)


def _ends_a_name(words: Words, first: int, forms: Forms) -> bool:
    """Whether words with a capital, joined by «de», lead back from `first` to one that heads names («Comité»)."""
    index = first
    while index and words.gap(index) in (SPACE, NEWLINE):
        index -= 1
        if words.capital(index) and words.folded[index] in forms.heads:
            return True
        if not words.capital(index) and words.folded[index] not in _INSIDE:
            return False
    return False


class _TaughtLexicon(Lexicon):
    """A lexicon in which some forms are decided. It shares the tables of the one that it is made from."""

    def __init__(self, base: Lexicon, taught: Mapping[Form, Pattern], barred: Mapping[Form, frozenset[str]]):
        vars(self).update(vars(base))
        self._base, self._taught, self._barred = base, taught, barred
        self._by_first: dict[str, list[Pattern]] = defaultdict(list)
        for words, pattern in taught.items():
            self._by_first[words[0]].append(pattern)

    def find(self, words: Words, joined: str) -> Iterator[tuple[int, Pattern]]:
        """As `Lexicon.find`; a decided form comes in the place of whatever else has the same words."""
        for first, pattern in self._base.find(words, joined):
            if pattern.words in self._taught:
                continue
            barred = self._barred.get(pattern.words)
            yield first, self._without(pattern, barred) if barred else pattern
        for index, word in enumerate(words.folded):
            for taught in self._by_first.get(word, ()):
                if words.at(taught.words, index) and taught.fits(words, index, self):
                    yield index, taught

    def _without(self, pattern: Pattern, barred: frozenset[str]) -> Pattern:
        """A pattern from which bodies are taken, also from what its rule may decide. Without a rule it is left to those
        who bear the name: candidates of a rule may be there only because they are taken for each other."""
        rule = _rule_without(pattern.rule, barred) if pattern.rule else None
        ids = tuple(id for id in pattern.ids if id not in barred and (rule or self._bears(id, pattern.words)))
        return replace(pattern, ids=ids, rule=rule)

    def _bears(self, id: str, form: Form) -> bool:
        return any(form_of(name) == form for name in self.entries[id].names)


class _TaughtRegister(Register):
    """A register with a taught lexicon."""

    def __init__(self, base: Register, lexicon: Lexicon, names: Mapping[str, str]):
        vars(self).update(vars(base))
        self.lexicon = lexicon
        self._base, self._names = base, names

    def find(self, name: str) -> tuple[str, ...]:
        """As `Register.find`; a decided name is of one body."""
        id = self._names.get(fold(name))
        return (id,) if id else self._base.find(name)


def teach(register: Register, decisions: Decisions, record: str = "") -> Register:
    """The register as extraction must see it in the record of this name; without a name, in all that have no decision
    of their own. It is `register` itself where no decision is about forms."""
    aliases = _strongest(one for one in decisions.of("alias") if one.record in ("", record))
    barred: dict[Form, set[str]] = defaultdict(set)
    for one in decisions.of("not-same"):
        if one.surface:
            barred[one.form].add(body_of(one))
    if not aliases and not barred:
        return register
    taught = {form: _pattern(form, one) for form, one in aliases.items()}
    closed = {form: frozenset(ids) for form, ids in barred.items()}
    names = {fold(one.surface): body_of(one) for one in aliases.values()}
    return _TaughtRegister(register, _TaughtLexicon(register.lexicon, taught, closed), names)


def body_of(one: Decision) -> str:
    """The id or slug of the institution that a decision on a form is about."""
    return one.subject.partition("/")[2]


def _strongest(aliases: Iterable[Decision]) -> dict[Form, Decision]:
    """The decision for each form: that of the record before that of all."""
    return {one.form: one for one in sorted(aliases, key=lambda one: bool(one.record))}


def _pattern(form: Form, one: Decision) -> Pattern:
    words = split(one.surface)
    spelling = words.slice(len(words) - len(form), len(words))
    marks = "".join(gap for gap in words.gaps[1:] if gap != BREAK)
    return _Taught(form, (body_of(one),), (spelling,), explicit=True, glue=marks)


def _rule_without(rule: Rule, barred: frozenset[str]) -> Rule | None:
    clauses = tuple(clause for clause in rule.clauses if clause.outcome not in barred)
    candidates = tuple(id for id in rule.candidates if id not in barred)
    return replace(rule, candidates=candidates, clauses=clauses) if clauses else None
