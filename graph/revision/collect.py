"""Records with their findings -> what extraction could not decide, or is not sure of, each with example sentences."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.extract.findings import Body, Findings, Mention
from graph.records.record import Record
from graph.revision.items import Example, Pending, Source, Thing
from ontology.slugs import slug

UNSURE = 0.7  # confidence below which a person should look
EXAMPLES = 3
SOURCES = 20  # records that an item names; it says how many there are
LONGEST = 320  # characters of an example; a longer sentence is cut around the form
_ROUND = 140  # characters that stay on each side of it

Found = Iterable[tuple[Record, Findings]]


@dataclass(slots=True)
class Group:
    """One form in all its places. sources: record's name -> title, in order."""

    times: int = 0
    confidence: float = 1.0
    sources: dict[str, str] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)

    def take(self, record: Record, sentences: tuple[tuple[int, int], ...], start: int, end: int, sure: float) -> None:
        """One more place. Each example is of another record."""
        self.times += 1
        self.confidence = min(self.confidence, sure)
        if len(self.examples) < EXAMPLES and record.name not in self.sources:
            self.examples.append(example(record, sentences, start, end))
        self.sources[record.name] = record.title

    def records(self) -> tuple[Source, ...]:
        """The first records, by name."""
        return tuple(Source(*one) for one in sorted(self.sources.items())[:SOURCES])


Key = tuple[str, str, Body | None, tuple[str, ...]]  # kind, surface, reading, candidates


def collected(found: Found, same: Mapping[Body, Body] | None = None) -> Iterator[tuple[Pending, tuple[str, ...]]]:
    """Unresolved forms, unsure readings, and bodies that the register lacks, in no order; each with the ids of the
    bodies that extraction itself proposes. Its candidates are still to be looked for. same: the body that a body is
    over all records, where that is another (`graph.resolve`)."""
    groups: dict[Key, Group] = {}
    for record, findings in found:
        for key, start, end, sure in _places(findings, same or {}):
            groups.setdefault(key, Group()).take(record, findings.sentences, start, end, sure)
    unsure = {(key[1], key[2]) for key in groups if key[0] == "unsure"}
    for key, group in groups.items():
        if key[0] != "provisional" or (key[1], key[2]) not in unsure:
            yield _pending(key, group), _proposed(key)


def _places(findings: Findings, same: Mapping[Body, Body]) -> Iterator[tuple[Key, int, int, float]]:
    for one in findings.unresolved:
        yield ("unresolved", one.surface, None, one.candidates), one.start, one.end, 0.0
    for each in findings.mentions:
        if key := _key(each, same.get(each.body, each.body)):
            yield key, each.start, each.end, each.confidence


def _key(mention: Mention, body: Body) -> Key | None:
    """Under what a mention waits, or None. A body that the register lacks waits once, under its own name."""
    if mention.confidence < UNSURE:
        return "unsure", mention.surface, body, ()
    if body.id is None:
        return "provisional", body.name, body, ()
    return None


def _proposed(key: Key) -> tuple[str, ...]:
    _, _, body, candidates = key
    return (body.id,) if body and body.id else candidates


def _pending(key: Key, group: Group) -> Pending:
    kind, surface, body, _ = key
    return Pending(
        kind, surface, group.times, len(group.sources), group.records(), tuple(group.examples),
        reading=_thing(body) if body else None, confidence=None if kind == "unresolved" else group.confidence,
        type=body.kind if body and body.id is None else "",
    )  # fmt: skip


def _thing(body: Body) -> Thing:
    return Thing(f"institution/{slug(body.id or body.name)}", body.name)


def example(record: Record, sentences: tuple[tuple[int, int], ...], start: int, end: int) -> Example:
    """The sentence of `record` around start..end, cut around it where it is too long; its words are the record's."""
    first, last = _sentence(record.text, sentences, start, end)
    begin, stop = first, last
    if last - first > LONGEST:
        begin = _cut(record.text, first, start - _ROUND, start)
        stop = end + len(record.text[end : min(last, end + _ROUND)].rpartition(" ")[0]) if last > end + _ROUND else last
    return Example(
        record.name, record.title, record.text[begin:stop], begin, start - begin, end - begin, begin == first,
        stop == last,
    )  # fmt: skip


def _cut(text: str, first: int, wished: int, start: int) -> int:
    """Where a quote begins that may not begin before `first` nor much before `wished`: at a word."""
    if wished <= first:
        return first
    space = text.find(" ", wished, start)
    return space + 1 if space >= 0 else wished


def _sentence(text: str, sentences: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int]:
    """The sentences that start..end touches; its line where no sentence holds it."""
    at = bisect_right(sentences, (start, len(text) + 1)) - 1
    touched = [span for span in sentences[max(at, 0) :][:8] if span[0] < end and start < span[1]]
    if touched:
        return min(start, touched[0][0]), max(end, touched[-1][1])
    line_end = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(text)
