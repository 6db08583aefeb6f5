"""Links as sentences: who, how, with whom, since when, and where that is written; sorted and grouped for the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  (the field of a quotation is called date)
from typing import NamedTuple

from graph.network.reading import Item, Network
from graph.questions.shape import day, sort_key
from webapp.network.words import RELATIONS, Relation


class Quotation(NamedTuple):
    """What a record says of a link. record: its IRI; label: its title."""

    record: str
    label: str
    quote: str
    date: Date | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the order of its sentence: `one` `relation.phrase` `other`."""

    edge: Item
    relation: Relation
    one: Item
    other: Item

    def is_of(self, node: str | None, edge: str | None) -> bool:
        """Whether it is the picked link, or one of the picked member's."""
        return edge == self.edge["id"] or node in (self.edge["from"], self.edge["to"])

    @property
    def evidence(self) -> list["Quotation"]:
        """Where it is written, oldest first."""
        found = self.edge["evidence"]
        return [Quotation(one["record"], one["label"], one["quote"], day(one.get("date"))) for one in found]

    @property
    def first(self) -> Date | None:
        """The first day on which it was seen."""
        return day(self.edge.get("first"))

    @property
    def last(self) -> Date | None:
        """The last day on which it was seen."""
        return day(self.edge.get("last"))


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one member that are told alike. pairs: each link with the member at its other end."""

    relation: Relation
    heading: str
    pairs: list[tuple[Link, Item]]


@dataclass(frozen=True, slots=True)
class Card:
    """One member with its links, grouped in the order of RELATIONS."""

    node: Item
    groups: list[Group]

    @property
    def number(self) -> int:
        """How many links it has."""
        return sum(len(group.pairs) for group in self.groups)


def link_of(network: Network, edge: Item) -> Link:
    """A link as a sentence."""
    one, other = network.reading(edge)
    return Link(edge, RELATIONS[edge["relation"]], one, other)


def card_of(network: Network, identity: str | None) -> Card | None:
    """One member's card; None for nobody."""
    if identity is None:
        return None
    groups: dict[tuple[str, bool], list[tuple[Link, Item]]] = {}
    for edge in network.links[identity]:
        link = link_of(network, edge)
        stands_first = link.one["id"] == identity
        groups.setdefault((edge["relation"], stands_first), []).append((link, link.other if stands_first else link.one))
    order = [(name, first) for name in RELATIONS for first in (True, False) if (name, first) in groups]
    return Card(network.nodes[identity], [_group(name, first, groups[name, first]) for name, first in order])


def _group(name: str, stands_first: bool, pairs: list[tuple[Link, Item]]) -> Group:
    relation = RELATIONS[name]
    heading = relation.one if stands_first else relation.other
    return Group(relation, str(heading), sorted(pairs, key=lambda pair: sort_key(pair[1]["label"])))


def sort_links(links: Iterable[Link], order: tuple[str, bool] | None) -> list[Link]:
    """Links by one column (`quien`, `vinculo`, `con`, `fecha`), descending or not; without an order, as they come."""
    if order is None:
        return list(links)
    column, descending = order
    keys = {
        "quien": lambda link: sort_key(link.one["label"]),
        "vinculo": lambda link: list(RELATIONS).index(link.relation.name),
        "con": lambda link: sort_key(link.other["label"]),
        "fecha": lambda link: link.edge.get("last", ""),
    }
    return sorted(links, key=keys[column], reverse=descending)
