"""The list as a build writes it: in order, bounded, the same each time, and the same when it is read again."""

import json
from datetime import date

import pytest
from rdflib import Dataset

from graph.extract.findings import Findings, Unresolved
from graph.revision import awaiting, pending_of
from graph.revision.statements import unsure_statements
from graph.store.engine import LocalEngine
from graph.store.loader import load_store
from ontology.terms import Iris
from tests.revision.conftest import AGER, record_of

IRIS = Iris("https://w3id.org/enlace/")
TRIG = """
@prefix enlace: <https://w3id.org/enlace/ontology#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:things> { <id:mesa/agua> rdfs:label "Mesa de Agua"@es . <id:institution/marn> rdfs:label "MARN"@es .
  <id:institution/observatorio-nacional-de-mareas> enlace:provisional true .
  <id:institution/oxtza> enlace:provisional true . }
""".replace("<id:", "<https://w3id.org/enlace/id/")
LED = ("mesa/agua", "ledBy", "institution/marn")
SUPPORTED = ("institution/giz", "supports", "mesa/agua")
AGREED = ("record/a", "mentions", "agreement/a--1")


def evidence(record: str, said: tuple[str, str, str], confidence: str, quote: str = "Quizá.", start: int = 7) -> str:
    """The graph of one evidence of one record, as triples.record writes it."""
    base = "https://w3id.org/enlace/id/"
    subject, predicate, object_ = said
    node = f"<{base}evidence/{record}--{predicate.lower()}>"
    return f"""<{base}record/{record}> {{
      <{base}record/{record}> enlace:file "{record}.md" ; rdfs:label "Nota {record}"@es .
      {node} rdf:subject <{base}{subject}> ; rdf:predicate enlace:{predicate} ; rdf:object <{base}{object_}> ;
        enlace:quote "{quote}"@es ; enlace:start {start} ; enlace:confidence {confidence} ;
        enlace:assertedBy <{base}record/{record}> . }}
    """


@pytest.fixture
def engine_of(tmp_path):
    """An engine over a graph that holds these evidences."""

    def engine(*evidences: str) -> LocalEngine:
        dataset = Dataset()
        dataset.parse(data=TRIG + "".join(evidences), format="trig")
        nquads = tmp_path / "graph.nq"
        lines = sorted(filter(None, dataset.serialize(format="nquads").splitlines()))
        nquads.write_text("\n".join(lines) + "\n", encoding="utf-8")
        load_store(nquads, tmp_path / "store")
        return LocalEngine(tmp_path / "store")

    return engine


def test_statements_below_the_line_wait_with_their_sentence_and_where_it_stands(engine_of):
    engine = engine_of(evidence("a", LED, "0.60"), evidence("a", SUPPORTED, "0.40"), evidence("a", AGREED, "0.5"))
    said = {one.predicate: one for one in unsure_statements(engine, IRIS)}
    assert set(said) == {"ledBy", "supports", "mentions"}
    led = said["ledBy"]
    assert (led.subject.ref, led.surface) == ("mesa/agua", "Mesa de Agua")
    assert (led.reading.ref, led.reading.label, led.confidence) == ("institution/marn", "MARN", 0.6)
    (shown,) = led.examples
    assert (shown.record, shown.title, shown.quote, shown.start) == ("a.md", "Nota a", "Quizá.", 7)
    assert shown.evidence == "a--ledby"
    assert said["mentions"].reading.ref == "agreement/a--1"


def test_what_is_only_named_is_no_statement(engine_of):
    named = ("record/a", "mentions", "institution/marn")
    assert not list(unsure_statements(engine_of(evidence("a", named, "0.4")), IRIS))


def test_an_agreement_of_which_more_is_said_waits_with_that(engine_of):
    engine = engine_of(
        evidence("a", AGREED, "0.6"), evidence("a", ("agreement/a--1", "responsible", "institution/marn"), "0.6")
    )
    assert [one.predicate for one in unsure_statements(engine, IRIS)] == ["responsible"]


def test_statements_that_are_sure_do_not_wait(engine_of):
    assert not list(unsure_statements(engine_of(evidence("a", LED, "0.7"), evidence("b", LED, "1.0")), IRIS))


def decision(*said: str) -> str:
    """A decision as the graph `curated` holds it."""
    return f"<urn:curated> {{ <urn:decision> a enlace:Decision ; {' ; '.join(said)} . }}"


def test_statements_that_a_person_confirmed_or_denied_do_not_wait(engine_of):
    base = "https://w3id.org/enlace/id/"
    confirmed = decision(
        'enlace:decision "assert"', f"rdf:subject <{base}{LED[0]}>", "rdf:predicate enlace:ledBy",
        f"rdf:object <{base}{LED[2]}>",
    )  # fmt: skip
    denied = f"<urn:curated> {{ <{base}evidence/b--supports> enlace:deniedBy <urn:other> . }}"
    engine = engine_of(evidence("a", LED, "0.6"), evidence("b", SUPPORTED, "0.4"), confirmed, denied)
    assert not list(unsure_statements(engine, IRIS))


def test_a_body_that_was_merged_or_denied_and_a_form_that_is_nobodys_do_not_wait(read, register, engine_of):
    found = [read("El Instituto Nacional de Brisas y la OXTZA saludaron.", "a.txt")]
    one = Findings(unresolved=(Unresolved("la Hacienda", 0, 11),))
    never = decision('enlace:decision "not-same"', "rdf:predicate skos:altLabel", 'rdf:object "Hacienda"@es')
    told = pending_of([*found, (record_of("la Hacienda"), one)], register, engine_of(never), IRIS)
    assert [item["surface"] for item in told["items"] if item["kind"] != "unsure"] == []


def test_one_statement_of_two_records_waits_once(engine_of):
    (one,) = unsure_statements(engine_of(evidence("b", LED, "0.6"), evidence("a", LED, "0.5")), IRIS)
    assert (one.times, one.count, one.confidence) == (2, 2, 0.5)
    assert [source.name for source in one.records] == ["a.md", "b.md"]
    assert [shown.record for shown in one.examples] == ["a.md", "b.md"]


def test_a_long_quote_is_cut_and_says_so(engine_of):
    (one,) = unsure_statements(engine_of(evidence("a", LED, "0.6", "palabra " * 200)), IRIS)
    (shown,) = one.examples
    assert not shown.ends
    assert shown.quote.endswith("palabra")


def test_the_most_frequent_comes_first_and_the_rest_is_counted(read, register, engine_of):
    found = [
        read(AGER, "a.txt"), read(f"{AGER} El Observatorio Nacional de Mareas calló.", "b.txt"),
        read("El presidente de OXTZA saludó.", "c.txt"),
    ]  # fmt: skip
    engine = engine_of()
    told = pending_of(found, register, engine, IRIS)
    assert [(one["kind"], one["times"]) for one in told["items"]] == [
        ("unresolved", 2), ("unsure", 1), ("provisional", 1),
    ]  # fmt: skip
    short = pending_of(found, register, engine, IRIS, most=1)
    assert short == {"items": told["items"][:1], "left_out": 2}
    assert awaiting({"pending": short}).total == 3


def test_the_same_records_give_the_same_list_and_it_is_read_back_as_it_was(read, register, engine_of):
    found = [read(AGER, "a.txt")]
    engine = engine_of(evidence("a", LED, "0.60"), evidence("b", SUPPORTED, "0.40"))
    told = pending_of(found, register, engine, IRIS)
    assert told == pending_of(found, register, engine, IRIS)
    again = awaiting(json.loads(json.dumps({"pending": told})))
    assert [one.as_json() for one in again.items] == told["items"]
    assert again == awaiting({"pending": told})
    ager = next(one for one in again.items if one.surface == "AGER")
    assert [candidate.proposed for candidate in ager.candidates[:2]] == [True, True]


def test_a_report_from_before_there_was_such_a_list_holds_nothing():
    assert awaiting({"counts": {}}).total == 0
    assert awaiting({}).items == ()


def test_a_day_makes_no_difference_to_the_list(read, register, engine_of):
    found = [read(AGER)]
    told = json.dumps(pending_of(found, register, engine_of(), IRIS))
    assert date.today().isoformat() not in told
