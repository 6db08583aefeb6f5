"""Links as sentences: who, how, with whom, since when, and where that is written; sorted and grouped for the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  (the field of a quotation is called date)
from typing import NamedTuple

from graph.network.reading import Item, Network
from ontology.slugs import fold
from webapp.language import day
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

    @property
    def evidence(self) -> list["Quotation"]:
        """Where it is written, oldest first."""
        found = self.edge["evidence"]
        return [Quotation(one["record"], one["label"], one["quote"], day_of(one.get("date"))) for one in found]

    @property
    def first(self) -> Date | None:
        """The first day on which it was seen."""
        return day_of(self.edge.get("first"))

    @property
    def last(self) -> Date | None:
        """The last day on which it was seen."""
        return day_of(self.edge.get("last"))


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
    return Group(relation, str(heading), sorted(pairs, key=lambda pair: fold(pair[1]["label"])))


def sort_links(links: Iterable[Link], order: tuple[str, bool] | None) -> list[Link]:
    """Links by one column (`quien`, `vinculo`, `con`, `fecha`), descending or not; without an order, as they come."""
    if order is None:
        return list(links)
    column, descending = order
    keys = {
        "quien": lambda link: fold(link.one["label"]),
        "vinculo": lambda link: list(RELATIONS).index(link.relation.name),
        "con": lambda link: fold(link.other["label"]),
        "fecha": lambda link: link.edge.get("last", ""),
    }
    return sorted(links, key=keys[column], reverse=descending)


def due_of(node: Item) -> str:
    """When an agreement is due, in words: a day, a month, or «sin fecha»."""
    text = node.get("due", "")
    if len(text) == len("2024-06"):
        return day(day_of(f"{text}-01"), "month")
    return day(day_of(text))


def day_of(text: str | None) -> Date | None:
    """A date from its ISO form; None for none, or for one that is not a whole day."""
    try:
        return Date.fromisoformat(text or "")
    except ValueError:
        return None
