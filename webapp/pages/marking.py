"""A record's text cut into pieces: the marks that open and close around them, what they name, where they lead.

Every quote that states something is a mark of its own, exactly at its offsets. Marks nest; where two only overlap, the
later one is closed and opened again, so that the page is well formed and every character of a quote is marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.questions.evidence import Quote, Statement, outermost
from webapp.revision.spots import Spot

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that opens. ids: the evidence whose quote it is; none where it goes on after an overlap."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one kind. closes: how many marks end before it; notes: numbers of the readings whose
    sentence ends before it; opens: marks that begin with it. ids: places that links lead to; named: what the words
    name, or None; awaits: what a person is to decide here, or None."""

    text: str
    closes: int = 0
    notes: tuple[int, ...] = ()
    opens: tuple[Mark, ...] = ()
    ids: tuple[str, ...] = ()
    named: Statement | None = None
    awaits: Spot | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and what was read in it, numbered from 1. place: an evidence whose quote begins with the sentence.
    statements: what it states; agreed: agreements of which it says nothing else."""

    number: int
    text: str
    span: Span
    place: str
    statements: tuple[Statement, ...]
    agreed: tuple[Statement, ...]


def readings(quotes: Sequence[Quote]) -> list[Told]:
    """What was read in a text, sentence by sentence in its order; a quote inside of another is told with it."""
    stating = [quote for quote in quotes if _states(quote)]
    return [_told(number, quote) for number, quote in enumerate(outermost(stating), 1)]


def _told(number: int, quote: Quote) -> Told:
    said = tuple(one for one in quote.statements if one.predicate != "mentions")
    subjects = {one.subject.iri for one in said}
    agreed = [one for one in quote.statements if not is_name(one) and one.predicate == "mentions"]
    alone = tuple(one for one in agreed if one.object.iri not in subjects)
    place = next(one for one in quote.statements if not is_name(one)).evidence
    return Told(number, quote.text, (quote.start, quote.end), place, said, alone)


def mark(text: str, quotes: Sequence[Quote], told: Sequence[Told] = (), spots: Sequence[Spot] = ()) -> list[Piece]:
    """The whole text in pieces, in order; their texts joined are the text again. The last piece closes what is open.

    Quotes may overlap and nest; one that reaches outside of the text is cut. Where several things are named in one
    place, the shortest stretch wins.
    """
    whole = len(text)
    inside = [replace(one, end=min(one.end, whole)) for one in quotes if 0 <= one.start < min(one.end, whole)]
    seen = [spot for spot in spots if 0 <= spot.start < spot.end <= whole]
    places = [*((one.start, one.end) for one in inside), *((one.start, one.end) for one in seen)]
    edges = {edge for place in places for edge in place}
    marking, pieces = _Marking(inside, told), list[Piece]()
    for start, end in pairwise(sorted({0, whole, *edges})):
        closes, notes, opens = marking.step(start)
        ids, named = _names(inside, start, end)
        spot = next((one for one in seen if one.start < end and start < one.end), None)
        if spot and spot.start == start:
            ids = (*ids, f"por-revisar-{start}")
        pieces.append(Piece(text[start:end], closes, notes, opens, ids, named, spot))
    closes, notes, _ = marking.step(whole)
    return [*pieces, Piece("", closes, notes)]


class _Marking:
    """The marks that are open while the text is walked through."""

    def __init__(self, quotes: Sequence[Quote], told: Sequence[Told]):
        self.spans: dict[Span, tuple[str, ...]] = {}
        for quote in quotes:
            if _states(quote):
                ids = tuple(one.evidence for one in quote.statements if not is_name(one))
                self.spans[quote.start, quote.end] = self.spans.get((quote.start, quote.end), ()) + ids
        self.order = sorted(self.spans, key=lambda span: (span[0], -span[1]))
        self.told = told
        self.open: list[Span] = []

    def step(self, at: int) -> tuple[int, tuple[int, ...], tuple[Mark, ...]]:
        """What happens before the character `at`: how many marks close, which notes stand there, which marks open."""
        over = [span for span in self.order if span[0] <= at < span[1]]
        kept = 0
        while kept < min(len(over), len(self.open)) and over[kept] == self.open[kept]:
            kept += 1
        closes = len(self.open) - kept
        opens = tuple(Mark(self.spans[span] if span[0] == at else ()) for span in over[kept:])
        self.open = over
        return closes, tuple(one.number for one in self.told if one.span[1] == at), opens


def _names(quotes: Sequence[Quote], start: int, end: int) -> tuple[tuple[str, ...], Statement | None]:
    """The evidence that begins at `start` and only names, and what the words name."""
    over = [quote for quote in quotes if quote.start < end and start < quote.end]
    over.sort(key=lambda quote: (quote.end - quote.start, quote.start))
    names = [(quote, one) for quote in over for one in quote.statements if is_name(one)]
    ids = tuple(one.evidence for quote, one in names if quote.start == start)
    return ids, names[0][1] if names else None


def is_name(statement: Statement) -> bool:
    """Whether the words name something, as against telling an agreement or a session in a whole sentence."""
    kind = statement.object.iri.rpartition("/")[0].rpartition("/")[2]
    return statement.predicate == "mentions" and kind not in ("agreement", "session")


def _states(quote: Quote) -> bool:
    return any(not is_name(one) for one in quote.statements)
