"""Sessions across records: the same meeting told by a post, its agenda and the news is one session with three sources.

Two tellings are of one session when they are of the same mesa and

- of the same day; or
- one has no day, and their ordinals are equal, and no other day of that mesa has that ordinal; or
- one has no day (or neither day nor ordinal), and its record belongs with the other's (attached to it, same title), and
  there is no second session there that it could be.

Different days are always two sessions, and so are different ordinals, but for one day on which two records count
differently: the day tells. Nothing depends on the order of the records.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from graph.extract.findings import Body
from graph.resolve.families import Families
from graph.resolve.mesas import Pairs
from ontology.slugs import fold, slug

Value = TypeVar("Value")
Key = tuple[date | None, int | None, str]  # day, ordinal, name of the first record


@dataclass(frozen=True, slots=True)
class Telling:
    """A session as one record tells it. index: its place among the record's sessions. weight: how much the record's
    word counts where records differ; less where its text was read from pictures of pages."""

    record: str
    index: int
    mesa: str
    date: date | None
    ordinal: int | None
    place: str | None
    host: Body | None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session as all records together tell it.

    mesa: its full name. key: day, ordinal and record's name from which its IRI is minted. date, ordinal, place, host:
    what holds where records differ. hosts: all that records say; who is in it and is not the host was outvoted.
    """

    mesa: str
    key: Key
    date: date | None
    ordinal: int | None
    place: str | None
    host: Body | None
    hosts: frozenset[Body]


@dataclass(slots=True, eq=False)
class Cluster:
    """Tellings of one session."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def date(self) -> date | None:
        """The day of the session."""
        return next((one.date for one in self.tellings if one.date), None)

    @property
    def ordinal(self) -> int | None:
        """The ordinal that most records give; of two that weigh the same, the lower."""
        votes = self._votes((one.ordinal, one) for one in self.tellings if one.ordinal)
        return min(votes, key=lambda ordinal: (-votes[ordinal], ordinal)) if votes else None

    @property
    def records(self) -> set[str]:
        """The names of the records that tell of it."""
        return {one.record for one in self.tellings}

    @property
    def key(self) -> Key:
        """What its IRI is minted from, besides the mesa."""
        return self.date, self.ordinal, min(self.records)

    def meeting(self) -> Meeting:
        """The session that these tellings make."""
        mesa = min(one.mesa for one in self.tellings)
        hosts = self._votes((one.host, one) for one in self.tellings if one.host)
        host = min(hosts, key=lambda body: (-hosts[body], body.id is None, body.id or body.name)) if hosts else None
        return Meeting(mesa, self.key, self.date, self.ordinal, self._place(), host, frozenset(hosts))

    def _place(self) -> str | None:
        """The place that most records give; of two that weigh the same, the fuller."""
        places = [(" ".join(one.place.split()), one) for one in self.tellings if one.place]
        votes = self._votes((fold(place), one) for place, one in places)
        every = [place for place, _ in places]
        return min(every, key=lambda place: (-votes[fold(place)], -len(place), place)) if every else None

    def _votes(self, said: Iterable[tuple[Value, Telling]]) -> dict[Value, float]:
        """How much speaks for each value. Whole tenths, so that the order of the sum does not show."""
        votes: dict[Value, float] = defaultdict(float)
        for value, one in said:
            votes[value] = round(votes[value] + one.weight, 1)
        return votes


class _Homes:
    """Sessions that may take in further tellings, by what is asked of them."""

    def __init__(self, clusters: Sequence[Cluster]):
        self.clusters = clusters
        self.by_record: dict[str, list[Cluster]] = defaultdict(list)
        self.by_ordinal: dict[int | None, list[Cluster]] = defaultdict(list)
        for cluster in clusters:
            self.by_ordinal[cluster.ordinal].append(cluster)
            for record in cluster.records:
                self.by_record[record].append(cluster)

    def told_by(self, records: Iterable[str]) -> list[Cluster]:
        """Those that any of some records tells of, each once."""
        return list({id(one): one for record in sorted(records) for one in self.by_record.get(record, ())}.values())


Choice = Callable[[Telling, _Homes], "Cluster | None"]


class Matcher:
    """Puts tellings together. kin: which records belong together. apart: pairs of `session/slug` that are never one;
    ref: the `session/slug` of a session's mesa and key."""

    def __init__(self, kin: Families, apart: Pairs, ref: Callable[[str, Key], str]):
        self.kin, self.apart, self.ref = kin, apart, ref

    def clusters(self, tellings: Iterable[Telling]) -> list[Cluster]:
        """The tellings by session, in order of mesa, day, ordinal and record."""
        by_mesa: dict[str, list[Telling]] = defaultdict(list)
        for one in sorted(tellings, key=_order):
            by_mesa[slug(one.mesa)].append(one)
        return [cluster for mesa in sorted(by_mesa) for cluster in self._of_mesa(by_mesa[mesa])]

    def _of_mesa(self, tellings: Sequence[Telling]) -> list[Cluster]:
        dated: dict[date, Cluster] = defaultdict(Cluster)
        for one in tellings:
            if one.date:
                dated[one.date].tellings.append(one)
        known = [dated[day] for day in sorted(dated)]
        numbered = self._join(self._near, known, [one for one in tellings if not one.date and one.ordinal])
        numbered = self._join(self._alike, known, numbered)
        by_ordinal: dict[int, Cluster] = defaultdict(Cluster)
        for one in numbered:
            by_ordinal[one.ordinal or 0].tellings.append(one)
        known += [by_ordinal[ordinal] for ordinal in sorted(by_ordinal)]
        bare = self._join(self._near, known, [one for one in tellings if not one.date and not one.ordinal])
        return known + self._attached(bare)

    def _join(self, choose: Choice, known: Sequence[Cluster], homeless: Sequence[Telling]) -> list[Telling]:
        """Puts tellings where `choose` says; returns those that stay without a place.

        All are chosen for before any is put, and none is put beside another of a different ordinal.
        """
        homes, rest = _Homes(known), list[Telling]()
        chosen: dict[Cluster, list[Telling]] = defaultdict(list)
        for one in homeless:
            home = choose(one, homes)
            (chosen[home] if home else rest).append(one)
        for home, joining in chosen.items():
            if len({one.ordinal for one in joining if one.ordinal}) > 1:
                rest += joining
            else:
                home.tellings += joining
        return sorted(rest, key=_order)

    def _near(self, one: Telling, homes: _Homes) -> Cluster | None:
        """The only session that the records which belong with this one tell of, if it can be this one."""
        found = [home for home in homes.told_by(self.kin.of(one.record)) if self._may_be(one, home)]
        return found[0] if len(found) == 1 else None

    def _alike(self, one: Telling, homes: _Homes) -> Cluster | None:
        """The only session of the same ordinal."""
        found = [home for home in homes.by_ordinal[one.ordinal] if self._may_be(one, home)]
        return found[0] if len(found) == 1 else None

    def _may_be(self, one: Telling, home: Cluster) -> bool:
        """Whether nothing speaks against it: the ordinal, a person's word, another telling of the same record."""
        if one.record in home.records or (one.ordinal and home.ordinal not in (None, one.ordinal)):
            return False
        own = self.ref(one.mesa, (one.date, one.ordinal, one.record))
        return frozenset((own, self.ref(one.mesa, home.key))) not in self.apart

    def _attached(self, tellings: Sequence[Telling]) -> list[Cluster]:
        """Tellings without day and ordinal: those of a post and of what is attached to it are one session."""
        left: dict[str, list[Telling]] = {}
        for one in tellings:
            left.setdefault(one.record, []).append(one)
        found = []
        for name in sorted(left):
            family, waiting = set[str](), [name]
            while waiting:
                record = waiting.pop()
                if record in left and record not in family:
                    family.add(record)
                    waiting += self.kin.beside(record)
            if family:
                found.append(Cluster([one for record in sorted(family) for one in left.pop(record)]))
        return found


def _order(one: Telling) -> tuple[str, int]:
    return one.record, one.index
