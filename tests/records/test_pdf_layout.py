"""Reading order: wherever words and strokes stand, each word is read once and none is lost."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records.formats.pages.assembly import as_text, assembled
from graph.records.formats.pages.furniture import without_furniture
from graph.records.formats.pages.layout import Region, arrange
from graph.records.formats.pages.lines import lines, pieces, without
from graph.records.formats.pages.page import Box, Stroke, Word
from graph.records.formats.pages.ruled import grids

places = st.tuples(st.integers(0, 540), st.integers(0, 760), st.integers(4, 90), st.sampled_from([8, 11, 12, 20]))
ruler = st.integers(0, 16).map(lambda step: 40.0 * step)
strokes = st.builds(Stroke, st.booleans(), ruler, ruler, ruler.map(lambda end: end + 240), st.booleans())


def word(number: int, place: tuple[int, int, int, int]) -> Word:
    x, y, width, height = place
    return Word(f"w{number}", Box(x, y, x + width, y + height), number % 5 == 0)


def read(words: list[Word], drawn: list[Stroke]) -> str:
    tables = grids(drawn, words)
    inside = {id(each) for table in tables for cell in table.cells for each in cell.words}
    return as_text(assembled([arrange(Region(without(lines(words), inside), tuple(tables), 560.0))]))


@settings(max_examples=300, deadline=None)
@given(st.lists(places, max_size=60), st.lists(strokes, max_size=14))
def test_every_word_of_a_page_is_read_once(spots, drawn):
    words = [word(number, place) for number, place in enumerate(spots)]
    assert Counter(re.findall(r"w\d+", read(words, drawn))) == Counter(each.text for each in words)


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 5), st.integers(2, 8), st.data())
def test_the_cells_of_a_drawn_table_are_its_rows(columns, rows, data):
    xs = [60.0 + 100 * at for at in range(columns + 1)]
    ys = [80.0 + 30 * at for at in range(rows + 1)]
    drawn = [Stroke(True, x, ys[0], ys[-1]) for x in xs] + [Stroke(False, y, xs[0], xs[-1]) for y in ys]
    shifts = data.draw(st.lists(st.integers(2, 40), min_size=columns * rows, max_size=columns * rows))
    words = [
        word(at, (int(xs[at % columns]) + shift, int(ys[at // columns]) + 8, 40, 12)) for at, shift in enumerate(shifts)
    ]
    wanted = [" | ".join(f"w{row * columns + at}" for at in range(columns)) for row in range(rows)]
    assert read(words, drawn).split("\n") == [f"| {row} |" for row in wanted]


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 6), st.integers(3, 30))
def test_only_heads_and_feet_are_left_out_of_pages(count, body):
    pages = []
    for page in range(count):
        texts = [("CABEZA", 30.0), *((f"p{page}l{at}", 100.0 + 20 * at) for at in range(body)), (f"{page + 1}", 770.0)]
        words = [Word(text, Box(60, y, 60 + 8 * len(text), y + 12)) for text, y in texts]
        pages.append(lines(words))
    kept = without_furniture(pages, [800.0] * count)
    told = [[each.text for line in page for each in pieces(line)] for page in kept]
    assert [[text for text in page if text.startswith("p")] for page in told] == [
        [f"p{page}l{at}" for at in range(body)] for page in range(count)
    ]
    assert not [text for page in told[1:] for text in page if not text.startswith("p")]
