"""The institutions: which there are, of which kind, with how many links, and all that is known of one."""

from dataclasses import dataclass

from graph.questions.participation import Participation, of_institution
from graph.questions.shape import PREFIXES, Engine, Ref, first_by_iri, order, sort_key
from graph.store.engine import IRI

LIST = (
    PREFIXES
    + """
SELECT ?iri ?label ?acronym ?kind ?provisional WHERE {
  ?iri a enlace:Institution ; rdfs:label ?label .
  OPTIONAL { ?iri enlace:acronym ?acronym }
  OPTIONAL { ?iri a ?kind . FILTER(?kind != enlace:Institution) }
  OPTIONAL { ?iri enlace:provisional ?provisional }
}"""
)
SEATS = (
    PREFIXES
    + """
SELECT ?iri (COUNT(DISTINCT ?mesa) AS ?number) WHERE {
  ?participation enlace:member ?iri ; enlace:organization ?mesa
} GROUP BY ?iri"""
)
OWED = PREFIXES + "SELECT ?iri (COUNT(DISTINCT ?one) AS ?number) WHERE { ?one enlace:responsible ?iri } GROUP BY ?iri"
ABOUT = (
    PREFIXES
    + """
SELECT ?label ?acronym ?kind ?provisional ?website ?same ?from ?to ?parent ?parentLabel ?parentAcronym WHERE {
  ?institution a enlace:Institution ; rdfs:label ?label .
  OPTIONAL { ?institution enlace:acronym ?acronym }
  OPTIONAL { ?institution a ?kind . FILTER(?kind != enlace:Institution) }
  OPTIONAL { ?institution enlace:provisional ?provisional }
  OPTIONAL { ?institution enlace:website ?website }
  OPTIONAL { ?institution owl:sameAs ?same . FILTER(STRSTARTS(STR(?same), "http://www.wikidata.org/")) }
  OPTIONAL { ?institution enlace:validFrom ?from } OPTIONAL { ?institution enlace:validTo ?to }
  OPTIONAL { ?institution enlace:parent ?parent . ?parent rdfs:label ?parentLabel
             OPTIONAL { ?parent enlace:acronym ?parentAcronym } }
}"""
)
NAMES = PREFIXES + "SELECT DISTINCT ?name WHERE { ?institution skos:altLabel ?name }"
CHILDREN = (
    PREFIXES
    + """
SELECT DISTINCT ?iri ?label ?acronym WHERE {
  ?iri enlace:parent ?institution ; rdfs:label ?label . OPTIONAL { ?iri enlace:acronym ?acronym }
}"""
)
PEOPLE = (
    PREFIXES
    + """
SELECT ?iri ?label ?position WHERE {
  ?iri enlace:represents ?institution ; rdfs:label ?label . OPTIONAL { ?iri enlace:position ?position }
}"""
)
COMPANY = (
    PREFIXES
    + """
SELECT ?iri ?label ?acronym (COUNT(DISTINCT ?mesa) AS ?number) WHERE {
  ?ours enlace:member ?institution ; enlace:organization ?mesa .
  ?theirs enlace:organization ?mesa ; enlace:member ?iri .
  ?iri rdfs:label ?label . FILTER(?iri != ?institution)
  OPTIONAL { ?iri enlace:acronym ?acronym }
} GROUP BY ?iri ?label ?acronym"""
)


@dataclass(frozen=True, slots=True)
class InstitutionLine:
    """An institution as lists show it. kind: local name of its class; mesas, agreements: how many it has to do with;
    provisional: named by a record, not (yet) in the register."""

    iri: str
    label: str
    acronym: str | None
    kind: str
    provisional: bool
    mesas: int
    agreements: int

    @property
    def linked(self) -> bool:
        """Whether any record ties it to a mesa or an agreement."""
        return self.mesas + self.agreements > 0


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who acts for an institution."""

    iri: str
    label: str
    position: str | None


@dataclass(frozen=True, slots=True)
class Company:
    """Another institution at the same tables: mesas is how many they share."""

    ref: Ref
    mesas: int


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution as its page shows it; its agreements, records and evidence are questions of their own."""

    iri: str
    label: str
    acronym: str | None
    kind: str
    provisional: bool
    names: tuple[str, ...]
    website: str | None
    same_as: str | None
    valid_from: str | None
    valid_to: str | None
    parent: Ref | None
    children: tuple[Ref, ...]
    people: tuple[Person, ...]
    company: tuple[Company, ...]
    participations: tuple[Participation, ...]

    def in_role(self, role: str) -> list[Participation]:
        """Its participations in one role (see participation.ROLES)."""
        return [one for one in self.participations if one.role == role]


def institutions(engine: Engine) -> list[InstitutionLine]:
    """Every institution, by name."""
    seats, owed = (
        {row["iri"]: int(row["number"]) for row in engine.rows(query) if "iri" in row} for query in (SEATS, OWED)
    )
    return order(
        InstitutionLine(
            iri,
            row["label"],
            row.get("acronym"),
            _local(row.get("kind")),
            row.get("provisional") == "true",
            seats.get(iri, 0),
            owed.get(iri, 0),
        )  # fmt: skip
        for iri, row in first_by_iri(engine.rows(LIST)).items()
    )


def institution(engine: Engine, iri: str) -> Institution | None:
    """All about one institution, or None if it is not known."""
    bound = {"institution": IRI(iri)}
    about = sorted(engine.rows(ABOUT, **bound), key=lambda row: sorted(row.items()))
    if not about:
        return None
    row = about[0]
    names = {one["name"] for one in engine.rows(NAMES, **bound)} - {row["label"], row.get("acronym")}
    children = (Ref(one["iri"], one["label"], one.get("acronym")) for one in engine.rows(CHILDREN, **bound))
    people = first_by_iri(engine.rows(PEOPLE, **bound)).items()
    company = [
        Company(Ref(one["iri"], one["label"], one.get("acronym")), int(one["number"]))
        for one in first_by_iri(engine.rows(COMPANY, **bound)).values()
    ]
    return Institution(
        iri=iri, label=row["label"], acronym=row.get("acronym"), kind=_local(row.get("kind")),
        provisional=row.get("provisional") == "true", names=tuple(sorted(names, key=sort_key)),
        website=row.get("website"), same_as=row.get("same"), valid_from=row.get("from"), valid_to=row.get("to"),
        parent=Ref(row["parent"], row["parentLabel"], row.get("parentAcronym")) if "parent" in row else None,
        children=tuple(order(children)),
        people=tuple(order(Person(key, one["label"], one.get("position")) for key, one in people)),
        company=tuple(sorted(company, key=lambda one: (-one.mesas, sort_key(one.ref.label)))),
        participations=tuple(of_institution(engine, iri)),
    )  # fmt: skip


def _local(kind: str | None) -> str:
    """The local name of a class; `Institution` where no kind is known."""
    return kind.rpartition("#")[2] if kind else "Institution"
