"""The door through which a record's graph is written: plain statements, and an Evidence node beside each.

Below `PLAIN` confidence a statement stays Evidence only: it can be reviewed, but the plain triple is not asserted.
Sources: PROV-O (prov:wasDerivedFrom, by enlace:assertedBy), RDF 1.1 reification vocabulary (rdf:Statement).
"""

from collections.abc import Sequence
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS

from graph.records.record import Record
from graph.triples.words import es
from ontology.terms import ENLACE, Iris

PLAIN = 0.5
SCANNED = 0.9  # what the confidence of a statement is worth where the text was read from pictures of pages
LONGEST_QUOTE = 800  # characters; in a longer sentence the words themselves are the quote


class Statements:
    """A named graph that is filled statement by statement. sentences: (start, end) in the record's text."""

    def __init__(self, record: Record, sentences: Sequence[tuple[int, int]], iris: Iris):
        self.record, self.sentences, self.iris = record, sentences, iris
        self.graph = Graph()
        self.iri = iris.record(record.name)

    def _is(self, iri: URIRef, kind: URIRef, label: str) -> None:
        """Type and Spanish label of a thing."""
        self.graph.add((iri, RDF.type, kind))
        self.graph.add((iri, RDFS.label, es(label)))

    def _mention(self, iri: URIRef, start: int, end: int, confidence: float) -> None:
        """The record mentions a thing; its first mention is the evidence."""
        if (self.iri, ENLACE.mentions, iri) not in self.graph:
            self._evidence(self.iri, ENLACE.mentions, iri, start, end, confidence)

    def _state(
        self, subject: URIRef, predicate: URIRef, object_: URIRef, start: int, end: int, sure: float, plain: bool = True
    ) -> bool:
        """State what a sentence says; the evidence is the whole sentence. plain: whether it holds, or is outvoted.
        Returns whether it is sure enough."""
        return self._evidence(subject, predicate, object_, *self._sentence(start, end), sure, plain)

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """The span, widened to the sentences it touches: words cut out of theirs prove nothing to a reader."""
        touched = [span for span in self.sentences if span[0] < end and start < span[1]]
        wide = (min([start, *(span[0] for span in touched)]), max([end, *(span[1] for span in touched)]))
        return wide if wide[1] - wide[0] <= LONGEST_QUOTE else (start, end)

    def _sure(self, confidence: float) -> float:
        """How sure a reading is in this record."""
        return round(confidence * SCANNED, 2) if self.record.scanned else confidence

    def _evidence(
        self, subject: URIRef, predicate: URIRef, object_: URIRef, start: int, end: int, sure: float, plain: bool = True
    ) -> bool:
        """Write the Evidence of a statement and, if it is sure enough, the plain triple. Returns whether it is."""
        sure = self._sure(sure)
        if plain and sure >= PLAIN:
            self.graph.add((subject, predicate, object_))
        iri, add = self.iris.evidence(self.record.name, subject, predicate, object_, start, end), self.graph.add
        if (iri, RDF.type, ENLACE.Evidence) in self.graph:
            return sure >= PLAIN  # the sentence says it twice
        add((iri, RDF.type, ENLACE.Evidence))
        add((iri, RDF.type, RDF.Statement))
        add((iri, RDF.subject, subject))
        add((iri, RDF.predicate, predicate))
        add((iri, RDF.object, object_))
        add((iri, ENLACE.quote, es(self.record.text[start:end])))
        add((iri, ENLACE.start, Literal(start)))
        add((iri, ENLACE.end, Literal(end)))
        add((iri, ENLACE.confidence, Literal(Decimal(f"{sure:.2f}"))))
        add((iri, ENLACE.assertedBy, self.iri))
        return sure >= PLAIN
