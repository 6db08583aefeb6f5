"""A small graph that is as the shapes want it, with one of each kind of thing: what tests of shapes start from."""

from datetime import date
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from ontology.terms import DCT, ENLACE, RDF, RDFS, SKOS, XSD, Iris

IRIS = Iris("https://example.org/")
BODY = IRIS.institution("minfin")
MESA = IRIS.mesa("Mesa de Agua")
TOPIC = IRIS.topic("agua")
RECORD = IRIS.record("acta.md")
SESSION = IRIS.session("Mesa de Agua", date(2024, 5, 2), 1, "acta.md")
AGREEMENT = IRIS.agreement("acta.md", "Se acordó medir el agua.")
PERSON = IRIS.person("Ana Paz", "minfin")
NORM = IRIS.norm("Decreto 5-2021")
EVIDENCE = IRIS.evidence("acta.md", BODY, ENLACE.leads, MESA, 0, 9)
PARTICIPATION = IRIS.participation(BODY, MESA, ENLACE.Leader)
DECISION = IRIS.decision("deny", "institution/minfin", "leads", "mesa/mesa-de-agua")
NOWHERE = URIRef("https://example.org/nada")


def es(text: str) -> Literal:
    """A text in Spanish."""
    return Literal(text, lang="es")


GOOD: dict[Node, dict[URIRef, list[Node]]] = {
    BODY: {
        RDF.type: [ENLACE.Ministerio, ENLACE.Institution],
        RDFS.label: [es("Ministerio de Finanzas")],
        ENLACE.leads: [MESA],
        ENLACE.participatesIn: [MESA],
    },
    TOPIC: {RDF.type: [ENLACE.Topic, SKOS.Concept], RDFS.label: [es("agua")]},
    NORM: {RDF.type: [ENLACE.Norm], RDFS.label: [es("Decreto 5-2021")]},
    MESA: {
        RDF.type: [ENLACE.Mesa],
        RDFS.label: [es("Mesa de Agua"), es("Mesa del agua")],
        ENLACE.ledBy: [BODY],
        ENLACE.topic: [TOPIC],
    },
    SESSION: {
        RDF.type: [ENLACE.Session],
        RDFS.label: [es("Sesión 1 de la Mesa de Agua")],
        ENLACE.sessionOf: [MESA],
        ENLACE.date: [Literal(date(2024, 5, 2))],
        ENLACE.ordinal: [Literal(1)],
        ENLACE.place: [es("Palacio")],
        ENLACE.hostedBy: [BODY],
    },
    AGREEMENT: {
        RDF.type: [ENLACE.Agreement],
        RDFS.label: [es("Medir el agua")],
        ENLACE.text: [es("Se acordó medir el agua.")],
        ENLACE.agreementOf: [MESA],
        ENLACE.reachedIn: [SESSION],
        ENLACE.responsible: [BODY],
        ENLACE.dueDate: [Literal("2024-06", datatype=XSD.gYearMonth)],
        ENLACE.status: [ENLACE.Open],
        ENLACE.kind: [Literal("acuerdo")],
    },
    RECORD: {
        RDF.type: [ENLACE.Record],
        RDFS.label: [es("Acta")],
        ENLACE.text: [es("El MINFIN lidera.")],
        ENLACE.kind: [Literal("minutes")],
        ENLACE.date: [Literal(date(2024, 5, 3))],
        ENLACE.mentions: [BODY, MESA],
        ENLACE.cites: [NORM],
        ENLACE.topic: [TOPIC],
        ENLACE.attachmentOf: [RECORD],
        ENLACE.scanned: [Literal(True)],
    },
    PERSON: {RDF.type: [ENLACE.Person], RDFS.label: [es("Ana Paz")], ENLACE.represents: [BODY]},
    EVIDENCE: {
        RDF.type: [ENLACE.Evidence, RDF.Statement],
        RDF.subject: [BODY],
        RDF.predicate: [ENLACE.leads],
        RDF.object: [MESA],
        ENLACE.quote: [es("El MINFIN")],
        ENLACE.start: [Literal(0)],
        ENLACE.end: [Literal(9)],
        ENLACE.confidence: [Literal(Decimal("0.90"))],
        ENLACE.assertedBy: [RECORD],
        ENLACE.deniedBy: [DECISION],
    },
    DECISION: {
        RDF.type: [ENLACE.Decision],
        RDFS.label: [es("Se niega de MINFIN: lidera Mesa de Agua")],
        ENLACE.decision: [Literal("deny")],
        RDF.subject: [BODY],
        RDF.predicate: [ENLACE.leads],
        RDF.object: [MESA],
        DCT.creator: [Literal("Ana Paz")],
        DCT.date: [Literal(date(2025, 3, 1))],
        ENLACE.reason: [es("La frase habla de otra mesa.")],
        ENLACE.within: [RECORD],
    },
    PARTICIPATION: {
        RDF.type: [ENLACE.Participation],
        ENLACE.member: [BODY],
        ENLACE.organization: [MESA],
        ENLACE.role: [ENLACE.Leader],
        ENLACE.firstSeen: [Literal(date(2024, 5, 2))],
        ENLACE.lastSeen: [Literal(date(2024, 5, 2))],
    },
}


def good() -> Graph:
    """The graph, made anew."""
    graph = Graph()
    for subject, facts in GOOD.items():
        for predicate, values in facts.items():
            for value in values:
                graph.add((subject, predicate, value))
    return graph
