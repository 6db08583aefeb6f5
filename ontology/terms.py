"""The words of the vocabulary and the only place where IRIs are made.

`ENLACE.participatesIn` is the IRI of a term; a word that `enlace.ttl` does not define is an AttributeError. `Iris`
mints the IRIs of the data: `{base}id/<type>/<slug>`. Slugs never hold `--`, which therefore joins the parts of
compound ones.
"""

# ruff: noqa: N815  (the terms are spelled as in the vocabulary)

import re
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812  (the parameter of `session` is called date)
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS as DCT
from rdflib.namespace import FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, VOID, XSD, DefinedNamespace

from ontology.borrowed import CV, ELI, ICAL, OA, SCHEMA
from ontology.slugs import SLUG_LENGTH, digest, fold, slug, slug_of_path

__all__ = [
    "DCT", "ELI", "CV", "ENLACE", "FOAF", "ICAL", "OA", "ORG", "OWL", "PREFIXES", "PROV", "RDF", "RDFS", "SCHEMA",
    "SKOS", "SLUG_LENGTH", "TYPES", "XSD", "Iris", "compact", "expand", "fold", "read_ontology",
    "slug",
]  # fmt: skip

TYPES = (
    "institution", "mesa", "session", "agreement", "record", "person", "topic", "norm", "evidence", "participation",
    "decision",
)  # fmt: skip
GRAPHS = ("register", "ontology", "curated", "summary", "description")


def read_ontology() -> Graph:
    """The vocabulary (`enlace.ttl`) as a graph, read anew: the caller may add to it."""
    return Graph().parse(Path(__file__).with_name("enlace.ttl"), format="turtle")


class ENLACE(DefinedNamespace):
    """The vocabulary of Enlace; the same terms as `enlace.ttl`, which a test compares with this list."""

    _NS = Namespace("https://w3id.org/enlace/ontology#")
    _fail = True

    # kinds of things
    Institution: URIRef
    Ministerio: URIRef
    Secretaria: URIRef
    Superintendencia: URIRef
    Comision: URIRef
    Comite: URIRef
    Consejo: URIRef
    Instituto: URIRef
    Procuraduria: URIRef
    Oficina: URIRef
    Direccion: URIRef
    Autoridad: URIRef
    Organismo: URIRef
    Municipalidad: URIRef
    Universidad: URIRef
    EmpresaPublica: URIRef
    CivilSociety: URIRef
    PrivateSector: URIRef
    InternationalBody: URIRef
    Mesa: URIRef
    Session: URIRef
    Agreement: URIRef
    AgreementStatus: URIRef
    Participation: URIRef
    Record: URIRef
    Person: URIRef
    Topic: URIRef
    Norm: URIRef
    Evidence: URIRef
    Decision: URIRef
    # individuals: roles of a participation, states of an agreement
    Leader: URIRef
    Participant: URIRef
    Supporter: URIRef
    Invited: URIRef
    Convener: URIRef
    Host: URIRef
    Open: URIRef
    Fulfilled: URIRef
    # institutions and mesas
    participatesIn: URIRef
    ledBy: URIRef
    leads: URIRef
    supports: URIRef
    invitedTo: URIRef
    convenes: URIRef
    subMesaOf: URIRef
    acronym: URIRef
    parent: URIRef
    website: URIRef
    validFrom: URIRef
    validTo: URIRef
    provisional: URIRef
    # participations
    member: URIRef
    organization: URIRef
    role: URIRef
    firstSeen: URIRef
    lastSeen: URIRef
    # sessions and agreements
    sessionOf: URIRef
    hostedBy: URIRef
    date: URIRef
    place: URIRef
    ordinal: URIRef
    agreementOf: URIRef
    reachedIn: URIRef
    responsible: URIRef
    dueDate: URIRef
    status: URIRef
    # records and people
    text: URIRef
    kind: URIRef
    file: URIRef
    document: URIRef
    attachmentOf: URIRef
    scanned: URIRef
    mentions: URIRef
    topic: URIRef
    cites: URIRef
    represents: URIRef
    position: URIRef
    # evidence
    quote: URIRef
    start: URIRef
    end: URIRef
    confidence: URIRef
    assertedBy: URIRef
    deniedBy: URIRef
    # decisions of people
    decision: URIRef
    reason: URIRef
    within: URIRef


PREFIXES: Mapping[str, str] = {
    "cv": str(CV), "dct": str(DCT), "eli": str(ELI), "enlace": str(ENLACE), "foaf": str(FOAF), "ical": str(ICAL),
    "oa": str(OA), "org": str(ORG), "owl": str(OWL), "prov": str(PROV), "rdf": str(RDF), "rdfs": str(RDFS),
    "schema": str(SCHEMA), "sh": str(SH), "skos": str(SKOS), "void": str(VOID), "void-ext": "http://ldf.fi/void-ext#",
    "wd": "http://www.wikidata.org/entity/", "xsd": str(XSD),
}  # fmt: skip

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_ENTITY = re.compile(r"[a-z0-9_]+(?:--?[a-z0-9_]+)*")


def compact(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """`iri` as `prefix:local` by the longest namespace that fits, else as `<iri>`: both valid in Turtle and SPARQL."""
    fitting = [
        (len(space), prefix)
        for prefix, space in prefixes.items()
        if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space))
    ]
    if not fitting:
        return f"<{iri}>"
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def expand(name: str, prefixes: Mapping[str, str] = PREFIXES) -> URIRef:
    """The IRI of `prefix:local` or `<iri>`: the inverse of `compact`. Raises ValueError for an unknown prefix."""
    if name.startswith("<") and name.endswith(">"):
        return URIRef(name[1:-1])
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in prefixes:
        raise ValueError(f"«{name}»: el prefijo no se conoce; use <IRI> o uno de {', '.join(sorted(prefixes))}")
    return URIRef(prefixes[prefix] + local)


class Iris:
    """Mints and reads the IRIs of the data below one base."""

    def __init__(self, base: str):
        """base: absolute IRI that ends in `/` or `#`. `space` is what every IRI of the data begins with."""
        self.base, self.space = base, f"{base}id/"
        self.prefixes: Mapping[str, str] = {**PREFIXES, **{kind: f"{self.space}{kind}/" for kind in TYPES}}

    def entity(self, kind: str, slug: str) -> URIRef:
        """The IRI of a slug that is known, as in a page's address. Raises ValueError for what cannot be one."""
        if kind not in TYPES or not _ENTITY.fullmatch(slug):
            raise ValueError(f"«{kind}/{slug}» no es una dirección de los datos")
        return self._mint(kind, slug)

    def parse(self, iri: str) -> tuple[str, str]:
        """(type, slug) of an IRI minted below this base. Raises ValueError for any other."""
        kind, _, slug = iri.removeprefix(self.space).partition("/")
        if not iri.startswith(self.space) or kind not in TYPES or not _ENTITY.fullmatch(slug):
            raise ValueError(f"«{iri}» no está debajo de {self.space}")
        return kind, slug

    def compact(self, iri: str) -> str:
        """As the function `compact`, with a prefix for each type of data besides (`mesa:innovadores-publicos`)."""
        return compact(iri, self.prefixes)

    def expand(self, name: str) -> URIRef:
        """The inverse of `compact`."""
        return expand(name, self.prefixes)

    def graph(self, kind: str) -> URIRef:
        """The named graph that is not a record's: register, ontology, curated, summary or description."""
        if kind not in GRAPHS:
            raise ValueError(f"«{kind}» no es uno de los grafos {', '.join(GRAPHS)}")
        return URIRef(f"{self.base}graph/{kind}")

    def described(self, *parts: str) -> URIRef:
        """A node of the graph that describes the others: a count of a class or property, a prefix, a stored question.

        parts: words, or IRIs of terms, which stand as `prefix:local`, or as a digest where no prefix is known.
        """
        return URIRef("/".join((self.graph("description"), *map(self._word, parts))))

    @staticmethod
    def _word(part: str) -> str:
        name = compact(part) if ":" in part else part
        return digest(part, 16) if name.startswith("<") else name

    def institution(self, id_or_name: str) -> URIRef:
        """An institution, by its id in the register, or by its name where it is provisional."""
        return self._mint("institution", slug(id_or_name))

    def mesa(self, name: str) -> URIRef:
        """A mesa, by its fullest name; case, accents and punctuation make no other mesa."""
        return self._mint("mesa", slug(name))

    def topic(self, name: str) -> URIRef:
        """A topic, by its name."""
        return self._mint("topic", slug(name))

    def norm(self, name: str) -> URIRef:
        """A norm, by its canonical name («Decreto 5-2021»)."""
        return self._mint("norm", slug(name))

    def person(self, name: str, body: str | None) -> URIRef:
        """A person; body: id, slug or name of the body that they act for, which tells two people of one name
        apart."""
        return self._mint("person", slug(name), *([slug(body)] if body else []))

    def record(self, name: str) -> URIRef:
        """A record, by its path below the folder that was given (`slug_of_path`: no two paths share an IRI)."""
        return self._mint("record", slug_of_path(name))

    def session(self, mesa_name: str, date: Date | None, ordinal: int | None, record_name: str) -> URIRef:
        """A session: known by its mesa and day, so that several records tell of one session; without a day, by its
        ordinal («2.ª sesión»); without either, by the record that tells of it."""
        known = date.isoformat() if date else f"sesion-{ordinal}" if ordinal is not None else None
        return self._mint("session", slug(mesa_name), known or f"en-{digest(record_name)}")

    def agreement(self, record_name: str, quote: str) -> URIRef:
        """An agreement, by the record and the exact words that state it."""
        return self._mint("agreement", slug_of_path(record_name), digest(quote))

    def participation(self, inst: str, mesa: str, role: str) -> URIRef:
        """One body's participation in one mesa in one role; all three are IRIs. Raises ValueError if they are not."""
        local = slug(str(role).removeprefix(str(ENLACE)))
        return self._mint("participation", self.parse(inst)[1], self.parse(mesa)[1], local)

    def evidence(self, record_name: str, subject: str, predicate: str, object: str, start: int, end: int) -> URIRef:
        """The evidence of one statement at one place of one record."""
        statement = "\n".join((subject, predicate, object, str(start), str(end)))
        return self._mint("evidence", slug_of_path(record_name), digest(statement, 16))

    def decision(self, *parts: str) -> URIRef:
        """A decision of a person, by all that it says (what, who, when, why), wherever its line stands."""
        return self._mint("decision", digest("\n".join(parts), 16))

    def _mint(self, kind: str, *parts: str) -> URIRef:
        return URIRef(f"{self.space}{kind}/{'--'.join(parts)}")
