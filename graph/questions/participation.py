"""Who sits where, in which role, since when: the participations of a mesa or of an institution."""

from dataclasses import dataclass
from datetime import date

from graph.questions.shape import PREFIXES, Engine, Ref, day, sort_key
from graph.store.engine import IRI

ROLES = ("Leader", "Convener", "Participant", "Supporter", "Invited", "Host")

OF_MESA = (
    PREFIXES
    + """
SELECT ?participation ?role ?first ?last ?other ?label ?acronym WHERE {
  ?participation enlace:organization ?mesa ; enlace:member ?other ; enlace:role ?role .
  ?other rdfs:label ?label .
  OPTIONAL { ?other enlace:acronym ?acronym }
  OPTIONAL { ?participation enlace:firstSeen ?first }
  OPTIONAL { ?participation enlace:lastSeen ?last }
}"""
)
OF_INSTITUTION = (
    PREFIXES
    + """
SELECT ?participation ?role ?first ?last ?other ?label WHERE {
  ?participation enlace:member ?institution ; enlace:organization ?other ; enlace:role ?role .
  ?other rdfs:label ?label .
  OPTIONAL { ?participation enlace:firstSeen ?first }
  OPTIONAL { ?participation enlace:lastSeen ?last }
}"""
)

MESA_OF = PREFIXES + "SELECT ?mesa WHERE { ?participation enlace:organization ?mesa }"


@dataclass(frozen=True, slots=True)
class Participation:
    """One role of one institution in one mesa. other: the one of the two that was not asked about. role: one of
    ROLES. first, last: the days on which records saw it; None where no record has a date."""

    iri: str
    other: Ref
    role: str
    first: date | None
    last: date | None


def of_mesa(engine: Engine, mesa: str) -> list[Participation]:
    """The institutions of a mesa, by role, then by name."""
    return _read(engine.rows(OF_MESA, mesa=IRI(mesa)))


def of_institution(engine: Engine, institution: str) -> list[Participation]:
    """The mesas of an institution, by role, then by name."""
    return _read(engine.rows(OF_INSTITUTION, institution=IRI(institution)))


def mesa_of(engine: Engine, participation: str) -> str | None:
    """The IRI of the mesa that a participation is in."""
    rows = engine.rows(MESA_OF, participation=IRI(participation))
    return rows[0]["mesa"] if rows else None


def _read(rows: list[dict[str, str]]) -> list[Participation]:
    found: dict[str, Participation] = {}
    for row in sorted(rows, key=lambda row: row["label"]):
        role = row["role"].rpartition("#")[2]
        other = Ref(row["other"], row["label"], row.get("acronym"))
        one = Participation(row["participation"], other, role, day(row.get("first")), day(row.get("last")))
        if role in ROLES:
            found.setdefault(one.iri, one)
    return sorted(found.values(), key=lambda one: (ROLES.index(one.role), sort_key(one.other.label)))
