"""What the shipped records say must be what the graph answers: who leads, who takes part, what was agreed."""

import pytest

from graph.store.engine import IRI
from ontology.terms import Iris

IRIS = Iris("https://w3id.org/enlace/")
DIGITAL = str(IRIS.mesa("Mesa de Transformación Digital"))
CIVIL = str(IRIS.mesa("Mesa de Servicio Civil"))
INNOVADORES = str(IRIS.mesa("Mesa de Innovadores Públicos"))
PREFIXES = "PREFIX enlace: <https://w3id.org/enlace/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "


def ids(engine, predicate: str, mesa: str, *, inverse: bool = False) -> set[str]:
    """Register ids (or slugs) of the institutions that stand in `predicate` to a mesa."""
    pattern = f"?mesa enlace:{predicate} ?inst" if inverse else f"?inst enlace:{predicate} ?mesa"
    rows = engine.rows(f"{PREFIXES} SELECT DISTINCT ?inst WHERE {{ {pattern} }}", mesa=IRI(mesa))
    return {row["inst"].rsplit("/", 1)[1] for row in rows}


def test_the_secretaria_privada_leads_the_mesa_de_transformacion_digital(engine):
    assert ids(engine, "ledBy", DIGITAL, inverse=True) == {"spp"}
    assert ids(engine, "leads", DIGITAL) == {"spp"}


def test_gae_supports_the_mesa_de_transformacion_digital(engine):
    assert ids(engine, "supports", DIGITAL) == {"gae"}


def test_eight_institutions_take_part_in_the_mesa_de_transformacion_digital(engine):
    assert ids(engine, "participatesIn", DIGITAL) == {
        "minfin", "mingob", "sit", "civ", "spp", "senacyt", "gae", "comite-seguridad-cibernetica",
    }  # fmt: skip


def test_the_mesa_de_servicio_civil_has_six_participants_and_two_invited(engine):
    assert ids(engine, "participatesIn", CIVIL) == {"minfin", "mintrab", "spp", "sgp", "segeplan", "onsec"}
    assert ids(engine, "invitedTo", CIVIL) == {"pgn", "inap"}


def test_the_first_session_of_the_innovadores_has_five_sub_mesas_with_topics_and_no_agreement(engine):
    sessions = engine.rows(
        PREFIXES
        + "SELECT ?session ?date WHERE { ?session enlace:sessionOf ?mesa ; enlace:ordinal 1 ; enlace:date ?date }",
        mesa=IRI(INNOVADORES),
    )
    assert [row["date"] for row in sessions] == ["2022-04-26"]
    subs = engine.rows(
        PREFIXES + "SELECT ?label ?topic WHERE { ?sub enlace:subMesaOf ?mesa ; rdfs:label ?label ;"
        " enlace:topic/rdfs:label ?topic } ORDER BY ?label",
        mesa=IRI(INNOVADORES),
    )
    assert [row["label"][:6] for row in subs] == [f"Mesa {number}" for number in range(1, 6)]
    assert all(row["topic"] for row in subs)
    assert not engine.rows(PREFIXES + "SELECT ?a WHERE { ?a enlace:agreementOf ?mesa }", mesa=IRI(INNOVADORES))


def test_the_innovadores_met_six_times_on_the_days_that_the_texts_give(engine):
    rows = engine.rows(
        PREFIXES + "SELECT ?ordinal ?date WHERE { ?s enlace:sessionOf ?mesa ;"
        " enlace:ordinal ?ordinal ; enlace:date ?date } ORDER BY ?ordinal",
        mesa=IRI(INNOVADORES),
    )
    assert [(row["ordinal"], row["date"]) for row in rows] == [
        ("1", "2022-04-26"), ("2", "2022-06-28"), ("3", "2022-07-26"), ("4", "2022-08-30"),
        ("5", "2022-10-03"), ("6", "2022-11-08"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "relation", ["participatesIn", "supports", "invitedTo", "convenes", "ledBy", "responsible", "subMesaOf"]
)
def test_every_plain_statement_has_its_evidence(engine, relation):
    missing = engine.rows(
        PREFIXES
        + f"""PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?s ?o WHERE {{ ?s enlace:{relation} ?o
          FILTER NOT EXISTS {{ ?e rdf:subject ?s ; rdf:predicate enlace:{relation} ; rdf:object ?o ;
                               enlace:assertedBy ?record }} }}"""
    )
    assert missing == []


def test_every_quote_is_the_text_of_its_record_at_its_offsets(engine):
    rows = engine.rows(
        PREFIXES
        + """SELECT ?quote ?start ?end ?text WHERE {
          ?e enlace:quote ?quote ; enlace:start ?start ; enlace:end ?end ; enlace:assertedBy/enlace:text ?text }"""
    )
    assert len(rows) > 50
    assert [row for row in rows if row["text"][int(row["start"]) : int(row["end"])] != row["quote"]] == []


def test_the_default_graph_holds_each_triple_once_though_several_records_say_it(engine):
    merged = engine.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0]["n"]
    distinct = engine.rows(
        "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } }"
    )[0]["n"]
    quads = engine.rows("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")[0]["n"]
    assert int(merged) == int(distinct) < int(quads)


def test_a_participation_knows_when_it_was_first_and_last_seen(engine):
    rows = engine.rows(
        PREFIXES
        + """SELECT ?first ?last WHERE { ?p enlace:member ?inst ; enlace:organization ?mesa ;
              enlace:role enlace:Participant ; enlace:firstSeen ?first ; enlace:lastSeen ?last }""",
        mesa=IRI(INNOVADORES),
        inst=IRI(str(IRIS.institution("gae"))),
    )
    assert len(rows) == 1
    assert rows[0]["first"] < rows[0]["last"] == "2022-11-08"
