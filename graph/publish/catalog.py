"""The catalogue that open-data portals harvest: DCAT 3, in the manner of DCAT-AP 3.0.1.

One dataset, the graph; one distribution for each file of the dumps; the SPARQL service. Every node has an address below
the site, so that a portal that harvests twice finds the same things. Sources: DCAT 3 (W3C 2024), DCAT-AP 3.0.1 (SEMIC).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from graph.publish.vocabularies import DCAT, DCATAP, EU, FILE_TYPES, IANA, NAMES, SPDX, VCARD
from graph.settings import Settings
from ontology.terms import DCT, ENLACE, FOAF, RDF, RDFS, SKOS, XSD

KEYWORDS = {
    "es": ("instituciones públicas", "mesas", "acuerdos", "gobierno abierto", "Guatemala", "datos enlazados"),
    "en": ("public institutions", "roundtables", "agreements", "open government", "Guatemala", "linked data"),
}
ABOUT = {
    "es": "Instituciones, mesas y acuerdos tomados de registros públicos, con la cita que sostiene cada relación.",
    "en": "Institutions, roundtables and agreements from public records, with the exact quote behind each relation.",
}
ONTOLOGY = URIRef(str(ENLACE).rstrip("#"))
_SPARQL_PROTOCOL = URIRef("https://www.w3.org/TR/sparql11-protocol/")
_SHA256 = SPDX.checksumAlgorithm_sha256


def catalog(manifest: Mapping[str, Any], settings: Settings, site_url: str, modified: datetime | None = None) -> Graph:
    """The description of what a snapshot publishes.

    manifest: of the dumps, as `write_dumps` returns it. site_url: address of the service, without `/` at its end.
    modified: when the snapshot was published. Returns a graph without blank nodes.
    """
    return _Catalog(manifest, settings, site_url.rstrip("/"), modified).fill()


class _Catalog:
    """The graph under construction, and the addresses of its things."""

    def __init__(self, manifest: Mapping[str, Any], settings: Settings, site: str, modified: datetime | None):
        self.manifest, self.settings, self.site, self.modified = manifest, settings, site, modified
        self.graph = Graph()
        self.iri = URIRef(f"{site}/catalog")
        self.dataset, self.service = self._part("dataset"), self._part("sparql")
        self.publisher, self.licence = URIRef(settings.publisher_url), URIRef(settings.licence)

    def fill(self) -> Graph:
        """All of the description."""
        self._agent()
        self._catalog()
        self._dataset()
        self._service()
        for file in self.manifest.get("files", ()):
            self._distribution(file)
        return self.graph

    def _part(self, name: str) -> URIRef:
        return URIRef(f"{self.iri}#{name}")

    def _add(self, subject: URIRef, *facts: tuple[URIRef, Node]) -> None:
        for predicate, value in facts:
            self.graph.add((subject, predicate, value))

    def _texts(self, subject: URIRef, predicate: URIRef, es: str, en: str) -> None:
        self._add(subject, (predicate, Literal(es, lang="es")), (predicate, Literal(en, lang="en")))

    def _typed(self, subject: URIRef, predicate: URIRef, value: URIRef, kind: URIRef) -> None:
        """A value of another table, with the class that DCAT-AP asks of it."""
        self._add(subject, (predicate, value))
        self._add(value, (RDF.type, kind))

    def _resource(self, subject: URIRef, kind: URIRef) -> None:
        """What catalogue, dataset and service have in common."""
        self._add(subject, (RDF.type, kind), (DCT.publisher, self.publisher))
        self._typed(subject, DCT.license, self.licence, DCT.LicenseDocument)
        for code in ("SPA", "ENG"):
            self._typed(subject, DCT.language, EU[f"language/{code}"], DCT.LinguisticSystem)
        if self.modified:
            self._add(subject, (DCT.modified, Literal(self.modified.isoformat(), datatype=XSD.dateTime)))
        if self.settings.contact_email:
            self._add(subject, (DCAT.contactPoint, self._part("contact")))

    def _agent(self) -> None:
        name = Literal(self.settings.publisher, lang="es")
        self._add(self.publisher, (RDF.type, FOAF.Agent), (RDF.type, FOAF.Organization), (FOAF.name, name))
        self._add(self.publisher, (FOAF.homepage, self.publisher))
        if self.settings.contact_email:
            mailbox = URIRef(f"mailto:{self.settings.contact_email}")
            contact = self._part("contact")
            self._add(contact, (RDF.type, VCARD.Organization), (VCARD.fn, name), (VCARD.hasEmail, mailbox))

    def _catalog(self) -> None:
        self._resource(self.iri, DCAT.Catalog)
        title = self.settings.title
        self._texts(self.iri, DCT.title, f"Catálogo de datos de {title}", f"{title} data catalogue")
        self._texts(self.iri, DCT.description, f"Los datos abiertos de {title}.", f"The open data of {title}.")
        self._add(self.iri, (DCAT.dataset, self.dataset), (DCAT.service, self.service))
        self._typed(self.iri, FOAF.homepage, URIRef(f"{self.site}/"), FOAF.Document)
        self._typed(self.iri, DCAT.themeTaxonomy, EU["data-theme"], SKOS.ConceptScheme)
        self._texts(EU["data-theme"], DCT.title, "Temas de datos de la UE", "EU data themes")
        self._typed(self.iri, DCT.spatial, EU["country/GTM"], DCT.Location)

    def _dataset(self) -> None:
        one = self.dataset
        self._resource(one, DCAT.Dataset)
        self._texts(one, DCT.title, f"{self.settings.title}: instituciones, mesas y acuerdos",
                    f"{self.settings.title}: institutions, roundtables and agreements")  # fmt: skip
        self._texts(one, DCT.description, ABOUT["es"], ABOUT["en"])
        self._add(one, (DCT.identifier, Literal(str(one))))
        self._add(
            one, *((DCAT.keyword, Literal(word, lang=lang)) for lang, words in KEYWORDS.items() for word in words)
        )
        self._typed(one, DCAT.theme, EU["data-theme/GOVE"], SKOS.Concept)
        self._texts(EU["data-theme/GOVE"], SKOS.prefLabel, "Gobierno y sector público", "Government and public sector")
        self._typed(one, DCT.spatial, EU["country/GTM"], DCT.Location)
        self._typed(one, DCT.accessRights, EU["access-right/PUBLIC"], DCT.RightsStatement)
        self._typed(one, DCT.accrualPeriodicity, EU["frequency/IRREG"], DCT.Frequency)
        self._typed(one, DCT.conformsTo, ONTOLOGY, DCT.Standard)
        self._typed(one, DCAT.landingPage, URIRef(f"{self.site}/datos"), FOAF.Document)
        self._period()

    def _period(self) -> None:
        """The days that the records and sessions cover, where any is known."""
        first, last = (self.manifest.get("counts", {}).get(name) for name in ("first", "last"))
        if first and last:
            days = ((DCAT.startDate, first), (DCAT.endDate, last))
            self._typed(self.dataset, DCT.temporal, self._part("period"), DCT.PeriodOfTime)
            self._add(self._part("period"), *((name, Literal(day, datatype=XSD.date)) for name, day in days))

    def _service(self) -> None:
        one, endpoint = self.service, URIRef(f"{self.site}/sparql")
        self._resource(one, DCAT.DataService)
        self._texts(one, DCT.title, "Servicio SPARQL", "SPARQL service")
        self._texts(one, DCT.description, "Consultas SPARQL 1.1 sobre todo el grafo.", "SPARQL 1.1 queries on it all.")
        self._add(one, (DCT.identifier, Literal(str(one))), (DCAT.endpointURL, endpoint))
        self._add(one, (DCAT.endpointDescription, endpoint), (DCAT.servesDataset, self.dataset))
        self._add(endpoint, (RDF.type, RDFS.Resource))
        self._typed(one, DCT.conformsTo, _SPARQL_PROTOCOL, DCT.Standard)
        self._typed(one, DCT.accessRights, EU["access-right/PUBLIC"], DCT.RightsStatement)
        self._typed(one, DCAT.theme, EU["data-theme/GOVE"], SKOS.Concept)

    def _distribution(self, file: Mapping[str, Any]) -> None:
        one, address = self._part(file["name"]), URIRef(f"{self.site}/dumps/{file['name']}")
        name, packed = NAMES[file["format"]], file["compression"]
        self._add(self.dataset, (DCAT.distribution, one))
        suffix = f" ({packed})" if packed else ""
        self._add(one, (RDF.type, DCAT.Distribution), (DCAT.accessURL, address), (DCAT.downloadURL, address))
        self._add(address, (RDF.type, RDFS.Resource))
        self._texts(one, DCT.title, f"Grafo completo en {name}{suffix}", f"Whole graph as {name}{suffix}")
        self._texts(one, DCT.description, f"Todos los datos en un archivo {name}{suffix}.",
                    f"All the data in one {name} file{suffix}.")  # fmt: skip
        self._typed(one, DCAT.mediaType, IANA[file["mediaType"]], DCT.MediaType)
        self._typed(one, DCT["format"], EU[f"file-type/{FILE_TYPES[file['format']]}"], DCT.MediaTypeOrExtent)
        if packed:
            self._typed(one, DCAT.compressFormat, IANA[f"application/{packed}"], DCT.MediaType)
        self._typed(one, DCT.license, self.licence, DCT.LicenseDocument)
        self._typed(one, DCT.conformsTo, ONTOLOGY, DCT.Standard)
        self._typed(one, DCATAP.availability, EU["planned-availability/STABLE"], SKOS.Concept)
        self._texts(EU["planned-availability/STABLE"], SKOS.prefLabel, "estable", "stable")
        self._add(one, (DCAT.byteSize, Literal(str(file["bytes"]), datatype=XSD.nonNegativeInteger)))
        self._checksum(one, file["sha256"])
        if self.modified:
            self._add(one, (DCT.modified, Literal(self.modified.isoformat(), datatype=XSD.dateTime)))

    def _checksum(self, distribution: URIRef, sha256: str) -> None:
        checksum = URIRef(f"{distribution}.sha256")
        self._typed(distribution, SPDX.checksum, checksum, SPDX.Checksum)
        self._typed(checksum, SPDX.algorithm, _SHA256, SPDX.ChecksumAlgorithm)
        self._add(checksum, (SPDX.checksumValue, Literal(sha256, datatype=XSD.hexBinary)))
