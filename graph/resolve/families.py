"""Which records belong together: a post, what is attached to it, and records of the very same title."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.records.record import Record
from ontology.slugs import fold

_TELLING = 4  # words from which a title is not only the name of a mesa or of a kind of document
_MANY = 12  # records from which a title that they share tells nothing

Circles = Mapping[str, tuple[frozenset[str], ...]]


@dataclass(frozen=True)
class Families:
    """The circles that each record is in, by its name; a circle is a set of records' names, itself among them.

    attached: a post and what is attached to it. titled: records of one title.
    """

    attached: Circles
    titled: Circles

    def of(self, record: str) -> frozenset[str]:
        """All records that belong with one, without it."""
        circles = (*self.attached.get(record, ()), *self.titled.get(record, ()))
        return frozenset[str]().union(*circles) - {record}

    def beside(self, record: str) -> frozenset[str]:
        """The records of its post and attachments, itself among them."""
        return frozenset((record,)).union(*self.attached.get(record, ()))


def families(records: Iterable[Record]) -> Families:
    """The families of a corpus. Posts that are not in it count all the same: their attachments stand beside another."""
    posts: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for post in record.attached_to:
            posts[post] |= {post, record.name}
        words = fold(record.title).split()
        if len(words) >= _TELLING:
            titles[" ".join(words)].add(record.name)
    return Families(_circles(posts), _circles({title: names for title, names in titles.items() if len(names) < _MANY}))


def _circles(groups: Mapping[str, set[str]]) -> Circles:
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for key in sorted(groups):
        circle = frozenset(groups[key])
        for name in circle if len(circle) > 1 else ():
            found[name].append(circle)
    return {name: tuple(circles) for name, circles in found.items()}
