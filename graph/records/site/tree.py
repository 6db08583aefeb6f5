"""YAML from strangers -> nested nodes, each with its line; depth, number and aliases are bounded, tags refused.

Built from the parser's events: nothing is constructed that the file does not spell out. An alias counts as much as
what it repeats, so that a small file cannot stand for a large one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from graph.errors import InputError
from graph.records.frontmatter import yaml_line, yaml_reason
from graph.records.repair import repair_text

LARGEST = 1_000_000  # characters
_DEEPEST = 24
_NODES = 60_000
_EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Node:
    """A value: a text, a list of nodes, or nodes by key. line: where it begins, counted in the file."""

    value: "str | list[Node] | dict[str, Node]"
    line: int

    @property
    def text(self) -> str:
        """The text of a scalar; "" for all else."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> list["Node"]:
        """The items of a list; a lone value is a list of one, an empty one of none."""
        if isinstance(self.value, list):
            return self.value
        return [self] if self.value else []

    @property
    def pairs(self) -> dict[str, "Node"]:
        """The nodes by key; none when it is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    def get(self, key: str) -> "Node | None":
        """The node of a key, None when there is none."""
        return self.pairs.get(key)

    def said(self, key: str) -> str:
        """The text of a key, "" when there is none."""
        found = self.pairs.get(key)
        return found.text.strip() if found else ""


def load(text: str, file: str, first_line: int = 1, what: str = "la configuración") -> Node:
    """The nodes of a YAML text that begins at line `first_line` of `file`; an empty text is an empty mapping.

    what: what the text is, for messages.

    Raises InputError (reason, file, line): broken YAML, tags, too deep, too many nodes, an alias inside its own anchor.
    """
    if len(text) > LARGEST:
        raise InputError(f"{what} es demasiado grande; deje en ella solo los datos", file, first_line)
    loader = _Loader(iter(yaml.parse(text, Loader=yaml.CSafeLoader)), file, first_line, what)
    try:
        return loader.document()
    except yaml.YAMLError as error:
        raise InputError(f"{what} {yaml_reason(error)}", file, yaml_line(error, first_line)) from None


@dataclass
class _Loader:
    events: Iterator[yaml.Event]
    file: str
    first_line: int
    what: str
    nodes: int = 0
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)

    def document(self) -> Node:
        root = next((event for event in self.events if isinstance(event, yaml.NodeEvent)), None)
        return self._node(root, 0) if root is not None else Node({}, self.first_line)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self.first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line)
        if getattr(event, "tag", None):
            raise InputError(f"{self.what} usa etiquetas de YAML (!); ponga el valor entre comillas", self.file, line)
        self._count(1, line)
        if depth > _DEEPEST:
            raise InputError(f"{self.what} anida demasiados niveles", self.file, line)
        before = self.nodes
        made = Node(self._value(event, depth), line)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = (made, self.nodes - before + 1)
        return made

    def _value(self, event: yaml.Event, depth: int) -> str | list[Node] | dict[str, Node]:
        if isinstance(event, yaml.ScalarEvent):
            return "" if not event.style and event.value in _EMPTY else repair_text(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._node(item, depth + 1) for item in self._until(yaml.SequenceEndEvent)]
        return self._mapping(depth)

    def _mapping(self, depth: int) -> dict[str, Node]:
        pairs: dict[str, Node] = {}
        merged: list[Node] = []
        for event in self._until(yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            name = key.text.strip()
            if name == "<<":
                merged += value.items
            elif name in pairs:
                raise InputError(f"la clave «{name[:60]}» está dos veces; deje una", self.file, key.line)
            else:
                pairs[name] = value
        for other in merged:
            pairs = {**other.pairs, **pairs}
        return pairs

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        return iter(lambda: _none_at(next(self.events), end), None)

    def _alias(self, event: yaml.AliasEvent, line: int) -> Node:
        anchor = str(event.anchor)
        if anchor not in self.anchors:
            said = f"{self.what} usa el alias «*{anchor[:60]}» sin definirlo antes; ponga el valor entre comillas"
            raise InputError(said, self.file, line)
        node, size = self.anchors[anchor]
        self._count(size, line)
        return node

    def _count(self, number: int, line: int) -> None:
        self.nodes += number
        if self.nodes > _NODES:
            raise InputError(f"{self.what} tiene demasiados elementos, o alias que los multiplican", self.file, line)


def _none_at(event: yaml.Event, end: type[yaml.Event]) -> yaml.Event | None:
    return None if isinstance(event, end) else event
