"""The vocabulary's file: complete in both languages, aligned as promised, and the same as the closed namespace."""

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from ontology.borrowed import CV, ELI, ICAL, OA, SCHEMA
from ontology.labels import comment, label
from ontology.terms import DCT, ENLACE, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, read_ontology

ONTOLOGY = read_ontology()
TERMS = sorted(term for term in set(ONTOLOGY.subjects()) if str(term).startswith(str(ENLACE)))
PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}
PROPERTIES = [term for term in TERMS if PROPERTY_TYPES & set(ONTOLOGY.objects(term, RDF.type))]
CLASSES = sorted(ONTOLOGY.subjects(RDF.type, OWL.Class))
PUBLIC = [
    "Ministerio", "Secretaria", "Superintendencia", "Comision", "Comite", "Consejo", "Instituto", "Procuraduria",
    "Oficina", "Direccion", "Autoridad", "Organismo", "Municipalidad", "Universidad", "EmpresaPublica",
]  # fmt: skip

ALIGNED_CLASSES = {
    ENLACE.Institution: {ORG.FormalOrganization},
    **{ENLACE[name]: {ENLACE.Institution, CV.PublicOrganisation} for name in PUBLIC},
    **{ENLACE[name]: {ENLACE.Institution} for name in ("CivilSociety", "PrivateSector", "InternationalBody")},
    ENLACE.Mesa: {ORG.OrganizationalCollaboration},
    ENLACE.Session: {SCHEMA.Event, PROV.Activity},
    ENLACE.Agreement: {SCHEMA.Action, PROV.Entity},
    ENLACE.Participation: {ORG.Membership},
    ENLACE.Record: {SCHEMA.CreativeWork, PROV.Entity},
    ENLACE.Person: {FOAF.Person},
    ENLACE.Topic: {SKOS.Concept},
    ENLACE.Norm: {ELI.LegalResource},
    ENLACE.Evidence: {RDF.Statement, OA.TextQuoteSelector, OA.TextPositionSelector},
    ENLACE.Decision: {RDF.Statement, PROV.Activity},
}
ALIGNED_PROPERTIES = {
    ENLACE.participatesIn: ORG.memberOf,
    ENLACE.ledBy: ORG.hasMember,
    ENLACE.leads: ORG.headOf,
    ENLACE.subMesaOf: ORG.subOrganizationOf,
    ENLACE.parent: ORG.subOrganizationOf,
    ENLACE.acronym: SKOS.altLabel,
    ENLACE.sessionOf: SCHEMA.organizer,
    ENLACE.date: SCHEMA.startDate,
    ENLACE.reachedIn: PROV.wasGeneratedBy,
    ENLACE.responsible: SCHEMA.agent,
    ENLACE.dueDate: ICAL.due,
    ENLACE.status: SCHEMA.actionStatus,
    ENLACE.mentions: SCHEMA.mentions,
    ENLACE.topic: DCT.subject,
    ENLACE.cites: DCT.references,
    ENLACE.assertedBy: PROV.wasDerivedFrom,
    ENLACE.attachmentOf: DCT.isPartOf,
}
DOMAIN_AND_RANGE = {
    ENLACE.participatesIn: (ENLACE.Institution, ENLACE.Mesa),
    ENLACE.ledBy: (ENLACE.Mesa, ENLACE.Institution),
    ENLACE.leads: (ENLACE.Institution, ENLACE.Mesa),
    ENLACE.supports: (ENLACE.Institution, ENLACE.Mesa),
    ENLACE.invitedTo: (ENLACE.Institution, ENLACE.Mesa),
    ENLACE.convenes: (ENLACE.Institution, ENLACE.Mesa),
    ENLACE.subMesaOf: (ENLACE.Mesa, ENLACE.Mesa),
    ENLACE.sessionOf: (ENLACE.Session, ENLACE.Mesa),
    ENLACE.hostedBy: (ENLACE.Session, ENLACE.Institution),
    ENLACE.agreementOf: (ENLACE.Agreement, ENLACE.Mesa),
    ENLACE.reachedIn: (ENLACE.Agreement, ENLACE.Session),
    ENLACE.responsible: (ENLACE.Agreement, ENLACE.Institution),
    ENLACE.represents: (ENLACE.Person, ENLACE.Institution),
    ENLACE.assertedBy: (ENLACE.Evidence, ENLACE.Record),
    ENLACE.deniedBy: (ENLACE.Evidence, ENLACE.Decision),
    ENLACE.attachmentOf: (ENLACE.Record, ENLACE.Record),
}


def test_the_closed_namespace_lists_the_terms_of_the_file_and_no_other() -> None:
    assert set(TERMS) == set(dir(ENLACE))


def test_a_misspelt_term_is_an_error() -> None:
    assert ENLACE.participatesIn == URIRef("https://w3id.org/enlace/ontology#participatesIn")
    with pytest.raises(AttributeError):
        ENLACE.participateIn  # noqa: B018


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment])
def test_every_term_has_one_label_and_comment_in_spanish_and_in_english(predicate: URIRef) -> None:
    for term in TERMS:
        texts = [text for text in ONTOLOGY.objects(term, predicate) if isinstance(text, Literal)]
        assert sorted(text.language or "" for text in texts) == ["en", "es"], term
        assert all(text.strip() for text in texts), term


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment])
def test_no_two_classes_and_no_two_properties_share_a_label(predicate: URIRef) -> None:
    labels = [(str(text), text.language) for term in CLASSES for text in ONTOLOGY.objects(term, predicate)]
    assert len(labels) == len(set(labels)) > 0


@pytest.mark.parametrize("term", CLASSES)
def test_a_class_stands_under_the_classes_that_the_contract_names(term: URIRef) -> None:
    expected: set[Node] = ALIGNED_CLASSES.get(term, {SCHEMA.ActionStatusType})
    assert set(ONTOLOGY.objects(term, RDFS.subClassOf)) == expected


def test_every_class_of_the_contract_is_in_the_file() -> None:
    assert set(ALIGNED_CLASSES) == set(CLASSES) - {ENLACE.AgreementStatus}


@pytest.mark.parametrize("term", sorted(ALIGNED_PROPERTIES))
def test_a_property_stands_under_the_property_that_the_contract_names(term: URIRef) -> None:
    assert ALIGNED_PROPERTIES[term] in set(ONTOLOGY.objects(term, RDFS.subPropertyOf))


@pytest.mark.parametrize("term", sorted(DOMAIN_AND_RANGE))
def test_a_property_goes_from_and_to_the_classes_of_the_contract(term: URIRef) -> None:
    assert (ONTOLOGY.value(term, RDFS.domain), ONTOLOGY.value(term, RDFS.range)) == DOMAIN_AND_RANGE[term]


def test_every_property_says_what_it_is_for_and_what_it_holds() -> None:
    assert len(PROPERTIES) > 40
    for term in PROPERTIES:
        domains = [*ONTOLOGY.objects(term, RDFS.domain), *ONTOLOGY.objects(term, SCHEMA.domainIncludes)]
        ranges = [*ONTOLOGY.objects(term, RDFS.range), *ONTOLOGY.objects(term, SCHEMA.rangeIncludes)]
        assert domains, f"{term} has no domain"
        assert ranges, f"{term} has no range"
        assert set(domains) <= set(CLASSES), term


def test_domain_and_range_are_said_once_so_that_they_are_not_an_intersection() -> None:
    for term in PROPERTIES:
        assert len(list(ONTOLOGY.objects(term, RDFS.domain))) <= 1, term
        assert len(list(ONTOLOGY.objects(term, RDFS.range))) <= 1, term


def test_leading_and_being_led_are_inverses() -> None:
    assert (ENLACE.ledBy, OWL.inverseOf, ENLACE.leads) in ONTOLOGY
    assert (ENLACE.leads, OWL.inverseOf, ENLACE.ledBy) in ONTOLOGY


def test_roles_are_org_roles_and_states_are_agreement_statuses() -> None:
    roles = {"Leader", "Participant", "Supporter", "Invited", "Convener", "Host"}
    assert set(ONTOLOGY.subjects(RDF.type, ORG.Role)) == {ENLACE[name] for name in roles}
    assert set(ONTOLOGY.subjects(RDF.type, ENLACE.AgreementStatus)) == {ENLACE.Open, ENLACE.Fulfilled}


def test_the_file_has_no_blank_node() -> None:
    assert not [term for triple in ONTOLOGY for term in triple if isinstance(term, BNode)]


def test_the_header_names_version_licence_and_title_in_both_languages() -> None:
    (header,) = ONTOLOGY.subjects(RDF.type, OWL.Ontology)
    assert ONTOLOGY.value(header, OWL.versionInfo)
    assert "creativecommons.org/licenses/by/" in str(ONTOLOGY.value(header, DCT.license))
    assert sorted(title.language for title in ONTOLOGY.objects(header, DCT.title)) == ["en", "es"]


def test_labels_are_read_in_the_language_asked_for() -> None:
    assert label(ENLACE.ledBy, "es") == "liderada por"
    assert label("ledBy", "en") == "led by"
    assert label("Mesa", "de") == label("Mesa", "es") == "mesa"
    assert comment("Mesa", "en").startswith("Place where")


def test_the_label_of_a_foreign_term_is_its_short_name() -> None:
    assert label(RDFS.label, "es") == "rdfs:label"
    assert label("https://example.org/x", "es") == "<https://example.org/x>"
    assert comment(RDFS.label, "es") == ""
