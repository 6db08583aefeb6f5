"""Institutions across records: one that the register lacks is one body under all the ways in which it is written.

Case, accents, an article and «(SIGLA)» make no other body; nor does one wrong letter in a long word of a long name. An
acronym is joined to the name that some record defines it for, never to a likeness.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.extract.findings import Body, Findings
from graph.extract.spelling import one_edit
from graph.resolve.mesas import Pairs
from graph.resolve.rulings import Rulings
from ontology.slugs import fold, slug

_LONG_NAME = 12  # letters from which a wrong one is taken for a slip
_LONG_WORD = 5  # and of the word in which it is: «zona 1» and «zona 2» are two
_ARTICLE = re.compile(r"^(?:el|la|los|las)\s+(?=\S)")
_ACRONYM_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_ACRONYM = re.compile(r"[A-ZÁÉÍÓÚÑ]{3,}")


@dataclass(eq=False)
class _Group:
    """Spellings of one body, with how often each occurs; asked only when all have been counted."""

    spellings: Counter[Body] = field(default_factory=Counter)

    @cached_property
    def times(self) -> int:
        return self.spellings.total()

    @cached_property
    def words(self) -> list[str]:
        """The folded words of its name."""
        return fold(self.body.name).split()

    @cached_property
    def body(self) -> Body:
        """The body under its best spelling and the kind it most often has."""
        kinds = Counter[str]()
        for body, times in self.spellings.items():
            kinds[body.kind] += times
        kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
        return Body(None, min(self.spellings, key=self._rank).name, kind)

    def _rank(self, body: Body) -> tuple[object, ...]:
        """What makes a spelling the best: no capitals, no acronym behind, frequent, with its accents."""
        name = body.name
        bare = _ACRONYM_BEHIND.search(name) is None
        return name.isupper(), not bare, -self.spellings[body], name.isascii(), name

    @cached_property
    def refs(self) -> set[str]:
        """`institution/slug` of every spelling."""
        return {ref_of(body) for body in self.spellings}


def ref_of(body: Body) -> str:
    """`institution/slug` of a body."""
    return f"institution/{slug(body.id or body.name)}"


def bodies_of(findings: Findings) -> Iterator[Body]:
    """Every place of a record's findings where a body stands."""
    yield from (mention.body for mention in findings.mentions)
    yield from (relation.subject for relation in findings.relations)
    yield from (body for agreement in findings.agreements for body in agreement.responsible)
    yield from (session.host for session in findings.sessions if session.host)
    yield from (person.body for person in findings.people if person.body)


def canonical_bodies(found: Iterable[Findings], register: Mapping[str, Body], rulings: Rulings) -> Mapping[Body, Body]:
    """Each body that is told → the body that it is, for those that are another.

    register: the register's bodies by id, which a ruling may name.
    """
    times, defined = Counter[Body](), defaultdict[str, set[Body]](set)
    for findings in found:
        times.update(bodies_of(findings))
        for mention in findings.mentions:
            if _ACRONYM.fullmatch(mention.surface) and not _ACRONYM.fullmatch(mention.body.name):
                defined[mention.surface].add(mention.body)
    groups = _groups(times, rulings.apart)
    home = {body: group for group in groups for body in group.spellings}
    joined = {**_slips(groups, rulings.apart), **_acronyms(groups, home, defined, rulings.apart)}
    whole = {body: _end(group, joined) for body, group in home.items()}
    own = {body: target.body if isinstance(target, _Group) else target for body, target in whole.items()}
    return _ruled(own, times, register, rulings)


def _groups(times: Counter[Body], apart: Pairs) -> list[_Group]:
    """Provisional bodies by name, apart from case, accents, article and «(SIGLA)»; the most frequent first."""
    named = {ref for pair in apart for ref in pair}
    found: dict[str, _Group] = defaultdict(_Group)
    for body, number in times.items():
        if body.id is None:
            key = ref_of(body) if ref_of(body) in named else _key(body.name)
            found[key].spellings[body] += number
    return sorted(found.values(), key=lambda group: (-group.times, group.body.name))


def _key(name: str) -> str:
    return slug(_ARTICLE.sub("", _ACRONYM_BEHIND.sub("", fold(name)).strip()) or name)


_Target = _Group | Body
_Joins = dict[int, _Target]  # by id() of a group


def _end(group: _Group, joined: Mapping[int, _Target]) -> _Target:
    """Where the joins of a group lead. They lead from the rarer to the more frequent or from an acronym to its name."""
    target: _Target = group
    while isinstance(target, _Group) and id(target) in joined:
        target = joined[id(target)]
    return target


def _slips(groups: Sequence[_Group], apart: Pairs) -> _Joins:
    """Names that differ in one letter from exactly one more frequent name of their kind."""
    near: dict[str, list[_Group]] = defaultdict(list)
    joins: _Joins = {}
    for group in groups:
        name = fold(group.body.name)
        if len(name) < _LONG_NAME or " " not in name:
            continue  # an acronym, a word: too little to tell a slip from another name
        shorter = {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}
        close = {id(other): other for key in shorter for other in near[key] if _is_slip(group, other, apart)}
        if len(close) == 1:
            joins[id(group)] = next(iter(close.values()))
            continue
        for key in shorter:
            near[key].append(group)
    return joins


def _is_slip(one: _Group, other: _Group, apart: Pairs) -> bool:
    left, right = one.words, other.words
    differing = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    if one.body.kind != other.body.kind or len(left) != len(right) or len(differing) != 1:
        return False
    word, known = differing[0]
    long = min(len(word), len(known)) >= _LONG_WORD and word.isalpha() and known.isalpha()
    return long and one_edit(word, known) and not _apart(one.refs, other.refs, apart)


def _apart(one: set[str], other: set[str], apart: Pairs) -> bool:
    return any(frozenset((left, right)) in apart for left in one for right in other)


def _acronyms(
    groups: Sequence[_Group],
    home: Mapping[Body, _Group],
    defined: Mapping[str, set[Body]],
    apart: Pairs,
) -> _Joins:
    """Bodies of which a record knows but the acronym, where other records define it for one body alone."""
    joins: _Joins = {}
    for group in groups:
        name = group.body.name
        owners: dict[object, _Target] = {}
        for body in defined.get(name, ()):
            target: _Target = home.get(body, body)
            owners[id(target) if isinstance(target, _Group) else target] = target
        if len(owners) == 1:
            owner = next(iter(owners.values()))
            others = owner.refs if isinstance(owner, _Group) else {ref_of(owner)}
            if owner is not group and not _apart(group.refs, others, apart):
                joins[id(group)] = owner
    return joins


def _ruled(
    own: Mapping[Body, Body], times: Iterable[Body], register: Mapping[str, Body], rulings: Rulings
) -> Mapping[Body, Body]:
    """The same under same-as: what disappears is what it is decided to be, if that is told or registered."""
    known = {ref_of(body): body for body in register.values()}
    for body in times:
        known.setdefault(ref_of(body), own.get(body, body))
    found: dict[Body, Body] = {}
    for body in times:
        target = own.get(body, body)
        keep = rulings.same.get(ref_of(target)) or rulings.same.get(ref_of(body))
        target = known.get(keep, target) if keep else target
        if target != body:
            found[body] = target
    return found
