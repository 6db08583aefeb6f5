"""A record's text with what it became: every quote marked exactly at its offsets, whatever overlaps."""

import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.questions.evidence import Quote, Statement
from graph.questions.shape import Ref
from tests.webapp.fixture import BASE
from webapp.pages.marking import mark, readings
from webapp.pages.words import SAID
from webapp.revision.spots import Spot


def quote(start: int, end: int, predicate: str, kind: str = "institution") -> Quote:
    ref = Ref(f"{BASE}{kind}/x", "x")
    said = Statement(f"{BASE}evidence/e{start}-{end}-{predicate}-{kind}", ref, predicate, ref, Decimal(1))
    return Quote("", start, end, ref, None, (said,))


def marked(pieces) -> dict[str, str]:
    """Evidence -> the text of the mark that opens for it, up to where that closes."""
    open_, found = [], {}
    for piece in pieces:
        for _ in range(piece.closes):
            open_.pop()
        for one in piece.opens:
            open_.append(one.ids)
            found.update(dict.fromkeys(one.ids, ""))
        for ids in open_:
            for each in ids:
                found[each] += piece.text
    assert not open_, "a mark stays open"
    return found


def test_a_name_inside_of_a_statement_is_a_piece_of_it():
    pieces = mark("El MINFIN participa hoy.", [quote(0, 19, "participatesIn"), quote(3, 9, "mentions")])
    assert [(one.text, bool(one.named), len(one.opens), one.closes) for one in pieces] == [
        ("El ", False, 1, 0),
        ("MINFIN", True, 0, 0),
        (" participa", False, 0, 0),
        (" hoy.", False, 0, 1),
        ("", False, 0, 0),
    ]


def test_a_name_across_the_edge_of_a_statement_is_cut():
    pieces = mark("abcdefgh", [quote(0, 4, "supports"), quote(2, 6, "mentions")])
    assert [(one.text, one.closes, bool(one.named)) for one in pieces if one.text] == [
        ("ab", 0, False), ("cd", 0, True), ("ef", 1, True), ("gh", 0, False),
    ]  # fmt: skip


def test_of_nested_names_the_shorter_one_leads():
    pieces = mark("0123456789", [quote(0, 10, "mentions", "mesa"), quote(4, 6, "mentions")])
    assert [one.named.object.iri.split("/")[-2] for one in pieces if one.text] == ["mesa", "institution", "mesa"]


def test_a_sentence_and_the_agreement_inside_of_it_are_two_marks():
    sentence, agreed = quote(0, 10, "agreementOf"), quote(4, 10, "mentions", "agreement")
    assert sorted(marked(mark("0123456789", [agreed, sentence])).values()) == ["0123456789", "456789"]


def test_of_two_statements_that_overlap_every_character_is_marked():
    pieces = mark("0123456789", [quote(0, 6, "leads"), quote(3, 9, "supports")])
    depth, inside = 0, ""
    for piece in pieces:
        depth += len(piece.opens) - piece.closes
        inside += piece.text if depth else ""
    assert inside == "012345678"
    assert sum(bool(one.ids) for piece in pieces for one in piece.opens) == 2


def test_what_awaits_is_a_piece_with_a_place_of_its_own():
    pieces = mark("La AGER vino.", [], spots=[Spot(3, 7, "AGER")])
    assert [(one.text, one.ids, bool(one.awaits)) for one in pieces if one.text] == [
        ("La ", (), False), ("AGER", ("por-revisar-3",), True), (" vino.", (), False),
    ]  # fmt: skip


def test_readings_are_numbered_in_the_order_of_the_text_and_noted_where_their_sentence_ends():
    quotes = [quote(6, 9, "supports"), quote(0, 4, "leads"), quote(1, 3, "responsible")]
    told = readings(quotes)
    assert [(one.number, one.span, len(one.statements)) for one in told] == [(1, (0, 4), 2), (2, (6, 9), 1)]
    noted = {piece.text: piece.notes for piece in mark("012345678.", quotes, told) if piece.notes}
    assert noted == {"45": (1,), ".": (2,)}


def test_an_agreement_of_which_nothing_else_is_said_is_told_by_itself():
    told = readings([quote(0, 4, "mentions", "agreement"), quote(5, 9, "mentions")])
    assert [(len(one.statements), len(one.agreed)) for one in told] == [(0, 1)]


SPANS = st.lists(
    st.tuples(st.integers(-3, 45), st.integers(-3, 45), st.sampled_from(["mentions", "supports", "leads"])), max_size=8
)


@given(st.text(max_size=40), SPANS)
def test_pieces_joined_are_the_text_again_and_every_place_is_there_once(text, spans):
    quotes = [quote(start, end, predicate) for start, end, predicate in spans]
    pieces = mark(text, quotes, readings(quotes))
    assert "".join(piece.text for piece in pieces) == text
    wanted = [said.evidence for one in quotes if 0 <= one.start < min(one.end, len(text)) for said in one.statements]
    opened = [each for piece in pieces for one in piece.opens for each in one.ids]
    assert sorted([*opened, *(each for piece in pieces for each in piece.ids)]) == sorted(wanted)
    assert sum(len(piece.opens) - piece.closes for piece in pieces) == 0


class Marks(HTMLParser):
    """The text inside of marks and of names, by the places that stand in them."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], {}

    def handle_starttag(self, tag, attrs):
        place = dict(attrs).get("id")
        if tag in ("mark", "a"):
            self.open.append([tag, {place} - {None}])
        elif tag == "span" and place and self.open:
            self.open[-1][1].add(place)
        for known in {place} - {None}:
            self.found.setdefault(known, "")

    def handle_endtag(self, tag):
        if tag in ("mark", "a"):
            assert self.open.pop()[0] == tag, "tags cross"

    def handle_data(self, data):
        for _, places in self.open:
            for place in places:
                self.found[place] += data


@pytest.mark.parametrize("slug", ["modernizacion-2024", "innovadores-1", "hostil"])
def test_every_quote_of_a_record_stands_in_a_mark_at_its_place(visit, site, slug):
    html = visit(f"/registros/{slug}").text
    parser = Marks()
    parser.feed(html)
    with site.test_request_context("/"):
        from graph.questions import evidence
        from webapp import serving

        quotes = evidence.of_record(serving.engine(), f"{BASE}record/{slug}")
    assert quotes
    for one in quotes:
        for said in one.statements:
            place = said.evidence.rpartition("/")[2]
            assert parser.found[place] == one.text or one.text.startswith(parser.found[place]), place


def test_each_reading_leads_to_its_sentence_and_the_sentence_back(visit):
    html = visit("/registros/modernizacion-2024").text
    places = set(re.findall(r' id="([^"]+)"', html))
    led = re.findall(r'class="quote-link" href="#([^"]+)"', html)
    back = re.findall(r'class="note" href="#([^"]+)"', html)
    assert led
    assert set(led) <= places
    assert back == [f"dato-{number}" for number in range(1, len(led) + 1)]
    assert set(back) <= places


def test_the_legend_tells_what_the_page_has(read):
    told = read("/registros/modernizacion-2024")
    assert "Resaltado: de esa frase sale un dato" in told
    assert "Subrayado: una institución" in told
    assert "Línea de puntos" not in told


def test_every_property_that_records_state_has_words(engine):
    rows = engine.rows("""
        PREFIX enlace: <https://w3id.org/enlace/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT DISTINCT ?property { GRAPH ?g { ?evidence a enlace:Evidence ; rdf:predicate ?property } }""")
    stated = {row["property"].rpartition("#")[2] for row in rows}
    assert "subMesaOf" in stated
    assert stated <= set(SAID)
