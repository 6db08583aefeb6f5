"""What people decided already, as the built graph tells it: it does not wait any more, whatever extraction found."""

from dataclasses import dataclass

from graph.curation.rows import form_of
from graph.questions.shape import PREFIXES, Engine
from graph.revision.items import Pending
from ontology.terms import Iris

PROVISIONAL = PREFIXES + "SELECT DISTINCT ?body WHERE { ?body enlace:provisional true }"
NEVER = (
    PREFIXES
    + """
SELECT DISTINCT ?form WHERE {
  ?decision a enlace:Decision ; enlace:decision "not-same" ; rdf:predicate skos:altLabel ; rdf:object ?form
}"""
)


@dataclass(frozen=True, slots=True)
class Decided:
    """bodies: the provisional institutions that are left (`type/slug`): a merged or denied one is not there any more.
    never: folded forms of which a person said that they are not a certain body."""

    bodies: frozenset[str]
    never: frozenset[tuple[str, ...]]

    def settles(self, one: Pending, proposed: tuple[str, ...]) -> bool:
        """Whether nothing is left to decide of what extraction found. proposed: the bodies that it proposes."""
        if one.kind == "unresolved":
            return not proposed and form_of(one.surface) in self.never
        return bool(one.type and one.reading and one.reading.ref not in self.bodies)


def decided(engine: Engine, iris: Iris) -> Decided:
    """What the graph says that is settled."""
    bodies = (row["body"] for row in engine.rows(PROVISIONAL))
    ours = frozenset("/".join(iris.parse(body)) for body in bodies if body.startswith(iris.space))
    return Decided(ours, frozenset(form_of(row["form"]) for row in engine.rows(NEVER)))
