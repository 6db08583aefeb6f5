"""What is wrong with a query is told in words, with its place."""

import pytest

from graph.errors import QuerySyntaxError
from graph.store.engine import LocalEngine


@pytest.mark.parametrize(
    ("query", "words", "line", "column"),
    [
        ("SELECT * {\n  ?s skos:prefLabel ?o }", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>", 2, 6),
        ("SELECT * { ?s foo:bar ?o }", "«foo:» no está declarado", 1, 15),
        ("SELECT * { ?s ?p ?o ", "falta «}»", 1, 10),
        ("SELECT * { ?s ?p ?o }}", "«}» no cierra nada", 1, 22),
        ("SELECT * { ?s ?p ?o FILTER(?o = 1 }", "«}» no cierra nada", 1, 35),
        ('SELECT * {\n ?s ?p "abierta }', "comilla", 2, 8),
        ("INSERT DATA { <a:b> <a:b> 1 }", "«INSERT» cambia datos", 1, 1),
        ("PREFIX a: <http://e/>\nDELETE WHERE { ?s ?p ?o }", "«DELETE» cambia datos", 2, 1),
        ("SELEC * {}", "falta SELECT", 1, 1),
        ("", "vacía", 1, 1),
        ("  # nada\n", "vacía", 1, 1),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "GROUP BY", 1, 35),
        ("SELECT ?x ?x {}", "dos veces", 1, 16),
        ("SELECT * {} LIMIT x", "línea 1", 1, 19),
        ("SELECT * { BIND(<http://e/f>(1) AS ?x) }", "la función <http://e/f> no existe", 1, 17),
    ],
)
def test_a_mistake_is_named_with_its_line_and_column(local: LocalEngine, query, words, line, column):
    with pytest.raises(QuerySyntaxError) as caught:
        local.answer(query)
    assert words in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)
