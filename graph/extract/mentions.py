"""Record -> mentions: every stretch of its text that names an institution, and those that could not be decided.

The order matters: names of the register that are written whole; names by their head, known or provisional; names that
share a head; acronyms that the text defines; then the rules of ambiguous surfaces, which ask what stands around them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.extract.ambiguity import ANAPHOR, NEVER
from graph.extract.definitions import defined
from graph.extract.findings import Body, Mention, Unresolved
from graph.extract.forms import forms
from graph.extract.headed import name_at, territorial
from graph.extract.hits import Hit, Reading, read, surface
from graph.extract.names import CLOSE
from graph.extract.register import Register
from graph.extract.scene import Scene, listed
from graph.extract.series import elided, office, plural
from graph.extract.shorthand import initials, introduced, join_short_forms, places, strangers
from graph.extract.spelling import misspelt, near_head
from graph.records.record import Record


@dataclass(frozen=True, slots=True)
class Found:
    """What a text names, in its order. offices: places where an office stands for a body that has a better name in the
    text («la viceministra de Salud»); they count in relations, not as mentions."""

    mentions: tuple[Mention, ...]
    unresolved: tuple[Unresolved, ...]
    offices: tuple[Mention, ...]


def find_mentions(record: Record, register: Register) -> tuple[tuple[Mention, ...], tuple[Unresolved, ...]]:
    """The mentions of `find_bodies`, and what stayed unresolved."""
    found = find_bodies(record, register)
    return found.mentions, found.unresolved


def find_bodies(record: Record, register: Register) -> Found:
    """Every mention of an institution in `record.text`, in order, without overlaps, with exact offsets.

    A mention's body is the register's, or a provisional one (`id` None) known by its name as written. What names some
    institution but cannot be decided comes back as Unresolved.
    """
    reading = read(record.text, record.date, register.lexicon, register.bodies)
    uses = [(index, use) for index, use in enumerate(map(_uses.__getitem__, reading.words.folded)) if use]
    _read_heads(reading, [index for index, use in uses if use & _BEGINS])
    _read_offices(reading, [index for index, use in uses if use & _OFFICE])
    for hit in reading.hits():
        for further in elided(reading, hit) if hit.head else ():
            reading.put(further)
    for hit in (
        *introduced(reading, [index for index, use in uses if use & _PRESENTS]),
        *defined(reading),
        *initials(reading),
    ):
        reading.put(hit)
    for hit in (*places(reading), *strangers(reading)):
        reading.put(hit)
    join_short_forms(reading)
    _drop_norms(reading)
    _join_tails(reading)
    _decide(reading)
    return _found(reading)


_BEGINS, _OFFICE, _PRESENTS = 1, 2, 4
_MOST = 20_000  # words that are remembered


class _Uses(dict[str, int]):
    """What each word can do: begin a name (perhaps with a slip), be an office, present a name. Most do nothing, so that
    one look in a dictionary is all that is done with them."""

    def __missing__(self, word: str) -> int:
        table = forms()
        begins = word in table.heads or word in table.plurals or near_head(word) is not None
        uses = _BEGINS * begins | _OFFICE * (word in table.roles) | _PRESENTS * (word in table.introduced)
        if len(self) >= _MOST:
            self.clear()
        self[word] = uses
        return uses


_uses = _Uses()


def _read_heads(reading: Reading, indices: Iterable[int]) -> None:
    """Names by their first word, and lists under a plural."""
    taken = 0
    heads, plurals = reading.forms.heads, reading.forms.plurals
    for index in indices:
        if index < taken:
            continue
        word = reading.words.folded[index]
        known = word in heads or word in plurals
        hits = _under_head(reading, index) if known else _under_misspelt_head(reading, index, word)
        for hit in hits:
            reading.put(hit)
            taken = hit.end
    for hit in reading.hits():
        if hit.ids and hit.ids[0] in reading.forms.classes:
            for each in territorial(reading, hit):
                reading.put(each)


def _under_head(reading: Reading, index: int) -> list[Hit]:
    covering = reading.covered(index)
    if covering and covering.first != index:
        return []
    head = reading.forms.plural_at(reading.words.folded, index)
    if head and not covering:
        members = plural(reading, index, head)
        if members:
            return members
    head = reading.forms.head_at(reading.words.folded, index)
    hit = name_at(reading, index, head) if head else None
    return [hit] if hit else []


def _under_misspelt_head(reading: Reading, index: int, word: str) -> list[Hit]:
    """«Minsterio de Finanzas Públicas»: a name of the register whose first word has the slip."""
    head = near_head(word) if reading.words.capital(index) and not reading.covered(index) else None
    slip = misspelt(reading, index, head) if head else None
    return [slip] if slip else []


def _read_offices(reading: Reading, indices: Iterable[int]) -> None:
    """Bodies that are named by an office."""
    roles = reading.forms.roles
    for index in indices:
        if not reading.covered(index):
            for hit in office(reading, index, roles[reading.words.folded[index]]):
                standing = reading.covered(hit.first)
                if not standing or standing.bare or standing.end <= hit.end:
                    reading.put(hit)


def _drop_norms(reading: Reading) -> None:
    """«Ley Orgánica del Ministerio Público» is a law, not a mention of the body."""
    words, forms = reading.words, reading.forms
    for hit in reading.hits():
        index = hit.first - 1
        while (
            index >= 0
            and (words.folded[index] in forms.connectors or words.folded[index] in forms.norm_adjectives)
            and reading.joins(index + 1)
        ):
            index -= 1
        if 0 <= index < hit.first - 1 and words.folded[index] in forms.norms and words.capital(index):
            del reading.at[hit.first]


def _join_tails(reading: Reading) -> None:
    """«… (SIGLA) de la Presidencia»: the tail of a name that is already told is not a mention of its own."""
    hits = reading.hits()
    for left, right in zip(hits, hits[1:], strict=False):
        if not set(right.ids) & reading.forms.absorbed or not left.body or not 1 <= right.first - left.end <= 2:
            continue
        if any(word not in ("de", "la", "las") for word in reading.words.folded[left.end : right.first]):
            continue
        above = reading.lexicon.entries[left.body.id].parent if left.body.id else None
        if above not in right.ids and (left.body.id or reading.words.gap(left.end) != CLOSE):
            continue
        if reading.joins(left.end):
            left.end = right.end
            del reading.at[right.first]
        elif reading.words.gap(left.end) == CLOSE:
            del reading.at[right.first]


def _decide(reading: Reading) -> None:
    """Settle what is still open: first what needs no list, then what stands in one."""
    reading.note_all()
    for hit in reading.hits():
        if hit.rule and not hit.body and not hit.bare:
            _ask(reading, hit, ())
    in_list = listed(reading)
    for hit in reading.hits():
        if hit.candidate:
            if hit.first in in_list:
                reading.settle(hit, hit.candidate)
        elif hit.rule and not hit.body:
            _ask(reading, hit, in_list)


def _ask(reading: Reading, hit: Hit, in_list: tuple[int, ...] | set[int]) -> None:
    assert hit.rule
    outcome = hit.rule.decide(Scene(reading, hit, in_list))
    if outcome in (NEVER, ANAPHOR):
        del reading.at[hit.first]
    elif outcome:
        reading.settle(hit, reading.bodies[outcome])
        hit.confidence = min(hit.confidence, 0.8 if hit.bare else 0.95)


def _found(reading: Reading) -> Found:
    settled = [(hit, hit.body) for hit in reading.hits() if hit.body]
    better = {body for hit, body in settled if not hit.fallback}
    names: list[Mention] = []
    offices: list[Mention] = []
    for hit, body in settled:
        (offices if hit.fallback and body in better else names).append(_mention(reading, hit, body))
    return Found(tuple(names), _unresolved(reading), tuple(offices))


def _mention(reading: Reading, hit: Hit, body: Body) -> Mention:
    words = reading.words
    return Mention(surface(words, hit), body, words.starts[hit.first], words.ends[hit.end - 1], hit.confidence)


def _unresolved(reading: Reading) -> tuple[Unresolved, ...]:
    words = reading.words
    return tuple(
        Unresolved(surface(words, hit), words.starts[hit.first], words.ends[hit.end - 1], hit.ids)
        for hit in reading.hits()
        if not hit.body and not hit.bare
    )
