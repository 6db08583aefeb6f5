"""What is wrong with a query is told in words, with its place and with what to do; and to do so mends it."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

import graph.questions.records as records
import graph.questions.search as search
from graph.errors import QueryRefused, QuerySyntaxError
from graph.questions.stored import stored_queries
from graph.store.engine import LocalEngine
from graph.store.grammar import first_fault
from graph.store.hints import LONGEST, diagnosis, syntax_error
from graph.store.lexer import tokens
from graph.store.pool import EnginePool
from graph.store.question import Question
from graph.store.repairs import KEYWORDS

P = "PREFIX enlace: <https://w3id.org/enlace/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
WRONG = [
    # query, line, column, words of the sentence, words of the hint
    ("SELECT * {\n  ?s skos:prefLabel ?o }", 2, 6, "«skos:» no está", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"),
    ("SELECT * { ?s foo:bar ?o }", 1, 15, "«foo:» no está declarado", "PREFIX foo: <su IRI>"),
    (f"{P}SELECT * {{ ?s enlce:ledBy ?o }}", 3, 15, "«enlce:» no está declarado", "«enlace:»"),
    ("PREFIX a <http://e/> SELECT * {}", 1, 9, "faltan los dos puntos", "a:"),
    ("PREFIX a: http://e/x SELECT * {}", 1, 11, "entre < y >", "<http://e/x>"),
    ("PREFIX a: <http://e/>. SELECT * {}", 1, 22, "sobra «.»", "borre"),
    ("SELECT * { ?s ?p ?o ", 1, 10, "falta «}»", "agregue al final: }"),
    ("SELECT * { ?s ?p ?o }}", 1, 22, "«}» no cierra nada", "bórrelo"),
    ("SELECT * { ?s ?p ?o FILTER(?o = 1 }", 1, 35, "falta «)»", "escriba )"),
    ("SELECT * WHERE ?s ?p ?o", 1, 16, "falta «{»", "entre llaves"),
    ("SELECT * WHERE ?s ?p ?o\nLIMIT 4", 1, 16, "falta «{»", "entre llaves"),
    ("SELECT * { ?s ?p ?o MINUS ?s ?p 1 }", 1, 27, "falta «{»", "entre llaves"),
    ("SELECT * { ?s ?p ?o . FILTER ?o = 1 }", 1, 30, "falta «(»", "( … )"),
    ("SELECT * { ?s ?p ?o . FILTER LANG(?o) = 'es' }", 1, 30, "falta «(»", "( … )"),
    ("SELECT * { ?s ?p ?o . FILTER LANG(?o) = 'es') }", 1, 30, "falta «(»", "( … )"),
    ("SELECT * { ?s ?p ?o } ORDER BY DESC ?s", 1, 37, "falta «(»", "( … )"),
    ('SELECT * {\n ?s ?p "abierta }', 2, 8, "comilla", "otra comilla"),
    ("SELECT * { ?s ?p “hola” }", 1, 18, "«“» no es una comilla", "comillas rectas"),
    ("SELECT * { ?s ?p ?o FILTER(?o = ‘x y’) }", 1, 33, "«‘» no es una comilla", "comillas rectas"),
    ("SELECT *\u00a0{ ?s ?p ?o }", 1, 9, "U+00A0", "espacio común"),
    ("SELECT * {\n\u200b ?s ?p ?o }", 2, 1, "U+200B", "bórrelo"),
    ("\ufeffSELECT * {}", 1, 1, "U+FEFF", "bórrelo"),
    (f"{P}SELECT * {{\n ?m a enlace:Mesa ?m rdfs:label ?l\n}}", 4, 18, "falta un punto", "después de «enlace:Mesa»"),
    (f"{P}SELECT * {{\n ?m a enlace:Mesa\n ?m rdfs:label ?l\n}}", 4, 18, "falta un punto", "después de «enlace:Mesa»"),
    (f"{P}SELECT * {{\n ?m a enlace:Mesa\n rdfs:label ?l\n}}", 4, 18, "falta un punto y coma", "(;) después de «enl"),
    ("SELECT * { ?a ?b ?c ?d ?e ?f ?g ?h ?i }", 1, 20, "falta un punto", "después de «?c»"),
    ("SELECT * { ?s ?p 'a' 'b' }", 1, 21, "falta una coma", "después de «'a'»"),
    ("SELECT mesa {\n ?mesa ?p ?o }", 1, 8, "«mesa»", "?mesa"),
    ("SELECT * { ?s ?p valor }", 1, 18, "«valor»", "?valor"),
    (f"{P}SELECT * {{ ?s a Mesa }}", 3, 17, "«Mesa»", "enlace:Mesa"),
    ("SELEC * {}", 1, 1, "«SELEC»", "SELECT"),
    ("SELECT * WHER { ?s ?p ?o }", 1, 10, "«WHER»", "WHERE"),
    ("SELECT * { ?s ?p ?o FILER(?o = 1) }", 1, 21, "«FILER»", "FILTER"),
    ("SELECT * { ?s ?p ?o . OPTINAL { ?s ?p 1 } }", 1, 23, "«OPTINAL»", "OPTIONAL"),
    ("SELECT * { { ?s ?p 1 } UNON { ?s ?p 2 } }", 1, 24, "«UNON»", "UNION"),
    ("SELECT * { ?s ?p ?o FILTER(CONTAIN(?o, 'a')) }", 1, 28, "«CONTAIN»", "CONTAINS"),
    ("SELECT * { ?s ?p ?o } ORDR BY ?s", 1, 23, "«ORDR»", "ORDER"),
    ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 29, "falta BY", "ORDER BY"),
    ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", 1, 8, "SELECT pide ?s", "GROUP BY ?s"),
    ("SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s", 1, 11, "SELECT pide ?p", "agregue ?p a GROUP BY"),
    ("SELECT COUNT(?s) { ?s ?p ?o }", 1, 8, "entre paréntesis y con nombre", "(… AS ?nombre)"),
    ("SELECT ?s COUNT(*) AS ?n { ?s ?p ?o } GROUP BY ?s", 1, 11, "entre paréntesis", "AS"),
    ("SELECT (COUNT(?s) ?n) { ?s ?p ?o }", 1, 19, "darle nombre", "AS antes de ?n"),
    ("SELECT (CONCAT ('a', COALESCE ('b')) AS ?x) {}", 1, 15, "no lee un espacio entre CONCAT", "CONCAT( sin espacio"),
    ("SELECT (STRLEN 'a') AS ?x) {}", 1, 16, "falta «(»", "STRLEN('a'"),
    ("SELECT ?a, ?b, ?c { ?a ?b ?c }", 1, 10, "sin comas", "borre las comas"),
    ("SELECT * { ?s ?p ?o FILTER(?o == 1) }", 1, 31, "no hay «==»", "un solo ="),
    ("SELECT * { ?s ?p ?o FILTER(?o <> 1) }", 1, 31, "no hay «<>»", "!="),
    ("SELECT * { ?s ?p ?o FILTER(?o = 1 AND ?s = ?p) }", 1, 35, "«AND»", "&&"),
    ("SELECT * { ?s ?p ?o FILTER(?o = 1 or ?s = ?p) }", 1, 35, "«or»", "||"),
    ("SELECT * { ?s ?p ?o FILTER(?o = 1 & ?s = ?p) }", 1, 35, "«&»", "&&"),
    ("SELECT * { ?s ?p ?o FILTER(?o = 1 | ?s = ?p) }", 1, 35, "«|»", "||"),
    ("SELECT * { ?s ?p 1,,2 }", 1, 19, "sobra una coma", "borre"),
    ("SELECT * { ?s ?p 1, 2, . }", 1, 22, "sobra una coma", "borre"),
    ("SELECT * { ?s ?p ?o .. ?s ?p 2 }", 1, 22, "sobra un punto", "borre"),
    ("SELECT * { ?s ?p ?o } LIMIT 3 ORDER BY ?s", 1, 31, "ORDER BY va antes de LIMIT", "pase «LIMIT 3» al final"),
    ("SELECT * { ?s ?p ?o } .", 1, 23, "sobra «.»", "borre"),
    ("SELECT * { ?s ?p ?o } ;", 1, 23, "sobra «;»", "borre"),
    ("SELECT * { ?s ?p ?o } gracias", 1, 23, "sobra «gracias»", "borre"),
    ("ASK { ?s ?p 1 }\nSELECT * { ?s ?p 2 }", 2, 1, "más de una consulta", "solo una"),
    ("ASK {}\nPREFIX a: <http://e/>\nASK {}", 2, 1, "más de una consulta", "solo una"),
    # no remedy that is sure
    ("INSERT DATA { <a:b> <a:b> 1 }", 1, 1, "«INSERT» cambia datos", None),
    ("PREFIX a: <http://e/>\nDELETE WHERE { ?s ?p ?o }", 2, 1, "«DELETE» cambia datos", None),
    ("¿Quién lidera cada mesa?", 1, 1, "falta SELECT", None),
    ("", 1, 1, "vacía", None),
    ("  # nada\n", 1, 1, "vacía", None),
    ("SELECT ?x ?x {}", 1, 16, "dos veces", None),
    ("SELECT * {} LIMIT x", 1, 19, "«x» no puede ir aquí", None),
    ("SELECT * { ?s ?p }", 1, 18, "«}» no puede ir aquí", None),
    ("SELECT", 1, 7, "termina antes de tiempo", None),
    ("SELECT * { BIND(<http://e/f>(1) AS ?x) }", 1, 17, "la función <http://e/f> no existe", None),
]  # fmt: skip
VALID = [
    *(one.text for one in stored_queries()),
    *(one for module in (records, search) for one in vars(module).values() if isinstance(one, str) and "SELECT" in one),
    "DESCRIBE <a:b>",
    "DESCRIBE ?x WHERE { ?x ?y ?z } LIMIT 2 OFFSET 1",
    "CONSTRUCT FROM <a:b> WHERE { ?s ?p ?o } LIMIT 1",
    "BASE <http://e/> ASK FROM NAMED <a> { GRAPH <a> { <b> <c> -1.5 , +2 , 1e3 , true } }",
    "SELECT * { ?s ?p 1 ;; . ?s ?p 2 ; . { } UNION { [] <a:b> ( 1 () [ <a:b> 'x'@es , 'y'^^<a:c> ] ) } . [ <a:p> 1 ] }",
    "SELECT * { ?x (<a:b>|^<a:c>)*/!(<a:d>|^a)+/<a:e>? ?y FILTER NOT EXISTS { ?x ?p 'FILER }' } MINUS { ?x a <a:b> } }",
    "SELECT * { VALUES (?a ?b) { (1 UNDEF) (<a:b> 'x'@es) } VALUES ?c { 1 <a:b> UNDEF } VALUES () { () } }",
    "SELECT (GROUP_CONCAT(DISTINCT ?x ; SEPARATOR=', ') AS ?y) (COUNT(*) AS ?n) { ?x a ?b } GROUP BY (STR(?b) AS ?c)"
    " HAVING (COUNT(*)>1) ORDER BY DESC(?y) ASC(?c) STRLEN(STR(?c)) OFFSET 1 LIMIT 3 VALUES ?z { 1 }",
    "SELECT ?s { { SELECT ?s (SUM(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s ORDER BY ?s LIMIT 3 } FILTER(?s NOT IN (1, 2)) }",
    "SELECT * { ?s ?p ?o FILTER(?o<1&&!BOUND(?x)||-?o*2>=3/(1-?o)) BIND(IF(?o<3, 1, COALESCE(?o, \"“\")) AS ?z) }",
]  # fmt: skip


def refusal(query: str) -> str | None:
    """What the engine says of a text that is no query; None for a query."""
    try:
        Store().query(query)
    except SyntaxError as error:
        return str(error)
    return None


@pytest.mark.parametrize(("query", "line", "column", "said", "hint"), WRONG, ids=[row[0] for row in WRONG])
def test_a_mistake_is_named_with_its_place_and_its_remedy(local: LocalEngine, query, line, column, said, hint):
    with pytest.raises(QuerySyntaxError) as caught:
        local.answer(query)
    assert said in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)
    if hint is None:
        assert caught.value.hint is None
    else:
        assert caught.value.hint is not None
        assert hint in caught.value.hint


@pytest.mark.parametrize("query", [row[0] for row in WRONG if row[4]])
def test_a_query_that_takes_the_hint_is_one(query: str):
    """Up to five mistakes, one after the other."""
    for _ in range(5):
        message = refusal(query)
        if message is None:
            return
        found = diagnosis(query, message)
        assert found is not None
        if not found.edits:
            assert found.hint
            assert "<su IRI>" in found.hint or "otra comilla" in found.hint
            return
        query = found.mended(query)
    raise AssertionError(query)


@pytest.mark.parametrize("query", VALID)
def test_a_query_has_no_fault(query: str):
    assert refusal(query) is None
    assert first_fault(list(tokens(query))) is None


def mutants(query: str) -> Iterator[tuple[str, str]]:
    """(what was done, the query) with one sign, one PREFIX, one mark of a variable or one letter of a keyword lost."""
    words = list(tokens(query))
    for index, word in enumerate(words):
        if word.kind == "op" and word.text in ".{}();,":
            yield word.text, query[: word.start] + " " + query[word.end :]
        if word.text.upper() == "PREFIX":
            yield "PREFIX", query[: word.start] + query[words[index + 2].end :]
        if word.kind == "var":
            yield "?", query[: word.start] + query[word.start + 1 :]
        if word.kind == "word" and word.text.upper() in KEYWORDS:
            for at in range(word.start, word.end):
                yield "letter", query[:at] + ("Y" if query[at] == "X" else "X") + query[at + 1 :]
                yield "lost letter", query[:at] + query[at + 1 :]


@pytest.mark.parametrize("one", stored_queries(), ids=lambda one: one.name)
def test_one_slip_in_a_shipped_query_is_mended_by_its_hint(one):
    """Where a lost sign may have stood in several places, no hint is better than a wrong one."""
    tried, untold, wrong = 0, 0, []
    for slip, query in mutants(one.text):
        message = refusal(query)
        if message is None:
            continue  # what was lost need not stand there
        tried += 1
        found = diagnosis(query, message)
        if found is not None and found.hint is None and slip in "(){};":
            untold += 1
        elif found is None or not found.hint or not found.edits or refusal(found.mended(query)):
            wrong.append((slip, found, query))
    assert tried > 30
    assert wrong == []
    assert untold <= 0.1 * tried


@given(st.data())
def test_two_slips_never_give_a_remedy_that_mends_nothing(data: st.DataObject):
    query = data.draw(st.sampled_from(stored_queries())).text
    for _ in range(2):
        query = data.draw(st.sampled_from(list(mutants(query))))[1]
    message = refusal(query)
    if message is None:
        return
    found = diagnosis(query, message)
    assert found is not None
    if found.edits and found.hint:
        mended = found.mended(query)
        rest = refusal(mended)
        again = diagnosis(mended, rest) if rest else None
        assert rest is None or again is None or (again.said, again.at) != (found.said, found.at)


PIECES = [*"?ab:<>{}()[].,;=&|\"'@^*/+-! \n“\u00a0", "SELECT ", "WHERE ", "FILTER", "BY ", "LIMIT ", "a:b ", "?x "]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_breaks_the_hints(text: str):
    error = syntax_error("error at 1:1: expected X", text)
    assert str(error)
    assert error.line is None or 1 <= error.line <= text.count("\n") + 1


def test_a_remedy_never_makes_the_engine_call_out(local: LocalEngine):
    with pytest.raises(QuerySyntaxError) as caught:
        local.answer("ASK { SERVIC <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert "SERVICE" not in (caught.value.hint or "")
    with pytest.raises(QueryRefused):
        local.answer("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }")


def test_a_word_that_the_vocabulary_lacks_is_told_where_nothing_else_can_be(local: LocalEngine):
    with pytest.raises(QuerySyntaxError) as caught:
        local.answer(f"{P}SELECT * {{ ?s enlace:ledby }}")
    assert caught.value.hint == "enlace:ledby no está en el vocabulario; ¿quiso decir enlace:ledBy?"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {" + "(" * 20_000,
        "ASK {" + " {" * 5_000,
        "ASK { ?s ?p ?o }}" + "{" * 5_000 + "}" * 5_000,
        "SELECT * { ?s ?p ?o " * (LONGEST // 10),
        "SELECT * { FILTER(" + "1 + " * 20_000,
        "SELECT * { " + "?s ?p ?o . " * 1_500 + " FILTER(?a ?a ?a ?a ?a ) ?s a b }",
        "SELECT * { FILTER(" + "CONCAT(?a, ?b) + " * 1_000 + " STRR ?a) ?x ?y lu lu }",
    ],
    ids=["parentheses", "braces", "closed", "long", "sum", "triples", "calls"],
)
def test_what_is_nested_deep_or_very_long_is_told_without_trying(query: str):
    begun = time.monotonic()
    error = syntax_error("error at 1:9: expected X", query)
    assert str(error)
    assert error.hint is None
    assert time.monotonic() - begun < 5


def test_the_hint_crosses_the_pipe(pool: EnginePool):
    with pytest.raises(QuerySyntaxError) as caught:
        pool.answer(Question("SELECT * { ?s ?p ?o FILTER(?o == 1) }"))
    assert (caught.value.line, caught.value.column, caught.value.hint) == (1, 31, "para comparar escriba un solo =")
