"""VoID: what the graph holds and where to get it, for machines that ask `/.well-known/void`.

Source: VoID (W3C Interest Group Note, 2011).
"""

from collections.abc import Mapping
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import VOID

from graph.publish.catalog import ABOUT, ONTOLOGY
from graph.settings import Settings
from ontology.terms import DCT, ENLACE, FOAF, RDF, Iris, compact


def void(manifest: Mapping[str, Any], settings: Settings, site_url: str) -> Graph:
    """The VoID description of a snapshot: its counts, by class and by property, its dumps and its SPARQL service.

    Arguments as for `catalog`. Returns a graph without blank nodes.
    """
    graph, site = Graph(), site_url.rstrip("/")
    here = f"{site}/.well-known/void"
    dataset, counts = URIRef(f"{here}#graph"), manifest.get("counts", {})
    for predicate, value in (
        (RDF.type, VOID.Dataset),
        (DCT.title, Literal(settings.title, lang="es")),
        (DCT.description, Literal(ABOUT["es"], lang="es")),
        (DCT.license, URIRef(settings.licence)),
        (VOID.sparqlEndpoint, URIRef(f"{site}/sparql")),
        (VOID.uriSpace, Literal(Iris(settings.base_iri).space)),
        (VOID.vocabulary, URIRef(str(ENLACE))),
        (DCT.conformsTo, ONTOLOGY),
    ):
        graph.add((dataset, predicate, value))
    for name, key in ((VOID.triples, "triples"), (VOID.distinctSubjects, "subjects")):
        if key in counts:
            graph.add((dataset, name, Literal(counts[key])))
    _partitions(graph, dataset, counts)
    for file in manifest.get("files", ()):
        graph.add((dataset, VOID.dataDump, URIRef(f"{site}/dumps/{file['name']}")))
    graph.add((URIRef(here), RDF.type, VOID.DatasetDescription))
    graph.add((URIRef(here), FOAF.topic, dataset))
    return graph


def _partitions(graph: Graph, dataset: URIRef, counts: Mapping[str, Any]) -> None:
    """How many things of each class and statements of each property."""
    for key, part, kind, unit in (
        ("classes", VOID.classPartition, VOID["class"], VOID.entities),
        ("properties", VOID.propertyPartition, VOID.property, VOID.triples),
    ):
        partitions = counts.get(key, {})
        graph.add((dataset, VOID[key], Literal(len(partitions))))
        for iri, number in partitions.items():
            node = URIRef(f"{dataset}-{compact(iri).strip('<>')}")
            graph.add((dataset, part, node))
            graph.add((node, kind, URIRef(iri)))
            graph.add((node, unit, Literal(number)))
