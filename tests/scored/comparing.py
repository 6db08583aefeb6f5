"""Findings against gold: what of each kind is right, missed or false, and how sure extraction was of it.

Gold is one JSON file a record (see README.md). Institutions are compared by their id in the register where they have
one, else by folded name; mesas by the words of their names; agreements by the words of their quotes.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.extract.findings import RELATIONS, Body, Findings
from graph.extract.register import Register
from graph.records.record import Record
from ontology.slugs import fold

_SMALL = frozenset(["a", "al", "de", "del", "e", "el", "en", "la", "las", "los", "para", "su", "sus", "y"])


@dataclass
class Tally:
    """Counts of one kind over records. sure: (confidence, right) of each found item that has a confidence."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right among found; 1 when nothing was found."""
        found = self.right + len(self.false)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Right among gold; 1 when there was nothing to find."""
        gold = self.right + len(self.missed)
        return self.right / gold if gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def words(text: str) -> frozenset[str]:
    """The folded words of a text that carry its meaning."""
    return frozenset(plain(text).split()) - _SMALL


def plain(text: str) -> str:
    """The folded words of a text, divided by single spaces: what is compared of surfaces, names and quotes."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def same_mesa(one: str, other: str) -> bool:
    """Whether two names of mesas are one: the same words, or all of one among the other's."""
    left, right = words(one) - {"mesa"}, words(other) - {"mesa"}
    return left == right or bool(left and right and (left <= right or right <= left))


def same_quote(one: str, other: str) -> bool:
    """Whether two quotes tell of one thing: at least half of their words are shared."""
    left, right = words(one), words(other)
    return 2 * len(left & right) >= 0.5 * (len(left) + len(right)) > 0


class Comparison:
    """Tallies by kind, filled record by record."""

    def __init__(self, register: Register):
        self._register = register
        self.tallies: dict[str, Tally] = {}
        self._where = ""

    def add(self, record: Record, findings: Findings, gold: Mapping[str, Any]) -> None:
        """Compare what extraction found in a record with its gold."""
        self._where = record.name
        self._mentions(findings, gold)
        self._mesas(findings, gold)
        for predicate in RELATIONS:
            told = [it for it in gold["relations"] if it["predicate"] == predicate]
            found = [it for it in findings.relations if it.predicate == predicate]
            self._match(
                predicate,
                [(self._key(it["subject"]), it["object"]) for it in told],
                [((self._of(it.subject), it.object), it.confidence) for it in found],
                lambda one, other: one[0] == other[0] and same_mesa(one[1], other[1]),
            )
        self._agreements(record, findings, gold)
        self._rest(findings, gold)

    def relations(self) -> Tally:
        """All predicates together."""
        whole = Tally()
        for predicate in RELATIONS:
            part = self.tallies.get(predicate, Tally())
            whole.right += part.right
            whole.missed += part.missed
            whole.false += part.false
            whole.sure += part.sure
        return whole

    def _mentions(self, findings: Findings, gold: Mapping[str, Any]) -> None:
        told = [(plain(it["surface"]), self._key(it["institution"])) for it in gold["mentions"]]
        found = [((plain(it.surface), self._of(it.body)), it.confidence) for it in findings.mentions]
        self._match("mentions", told, found)
        self._match("institutions", [it[1] for it in told], [(it[0][1], it[1]) for it in found])

    def _mesas(self, findings: Findings, gold: Mapping[str, Any]) -> None:
        named = [it["name"] for it in gold["mesas"] if it.get("status", "named") == "named"]
        other = [it["name"] for it in gold["mesas"] if it.get("status", "named") != "named"]
        found = [(it.name, 1.0) for it in findings.mesas if not any(same_mesa(it.name, one) for one in other)]
        self._match("mesas", named, found, same_mesa)
        told = [(it["mesa"] or "", it["date"]) for it in gold["sessions"] if it["date"]]
        dated = [((it.mesa, it.date.isoformat()), 1.0) for it in findings.sessions if it.date]
        self._match("sessions", told, dated, lambda one, other: one[1] == other[1] and _may_be(one[0], other[0]))

    def _agreements(self, record: Record, findings: Findings, gold: Mapping[str, Any]) -> None:
        quoted = [(record.text[it.start : it.end], it) for it in findings.agreements]
        pairs = self._match(
            "agreements",
            [it["quote"] for it in gold["agreements"]],
            [(quote, it.confidence) for quote, it in quoted],
            same_quote,
        )
        told = {it["quote"]: it for it in gold["agreements"]}
        found = dict(quoted)
        both = [(told[one], found[other]) for one, other in pairs]
        self._match(
            "responsible",
            [(at, self._key(name)) for at, (one, _) in enumerate(both) for name in one["responsible"]],
            [((at, self._of(body)), 1.0) for at, (_, other) in enumerate(both) for body in other.responsible],
        )
        self._match(
            "due",
            [(at, one["due"]) for at, (one, _) in enumerate(both) if one["due"]],
            [((at, other.due), 1.0) for at, (_, other) in enumerate(both) if other.due],
        )

    def _rest(self, findings: Findings, gold: Mapping[str, Any]) -> None:
        norms = [(plain(it.name), 1.0) for it in findings.norms]
        self._match(
            "legal", [plain(it) for it in gold["legal"]], norms, lambda one, other: one in other or other in one
        )
        told = [(plain(it["name"]), self._key(it["institution"] or "")) for it in gold["people"]]
        found = [((plain(it.name), self._of(it.body)), 1.0) for it in findings.people]
        self._match("people", told, found, lambda one, other: one[1] == other[1] and _within(one[0], other[0]))

    def _match(
        self,
        kind: str,
        gold: Iterable[Hashable],
        found: Iterable[tuple[Hashable, float]],
        same: Callable[[Any, Any], bool] = lambda one, other: one == other,
    ) -> list[tuple[Any, Any]]:
        """Pair gold and found one to one, each distinct item once; returns the pairs."""
        tally = self.tallies.setdefault(kind, Tally())
        confidence: dict[Hashable, float] = {}
        for item, sure in found:
            confidence[item] = max(sure, confidence.get(item, 0.0))
        left, pairs = list(confidence), []
        for one in dict.fromkeys(gold):
            other = next((it for it in left if same(one, it)), None)
            if other is None:
                tally.missed.append(f"{self._where}: {one}")
            else:
                left.remove(other)
                pairs.append((one, other))
        tally.right += len(pairs)
        tally.false += [f"{self._where}: {item}" for item in left]
        tally.sure += [(sure, item not in left) for item, sure in confidence.items()]
        return pairs

    def _key(self, name: str) -> str:
        """An institution of the gold: its id where the register knows one body of this name, else its folded name."""
        ids = self._register.find(name)
        return ids[0] if len(ids) == 1 else plain(name)

    def _of(self, body: Body | None) -> str:
        return (body.id or self._key(body.name)) if body else ""


def _may_be(one: str, other: str) -> bool:
    return not one or not other or same_mesa(one, other)


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def calibration(tallies: Iterable[Tally], steps: Iterable[float]) -> Iterator[tuple[float, int, float]]:
    """(least confidence, items, share that is right) for each of `steps`, over all items at least that sure."""
    items = [item for tally in tallies for item in tally.sure]
    for step in steps:
        chosen = [right for sure, right in items if sure >= step]
        yield step, len(chosen), sum(chosen) / len(chosen) if chosen else 1.0
