"""What comes back at the head and foot of every page: names of offices, addresses, page numbers. It is no text."""

import re
from collections.abc import Sequence
from statistics import median

from graph.records.formats.pages.lines import Line, Piece, pieces, without
from ontology.slugs import fold

_DEEP = 8  # lines from the edge that may come back
_NEAR = 9.0  # points by which their heights may differ
_ZONE = 0.2  # of the page's height
_NUMBERED = re.compile(r"\W*(?:pag(?:ina|\.)?\s*:?\s*\d+(?:\s*(?:de|/)\s*\d+)?|\d+\s*(?:de|/)\s*\d+)\W*")
_BARE = re.compile(r"\W*\d{1,3}\W*")
_Edge = Sequence[Sequence[Piece]]

_FAR = 4.0  # from line to line, in heights: what is further from the edge is text
_LARGE = 1.15  # heights of the usual line: a title
_LONG = 0.7  # of the width of the text: prose


def without_furniture(sheets: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without page numbers and without what stands on several pages at the same height.

    heights: of the pages, in points. The first head stays when it is the document's title: its letters are larger, or
    the text begins without another.
    """
    heads = [_edge(sheet[:_DEEP], 0, _ZONE * height) for sheet, height in zip(sheets, heights, strict=True)]
    feet = [
        _edge(sheet[: -_DEEP - 1 : -1], (1 - _ZONE) * height, height)
        for sheet, height in zip(sheets, heights, strict=True)
    ]
    kept = []
    for number, sheet in enumerate(sheets):
        dropped = _repeated(feet, number) | _numbers(heads[number]) | _numbers(feet[number])
        above = _repeated(heads, number)
        if above and not (_is_first(heads, number) and _is_title(above, sheet)):
            dropped |= above
        kept.append(without(sheet, dropped) if dropped else sheet)
    return kept


def _edge(near: Sequence[Line], top: float, bottom: float) -> _Edge:
    """The lines nearest to the upper or lower edge that stand between two heights, from the edge inwards."""
    return [pieces(line) for line in near if top <= line[0].box.middle <= bottom]


def _tells(line: Sequence[Piece]) -> list[str]:
    return re.findall(r"\w+", fold(" ".join(each.text for each in line)))


def _repeated(edges: Sequence[_Edge], number: int) -> set[int]:
    """The words (by id) of the lines of a page's edge that stand on another page too, at the same height: from the edge
    inwards up to the first that does not, or that stands far from them."""
    found: set[int] = set()
    near = [place for place in range(number - 2, number + 3) if 0 <= place < len(edges) and place != number]
    before: Sequence[Piece] | None = None
    for line in edges[number]:
        far = before and abs(line[0].box.middle - before[0].box.middle) > _FAR * line[0].height
        if far or not any(_same(line, number, edges[place], place) for place in near):
            if not _numbers([line]):
                break
            continue
        found |= {id(word) for each in line for word in each.words}
        before = line
    return found


def _same(line: Sequence[Piece], number: int, edge: _Edge, place: int) -> bool:
    """Whether a line of one page stands on another at the same height; its page's number may be in it."""
    told = _tells(line)
    beside = (_tells(each) for each in edge if abs(each[0].box.middle - line[0].box.middle) < _NEAR)
    return any(
        len(other) == len(told) and all(_agree(*pair, place - number) for pair in zip(told, other, strict=True))
        for other in beside
    )


def _agree(one: str, other: str, apart: int) -> bool:
    """Whether two words are the same, or the numbers of pages that are so far apart."""
    return one == other or (one.isdecimal() and other.isdecimal() and int(other[:9]) - int(one[:9]) == apart)


def _is_first(edges: Sequence[_Edge], number: int) -> bool:
    """Whether no page before has the same head."""
    before = range(max(0, number - 2), number)
    return not any(_same(line, number, edges[place], place) for line in edges[number] for place in before)


def _is_title(head: set[int], sheet: Sequence[Line]) -> bool:
    rest = without(sheet, head)
    if not rest:
        return True
    words = [word for line in rest for word in line]
    usual = median(word.box.height for word in words)
    if max(word.box.height for line in sheet for word in line if id(word) in head) > _LARGE * usual:
        return True
    width = max(word.box.x1 for word in words) - min(word.box.x0 for word in words)
    return rest[0][-1].box.x1 - rest[0][0].box.x0 > _LONG * width


def _numbers(edge: _Edge) -> set[int]:
    """The words of page numbers: «Página 2 de 5» anywhere near the edge, «- 2 -» as the outermost line."""
    found: set[int] = set()
    for place, line in enumerate(edge):
        for each in line:
            plain = fold(each.text)
            if _NUMBERED.fullmatch(plain) or (place == 0 and len(line) == 1 and _BARE.fullmatch(plain)):
                found |= {id(word) for word in each.words}
    return found
