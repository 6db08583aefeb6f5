"""assert and deny: what is denied leaves the statements and stays as a trace; what is stated holds without a record."""

import pytest
from rdflib import Literal
from rdflib.namespace import RDFS, XSD

from ontology.terms import ENLACE, RDF
from tests.curation.workshop import IRIS, Built, Workshop, thing

MESA = "mesa/mesa-de-agua"
SESSION = "session/mesa-de-agua--2024-05-02"
RIEGO = "institution/comite-nacional-de-riego-y-drenaje"
MAGA, CIVIL = str(IRIS.institution("maga")), str(IRIS.mesa("Mesa de Servicio Civil"))
AGREEMENT = "agreement/reuniones--agua-2--5972a765f1"


def roles(built: Built, institution: str) -> set[str]:
    """The roles in which an institution sits at the Mesa de Agua."""
    graph = built.named("summary")
    seats = set(graph.subjects(ENLACE.member, thing(institution))) & set(
        graph.subjects(ENLACE.organization, thing(MESA))
    )
    return {str(graph.value(seat, ENLACE.role)).rpartition("#")[2] for seat in seats}


def deniers(built: Built, subject: str, predicate: str, value: str) -> list[set[str]]:
    """Of each evidence of a statement, the sentences of the decisions that deny it."""
    names = {node: sentence for sentence, node in built.decisions().items()}
    return [
        {names[one] for one in built.merged.objects(node, ENLACE.deniedBy)}
        for node in built.evidence(subject, predicate, value)
    ]


def test_a_curated_denial_removes_the_statement_and_keeps_the_trace(workshop: Workshop):
    workshop.decide("deny", f"institution/mingob,participatesIn,{MESA},")
    built = workshop.build()
    assert not built.says("institution/mingob", "participatesIn", MESA)
    assert roles(built, "institution/mingob") == set()
    sentence = "Se niega de Ministerio de Gobernación: participa en Mesa de Agua"
    assert deniers(built, "institution/mingob", "participatesIn", MESA) == [{sentence}, {sentence}]
    assert built.says("institution/minfin", "participatesIn", MESA)
    assert built.idle == []


def test_a_denial_for_one_record_leaves_what_the_others_say(workshop: Workshop):
    workshop.decide("deny", f"institution/mingob,participatesIn,{MESA},noticias/agua.md")
    built = workshop.build()
    assert built.says("institution/mingob", "participatesIn", MESA)
    assert roles(built, "institution/mingob") == {"Participant"}
    triple = (thing("institution/mingob"), ENLACE.participatesIn, thing(MESA))
    assert triple not in built.named("noticias/agua.md")
    assert triple in built.named("reuniones/agua-2.md")
    (sentence,) = built.decisions()
    assert sentence.endswith("(solo en Avanza el plan del agua)")


@pytest.mark.parametrize(
    "row",
    [
        f"{MESA},ledBy,institution/marn,",
        f"institution/marn,leads,{MESA},",
        f"{MESA},ledBy,*,",
        "institution/marn,leads,*,",
    ],
)
def test_a_denied_leader_does_not_lead_from_either_end(row, workshop: Workshop):
    workshop.decide("deny", row)
    built = workshop.build()
    assert not built.says(MESA, "ledBy", "institution/marn")
    assert not built.says("institution/marn", "leads", MESA)
    assert "Leader" not in roles(built, "institution/marn")
    assert all(deniers(built, MESA, "ledBy", "institution/marn"))
    assert built.idle == []


def test_a_host_that_is_denied_is_no_longer_where_the_mesa_met(workshop: Workshop):
    assert "Host" in roles(workshop.build(), "institution/marn")
    workshop.decide("deny", f"{SESSION},hostedBy,institution/marn,")
    built = workshop.build()
    assert not built.says(SESSION, "hostedBy", "institution/marn")
    assert "Host" not in roles(built, "institution/marn")


def test_a_provisional_body_that_is_none_vanishes_with_all_that_was_said_of_it(workshop: Workshop):
    workshop.decide("deny", f"{RIEGO},type,*,")
    built = workshop.build()
    plain = [
        (subject, predicate)
        for subject, predicate in built.merged.subject_predicates(thing(RIEGO))
        if predicate not in (RDF.subject, RDF.object)
    ]
    assert plain == []
    assert set(built.merged.predicates(thing(RIEGO))) == {RDFS.label}
    assert all(deniers(built, RIEGO, "participatesIn", MESA))
    assert roles(built, RIEGO) == set()


def test_a_mesa_that_is_none_takes_its_sessions_with_it_and_leaves_its_agreements(workshop: Workshop):
    workshop.decide("deny", f"{MESA},type,*,")
    built = workshop.build()
    assert "mesa-de-agua" not in built.of("Mesa")
    assert built.of("Session") == set()
    assert built.of("Agreement") == {AGREEMENT.partition("/")[2]}
    assert built.values(AGREEMENT, ENLACE.agreementOf) == set()
    assert list(built.named("summary").subjects(ENLACE.organization, thing(MESA))) == []


@pytest.mark.parametrize("thing_denied", [AGREEMENT, SESSION])
def test_an_agreement_or_a_session_that_is_none_vanishes(thing_denied, workshop: Workshop):
    workshop.decide("deny", f"{thing_denied},type,*,")
    built = workshop.build()
    kind, slug = thing_denied.split("/")
    assert slug not in built.of(kind.capitalize())
    assert set(built.merged.predicates(None, thing(thing_denied))) <= {RDF.subject, RDF.object}
    assert built.of("Mesa") >= {"mesa-de-agua"}


def test_what_is_denied_in_one_record_may_exist_by_another(workshop: Workshop):
    workshop.decide("deny", f"{MESA},type,*,noticias/agua.md")
    built = workshop.build()
    assert "mesa-de-agua" in built.of("Mesa")
    assert not built.says(RIEGO, "participatesIn", MESA)
    assert built.says("institution/minfin", "participatesIn", MESA)


def test_the_name_of_a_session_does_not_keep_a_number_that_is_denied(workshop: Workshop):
    workshop.decide("deny", f"{SESSION},ordinal,*,")
    built = workshop.build()
    assert built.values(SESSION, ENLACE.ordinal) == set()
    assert built.values(SESSION, RDFS.label) == {"Sesión de la Mesa de Agua (2024-05-02)"}


def test_what_is_stated_holds_without_a_record_and_without_a_day(workshop: Workshop):
    workshop.decide("assert", f"institution/segeplan,supports,{MESA}", f"institution/minfin,leads,{MESA}")
    built = workshop.build()
    assert built.says("institution/segeplan", "supports", MESA)
    assert built.says(MESA, "ledBy", "institution/minfin")
    assert built.says("institution/minfin", "leads", MESA)
    assert built.says(MESA, "ledBy", "institution/marn")
    assert roles(built, "institution/segeplan") == {"Supporter"}
    (seat,) = built.named("summary").subjects(ENLACE.member, thing("institution/segeplan"))
    assert built.merged.value(seat, ENLACE.firstSeen) is None
    assert (thing("institution/segeplan"), ENLACE.supports, thing(MESA)) in built.named("curated")
    assert set(built.decisions()) == {
        "Se afirma de Secretaría de Planificación y Programación de la Presidencia: apoya Mesa de Agua",
        "Se afirma de Ministerio de Finanzas Públicas: lidera Mesa de Agua",
    }


@pytest.mark.parametrize(
    ("row", "subject", "predicate", "values"),
    [
        (f"{AGREEMENT},status,enlace:Fulfilled", AGREEMENT, "status", {str(ENLACE.Fulfilled)}),
        (f"{AGREEMENT},dueDate,2024-07", AGREEMENT, "dueDate", {"2024-07"}),
        (f"{AGREEMENT},kind,compromiso", AGREEMENT, "kind", {"compromiso"}),
        (f"{SESSION},date,2024-05-01", SESSION, "date", {"2024-05-01"}),
        (f"{SESSION},ordinal,7", SESSION, "ordinal", {"7"}),
        (f"{SESSION},place,Salón Azul", SESSION, "place", {"Salón Azul"}),
        (f"{RIEGO},parent,institution/maga", RIEGO, "parent", {MAGA}),
        ("institution/minfin,parent,institution/maga", "institution/minfin", "parent", {MAGA}),
        (f"{MESA},subMesaOf,mesa/mesa-de-servicio-civil", MESA, "subMesaOf", {CIVIL}),
    ],
)  # fmt: skip
def test_of_what_there_can_be_but_one_the_stated_value_takes_the_place(row, subject, predicate, values, workshop):
    workshop.decide("assert", row)
    built = workshop.build()
    assert built.values(subject, ENLACE[predicate]) == values
    assert {str(one) for one in built.named("curated").objects(thing(subject), ENLACE[predicate])} == values
    assert built.idle == []


def test_a_session_is_called_by_the_day_and_number_that_were_stated(workshop: Workshop):
    workshop.decide("assert", f"{SESSION},date,2024-05-01", f"{SESSION},ordinal,3")
    built = workshop.build()
    assert built.values(SESSION, RDFS.label) == {"Sesión 3 de la Mesa de Agua (2024-05-01)"}
    (seat,) = built.named("summary").subjects(ENLACE.member, thing("institution/minfin"))
    assert built.merged.value(seat, ENLACE.firstSeen) == Literal("2024-05-01", datatype=XSD.date)


def test_what_is_stated_may_be_of_a_body_that_only_records_know(workshop: Workshop):
    workshop.decide("assert", f"{RIEGO},supports,{MESA}")
    built = workshop.build()
    assert built.says(RIEGO, "supports", MESA)
    assert roles(built, RIEGO) == {"Participant", "Supporter"}


def test_decisions_on_what_no_record_tells_of_are_listed_and_break_nothing(workshop: Workshop):
    workshop.decide("assert", "institution/minfin,participatesIn,mesa/no-hay", "mesa/no-hay,ledBy,institution/minfin")
    denied = (f"institution/minfin,supports,{MESA},", "agreement/no-hay,type,*,", f"{SESSION},place,*,no.md")
    workshop.decide("deny", *denied)
    built = workshop.build()
    assert built.idle == ["assert.csv:2", "assert.csv:3", "deny.csv:2", "deny.csv:3", "deny.csv:4"]
    assert (None, None, thing("mesa/no-hay")) not in built.named("summary")
    assert len(built.decisions()) == 5


def test_verdicts_name_things_by_what_they_are_after_all_merges(workshop: Workshop):
    workshop.decide("same-as", f"institution/maga,{RIEGO}")
    workshop.decide("deny", f"{RIEGO},participatesIn,{MESA},")
    built = workshop.build()
    assert not built.says("institution/maga", "participatesIn", MESA)
    assert all(deniers(built, "institution/maga", "participatesIn", MESA))
