"""The stored questions and the prefixes as data, so that an editor that knows only the SPARQL service offers them.

Sources: SHACL, section 5.2 (prefixes) and 5.3 (queries); the conventions of the SIB's SPARQL examples, whose editor
asks for `sh:SPARQLExecutable` with `rdfs:comment` and for nodes with `sh:prefix` and `sh:namespace`.
"""

from collections.abc import Sequence

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from graph.questions.stored import StoredQuery
from ontology.terms import RDF, RDFS, XSD, Iris

KINDS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
}
"""By the form of a query: its class and the property that holds its text. SHACL has no term for DESCRIBE."""


def declared(dataset: URIRef, iris: Iris) -> Graph:
    """The prefixes of the vocabulary and of the data, declared on `dataset`."""
    graph = Graph()
    for prefix, space in iris.prefixes.items():
        node = iris.described("prefix", prefix)
        graph.add((dataset, SH.declare, node))
        graph.add((node, RDF.type, SH.PrefixDeclaration))
        graph.add((node, SH.prefix, Literal(prefix)))
        graph.add((node, SH.namespace, Literal(space, datatype=XSD.anyURI)))
    return graph


def asked(questions: Sequence[StoredQuery], dataset: URIRef, iris: Iris) -> Graph:
    """Every stored question, with its title and its description in Spanish and English; but not a DESCRIBE.

    Editors show the comment alone, so it begins with the question itself.
    """
    graph = Graph()
    for one in questions:
        if one.form not in KINDS:
            continue
        kind, text = KINDS[one.form]
        node = iris.described("query", one.name)
        graph.add((node, RDF.type, SH.SPARQLExecutable))
        graph.add((node, RDF.type, kind))
        graph.add((node, SH.prefixes, dataset))
        graph.add((node, text, Literal(one.text)))
        for language in ("es", "en"):
            title, description = (one.in_language(word, language) for word in ("title", "description"))
            graph.add((node, RDFS.label, Literal(title, lang=language)))
            graph.add((node, RDFS.comment, Literal(f"{title} {description}", lang=language)))
    return graph
