"""The mesas: which there are, and all that the records say of one."""

from dataclasses import dataclass, field
from datetime import date

from graph.questions.participation import Participation, of_mesa
from graph.questions.sessions import Session, sessions
from graph.questions.shape import PREFIXES, Engine, Ref, day, first_by_iri, order
from graph.store.engine import IRI

LIST = (
    PREFIXES
    + """
SELECT ?iri ?label ?parent ?parentLabel WHERE {
  ?iri a enlace:Mesa ; rdfs:label ?label .
  OPTIONAL { ?iri enlace:subMesaOf ?parent . ?parent rdfs:label ?parentLabel }
}"""
)
LEADERS = (
    PREFIXES
    + """
SELECT ?iri ?leader ?leaderLabel ?leaderAcronym WHERE {
  ?iri a enlace:Mesa ; enlace:ledBy ?leader . ?leader rdfs:label ?leaderLabel .
  OPTIONAL { ?leader enlace:acronym ?leaderAcronym }
}"""
)
MEMBERS = (
    PREFIXES + "SELECT ?iri (COUNT(DISTINCT ?body) AS ?number) WHERE { ?body enlace:participatesIn ?iri } GROUP BY ?iri"
)
AGREED = PREFIXES + "SELECT ?iri (COUNT(DISTINCT ?one) AS ?number) WHERE { ?one enlace:agreementOf ?iri } GROUP BY ?iri"
MET = (
    PREFIXES
    + """
SELECT ?iri (COUNT(DISTINCT ?one) AS ?number) (MAX(?day) AS ?last) WHERE {
  ?one enlace:sessionOf ?iri . OPTIONAL { ?one enlace:date ?day }
} GROUP BY ?iri"""
)
ABOUT = (
    PREFIXES
    + """
SELECT ?label ?parent ?parentLabel WHERE {
  ?mesa a enlace:Mesa ; rdfs:label ?label .
  OPTIONAL { ?mesa enlace:subMesaOf ?parent . ?parent rdfs:label ?parentLabel }
}"""
)
NAMES = PREFIXES + "SELECT DISTINCT ?name WHERE { ?mesa skos:altLabel ?name }"
TOPICS = PREFIXES + "SELECT DISTINCT ?iri ?label WHERE { ?mesa enlace:topic ?iri . ?iri rdfs:label ?label }"
CHILDREN = (
    PREFIXES
    + """
SELECT DISTINCT ?iri ?label ?topic ?topicLabel WHERE {
  ?iri enlace:subMesaOf ?mesa ; rdfs:label ?label .
  OPTIONAL { ?iri enlace:topic ?topic . ?topic rdfs:label ?topicLabel }
}"""
)


@dataclass(frozen=True, slots=True)
class MesaLine:
    """A mesa as lists show it. members: bodies that participate; last: the day of its latest session."""

    iri: str
    label: str
    parent: Ref | None
    leaders: tuple[Ref, ...]
    members: int
    sessions: int
    agreements: int
    last: date | None


@dataclass(frozen=True, slots=True)
class SubMesa:
    """A mesa below another, with its topics."""

    iri: str
    label: str
    topics: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Mesa:
    """A mesa as its page shows it; its agreements, records and evidence are questions of their own."""

    iri: str
    label: str
    names: tuple[str, ...]
    parent: Ref | None
    topics: tuple[Ref, ...]
    children: tuple[SubMesa, ...]
    participations: tuple[Participation, ...] = field(default=())
    sessions: tuple[Session, ...] = field(default=())

    def in_role(self, role: str) -> list[Participation]:
        """Its participations in one role (see participation.ROLES)."""
        return [one for one in self.participations if one.role == role]


def mesas(engine: Engine) -> list[MesaLine]:
    """Every mesa, by name."""
    leaders: dict[str, dict[str, Ref]] = {}
    for row in engine.rows(LEADERS):
        found = leaders.setdefault(row["iri"], {})
        found[row["leader"]] = Ref(row["leader"], row["leaderLabel"], row.get("leaderAcronym"))
    members, agreed = (_numbers(engine.rows(query)) for query in (MEMBERS, AGREED))
    met = {row["iri"]: row for row in engine.rows(MET) if "iri" in row}
    lines = []
    for iri, row in first_by_iri(engine.rows(LIST)).items():
        meetings = met.get(iri, {})
        lines.append(
            MesaLine(
                iri,
                row["label"],
                Ref(row["parent"], row["parentLabel"]) if "parent" in row else None,
                tuple(order(leaders.get(iri, {}).values())),
                members.get(iri, 0),
                int(meetings.get("number", 0)),
                agreed.get(iri, 0),
                day(meetings.get("last")),
            )  # fmt: skip
        )
    return order(lines)


def mesa(engine: Engine, iri: str) -> Mesa | None:
    """All about one mesa, or None if it is not known."""
    bound = {"mesa": IRI(iri)}
    about = sorted(engine.rows(ABOUT, **bound), key=lambda row: sorted(row.items()))
    if not about:
        return None
    row = about[0]
    label = row["label"]
    return Mesa(
        iri, label, tuple(sorted({one["name"] for one in engine.rows(NAMES, **bound)} - {label})),
        Ref(row["parent"], row["parentLabel"]) if "parent" in row else None,
        tuple(order(Ref(one["iri"], one["label"]) for one in engine.rows(TOPICS, **bound))),
        _children(engine.rows(CHILDREN, **bound)), tuple(of_mesa(engine, iri)),
        tuple(sessions(engine, "mesa", iri)),
    )  # fmt: skip


def _numbers(rows: list[dict[str, str]]) -> dict[str, int]:
    return {row["iri"]: int(row["number"]) for row in rows if "iri" in row}


def _children(rows: list[dict[str, str]]) -> tuple[SubMesa, ...]:
    topics: dict[str, dict[str, Ref]] = {}
    for row in rows:
        if "topic" in row:
            topics.setdefault(row["iri"], {})[row["topic"]] = Ref(row["topic"], row["topicLabel"])
    known = first_by_iri(rows).items()
    return tuple(order(SubMesa(iri, row["label"], tuple(order(topics.get(iri, {}).values()))) for iri, row in known))
