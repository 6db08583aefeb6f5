"""The institutions register: entries and rules from `data/register/`, asked by id, by name, and in running text."""

from collections.abc import Mapping
from pathlib import Path

from graph.extract.ambiguity import Rule, read_rules
from graph.extract.entries import KINDS, Entry, read_entries
from graph.extract.findings import Body
from graph.extract.lexicon import Lexicon
from graph.extract.names import fold

__all__ = ["KINDS", "Entry", "Register", "Rule", "load_register"]


class Register:
    """The institutions by id (in the file's order), the rules of ambiguous surfaces, and the lexicon built of both.

    Build one and pass it along: building takes tens of milliseconds, asking microseconds.
    """

    def __init__(self, entries: Mapping[str, Entry], rules: Mapping[str, Rule] | None = None):
        self.entries = dict(entries)
        self.rules = dict(rules or {})
        self.lexicon = Lexicon(self.entries, self.rules)
        self._by_name: dict[str, list[str]] = {}
        for entry in self.entries.values():
            for key in dict.fromkeys(fold(name) for name in entry.names):
                self._by_name.setdefault(key, []).append(entry.id)
        self.bodies = {entry.id: Body(entry.id, entry.name, entry.kind) for entry in self.entries.values()}

    def body(self, id: str) -> Body:
        """The institution `id` as extraction hands it on. Raises KeyError for an id that the register lacks."""
        return self.bodies[id]

    def find(self, name: str) -> tuple[str, ...]:
        """Ids of the bodies that bear `name` (case, accents and spaces aside) as name, acronym or alias."""
        return tuple(self._by_name.get(fold(name), ()))

    def lineage(self, id: str) -> tuple[str, ...]:
        """`id` and the bodies above it, nearest first."""
        chain: list[str] = []
        current: str | None = id
        while current:
            chain.append(current)
            current = self.entries[current].parent
        return tuple(chain)


def load_register(folder: Path) -> Register:
    """The register in `folder` (`institutions.csv`, `ambiguous.csv`). Raises InputError with file and line."""
    entries = read_entries(folder / "institutions.csv")
    return Register(entries, read_rules(folder / "ambiguous.csv", entries))
