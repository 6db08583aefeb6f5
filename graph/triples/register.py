"""The register -> its named graph: institutions, and the few mesas that the register knows by name."""

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from graph.extract.entries import Entry
from graph.extract.register import Register
from graph.triples.words import KINDS, es
from ontology.terms import ENLACE, Iris


def register_graph(register: Register, iris: Iris) -> Graph:
    """Every entry with its kind, names, parent and links out. A mesa is a mesa here too, not an institution."""
    graph = Graph()
    for entry in register.entries.values():
        if entry.is_mesa:
            iri = iris.mesa(entry.name)
            graph.add((iri, RDF.type, ENLACE.Mesa))
        else:
            iri = iris.institution(entry.id)
            graph.add((iri, RDF.type, ENLACE.Institution))
            graph.add((iri, RDF.type, KINDS[entry.kind]))
            _describe(graph, iri, entry, iris)
        graph.add((iri, RDFS.label, es(entry.name)))
        graph.add((iri, DCTERMS.identifier, Literal(entry.id)))
        for alias in entry.aliases:
            graph.add((iri, SKOS.altLabel, es(alias)))
    return graph


def _describe(graph: Graph, iri: URIRef, entry: Entry, iris: Iris) -> None:
    """What only an institution has: acronym, parent, website, Wikidata, validity."""
    if entry.acronym:
        graph.add((iri, ENLACE.acronym, Literal(entry.acronym)))
    if entry.parent:
        graph.add((iri, ENLACE.parent, iris.institution(entry.parent)))
    if entry.website:
        graph.add((iri, ENLACE.website, Literal(entry.website, datatype=XSD.anyURI)))
    if entry.wikidata:
        graph.add((iri, OWL.sameAs, URIRef(f"http://www.wikidata.org/entity/{entry.wikidata}")))
    for predicate, value in ((ENLACE.validFrom, entry.valid_from), (ENLACE.validTo, entry.valid_to)):
        if value:
            graph.add((iri, predicate, Literal(value)))
