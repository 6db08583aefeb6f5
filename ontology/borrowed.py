"""Terms of other vocabularies that the ontology is aligned under and rdflib does not close.

A word that is not listed is an AttributeError, as with `ENLACE`.
"""

# ruff: noqa: N815  (the terms are spelled as in their vocabularies)

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class SCHEMA(DefinedNamespace):
    """The terms of schema.org that the vocabulary and the catalogue use."""

    _NS = Namespace("https://schema.org/")
    _fail = True

    Action: URIRef
    ActionStatusType: URIRef
    CreativeWork: URIRef
    Event: URIRef
    actionStatus: URIRef
    agent: URIRef
    domainIncludes: URIRef
    endDate: URIRef
    mentions: URIRef
    organizer: URIRef
    rangeIncludes: URIRef
    startDate: URIRef
    url: URIRef


class OA(DefinedNamespace):
    """The selectors of the Web Annotation vocabulary."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    start: URIRef


class CV(DefinedNamespace):
    """The EU core vocabularies."""

    _NS = Namespace("http://data.europa.eu/m8g/")
    _fail = True

    PublicOrganisation: URIRef


class ELI(DefinedNamespace):
    """The European Legislation Identifier ontology."""

    _NS = Namespace("http://data.europa.eu/eli/ontology#")
    _fail = True

    LegalResource: URIRef


class ICAL(DefinedNamespace):
    """RDF Calendar."""

    _NS = Namespace("http://www.w3.org/2002/12/cal/ical#")
    _fail = True

    due: URIRef
