"""Findings of one record -> its named graph. Who and what is meant is asked of the Identity over all records."""

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD

from graph.extract.findings import Agreement, Body, Findings, Mesa, Person, Relation, Session
from graph.records.record import Record
from graph.resolve import Deal, Identity, Meeting
from graph.triples.statements import PLAIN, Statements
from graph.triples.summary import Seen
from graph.triples.words import KINDS, es
from ontology.terms import ENLACE, Iris, fold


class RecordGraph(Statements):
    """The named graph of one record."""

    def __init__(self, record: Record, findings: Findings, iris: Iris, identity: Identity):
        super().__init__(record, findings.sentences, iris)
        self.findings, self.identity = findings, identity
        self.seen: list[Seen] = []

    def fill(self) -> "RecordGraph":
        """All triples of the record; returns self."""
        self._record()
        for mention in self.findings.mentions:
            self._mention(self._body(mention.body), mention.start, mention.end, mention.confidence)
        for mesa in self.findings.mesas:
            self._mesa(mesa)
        for index, session in enumerate(self.findings.sessions):
            self._session(session, self.identity.meetings[self.record.name, index])
        for relation in self.findings.relations:
            self._relation(relation)
        for index, agreement in enumerate(self.findings.agreements):
            self._agreement(agreement, self.identity.deals[self.record.name, index])
        for person in self.findings.people:
            self._person(person)
        for norm in self.findings.norms:
            iri = self.iris.norm(norm.name)
            self._is(iri, ENLACE.Norm, norm.name)
            self.graph.add((self.iri, ENLACE.cites, iri))
        return self

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
        for post in self.identity.records.intersection(record.attached_to):
            add((self.iri, ENLACE.attachmentOf, self.iris.record(post)))
        if record.scanned:
            add((self.iri, ENLACE.scanned, Literal(True)))

    def _body(self, body: Body) -> URIRef:
        """The institution's IRI; a provisional one is described here, a registered one in the register's graph."""
        body = self.identity.body(body)
        iri = self.iris.institution(body.id or body.name)
        if body.id is None:
            self._is(iri, ENLACE.Institution, body.name)
            self.graph.add((iri, RDF.type, KINDS.get(body.kind, ENLACE.Organismo)))
            self.graph.add((iri, ENLACE.provisional, Literal(True)))
        return iri

    def _mesa_iri(self, name: str) -> URIRef:
        return self.iris.mesa(self.identity.mesa(name))

    def _mesa(self, mesa: Mesa) -> None:
        name = self.identity.mesa(mesa.name)
        iri = self.iris.mesa(name)
        self._is(iri, ENLACE.Mesa, name)
        if fold(mesa.name) != fold(name):
            self.graph.add((iri, SKOS.altLabel, es(mesa.name)))
        elif mesa.topic:  # a short form knows but part of its topic
            self._topic(iri, self.identity.topic(mesa.topic))
        if not mesa.spans:
            self.graph.add((self.iri, ENLACE.mentions, iri))
            return
        self._mention(iri, *mesa.spans[0], 1.0)
        parent = self._mesa_iri(mesa.parent) if mesa.parent else iri
        if parent != iri:
            self._state(iri, ENLACE.subMesaOf, parent, *mesa.spans[0], 0.95)

    def _topic(self, mesa: URIRef, name: str) -> None:
        """What a mesa, and so the record, is about."""
        topic = self.iris.topic(name)
        self._is(topic, ENLACE.Topic, name)
        self.graph.add((topic, RDF.type, SKOS.Concept))
        self.graph.add((topic, SKOS.prefLabel, es(name)))
        self.graph.add((mesa, ENLACE.topic, topic))
        self.graph.add((self.iri, ENLACE.topic, topic))

    def _session(self, session: Session, meeting: Meeting) -> None:
        """A session under what all records know of it; its values here are those that this record gives and hold."""
        mesa, iri, add = self.iris.mesa(meeting.mesa), self._meeting(meeting), self.graph.add
        self._is(iri, ENLACE.Session, session_name(meeting))
        add((self.iri, ENLACE.mentions, iri))
        self._state(iri, ENLACE.sessionOf, mesa, session.start, session.end, 1.0)
        if session.date and session.date == meeting.date:
            add((iri, ENLACE.date, Literal(session.date)))
        if session.ordinal and session.ordinal == meeting.ordinal:
            add((iri, ENLACE.ordinal, Literal(session.ordinal)))
        if session.place and fold(meeting.place or "") == fold(" ".join(session.place.split())):
            add((iri, ENLACE.place, es(str(meeting.place))))
        if session.host and self.identity.body(session.host) == meeting.host:
            add((iri, ENLACE.hostedBy, self._body(session.host)))

    def _meeting(self, meeting: Meeting) -> URIRef:
        return self.iris.session(meeting.mesa, *meeting.key)

    def _relation(self, relation: Relation) -> None:
        body, mesa = self._body(relation.subject), self._mesa_iri(relation.object)
        span = (relation.start, relation.end, relation.confidence)
        meeting = self.identity.meeting(self.record.name, self.identity.mesa(relation.object), relation.day)
        holds = True
        if relation.predicate == "leads":
            if self._state(mesa, ENLACE.ledBy, body, *span):
                self.graph.add((body, ENLACE.leads, mesa))
        elif relation.predicate == "hosts":
            host = self.identity.body(relation.subject)
            holds = meeting is None or host == meeting.host or host not in meeting.hosts
            if meeting:
                self._state(self._meeting(meeting), ENLACE.hostedBy, body, *span, plain=holds)
        else:
            self._state(body, ENLACE[relation.predicate], mesa, *span)
        if holds and self._sure(relation.confidence) >= PLAIN:
            day = relation.day or (meeting.date if meeting else None) or self.record.date
            self.seen.append(Seen(body, mesa, relation.predicate, day))

    def _agreement(self, agreement: Agreement, deal: Deal) -> None:
        iri, add = self.iris.agreement(deal.record, deal.text), self.graph.add
        span = (agreement.start, agreement.end, agreement.confidence)
        self._is(iri, ENLACE.Agreement, shorten(deal.text))
        add((iri, ENLACE.text, es(deal.text)))
        add((iri, ENLACE.kind, Literal(deal.kind)))
        if not deal.fulfilled:
            add((iri, ENLACE.status, ENLACE.Open))
        elif agreement.status == "fulfilled":
            add((iri, ENLACE.status, ENLACE.Fulfilled))
        if agreement.due and agreement.due == deal.due:
            form = XSD.date if len(agreement.due) == 10 else XSD.gYearMonth
            add((iri, ENLACE.dueDate, Literal(agreement.due, datatype=form)))
        self._mention(iri, *span)
        if agreement.mesa:
            mesa = self._mesa_iri(agreement.mesa)
            self._state(iri, ENLACE.agreementOf, mesa, *span)
            meeting = self.identity.meeting(self.record.name, self.identity.mesa(agreement.mesa), agreement.day)
            if meeting:
                add((iri, ENLACE.reachedIn, self._meeting(meeting)))
        for body in agreement.responsible:
            self._state(iri, ENLACE.responsible, self._body(body), *span)

    def _person(self, person: Person) -> None:
        body = self._body(person.body) if person.body else None
        known = self.identity.person(person)
        iri = self.iris.person(known.name, known.body)
        self._is(iri, ENLACE.Person, known.name)
        if person.position:
            self.graph.add((iri, ENLACE.position, es(person.position)))
        self._mention(iri, person.start, person.end, 0.9)
        if body:
            self._state(iri, ENLACE.represents, body, person.start, person.end, 0.9)


def session_name(meeting: Meeting) -> str:
    """What a session is called: «Sesión 3 de la Mesa de Agua (2024-05-02)»."""
    which = f"Sesión {meeting.ordinal}" if meeting.ordinal else "Sesión"
    when = f" ({meeting.date.isoformat()})" if meeting.date else ""
    name = meeting.mesa
    return f"{which} de la {name}{when}" if name.lower().startswith("mesa") else f"{which}: {name}{when}"


def shorten(text: str, size: int = 90) -> str:
    """`text` cut at a word so that it has at most `size` characters, with … where something was cut."""
    return text if len(text) <= size else text[: size - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
