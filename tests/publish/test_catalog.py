"""The catalogue and VoID: complete, true to the manifest, the same bytes each time."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import VOID

from graph.publish.catalog import catalog
from graph.publish.descriptions import void
from graph.publish.rdf import serialised
from graph.publish.vocabularies import DCAT, DCATAP, EU, IANA, SPDX, VCARD
from graph.settings import Settings
from ontology.terms import DCT, ENLACE, FOAF, RDF, XSD

SITE = "https://enlace.example.gt"


def file(name: str, form: str, media_type: str, compression: str | None, size: int) -> dict[str, Any]:
    """A row of a manifest; its checksum is made up from its size."""
    row = {"name": name, "format": form, "mediaType": media_type, "compression": compression}
    return row | {"bytes": size, "sha256": f"{size:064x}"}


FILES = [
    file("enlace.ttl", "turtle", "text/turtle", None, 10),
    file("enlace.ttl.gz", "turtle", "text/turtle", "gzip", 5),
    file("enlace.nq", "nquads", "application/n-quads", None, 20),
]
MANIFEST: dict[str, Any] = {
    "counts": {
        "quads": 9,
        "triples": 7,
        "subjects": 3,
        "classes": {str(ENLACE.Mesa): 2},
        "properties": {str(ENLACE.ledBy): 4, "http://example.org/p": 3},
        "first": "2022-04-26",
        "last": "2024-09-11",
    },
    "files": FILES,
}
SETTINGS = Settings(
    publisher="Gobierno de prueba", publisher_url="https://example.gt/", contact_email="datos@example.gt"
)
WHEN = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
CATALOG = catalog(MANIFEST, SETTINGS, SITE + "/", WHEN)
DATASET = CATALOG.value(predicate=RDF.type, object=DCAT.Dataset)
RECOMMENDED = {
    DCAT.Catalog: (DCT.title, DCT.description, DCT.publisher, DCT.license, DCT.language, DCT.modified, FOAF.homepage,
                   DCAT.dataset, DCAT.service, DCAT.themeTaxonomy, DCT.spatial),
    DCAT.Dataset: (DCT.title, DCT.description, DCT.publisher, DCT.identifier, DCT.language, DCT.modified, DCT.spatial,
                   DCT.temporal, DCT.accessRights, DCT.conformsTo, DCT.accrualPeriodicity, DCAT.contactPoint,
                   DCAT.keyword, DCAT.theme, DCAT.landingPage, DCAT.distribution),
    DCAT.Distribution: (DCT.title, DCT.description, DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCT["format"],
                        DCAT.byteSize, SPDX.checksum, DCT.license, DCT.conformsTo, DCATAP.availability),
    DCAT.DataService: (DCT.title, DCT.description, DCT.identifier, DCAT.endpointURL, DCAT.endpointDescription,
                       DCAT.servesDataset, DCT.license, DCT.accessRights, DCT.conformsTo, DCT.publisher),
}  # fmt: skip


@pytest.mark.parametrize("kind", RECOMMENDED)
def test_everything_of_a_kind_has_what_dcat_ap_asks_or_recommends(kind: URIRef) -> None:
    things = list(CATALOG.subjects(RDF.type, kind))
    assert things
    for thing in things:
        missing = [predicate for predicate in RECOMMENDED[kind] if (thing, predicate, None) not in CATALOG]
        assert missing == [], thing


def test_titles_are_in_spanish_and_english() -> None:
    for kind in RECOMMENDED:
        for thing in CATALOG.subjects(RDF.type, kind):
            titles = [title for title in CATALOG.objects(thing, DCT.title) if isinstance(title, Literal)]
            assert sorted(title.language or "" for title in titles) == ["en", "es"]


def test_there_is_one_distribution_for_each_file_of_the_manifest() -> None:
    assert len(list(CATALOG.objects(DATASET, DCAT.distribution))) == len(FILES)
    for row in FILES:
        (one,) = CATALOG.subjects(DCAT.downloadURL, URIRef(f"{SITE}/dumps/{row['name']}"))
        checksum = CATALOG.value(one, SPDX.checksum)
        assert (DATASET, DCAT.distribution, one) in CATALOG
        assert CATALOG.value(one, DCAT.mediaType) == IANA[str(row["mediaType"])]
        assert CATALOG.value(one, DCAT.byteSize) == Literal(row["bytes"], datatype=XSD.nonNegativeInteger)
        assert str(CATALOG.value(checksum, SPDX.checksumValue)).lower() == row["sha256"]
        assert CATALOG.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        packed = IANA["application/gzip"] if row["compression"] else None
        assert CATALOG.value(one, DCAT.compressFormat) == packed
        assert CATALOG.value(one, DCT.license) == URIRef(SETTINGS.licence)


def test_publisher_and_contact_come_from_the_settings() -> None:
    publisher = URIRef("https://example.gt/")
    assert set(CATALOG.objects(None, DCT.publisher)) == {publisher}
    assert str(CATALOG.value(publisher, FOAF.name)) == "Gobierno de prueba"
    contact = CATALOG.value(DATASET, DCAT.contactPoint)
    assert CATALOG.value(contact, VCARD.hasEmail) == URIRef("mailto:datos@example.gt")


def test_without_a_mailbox_there_is_no_contact_point() -> None:
    assert not list(catalog(MANIFEST, Settings(), SITE).objects(None, DCAT.contactPoint))


def test_place_period_theme_and_service_are_said() -> None:
    assert CATALOG.value(DATASET, DCT.spatial) == EU["country/GTM"]
    assert CATALOG.value(DATASET, DCAT.theme) == EU["data-theme/GOVE"]
    period = CATALOG.value(DATASET, DCT.temporal)
    assert str(CATALOG.value(period, DCAT.startDate)) == "2022-04-26"
    assert str(CATALOG.value(period, DCAT.endDate)) == "2024-09-11"
    service = CATALOG.value(predicate=DCAT.servesDataset, object=DATASET)
    assert CATALOG.value(service, DCAT.endpointURL) == URIRef(f"{SITE}/sparql")


def test_a_graph_without_dates_has_no_period() -> None:
    graph = catalog({"counts": {"first": None, "last": None}, "files": []}, SETTINGS, SITE)
    assert not list(graph.objects(None, DCT.temporal))
    assert not list(graph.subjects(RDF.type, DCAT.Distribution))


def test_every_node_has_an_address_and_every_dataset_a_stable_identifier() -> None:
    assert not [term for triple in CATALOG for term in triple if isinstance(term, BNode)]
    assert str(CATALOG.value(DATASET, DCT.identifier)) == str(DATASET) == f"{SITE}/catalog#dataset"
    assert catalog(MANIFEST, SETTINGS, SITE).value(predicate=RDF.type, object=DCAT.Dataset) == DATASET


def test_void_tells_the_counts_of_the_manifest() -> None:
    graph = void(MANIFEST, SETTINGS, SITE)
    dataset = graph.value(predicate=RDF.type, object=VOID.Dataset)
    assert graph.value(dataset, VOID.triples) == Literal(7)
    assert graph.value(dataset, VOID.distinctSubjects) == Literal(3)
    assert graph.value(dataset, VOID.properties) == Literal(2)
    mesas = graph.value(predicate=VOID["class"], object=ENLACE.Mesa)
    assert (dataset, VOID.classPartition, mesas) in graph
    assert graph.value(mesas, VOID.entities) == Literal(2)
    told = {
        str(graph.value(one, VOID.property)): graph.value(one, VOID.triples)
        for one in graph.objects(dataset, VOID.propertyPartition)
    }
    assert told == {str(ENLACE.ledBy): Literal(4), "http://example.org/p": Literal(3)}
    assert len(list(graph.objects(dataset, VOID.dataDump))) == 3
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml"), ("ntriples", "nt")]
)
def test_every_format_reads_back_as_the_same_graph(form: str, name: str) -> None:
    for graph in (CATALOG, void(MANIFEST, SETTINGS, SITE)):
        assert isomorphic(Graph().parse(data=serialised(graph, form), format=name), graph)


def test_a_format_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="excel"):
        serialised(CATALOG, "excel")


def test_two_processes_serialise_the_same_bytes() -> None:
    code = (
        "import sys; from datetime import *; from tests_catalog import CATALOG, serialised\n"
        "for form in ('turtle', 'jsonld', 'rdfxml', 'ntriples'): sys.stdout.buffer.write(serialised(CATALOG, form))"
    ).replace("tests_catalog", Path(__file__).stem)
    root = Path(__file__).resolve().parents[2]
    outputs = []
    for seed in ("1", "2"):
        path = os.pathsep.join((str(root), str(Path(__file__).parent)))
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
        outputs.append(
            subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True).stdout
        )
    assert outputs[0] == outputs[1] != b""
