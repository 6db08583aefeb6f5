"""Findings of one record -> its named graph, with an Evidence node beside every statement.

Below `PLAIN` confidence a statement stays Evidence only: it can be reviewed, but the plain triple is not asserted.
Sources: PROV-O (prov:wasDerivedFrom, by enlace:assertedBy), RDF 1.1 reification vocabulary (rdf:Statement).
"""

from collections.abc import Mapping
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD

from graph.extract.findings import Agreement, Body, Findings, Mesa, Person, Relation, Session
from graph.records.record import Record
from graph.resolve import canonical
from graph.triples.summary import Seen
from graph.triples.words import KINDS, es
from ontology.terms import ENLACE, Iris, fold

PLAIN = 0.5
LONGEST_QUOTE = 800  # characters; in a longer sentence the words themselves are the quote


class RecordGraph:
    """The named graph of one record, filled statement by statement."""

    def __init__(self, record: Record, findings: Findings, iris: Iris, names: Mapping[str, str]):
        self.record, self.findings, self.iris, self.names = record, findings, iris, names
        self.graph = Graph()
        self.iri = iris.record(record.name)
        self.seen: list[Seen] = []
        self.sessions: dict[str, tuple[URIRef, Session]] = {}

    def fill(self) -> "RecordGraph":
        """All triples of the record; returns self."""
        self._record()
        for mention in self.findings.mentions:
            self._mention(self._body(mention.body), mention.start, mention.end, mention.confidence)
        for mesa in self.findings.mesas:
            self._mesa(mesa)
        for session in self.findings.sessions:
            self._session(session)
        for relation in self.findings.relations:
            self._relation(relation)
        for agreement in self.findings.agreements:
            self._agreement(agreement)
        for person in self.findings.people:
            self._person(person)
        for norm in self.findings.norms:
            iri = self.iris.norm(norm.name)
            self._is(iri, ENLACE.Norm, norm.name)
            self.graph.add((self.iri, ENLACE.cites, iri))
        return self

    def _is(self, iri: URIRef, kind: URIRef, label: str) -> None:
        """Type and Spanish label of a thing."""
        self.graph.add((iri, RDF.type, kind))
        self.graph.add((iri, RDFS.label, es(label)))

    def _record(self) -> None:
        record, add = self.record, self.graph.add
        self._is(self.iri, ENLACE.Record, record.title)
        add((self.iri, ENLACE.kind, Literal(record.kind)))
        add((self.iri, ENLACE.text, es(record.text)))
        add((self.iri, ENLACE.file, Literal(record.name)))
        if record.date:
            add((self.iri, ENLACE.date, Literal(record.date)))
        for address in record.documents:
            add((self.iri, ENLACE.document, Literal(address, datatype=XSD.anyURI)))
        if record.source:
            add((self.iri, DCTERMS.source, Literal(record.source, datatype=XSD.anyURI)))

    def _body(self, body: Body) -> URIRef:
        """The institution's IRI; a provisional one is described here, a registered one in the register's graph."""
        iri = self.iris.institution(body.id or body.name)
        if body.id is None:
            self._is(iri, ENLACE.Institution, body.name)
            self.graph.add((iri, RDF.type, KINDS.get(body.kind, ENLACE.Organismo)))
            self.graph.add((iri, ENLACE.provisional, Literal(True)))
        return iri

    def _mention(self, iri: URIRef, start: int, end: int, confidence: float) -> None:
        """The record mentions a thing; its first mention is the evidence."""
        if (self.iri, ENLACE.mentions, iri) not in self.graph:
            self._evidence(self.iri, ENLACE.mentions, iri, start, end, confidence)

    def _mesa_iri(self, name: str) -> URIRef:
        return self.iris.mesa(canonical(name, self.names))

    def _mesa(self, mesa: Mesa) -> None:
        name = canonical(mesa.name, self.names)
        iri = self.iris.mesa(name)
        self._is(iri, ENLACE.Mesa, name)
        if fold(mesa.name) != fold(name):
            self.graph.add((iri, SKOS.altLabel, es(mesa.name)))
        elif mesa.topic:  # a short form knows but part of its topic
            self._topic(iri, mesa.topic)
        if not mesa.spans:
            self.graph.add((self.iri, ENLACE.mentions, iri))
            return
        self._mention(iri, *mesa.spans[0], 1.0)
        if mesa.parent:
            self._state(iri, ENLACE.subMesaOf, self._mesa_iri(mesa.parent), *mesa.spans[0], 0.95)

    def _topic(self, mesa: URIRef, name: str) -> None:
        """What a mesa, and so the record, is about."""
        topic = self.iris.topic(name)
        self._is(topic, ENLACE.Topic, name)
        self.graph.add((topic, RDF.type, SKOS.Concept))
        self.graph.add((topic, SKOS.prefLabel, es(name)))
        self.graph.add((mesa, ENLACE.topic, topic))
        self.graph.add((self.iri, ENLACE.topic, topic))

    def _session(self, session: Session) -> None:
        mesa, add = self._mesa_iri(session.mesa), self.graph.add
        name = canonical(session.mesa, self.names)
        iri = self.iris.session(name, session.date, session.ordinal, self.record.name)
        which = f"Sesión {session.ordinal}" if session.ordinal else "Sesión"
        when = f" ({session.date.isoformat()})" if session.date else ""
        self._is(
            iri,
            ENLACE.Session,
            f"{which} de la {name}{when}" if name.lower().startswith("mesa") else f"{which}: {name}{when}",
        )
        add((self.iri, ENLACE.mentions, iri))
        self._state(iri, ENLACE.sessionOf, mesa, session.start, session.end, 1.0)
        if session.date:
            add((iri, ENLACE.date, Literal(session.date)))
        if session.ordinal:
            add((iri, ENLACE.ordinal, Literal(session.ordinal)))
        if session.place:
            add((iri, ENLACE.place, es(" ".join(session.place.split()))))
        if session.host:
            add((iri, ENLACE.hostedBy, self._body(session.host)))
        self.sessions.setdefault(str(mesa), (iri, session))

    def _relation(self, relation: Relation) -> None:
        body, mesa = self._body(relation.subject), self._mesa_iri(relation.object)
        span = (relation.start, relation.end, relation.confidence)
        meeting = self.sessions.get(str(mesa))
        if relation.predicate == "leads":
            if self._state(mesa, ENLACE.ledBy, body, *span):
                self.graph.add((body, ENLACE.leads, mesa))
        elif relation.predicate == "hosts":
            if meeting:
                self._state(meeting[0], ENLACE.hostedBy, body, *span)
        else:
            self._state(body, ENLACE[relation.predicate], mesa, *span)
        if relation.confidence >= PLAIN:
            day = (meeting[1].date if meeting else None) or self.record.date
            self.seen.append(Seen(body, mesa, relation.predicate, day))

    def _agreement(self, agreement: Agreement) -> None:
        text = " ".join(self.record.text[agreement.start : agreement.end].split())
        iri, add = self.iris.agreement(self.record.name, text), self.graph.add
        span = (agreement.start, agreement.end, agreement.confidence)
        self._is(iri, ENLACE.Agreement, shorten(text))
        add((iri, ENLACE.text, es(text)))
        add((iri, ENLACE.kind, Literal(agreement.kind)))
        add((iri, ENLACE.status, ENLACE.Open))
        if agreement.due:
            form = XSD.date if len(agreement.due) == 10 else XSD.gYearMonth
            add((iri, ENLACE.dueDate, Literal(agreement.due, datatype=form)))
        self._mention(iri, *span)
        if agreement.mesa:
            mesa = self._mesa_iri(agreement.mesa)
            self._state(iri, ENLACE.agreementOf, mesa, *span)
            if str(mesa) in self.sessions:
                add((iri, ENLACE.reachedIn, self.sessions[str(mesa)][0]))
        for body in agreement.responsible:
            self._state(iri, ENLACE.responsible, self._body(body), *span)

    def _person(self, person: Person) -> None:
        body = self._body(person.body) if person.body else None
        iri = self.iris.person(person.name, (person.body.id or person.body.name) if person.body else None)
        self._is(iri, ENLACE.Person, person.name)
        if person.position:
            self.graph.add((iri, ENLACE.position, es(person.position)))
        self._mention(iri, person.start, person.end, 0.9)
        if body:
            self._state(iri, ENLACE.represents, body, person.start, person.end, 0.9)

    def _state(self, subject: URIRef, predicate: URIRef, object_: URIRef, start: int, end: int, sure: float) -> bool:
        """State what a sentence says; the evidence is the whole sentence. Returns whether it is sure enough."""
        return self._evidence(subject, predicate, object_, *self._sentence(start, end), sure)

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """The span, widened to the sentences it touches: words cut out of theirs prove nothing to a reader."""
        touched = [span for span in self.findings.sentences if span[0] < end and start < span[1]]
        wide = (min([start, *(span[0] for span in touched)]), max([end, *(span[1] for span in touched)]))
        return wide if wide[1] - wide[0] <= LONGEST_QUOTE else (start, end)

    def _evidence(self, subject: URIRef, predicate: URIRef, object_: URIRef, start: int, end: int, sure: float) -> bool:
        """Write the Evidence of a statement and, if it is sure enough, the plain triple. Returns whether it is."""
        if sure >= PLAIN:
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


def shorten(text: str, size: int = 90) -> str:
    """`text` cut at a word so that it has at most `size` characters, with … where something was cut."""
    return text if len(text) <= size else text[: size - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
