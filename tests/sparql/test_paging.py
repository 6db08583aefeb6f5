"""Links to other parts of an answer: right where the end of the query is plain, none where it is in doubt."""

import re
from urllib.parse import parse_qs, unquote

import pytest

from webapp.sparql.paging import first_link, limit_of, next_link

PAGED = "SELECT * { ?s ?p ?o } ORDER BY ?s "


def query_of(link: str | None) -> str:
    """The query in a Link header."""
    assert link
    found = re.fullmatch(r'<\?query=([^&>]*)(?:&[^>]*)?>; rel="\w+"', link)
    assert found
    return unquote(found[1])


@pytest.mark.parametrize(
    ("end", "limit", "following"),
    [
        ("LIMIT 10", 10, "LIMIT 10 OFFSET 10"),
        ("LIMIT 10 OFFSET 30", 10, "LIMIT 10 OFFSET 40"),
        ("OFFSET 30 LIMIT 10", 10, "LIMIT 10 OFFSET 40"),
        ("limit 5\n offset 5\n", 5, "LIMIT 5 OFFSET 10"),
    ],
)
def test_the_next_part_begins_where_this_one_ends(end: str, limit: int, following: str):
    assert limit_of(PAGED + end) == limit
    assert query_of(next_link(PAGED + end, "")) == f"{PAGED.rstrip()}\n{following}"


@pytest.mark.parametrize(
    "query",
    [
        PAGED,
        PAGED + "OFFSET 5",
        "SELECT * { { SELECT * { ?s ?p ?o } LIMIT 5 } }",
        "SELECT * { ?s ?p ?o } # } LIMIT 5",
        "SELECT * { ?s ?p ?o } #\r LIMIT 5",
        'SELECT * { ?s ?p "LIMIT 5" }',
        "SELECT * { ?s ?p ?o } LIMIT 5 VALUES ?s { 1 }",
        "SELECT * { ?s ?p ?limit5 } LIMIT ?x",
    ],
)
def test_what_does_not_end_in_a_plain_limit_has_no_next_part(query: str):
    assert limit_of(query) is None
    assert next_link(query, "") is None


def test_an_iri_with_a_fragment_is_no_comment():
    query = "SELECT * { ?s a <http://e/a#B> } LIMIT 5"
    assert query_of(next_link(query, "")).endswith("<http://e/a#B> }\nLIMIT 5 OFFSET 5")


def test_a_first_part_of_a_large_answer_keeps_what_else_was_asked():
    link = first_link("SELECT * { ?s ?p ?o }", "format=csv&default-graph-uri=a%3Ab")
    assert query_of(link) == "SELECT * { ?s ?p ?o }\nLIMIT 10000 OFFSET 0"
    assert link
    fields = parse_qs(link[2 : link.index(">")])
    assert (fields["format"], fields["default-graph-uri"]) == (["csv"], ["a:b"])


def test_a_first_part_is_smaller_than_the_limit_that_was_too_large():
    assert query_of(first_link(PAGED + "LIMIT 9000000", "")).endswith("LIMIT 10000 OFFSET 0")


@pytest.mark.parametrize("query", ["ASK {}", "SELECT * { ?s ?p ?o } VALUES ?s { <a:b> }"])
def test_what_cannot_be_cut_has_no_first_part(query: str):
    assert first_link(query, "") is None
