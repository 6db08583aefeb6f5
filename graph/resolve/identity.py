"""What each thing that a record tells of is, asked by who writes the graphs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from graph.extract.findings import Agreement, Body, Findings, Person
from graph.records.record import Record
from graph.resolve.bodies import canonical_bodies, ref_of
from graph.resolve.deals import Deal, Item, deal, deals
from graph.resolve.families import Families, families
from graph.resolve.meetings import Key, Matcher, Meeting, Telling
from graph.resolve.mesas import canonical, canonical_mesas
from graph.resolve.rulings import Rulings
from ontology.slugs import slug
from ontology.terms import Iris

Found = Sequence[tuple[Record, Findings]]
Thing = TypeVar("Thing")
_SCANNED = 0.9  # what a record's word weighs where its text was read from pictures of pages
Place = tuple[str, int]  # a record's name, and the place of a finding among those of its kind


@dataclass(frozen=True, slots=True)
class Known:
    """A person: name, and the id or name of the body by which people of one name are told apart."""

    name: str
    body: str | None


@dataclass
class Identity:
    """What things are, over all records.

    records: their names. names: as `canonical_mesas` gives them. moved: `type/slug` of a mesa or topic → the name that
    it is known by instead. by_record: sessions by record's name and mesa's slug, in the order of the text. merged:
    `type/slug` that a ruling made another → the name that it had, or nothing.
    """

    records: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    bodies: Mapping[Body, Body] = field(default_factory=dict)
    meetings: dict[Place, Meeting] = field(default_factory=dict)
    by_record: dict[tuple[str, str], list[Meeting]] = field(default_factory=dict)
    deals: dict[Place, Deal] = field(default_factory=dict)
    people: dict[Known, Known] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)

    def mesa(self, name: str) -> str:
        """The full name of a mesa."""
        full = canonical(name, self.names)
        return self.moved.get(f"mesa/{slug(full)}", full)

    def topic(self, name: str) -> str:
        """The name of a topic."""
        return self.moved.get(f"topic/{slug(name)}", name)

    def body(self, body: Body) -> Body:
        """The institution that a body is."""
        return self.bodies.get(body, body)

    def meeting(self, record: str, mesa: str, day: date | None) -> Meeting | None:
        """The session of a mesa in which something was so, as a record tells it: that of the day which it gives; where
        it gives none, the first of the mesa that it tells of."""
        here = self.by_record.get((record, slug(mesa)), [])
        if day:
            here = [meeting for meeting in here if day in (meeting.date, meeting.key[0])]
        return here[0] if here else None

    def person(self, person: Person) -> Known:
        """The person that one is."""
        told = self.told(person)
        return self.people.get(told, told)

    def told(self, person: Person) -> Known:
        """A person as their record tells of them, before anything is known of other records."""
        body = self.body(person.body) if person.body else None
        return Known(person.name, (body.id or body.name) if body else None)


def identify(
    found: Found,
    iris: Iris,
    register: Mapping[str, Body] | None = None,
    mesas: Iterable[str] = (),
    rulings: Rulings | None = None,
) -> Identity:
    """What all things are that the records tell of.

    found: records with their findings, in any order. register: the register's bodies by id; mesas: names of mesas that
    are known besides; both only for rulings to point to.
    """
    return _Work(found, iris, register or {}, tuple(mesas), rulings or Rulings()).identity()


class _Work:
    """The state of `identify`: each step uses what those before it found."""

    def __init__(self, found: Found, iris: Iris, register: Mapping[str, Body], mesas: Sequence[str], rulings: Rulings):
        self.found, self.iris, self.register, self.known_mesas, self.rulings = found, iris, register, mesas, rulings
        self.kin: Families = families(record for record, _ in found)
        self.one = Identity(frozenset(record.name for record, _ in found))

    def identity(self) -> Identity:
        """All steps in their order."""
        findings = [each for _, each in self.found]
        self.one.names = canonical_mesas((mesa for each in findings for mesa in each.mesas), self.rulings.apart)
        self.one.bodies = canonical_bodies(findings, self.register, self.rulings)
        self._names()
        self._bodies()
        self._people()
        self._meetings()
        self._deals()
        return self.one

    def _ruled(self, kind: str) -> Iterator[tuple[str, str]]:
        """(what disappears, what it is) of one type."""
        return (pair for pair in sorted(self.rulings.same.items()) if pair[0].startswith(f"{kind}/"))

    def _names(self) -> None:
        """Mesas and topics that are another, where that one is known."""
        mesas = {f"mesa/{slug(short)}": full for short, full in self.one.names.items()}
        mesas |= {f"mesa/{slug(name)}": name for name in (*self.known_mesas, *self.one.names.values())}
        topics = {mesa.topic for _, each in self.found for mesa in each.mesas if mesa.topic}
        known = {**mesas, **{f"topic/{slug(name)}": name for name in sorted(topics)}}
        for kind in ("mesa", "topic"):
            for merge, keep in self._ruled(kind):
                if merge in known and keep in known:
                    self.one.moved[merge] = known[keep]
                    self.one.merged[merge] = known[merge]

    def _bodies(self) -> None:
        """Which rulings on institutions found both of their sides."""
        known = {ref_of(body): body.name for body in self.register.values()}
        for body, target in self.one.bodies.items():
            known.setdefault(ref_of(body), body.name)
            known.setdefault(ref_of(target), target.name)
        for _, each in self.found:
            for mention in each.mentions:
                known.setdefault(ref_of(mention.body), mention.body.name)
        for merge, keep in self._ruled("institution"):
            if merge in known and keep in known:
                self.one.merged[merge] = known[merge]

    def _people(self) -> None:
        """One spelling for each person; then those that are another."""
        spellings: dict[str, Counter[Known]] = defaultdict(Counter)
        for _, each in self.found:
            for person in each.people:
                told = self.one.told(person)
                spellings[self._person(told)][told] += 1
        best = {ref: min(times, key=lambda one: _rank(one.name, times[one])) for ref, times in spellings.items()}
        for merge, keep in self._ruled("person"):
            if merge in best and keep in best:
                self.one.merged[merge] = best[merge].name
                best[merge] = best[keep]
        self.one.people = {told: best[ref] for ref, times in spellings.items() for told in times}

    def _person(self, known: Known) -> str:
        return self._ref(self.iris.person(known.name, known.body))

    def _ref(self, iri: str) -> str:
        """`type/slug` of an IRI of the data."""
        return "/".join(self.iris.parse(iri))

    def _session(self, mesa: str, key: Key) -> str:
        return self._ref(self.iris.session(mesa, *key))

    def _meetings(self) -> None:
        told: dict[str, list[Telling]] = {}
        own: dict[str, Meeting] = {}
        for cluster in Matcher(self.kin, self.rulings.apart, self._session).clusters(self._tellings()):
            meeting = cluster.meeting()
            ref = self._session(meeting.mesa, meeting.key)
            own[ref] = self._better(ref, meeting)
            told[ref] = cluster.tellings
        final = self._joined("session", own, _filled)
        places = {(one.record, one.index): final[ref] for ref, group in told.items() for one in group}
        self.one.meetings = dict(sorted(places.items()))
        for (record, _), meeting in self.one.meetings.items():
            self.one.by_record.setdefault((record, slug(meeting.mesa)), []).append(meeting)

    def _tellings(self) -> Iterator[Telling]:
        for record, each in self.found:
            for index, one in enumerate(each.sessions):
                host = self.one.body(one.host) if one.host else None
                mesa = self.one.mesa(one.mesa)
                weight = _SCANNED if record.scanned else 1.0
                yield Telling(record.name, index, mesa, one.date, one.ordinal, one.place, host, weight)

    def _better(self, ref: str, meeting: Meeting) -> Meeting:
        """A session with what people know better of it."""
        day, ordinal = self.rulings.day(ref, meeting.date), self.rulings.ordinal(ref, meeting.ordinal)
        return replace(meeting, date=day, ordinal=ordinal)

    def _joined(self, kind: str, own: Mapping[str, Thing], fill: Callable[[Thing, Thing], Thing]) -> dict[str, Thing]:
        """Each thing under its `type/slug`, those that rulings make another filled into that one."""
        final = dict(own)
        merges = [(merge, keep) for merge, keep in self._ruled(kind) if merge in own and keep in own]
        for merge, keep in merges:
            final[keep] = fill(final[keep], own[merge])
            self.one.merged[merge] = ""
        return {**final, **{merge: final[keep] for merge, keep in merges}}

    def _deals(self) -> None:
        told: dict[str, list[Item]] = {}
        for group in deals(self._items(), self.kin, self.rulings.apart, self._item):
            ref = self._agreement(deal(group))
            told[ref] = [*told.get(ref, ()), *group]
        final = self._joined("agreement", {ref: deal(group) for ref, group in told.items()}, _settled)
        self.one.deals = {(one.record, one.index): final[ref] for ref, group in told.items() for one in group}

    def _items(self) -> Iterator[Item]:
        for record, each in self.found:
            for index, one in enumerate(each.agreements):
                mesa = self.one.mesa(one.mesa) if one.mesa else None
                meeting = self.one.meeting(record.name, mesa, one.day) if mesa else None
                text, fulfilled = words_of(record, one), one.status == "fulfilled"
                yield Item(record.name, index, text, mesa, meeting, one.kind, one.due, fulfilled)

    def _item(self, one: Item) -> str:
        return self._ref(self.iris.agreement(one.record, one.text))

    def _agreement(self, one: Deal) -> str:
        return self._ref(self.iris.agreement(one.record, one.text))


def words_of(record: Record, agreement: Agreement) -> str:
    """The words of an agreement, white space collapsed."""
    return " ".join(record.text[agreement.start : agreement.end].split())


def _rank(name: str, times: int) -> tuple[object, ...]:
    """What makes a spelling the best: no capitals, frequent, with its accents."""
    return name.isupper(), -times, name.isascii(), name


def _filled(keep: Meeting, other: Meeting) -> Meeting:
    """A session with what only the one that it swallows knows."""
    return replace(
        keep, date=keep.date or other.date, ordinal=keep.ordinal or other.ordinal, place=keep.place or other.place,
        host=keep.host or other.host, hosts=keep.hosts | other.hosts,
    )  # fmt: skip


def _settled(keep: Deal, other: Deal) -> Deal:
    """An agreement with what only the one that it swallows knows."""
    return replace(keep, due=keep.due or other.due, fulfilled=keep.fulfilled or other.fulfilled)
