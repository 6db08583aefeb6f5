"""A record's text cut into stretches, stated (highlighted) or not, and these into pieces, named (a link) or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from graph.questions.evidence import Quote, Statement


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one kind. stated: whether a statement rests on it. named: what it names, or None.
    anchors: IRIs of the evidence whose quote begins here."""

    text: str
    stated: bool
    named: Statement | None
    anchors: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces in a row that are all stated, or all not."""

    stated: bool
    pieces: tuple[Piece, ...]


def mark(text: str, quotes: Sequence[Quote]) -> list[Stretch]:
    """The whole text in stretches, in order; their pieces joined are the text again.

    Quotes may overlap and nest; one that reaches outside of the text is cut. Where several things are named in one
    place, the shortest stretch wins.
    """
    inside = [quote for quote in quotes if 0 <= quote.start < min(quote.end, len(text))]
    cuts = sorted({0, len(text), *(min(edge, len(text)) for quote in inside for edge in (quote.start, quote.end))})
    pieces = (_piece(text, start, end, inside) for start, end in pairwise(cuts))
    return [Stretch(stated, tuple(row)) for stated, row in groupby(pieces, key=lambda piece: piece.stated)]


def _piece(text: str, start: int, end: int, quotes: Iterable[Quote]) -> Piece:
    over = [quote for quote in quotes if quote.start < end and start < quote.end]
    named: Statement | None = None
    for quote in sorted(over, key=lambda quote: (quote.end - quote.start, quote.start)):
        named = named or next((one for one in quote.statements if _is_name(one)), None)
    anchors = tuple(one.evidence for quote in over if quote.start == start for one in quote.statements)
    return Piece(text[start:end], any(_states(quote) for quote in over), named, anchors)


def _is_name(statement: Statement) -> bool:
    """Whether the words name something, as against telling an agreement or a session in a whole sentence."""
    kind = statement.object.iri.rpartition("/")[0].rpartition("/")[2]
    return statement.predicate == "mentions" and kind not in ("agreement", "session")


def _states(quote: Quote) -> bool:
    return any(one.predicate != "mentions" or not _is_name(one) for one in quote.statements)
