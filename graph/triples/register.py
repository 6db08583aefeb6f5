"""The register -> its named graph."""

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from graph.extract.register import Register
from graph.triples.words import KINDS, es
from ontology.terms import ENLACE, Iris


def register_graph(register: Register, iris: Iris) -> Graph:
    """The register's named graph: every institution with its kind, names, parent and links out."""
    graph = Graph()
    for entry in register.entries.values():
        iri = iris.institution(entry.id)
        graph.add((iri, RDF.type, ENLACE.Institution))
        graph.add((iri, RDF.type, KINDS[entry.kind]))
        graph.add((iri, RDFS.label, es(entry.name)))
        graph.add((iri, DCTERMS.identifier, Literal(entry.id)))
        if entry.acronym:
            graph.add((iri, ENLACE.acronym, Literal(entry.acronym)))
        for alias in entry.aliases:
            graph.add((iri, SKOS.altLabel, es(alias)))
        if entry.parent:
            graph.add((iri, ENLACE.parent, iris.institution(entry.parent)))
        if entry.website:
            graph.add((iri, ENLACE.website, Literal(entry.website, datatype=XSD.anyURI)))
        if entry.wikidata:
            graph.add((iri, OWL.sameAs, URIRef(f"http://www.wikidata.org/entity/{entry.wikidata}")))
        for predicate, value in ((ENLACE.validFrom, entry.valid_from), (ENLACE.validTo, entry.valid_to)):
            if value:
                graph.add((iri, predicate, Literal(value)))
    return graph
