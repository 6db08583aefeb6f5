"""Findings to triples: plain statements with their evidence, nothing asserted that is not sure, no blank node."""

from dataclasses import replace
from datetime import date

from rdflib import BNode, Literal
from rdflib.namespace import RDF, RDFS, XSD

from graph.extract.findings import Agreement, Body, Findings, Mention, Mesa, Relation, Session
from graph.records.record import Record, Section
from graph.resolve import identify
from graph.triples.quads import quads
from graph.triples.record import RecordGraph, shorten
from graph.triples.summary import Seen, summary_graph
from ontology.terms import ENLACE, Iris

IRIS = Iris("https://w3id.org/enlace/")
TEXT = "La Mesa de Agua sesionó.\nLa lidera el MARN. Apoya GIZ.\nEl MARN entregará el plan en mayo."
MARN = Body("marn", "Ministerio de Ambiente y Recursos Naturales", "ministerio")
GIZ = Body(None, "Grupo Inventado de Zapadores", "sociedad-civil")
MESA = IRIS.mesa("Mesa de Agua")


def record(text: str = TEXT, day: date | None = date(2024, 5, 2)) -> Record:
    return Record("r/a.md", "a.md", "Mesa de Agua", day, "post", text, (Section("body", 0, len(text)),))


def relation(body: Body, predicate: str, quote: str, sure: float = 0.9) -> Relation:
    start = TEXT.index(quote)
    return Relation(body, predicate, "Mesa de Agua", start, start + len(quote), sure)


def filled(
    findings: Findings, told: Record | None = None, others: tuple[tuple[Record, Findings], ...] = ()
) -> RecordGraph:
    """The graph of one record, beside others that teach who is who."""
    told = told or record()
    return RecordGraph(told, findings, IRIS, identify([(told, findings), *others], IRIS)).fill()


def test_a_leader_is_stated_both_ways_with_its_quote_as_evidence():
    graph = filled(Findings(relations=(relation(MARN, "leads", "La lidera el MARN"),))).graph
    marn = IRIS.institution("marn")
    assert (MESA, ENLACE.ledBy, marn) in graph
    assert (marn, ENLACE.leads, MESA) in graph
    evidence = graph.value(predicate=RDF.predicate, object=ENLACE.ledBy)
    assert graph.value(evidence, ENLACE.quote) == Literal("La lidera el MARN", lang="es")
    assert graph.value(evidence, ENLACE.assertedBy) == IRIS.record("a.md")


def test_the_evidence_is_the_whole_sentence_in_which_the_words_stand():
    said = "La lidera el MARN."
    start = TEXT.index(said)
    findings = Findings(
        relations=(relation(MARN, "leads", "lidera el"), relation(MARN, "leads", "MARN", sure=0.6)),
        sentences=((0, start - 1), (start, start + len(said)), (start + len(said) + 1, len(TEXT))),
    )
    graph = filled(findings).graph
    evidence = list(graph.subjects(RDF.predicate, ENLACE.ledBy))
    assert len(evidence) == 1
    assert graph.value(evidence[0], ENLACE.quote) == Literal(said, lang="es")
    assert graph.value(evidence[0], ENLACE.start) == Literal(start)
    assert len(list(graph.objects(evidence[0], ENLACE.confidence))) == 1


def test_in_an_endless_sentence_the_words_are_the_quote():
    text = "La lidera el MARN" + " y otra cosa" * 100
    found = Relation(MARN, "leads", "Mesa de Agua", 0, 17, 0.9)
    graph = filled(Findings(relations=(found,), sentences=((0, len(text)),)), record(text)).graph
    assert set(graph.objects(predicate=ENLACE.quote)) == {Literal("La lidera el MARN", lang="es")}


def test_below_half_confidence_only_the_evidence_is_written():
    done = filled(Findings(relations=(relation(MARN, "supports", "Apoya GIZ", sure=0.4),)))
    assert (IRIS.institution("marn"), ENLACE.supports, MESA) not in done.graph
    assert done.graph.value(predicate=RDF.predicate, object=ENLACE.supports) is not None
    assert done.seen == []


def test_an_institution_that_the_register_does_not_know_is_marked_provisional():
    graph = filled(Findings(mentions=(Mention("GIZ", GIZ, 49, 52),))).graph
    giz = IRIS.institution(GIZ.name)
    assert (giz, ENLACE.provisional, Literal(True)) in graph
    assert (giz, RDF.type, ENLACE.CivilSociety) in graph
    assert (IRIS.record("a.md"), ENLACE.mentions, giz) in graph


def test_an_agreement_keeps_a_month_as_a_month():
    start = TEXT.index("El MARN entregará")
    agreement = Agreement("Mesa de Agua", (MARN,), "2024-05", "compromiso", start, len(TEXT))
    graph = filled(Findings(agreements=(agreement,))).graph
    due = next(graph.objects(predicate=ENLACE.dueDate))
    assert due.datatype == XSD.gYearMonth
    assert next(graph.objects(predicate=ENLACE.responsible)) == IRIS.institution("marn")


def test_a_participation_is_dated_by_the_session_before_the_publication():
    session = Session("Mesa de Agua", date(2024, 4, 30), None, None, 2, 0, 24)
    done = filled(Findings(sessions=(session,), relations=(relation(MARN, "participatesIn", "La lidera el MARN"),)))
    assert [one.day for one in done.seen] == [date(2024, 4, 30)]


def test_the_summary_keeps_first_and_last_day():
    marn = IRIS.institution("marn")
    days = [date(2024, 4, 30), None, date(2022, 1, 1)]
    graph = summary_graph([Seen(marn, MESA, "supports", day) for day in days], IRIS)
    assert [str(day) for day in graph.objects(predicate=ENLACE.firstSeen)] == ["2022-01-01"]
    assert [str(day) for day in graph.objects(predicate=ENLACE.lastSeen)] == ["2024-04-30"]
    assert [role for role in graph.objects(predicate=ENLACE.role)] == [ENLACE.Supporter]


def test_a_short_form_that_another_record_teaches_is_the_full_mesa():
    short = Mesa("Mesa de Agua", topic="Agua")
    teaching = Findings(mesas=(Mesa("Mesa de Agua y Saneamiento", surfaces=("Mesa de Agua",)),))
    graph = filled(Findings(mesas=(short,)), others=((replace(record(), name="b.md"), teaching),)).graph
    assert graph.value(predicate=ENLACE.topic) is None
    full = IRIS.mesa("Mesa de Agua y Saneamiento")
    assert graph.value(full, RDFS.label) == Literal("Mesa de Agua y Saneamiento", lang="es")


def test_there_is_no_blank_node_and_the_lines_do_not_depend_on_the_run():
    findings = Findings(mesas=(Mesa("Mesa de Agua"),), relations=(relation(GIZ, "supports", "Apoya GIZ"),))
    one, two = filled(findings), filled(findings)
    assert not any(isinstance(term, BNode) for triple in one.graph for term in triple)
    assert sorted(quads(one.graph, one.iri)) == sorted(quads(two.graph, two.iri))
    assert all(line.endswith(f" <{one.iri}> .\n") for line in quads(one.graph, one.iri))


def test_a_text_with_line_breaks_and_quotes_stays_on_one_line_of_n_quads():
    text = 'Dijo "sí"\ny se fue\t\\ .'
    done = filled(Findings(), record(text))
    lines = quads(done.graph, done.iri)
    assert all(line.count("\n") == 1 for line in lines)
    assert len(lines) == len(done.graph)


def test_a_long_text_is_cut_at_a_word():
    assert shorten("uno dos tres", 9) == "uno dos…"
    assert shorten("uno", 9) == "uno"
