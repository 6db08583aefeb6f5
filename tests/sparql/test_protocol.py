"""What a request asks and in which format: the SPARQL 1.1 Protocol to the letter, as pure functions."""

import pytest

from graph.store.question import Dataset
from webapp.sparql.choice import Choice, choose
from webapp.sparql.protocol import ProtocolError, read_request

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORM = "application/x-www-form-urlencoded"


def test_get_post_form_and_post_direct_ask_the_same():
    asked = read_request("GET", "", "query=ASK%20%7B%7D&default-graph-uri=a%3Ab&named-graph-uri=c%3Ad", b"")
    assert asked.query == "ASK {}"
    assert asked.dataset == Dataset(("a:b",), ("c:d",))
    form = b"query=ASK+%7B%7D&default-graph-uri=a:b&named-graph-uri=c:d"
    assert read_request("POST", f"{FORM}; charset=UTF-8", "", form) == asked
    direct = read_request("POST", "application/sparql-query", "default-graph-uri=a:b&named-graph-uri=c:d", b"ASK {}")
    assert direct == asked


@pytest.mark.parametrize(
    ("method", "content_type", "query_string", "body", "status"),
    [
        ("GET", "", "query=ASK{}&query=ASK{}", b"", 400),
        ("GET", "", "query=%FF%FE", b"", 400),
        ("GET", "", "query=ASK{}&timeout=soon", b"", 400),
        ("GET", "", "query=ASK{}&timeout=-1", b"", 400),
        ("GET", "", "query=ASK{}&timeout=inf", b"", 400),
        ("GET", "", "query=ASK{}&timeout=nan", b"", 400),
        ("GET", "", "&".join(f"a{n}=1" for n in range(2000)), b"", 400),
        ("GET", "", "update=CLEAR%20ALL", b"", 403),
        ("POST", FORM, "", b"update=CLEAR%20ALL", 403),
        ("POST", FORM, "", b"query=ASK{}&update=CLEAR%20ALL", 403),
        ("POST", "application/sparql-update", "", b"CLEAR ALL", 403),
        ("POST", FORM, "", b"", 400),
        ("POST", FORM, "query=ASK{}", b"query=ASK{}", 400),
        ("POST", "application/sparql-query", "query=ASK{}", b"ASK {}", 400),
        ("POST", "application/sparql-query", "", "ASK { ?s ?p 'é' }".encode("latin-1"), 400),
        ("POST", "application/sparql-query; charset=UTF-16", "", "ASK {}".encode("utf-16"), 415),
        ("POST", "", "", b"query=ASK{}", 415),
        ("POST", "text/plain", "", b"ASK {}", 415),
        ("POST", "multipart/form-data; boundary=x", "", b"", 415),
    ],
)
def test_what_the_protocol_does_not_allow_is_refused(method, content_type, query_string, body, status):
    with pytest.raises(ProtocolError) as caught:
        read_request(method, content_type, query_string, body)
    assert caught.value.status == status


def test_a_byte_order_mark_is_no_part_of_a_query():
    assert read_request("POST", "application/sparql-query", "", b"\xef\xbb\xbfASK {}").query == "ASK {}"


@pytest.mark.parametrize(
    ("accept", "format", "choice"),
    [
        ("", None, Choice("json", "turtle")),
        ("*/*", None, Choice("json", "turtle")),
        ("application/sparql-results+xml", None, Choice("xml", None)),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", None, Choice("xml", None)),
        ("text/tab-separated-values", None, Choice("tsv", None)),
        ("application/json", None, Choice("json", "jsonld")),
        ("application/xml", None, Choice("xml", "rdfxml")),
        ("application/rdf+xml", None, Choice(None, "rdfxml")),
        ("application/n-triples;q=0.9, text/turtle;q=0.1", None, Choice(None, "ntriples")),
        ("text/turtle, application/sparql-results+json", None, Choice("json", "turtle")),
        ("text/csv;q=0, */*", None, Choice("json", "turtle")),
        (BROWSER, None, Choice("xml", "rdfxml", html=True)),
        ("text/html;q=0.5, text/turtle", None, Choice(None, "turtle")),
        (BROWSER, "csv", Choice("csv", None)),
        ("text/csv", "json", Choice("json", "jsonld")),
        ("", "ttl", Choice(None, "turtle")),
        ("", "nt", Choice(None, "ntriples")),
        ("", "rdf", Choice(None, "rdfxml")),
        ("", "text/turtle", Choice(None, "turtle")),
        ("", "XML", Choice("xml", "rdfxml")),
    ],
)
def test_the_format_is_what_the_client_likes_best(accept: str, format: str | None, choice: Choice):
    assert choose(accept, format) == choice
