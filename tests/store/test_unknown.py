"""Words that the vocabulary does not have are found in a query, with the one that was meant."""

import pytest

from graph.questions.stored import stored_queries
from graph.store.unknown import UnknownTerm, unknown_terms, vocabulary
from ontology.terms import ENLACE

P = "PREFIX enlace: <https://w3id.org/enlace/ontology#>\n"


def test_the_words_are_those_of_the_vocabulary():
    assert set(vocabulary()) == {str(term).removeprefix(str(ENLACE)) for term in dir(ENLACE)}


def test_each_unknown_word_is_told_once_with_its_place_and_the_closest():
    query = f"{P}SELECT * {{\n  ?s enlace:ledby ?o ; a enlace:Mesas .\n  ?x enlace:ledby ?y ; enlace:zzz 1 }}"
    assert unknown_terms(query) == [
        UnknownTerm("enlace:ledby", 3, 6, "enlace:ledBy"),
        UnknownTerm("enlace:Mesas", 3, 26, "enlace:Mesa"),
        UnknownTerm("enlace:zzz", 4, 24, None),
    ]


def test_an_iri_in_full_and_another_prefix_count_too():
    space = "https://w3id.org/enlace/ontology#"
    (one, two) = unknown_terms(f"PREFIX e: <{space}> ASK {{ ?s <{space}participateIn> ?o ; e:acronim ?a }}")
    assert one.closest == f"<{space}participatesIn>"
    assert two.closest == "e:acronym"


@pytest.mark.parametrize(
    "query",
    [
        *(one.text for one in stored_queries()),
        "PREFIX enlace: <http://example.org/> ASK { ?s enlace:ledby ?o }",
        f"{P}ASK {{ ?s enlace:ledBy 'enlace:ledby' }} # enlace:ledby",
        "ASK { ?s enlace:ledby ?o }",
        "ASK { GRAPH <https://w3id.org/enlace/ontology> { ?s ?p ?o } }",
        "PREFIX enlace: <https://w3id.org/enlace/ontology#> ASK { ?s ?p enlace: }",
    ],
)
def test_what_is_known_or_not_ours_is_not_told(query: str):
    assert unknown_terms(query) == []


def test_of_two_words_that_differ_by_a_capital_the_likelier_is_meant():
    assert [one.closest for one in unknown_terms(f"{P}ASK {{ ?s enlace:topics ?o ; a enlace:Topics }}")] == [
        "enlace:topic", "enlace:Topic",
    ]  # fmt: skip
