"""VoID: what the graph holds and where to get it, for machines that ask `/.well-known/void`.

The store holds the same counts and more of them (`inside`), under the IRI that this description says it is the same as.
Source: VoID (W3C Interest Group Note, 2011).
"""

from collections.abc import Callable, Mapping
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import VOID

from graph.publish.catalog import ABOUT, ONTOLOGY
from graph.settings import Settings
from ontology.terms import DCT, ENLACE, FOAF, OWL, PREFIXES, RDF, Iris, compact

Node = Callable[[str, str], URIRef]
"""The IRI of a partition: of ("class" or "property", the IRI of the term)."""


def void(manifest: Mapping[str, Any], settings: Settings, site_url: str) -> Graph:
    """The VoID description of a snapshot: its counts, by class and by property, its dumps and its SPARQL service.

    Arguments as for `catalog`. Returns a graph without blank nodes.
    """
    site = site_url.rstrip("/")
    here = f"{site}/.well-known/void"
    dataset, counts = URIRef(f"{here}#graph"), manifest.get("counts", {})
    graph = about(dataset, settings)
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{site}/sparql")))
    graph.add((dataset, OWL.sameAs, Iris(settings.base_iri).described("dataset")))
    count(graph, dataset, counts, lambda _, iri: URIRef(f"{dataset}-{compact(iri).strip('<>')}"))
    for file in manifest.get("files", ()):
        graph.add((dataset, VOID.dataDump, URIRef(f"{site}/dumps/{file['name']}")))
    graph.add((URIRef(here), RDF.type, VOID.DatasetDescription))
    graph.add((URIRef(here), FOAF.topic, dataset))
    return graph


def about(dataset: URIRef, settings: Settings) -> Graph:
    """What is said of the data wherever they are served: title, licence, vocabulary, where their IRIs lie."""
    graph = Graph()
    for predicate, value in (
        (RDF.type, VOID.Dataset),
        (DCT.title, Literal(settings.title, lang="es")),
        *((DCT.description, Literal(text, lang=language)) for language, text in ABOUT.items()),
        (DCT.license, URIRef(settings.licence)),
        (DCT.conformsTo, ONTOLOGY),
        (VOID.uriSpace, Literal(Iris(settings.base_iri).space)),
        (VOID.vocabulary, URIRef(str(ENLACE))),
    ):
        graph.add((dataset, predicate, value))
    return graph


def count(graph: Graph, dataset: URIRef, counts: Mapping[str, Any], node: Node) -> None:
    """Add to `graph` what `Statistics.counts` holds: totals, things by class, statements by property, and the
    vocabularies that these belong to."""
    for predicate, key in (
        (VOID.triples, "triples"), (VOID.distinctSubjects, "subjects"), (VOID.entities, "entities"),
    ):  # fmt: skip
        if key in counts:
            graph.add((dataset, predicate, Literal(counts[key])))
    for name, key, part, kind, unit in (
        ("class", "classes", VOID.classPartition, VOID["class"], VOID.entities),
        ("property", "properties", VOID.propertyPartition, VOID.property, VOID.triples),
    ):
        partitions = counts.get(key, {})
        graph.add((dataset, VOID[key], Literal(len(partitions))))
        for iri, number in partitions.items():
            graph.add((dataset, part, node(name, iri)))
            graph.add((node(name, iri), kind, URIRef(iri)))
            graph.add((node(name, iri), unit, Literal(number)))
            for space in (space for space in PREFIXES.values() if iri.startswith(space)):
                graph.add((dataset, VOID.vocabulary, URIRef(space)))
