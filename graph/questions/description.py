"""One entity as RDF: what is said of it and of what points to it, with the evidence and the names of its neighbours."""

from graph.questions.shape import PREFIXES, Engine
from graph.store.binding import bind
from graph.store.engine import IRI
from graph.store.question import Question

DESCRIBE = (
    PREFIXES
    + """
CONSTRUCT { ?s ?p ?o } WHERE {
  { ?entity ?p ?o . BIND(?entity AS ?s) }
  UNION { ?s ?p ?entity . BIND(?entity AS ?o) FILTER(?p NOT IN (rdf:subject, rdf:object)) }
  UNION { ?s enlace:member|enlace:organization ?entity ; ?p ?o }
  UNION { ?s rdf:subject|rdf:object ?entity ; ?p ?o }
  UNION { ?entity ?any ?s . ?s rdfs:label ?o . BIND(rdfs:label AS ?p) }
}"""
)
KNOWN = "SELECT ?known WHERE { ?entity ?any ?known } LIMIT 1"

SAME = PREFIXES + "SELECT ?other WHERE { ?entity owl:sameAs ?other }"


def is_known(engine: Engine, entity: str) -> bool:
    """Whether the snapshot says anything of an IRI."""
    return bool(engine.rows(KNOWN, entity=IRI(entity)))


def same_as(engine: Engine, entity: str, space: str) -> str | None:
    """The IRI of the entity that a person decided this one to be; None where nobody did. space: what our IRIs begin
    with, for an entity may also be the same as one of Wikidata."""
    others = sorted(row["other"] for row in engine.rows(SAME, entity=IRI(entity)))
    return next((other for other in others if other.startswith(space)), None)


def description(entity: str, form: str) -> Question:
    """The question whose answer is the entity as RDF.

    Arguments: its IRI; form, one of graph.store.formats.GRAPHS (turtle, ntriples, rdfxml, jsonld).
    """
    return Question(bind(DESCRIBE, {"entity": IRI(entity)}), bindings_format=None, graph_format=form, trusted=True)
