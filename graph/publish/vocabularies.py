"""The terms and authority codes that portals expect in a catalogue: DCAT 3, DCAT-AP 3, SPDX, vCard, EU tables.

A term that is not listed is an AttributeError, as with `ENLACE`.
"""

# ruff: noqa: N815  (the terms are spelled as in their vocabularies)

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class DCAT(DefinedNamespace):
    """The terms of DCAT 3 that the catalogue uses."""

    _NS = Namespace("http://www.w3.org/ns/dcat#")
    _fail = True

    Catalog: URIRef
    DataService: URIRef
    Dataset: URIRef
    Distribution: URIRef
    accessURL: URIRef
    byteSize: URIRef
    compressFormat: URIRef
    contactPoint: URIRef
    dataset: URIRef
    distribution: URIRef
    downloadURL: URIRef
    endDate: URIRef
    endpointDescription: URIRef
    endpointURL: URIRef
    keyword: URIRef
    landingPage: URIRef
    mediaType: URIRef
    servesDataset: URIRef
    service: URIRef
    startDate: URIRef
    theme: URIRef
    themeTaxonomy: URIRef


class DCATAP(DefinedNamespace):
    """DCAT-AP's own terms."""

    _NS = Namespace("http://data.europa.eu/r5r/")
    _fail = True

    availability: URIRef


class SPDX(DefinedNamespace):
    """Checksums."""

    _NS = Namespace("http://spdx.org/rdf/terms#")
    _fail = True

    Checksum: URIRef
    algorithm: URIRef
    checksum: URIRef
    checksumAlgorithm_sha256: URIRef
    checksumValue: URIRef
    ChecksumAlgorithm: URIRef


class VCARD(DefinedNamespace):
    """Contact points."""

    _NS = Namespace("http://www.w3.org/2006/vcard/ns#")
    _fail = True

    Organization: URIRef
    fn: URIRef
    hasEmail: URIRef


class VOIDEXT(DefinedNamespace):
    """What editors that complete a query read beside VoID: the datatypes of a property's values."""

    _NS = Namespace("http://ldf.fi/void-ext#")
    _fail = True

    datatype: URIRef
    datatypePartition: URIRef


EU = Namespace("http://publications.europa.eu/resource/authority/")
"""The EU's authority tables: `EU["country/GTM"]`."""

IANA = Namespace("https://www.iana.org/assignments/media-types/")
"""Media types: `IANA["text/turtle"]`."""

FILE_TYPES = {
    "nquads": "RDF_N_QUADS",
    "ntriples": "RDF_N_TRIPLES",
    "turtle": "RDF_TURTLE",
    "trig": "RDF_TRIG",
    "jsonld": "JSON_LD",
    "rdfxml": "RDF_XML",
}
"""The code of each format in the EU's table of file types."""

NAMES = {
    "nquads": "N-Quads",
    "ntriples": "N-Triples",
    "turtle": "Turtle",
    "trig": "TriG",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF/XML",
}
"""The name of each format for people."""

PREFIXES = {
    "dcat": str(DCAT),
    "dcatap": str(DCATAP),
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": str(SPDX),
    "vcard": str(VCARD),
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
