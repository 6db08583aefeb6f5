"""SERVICE is recognised exactly: whatever the engine would run as SERVICE is refused, and nothing else."""

import contextlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import EnlaceError, QueryRefused
from graph.settings import Settings
from graph.store.gate import check
from graph.store.pool import EnginePool
from graph.store.question import Question

GUILTY = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service <URL> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICE<URL>{} }",
    "PREFIX ex: <URL> SELECT * { SERVICE ex:a { ?s ?p ?o } }",
    "PREFIX ex: <URL> SELECT * { SERVICEex:a{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:a{ ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <URL> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <URL> } SERVICE$e{ ?s ?p ?o } }",
    "SELECT * { SERV\\u0049CE <URL> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { # a comment ends here\rSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { # a comment ends here\nSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE # and here\n <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER(?o = 1 || NOT EXISTS { SERVICE <URL> { ?s ?p ?o } }) }",
    "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { ?s ?p ?o } UNION { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { LATERAL { SERVICE <URL> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "a#" . SERVICE <URL> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '''a'''@es . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s <http://e/a#b> ?o . SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX p: <http://e/> SELECT * { ?s p:a\\#b ?o . SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX p: <http://e/> SELECT * { ?s p:a%23b ?o . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?a FILTER(?a<3)SERVICE#>\n<URL>{ ?s ?p ?o } }",
    'SELECT * { ?s ?p ?a FILTER(?a<3)#>"""\nSERVICE<URL>{ ?s ?p ?o }#"""\n }',
    "SELECT * { ?s ?p ?a FILTER((EXISTS{?s ?p ?o})<true)SERVICE#>\n<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ( 1 <http://e/a#b> ) SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { VALUES (?a ?b) { (1 <http://e/a#b>) } SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o BIND(<<( ?s <http://e/a#b> ?o )>> AS ?t) SERVICE <URL> { ?s ?p ?o } }",
]
INNOCENT = [
    'SELECT * { ?s ?p "SERVICE <http://e/> { }" }',
    "SELECT * { ?s ?p 'service' }",
    'SELECT * { ?s ?p """a "quoted" SERVICE <x> {} """ }',
    "SELECT * { ?s ?p '''a 'quoted' SERVICE ''' }",
    'SELECT * { ?s ?p "a \\" SERVICE <http://e/> {}" }',
    'SELECT * { ?s ?p "a"@service }',
    'SELECT * { ?s ?p "a"@en-service }',
    "PREFIX ex: <http://e/> SELECT * { ?s ex:SERVICE ?o }",
    "PREFIX ex: <http://e/> SELECT * { ?s ex:a.service ?o }",
    "PREFIX service: <http://e/> SELECT * { ?s service:provider ?o }",
    "PREFIX service: <http://e/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    "PREFIX service: <http://e/> SELECT * FROM service:g { ?s ?p ?o }",
    "PREFIX service: <http://e/> SELECT * FROM NAMED service:g { ?s ?p ?o }",
    "SELECT ?service $SERVICE { ?service ?p $SERVICE }",
    "SELECT ?oSERVICE { ?s ?p ?oSERVICE }",
    "SELECT * { _:service ?p ?o }",
    "SELECT * { ?s <http://schema.org/service> ?o }",
    "SELECT * { ?s <http://e/SERVICE#service> ?o }",
    "SELECT * { ?s ?p ?o FILTER(?p IN (<http://e/SERVICE>, <http://e/service#a>)) }",
    "SELECT * { ?s ?p ( 1 <http://e/service> ) }",
    "SELECT * { VALUES (?a ?b) { (1 <http://e/service>) } }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://e/> {}",
    "# SERVICE\nSELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) } # service",
    "PREFIX p: <http://e/> SELECT * { ?s p:a\\#SERVICE ?o }",
    "PREFIX p: <http://e/> SELECT * { ?s p:%53ERVICE ?o }",
]


@pytest.mark.parametrize("query", GUILTY)
def test_a_query_that_calls_out_is_refused(query: str):
    with pytest.raises(QueryRefused, match="SERVICE"):
        check(query.replace("URL", "http://127.0.0.1/"))


@pytest.mark.parametrize("query", INNOCENT)
def test_a_name_a_string_or_a_comment_called_service_is_innocent(query: str):
    check(query)


@pytest.mark.parametrize("query", INNOCENT)
def test_innocent_queries_are_answered(pool: EnginePool, query: str):
    pool.answer(Question(query)).close()


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that writes down who called: its address, and the calls."""
    heard: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_error(500)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *args) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", heard
    server.shutdown()
    server.server_close()


def test_a_listener_hears_nothing_of_any_form_of_service(
    small: Path, limits: Settings, listener: tuple[str, list[str]]
):
    address, heard = listener
    engines = EnginePool(small, replace(limits, query_seconds=5.0))
    froms = ["SELECT * FROM <URL> { ?s ?p ?o }", "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }", "LOAD <URL>"]
    for query in [*GUILTY, *froms]:
        with contextlib.suppress(EnlaceError):
            engines.answer(Question(query.replace("URL", address))).close()
    engines.close()
    assert heard == []


words = st.text(st.characters(codec="utf-8", min_codepoint=0x21, exclude_characters='<>"{}|^`\\'), max_size=12)
anything = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@settings(deadline=None)
@given(before=anything, after=anything)
def test_no_string_is_taken_for_the_keyword(before: str, after: str):
    inside = f"{before} SERVICE <http://e/> {after}".replace("\\", "\\\\").replace('"', '\\"')
    inside = inside.replace("\n", "\\n").replace("\r", "\\r")
    check(f'SELECT * {{ ?s ?p "{inside}" . ?s ?p """{inside}""" }}')


@settings(deadline=None)
@given(before=words, after=words)
def test_no_iri_is_taken_for_the_keyword(before: str, after: str):
    check(f"SELECT * {{ ?s <http://e/{before}/service/{after}> ?o }}")


@settings(deadline=None)
@given(comment=st.text(st.characters(codec="utf-8", exclude_characters="\r\n")), end=st.sampled_from("\r\n"))
def test_a_comment_ends_with_its_line_and_hides_nothing_behind_it(comment: str, end: str):
    check(f"SELECT * {{ ?s ?p ?o }} #{comment} SERVICE <http://e/> {{}}")
    with pytest.raises(QueryRefused):
        check(f"SELECT * {{ ?s ?p ?o #{comment}{end} SERVICE <http://e/> {{}} }}")


@settings(deadline=None)
@given(
    spelling=st.lists(st.tuples(st.sampled_from("service"), st.integers(0, 3)), min_size=7, max_size=7),
    gap=st.text(st.sampled_from(" \t\r\n"), max_size=3),
)
def test_every_spelling_of_the_keyword_is_caught(spelling: list[tuple[str, int]], gap: str):
    forms = (str.lower, str.upper, lambda c: f"\\u{ord(c):04X}", lambda c: f"\\U{ord(c.upper()):08x}")
    keyword = "".join(forms[form](letter) for letter, (_, form) in zip("service", spelling, strict=True))
    with pytest.raises(QueryRefused):
        check(f"SELECT * {{ {keyword}{gap}<http://e/> {{}} }}")
