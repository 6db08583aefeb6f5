"""The same agreement told by a post and by the minutes attached to it is one, with two quotes."""

from rdflib.namespace import RDF

from graph.resolve import Deal, Identity, Rulings
from graph.triples.record import RecordGraph
from ontology.terms import ENLACE
from tests.triples.across import IRIS, Told, agreeing, identity, session

DAY = session("2024-05-02")
PLAN = "El MARN entregará el plan de cuencas"
FULL = "Acuerdo 1: el MARN entregará el plan de cuencas a más tardar el 30 de junio."


def deals(one: Identity) -> set[Deal]:
    return set(one.deals.values())


def test_the_same_words_in_one_session_are_one_agreement_whatever_their_case_and_accents():
    found = deals(identity(agreeing("a", PLAN, DAY), agreeing("b", PLAN.upper() + ".", DAY)))
    assert len(found) == 1


def test_words_that_stand_inside_of_others_are_one_agreement_under_the_fuller_words():
    (found,) = deals(identity(agreeing("a", PLAN, DAY), agreeing("b", FULL, DAY)))
    assert (found.record, found.text) == ("b", FULL)


def test_the_same_words_in_two_sessions_are_two_agreements():
    assert len(deals(identity(agreeing("a", PLAN, DAY), agreeing("b", PLAN, session("2024-06-02"))))) == 2


def test_the_same_words_in_records_that_have_nothing_to_do_with_each_other_are_two():
    assert len(deals(identity(agreeing("a", PLAN), agreeing("b", PLAN)))) == 2
    assert len(deals(identity(agreeing("a", PLAN, mesa=None), agreeing("b", PLAN, mesa=None, attached=("a",))))) == 1


def test_what_a_post_and_its_attachment_say_of_two_mesas_is_two():
    found = identity(agreeing("a", PLAN), agreeing("b", PLAN, attached=("a",), mesa="Mesa de Salud"))
    assert len(deals(found)) == 2


def test_a_phrase_that_is_short_is_not_looked_for_inside_of_others():
    assert (
        len(deals(identity(agreeing("a", "dar seguimiento", DAY), agreeing("b", f"{PLAN} y dar seguimiento", DAY))))
        == 2
    )


def test_a_paragraph_that_holds_two_agreements_of_another_record_joins_neither():
    other = "El MINFIN dará el presupuesto del plan"
    two = agreeing("a", f"{PLAN}\n{other}", DAY)
    record, findings = two
    (whole,) = findings.agreements
    parts = tuple(
        type(whole)(whole.mesa, (), None, "acuerdo", record.text.index(part), record.text.index(part) + len(part))
        for part in (PLAN, other)
    )
    split: Told = (record, type(findings)(mesas=findings.mesas, sessions=findings.sessions, agreements=parts))
    assert len(deals(identity(split, agreeing("b", f"{PLAN} {other}", DAY)))) == 3


def test_an_agreement_is_due_when_most_say_and_fulfilled_when_any_says():
    (found,) = deals(
        identity(
            agreeing("a", PLAN, DAY, due="2024-06"),
            agreeing("b", PLAN, DAY, due="2024-06-30"),
            agreeing("c", PLAN, DAY, status="fulfilled"),
        )
    )
    assert (found.due, found.fulfilled) == ("2024-06-30", True)


def test_people_keep_two_agreements_apart():
    found = (agreeing("a", PLAN, DAY), agreeing("b", FULL, DAY))
    refs = frozenset("/".join(IRIS.parse(IRIS.agreement(one.name, one.text))) for one, _ in found)
    assert len(deals(identity(*found, rulings=Rulings(apart=frozenset((refs,)))))) == 2


def test_the_graphs_of_both_records_tell_of_one_agreement_each_with_its_quote():
    found = (agreeing("a", PLAN, DAY, due="2024-06"), agreeing("b", FULL, DAY, due="2024-06-30", status="fulfilled"))
    one = identity(*found)
    merged = sum(
        (RecordGraph(record, findings, IRIS, one).fill().graph for record, findings in found[1:]),
        start=RecordGraph(*found[0], IRIS, one).fill().graph,
    )
    (agreement,) = merged.subjects(RDF.type, ENLACE.Agreement)
    assert {str(text) for text in merged.objects(agreement, ENLACE.text)} == {FULL}
    assert {str(due) for due in merged.objects(agreement, ENLACE.dueDate)} == {"2024-06-30"}
    assert set(merged.objects(agreement, ENLACE.status)) == {ENLACE.Fulfilled}
    quotes = {str(merged.value(node, ENLACE.quote)) for node in merged.subjects(RDF.object, agreement)}
    assert quotes == {PLAN, FULL}
