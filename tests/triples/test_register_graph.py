"""The register as a named graph."""

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, SKOS

from graph.extract.register import load_register
from graph.settings import shipped_data
from graph.triples.register import register_graph
from ontology.terms import ENLACE, Iris

IRIS = Iris("https://w3id.org/enlace/")
REGISTER = load_register(shipped_data() / "register")
GRAPH = register_graph(REGISTER, IRIS)
MINFIN = IRIS.institution("minfin")


def test_every_entry_is_an_institution_or_a_mesa():
    institutions = set(GRAPH.subjects(RDF.type, ENLACE.Institution))
    mesas = set(GRAPH.subjects(RDF.type, ENLACE.Mesa))
    assert len(institutions) + len(mesas) == len(REGISTER.entries)
    assert not institutions & mesas
    assert IRIS.mesa("Mesa de Innovadores Públicos") in mesas


def test_an_institution_has_its_kind_acronym_aliases_parent_and_links_out():
    assert (MINFIN, RDF.type, ENLACE.Ministerio) in GRAPH
    assert (MINFIN, ENLACE.acronym, Literal("MINFIN")) in GRAPH
    assert (MINFIN, ENLACE.parent, IRIS.institution("organismo-ejecutivo")) in GRAPH
    assert (MINFIN, SKOS.altLabel, Literal("Ministerio de Finanzas", lang="es")) in GRAPH
    assert any(isinstance(same, URIRef) and "wikidata.org" in same for same in GRAPH.objects(None, OWL.sameAs))


def test_a_parent_is_always_described():
    parents = set(GRAPH.objects(None, ENLACE.parent))
    assert parents <= set(GRAPH.subjects(RDF.type, ENLACE.Institution))
