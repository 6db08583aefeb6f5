"""same-as and not-same: what is merged is one thing everywhere, what is kept apart is never merged."""

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDFS, SKOS

from ontology.terms import ENLACE
from tests.curation.workshop import IRIS, Workshop, thing

RIEGO = "institution/comite-nacional-de-riego-y-drenaje"
MESA = "mesa/mesa-de-agua"
SESSION = "session/mesa-de-agua--2024-05-02"
OTHER = """---
title: Reunión de la Mesa de Recursos Hídricos
date: 2024-06-10
descripcion: >-
  El 9 de junio de 2024 se realizó la tercera reunión de la Mesa de Recursos Hídricos. Participaron representantes del
  Ministerio de Salud Pública y Asistencia Social.
---
"""


def test_a_provisional_body_becomes_the_one_of_the_register_that_it_is(workshop: Workshop):
    workshop.decide("same-as", f"institution/maga,{RIEGO}")
    built = workshop.build()
    assert built.says("institution/maga", "participatesIn", MESA)
    assert built.says("record/noticias--agua", "mentions", "institution/maga")
    assert built.evidence("institution/maga", "participatesIn", MESA)
    assert built.values(RIEGO, OWL.sameAs) == {str(thing("institution/maga"))}
    assert "comite-nacional-de-riego-y-drenaje" not in built.of("Institution")
    assert "Comité Nacional de Riego y Drenaje" in built.values("institution/maga", SKOS.altLabel)
    assert not [one for one in built.merged.subjects(None, thing(RIEGO)) if one not in built.decisions().values()]
    seats = built.merged.subjects(ENLACE.member, thing("institution/maga"))
    assert {built.merged.value(seat, ENLACE.organization) for seat in seats} == {thing(MESA)}


def test_two_bodies_of_the_register_are_merged_and_both_rows_stay(workshop: Workshop):
    workshop.decide("same-as", "institution/segeplan,institution/mingob")
    built = workshop.build()
    assert built.says("institution/segeplan", "participatesIn", MESA)
    assert not built.says("institution/mingob", "participatesIn", MESA)
    assert {"mingob", "segeplan"} <= built.of("Institution")
    assert (thing("institution/mingob"), OWL.sameAs, thing("institution/segeplan")) in built.named("curated")


def test_a_mesa_with_all_that_hangs_on_it_becomes_the_other(workshop: Workshop):
    workshop.record("reuniones/hidricos.md", OTHER)
    workshop.decide("same-as", f"{MESA},mesa/mesa-de-recursos-hidricos")
    built = workshop.build()
    assert "mesa-de-recursos-hidricos" not in built.of("Mesa")
    assert built.of("Session") == {"mesa-de-agua--2024-05-02", "mesa-de-agua--2024-06-09"}
    assert built.says("institution/mspas", "participatesIn", MESA)
    assert "Mesa de Recursos Hídricos" in built.values(MESA, SKOS.altLabel)
    assert built.values("mesa/mesa-de-recursos-hidricos", OWL.sameAs) == {str(thing(MESA))}
    assert built.values("mesa/mesa-de-recursos-hidricos", RDFS.label) == {"Mesa de Recursos Hídricos"}
    assert built.idle == []


def test_merges_run_through_to_the_end_of_the_chain(workshop: Workshop):
    workshop.record("reuniones/hidricos.md", OTHER)
    workshop.record("b.md", OTHER.replace("Recursos Hídricos", "Cuencas").replace("9 de junio", "1 de junio"))
    workshop.decide("same-as", "mesa/mesa-de-cuencas,mesa/mesa-de-recursos-hidricos", f"{MESA},mesa/mesa-de-cuencas")
    built = workshop.build()
    assert built.of("Session") == {
        "mesa-de-agua--2024-05-02", "mesa-de-agua--2024-06-01", "mesa-de-agua--2024-06-09",
    }  # fmt: skip
    assert built.values("mesa/mesa-de-recursos-hidricos", OWL.sameAs) == {str(thing(MESA))}


def test_a_session_swallows_another_and_keeps_its_own_day(workshop: Workshop):
    workshop.record("b.md", OTHER.replace("Recursos Hídricos", "Agua").replace("9 de junio", "3 de mayo"))
    workshop.decide("same-as", f"{SESSION},session/mesa-de-agua--2024-05-03")
    built = workshop.build()
    assert built.of("Session") == {"mesa-de-agua--2024-05-02"}
    assert built.values(SESSION, ENLACE.date) == {"2024-05-02"}
    assert built.values(SESSION, ENLACE.ordinal) == {"2"}
    assert built.says("record/b", "mentions", SESSION)


def test_a_person_becomes_the_one_that_another_record_knows_better(workshop: Workshop):
    told = OTHER.replace("Asistencia Social.", "Asistencia Social. El ingeniero Luis Cano, director del MARN, expuso.")
    workshop.record("b.md", told)
    workshop.record("c.md", told.replace(", director del MARN,", ""))
    assert workshop.build().of("Person") == {"luis-cano", "luis-cano--marn"}
    workshop.decide("same-as", "person/luis-cano--marn,person/luis-cano")
    built = workshop.build()
    assert built.of("Person") == {"luis-cano--marn"}
    assert {str(one) for one in built.merged.subjects(ENLACE.mentions, thing("person/luis-cano--marn"))} == {
        str(IRIS.record("b.md")), str(IRIS.record("c.md")),
    }  # fmt: skip
    assert (thing("person/luis-cano--marn"), ENLACE.represents, None) not in built.named("c.md")


def test_an_agreement_swallows_another_and_keeps_its_own_words(workshop: Workshop):
    workshop.record("b.md", OTHER.replace("\n---\n", "\nacuerdos: >-\n  - El MINFIN hará el presupuesto.\n---\n"))
    merge, keep = sorted(workshop.build().of("Agreement"))
    workshop.decide("same-as", f"agreement/{keep},agreement/{merge}")
    built = workshop.build()
    assert built.of("Agreement") == {keep}
    assert len(built.values(f"agreement/{keep}", ENLACE.text)) == 1
    assert len(set(built.merged.subjects(ENLACE.mentions, thing(f"agreement/{keep}")))) == 2
    assert built.idle == []


def test_what_is_kept_apart_is_not_joined_by_what_a_record_teaches(workshop: Workshop):
    teaching = OTHER.replace("Mesa de Recursos Hídricos", "Mesa de Agua y Saneamiento").replace(
        "Participaron", "En la Mesa de Agua participaron"
    )
    workshop.record("b.md", teaching)
    assert workshop.build().of("Mesa") & {"mesa-de-agua", "mesa-de-agua-y-saneamiento"} == {
        "mesa-de-agua-y-saneamiento"
    }
    workshop.decide("not-same", f"{MESA},mesa/mesa-de-agua-y-saneamiento")
    built = workshop.build()
    assert {"mesa-de-agua", "mesa-de-agua-y-saneamiento"} <= built.of("Mesa")
    pair = (thing(MESA), OWL.differentFrom, thing("mesa/mesa-de-agua-y-saneamiento"))
    assert pair in built.named("curated")
    assert built.idle == []


def test_sessions_that_are_kept_apart_stay_two(workshop: Workshop):
    undated = OTHER.replace("Recursos Hídricos", "Agua").replace("El 9 de junio de 2024 se", "Se")
    workshop.record("b.md", undated.replace("tercera", "segunda"))
    assert workshop.build().of("Session") == {"mesa-de-agua--2024-05-02"}
    workshop.decide("not-same", f"{SESSION},session/mesa-de-agua--sesion-2")
    assert workshop.build().of("Session") == {"mesa-de-agua--2024-05-02", "mesa-de-agua--sesion-2"}


def test_a_merge_of_what_is_not_there_changes_nothing_and_is_listed(workshop: Workshop):
    before = workshop.build()
    workshop.decide("same-as", f"mesa/mesa-que-no-hay,{MESA}", f"{MESA},mesa/otra-que-no-hay")
    built = workshop.build()
    assert built.idle == ["same-as.csv:2", "same-as.csv:3"]
    assert MESA.partition("/")[2] in built.of("Mesa")
    assert set(before.merged) <= set(built.merged)


def test_a_decision_says_what_was_one_thing_by_name(workshop: Workshop):
    workshop.decide("same-as", f"institution/maga,{RIEGO}")
    built = workshop.build()
    (sentence,) = built.decisions()
    assert sentence == (
        "Comité Nacional de Riego y Drenaje es lo mismo que Ministerio de Agricultura, Ganadería y Alimentación"
    )
    node = built.decisions()[sentence]
    assert isinstance(node, URIRef)
    assert (node, ENLACE.reason, Literal("Se revisó el acta.", lang="es")) in built.named("curated")
