"""What this service can do, for machines: a SPARQL 1.1 Service Description, written by an engine as any other graph.

Only features that are true are named: no federation, nothing is fetched, updates are not understood.
Source: SPARQL 1.1 Service Description (W3C 2013).
"""

from graph.settings import Settings
from graph.store.binding import IRI, bind
from graph.store.question import Question
from graph.store.snapshot import Snapshot

DESCRIPTION = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX ent: <http://www.w3.org/ns/entailment/>
PREFIX formats: <http://www.w3.org/ns/formats/>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
CONSTRUCT {
  ?service a sd:Service ;
    sd:endpoint ?service ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML , formats:SPARQL_Results_CSV ,
      formats:SPARQL_Results_TSV , formats:Turtle , formats:N-Triples , formats:RDF_XML , formats:JSON-LD ,
      formats:TriG , formats:N-Quads ;
    sd:feature ?union ;
    sd:defaultEntailmentRegime ent:Simple ;
    sd:defaultDataset ?dataset .
  ?dataset a sd:Dataset ; dct:title ?title ; dct:license ?licence ; sd:defaultGraph ?graph .
  ?graph a sd:Graph ; void:triples ?triples .
} WHERE {}
"""


def description(endpoint: str, snapshot: Snapshot, settings: Settings, graph_format: str) -> Question:
    """The question whose answer describes the service at `endpoint` (its address) over `snapshot`.

    The default graph is the merge of the named graphs, unless the snapshot holds RDF files as they were given.
    """
    values = {
        "service": IRI(endpoint),
        "dataset": IRI(f"{endpoint}#dataset"),
        "graph": IRI(f"{endpoint}#default-graph"),
        "title": settings.title,
        "licence": IRI(settings.licence),
    }
    if "files" not in snapshot.report:
        values["union"] = IRI("http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph")
    query = bind(DESCRIPTION, values)
    triples = snapshot.counts.get("triples")
    query = bind(query, {"triples": triples}) if triples is not None else query
    return Question(query, bindings_format=None, graph_format=graph_format, trusted=True)
