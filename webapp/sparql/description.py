"""What this service can do, for machines: a SPARQL 1.1 Service Description, written by an engine as any other graph.

Only what is true is named, and a test asks the engine for each of it: no federation, nothing is fetched, updates are
not understood, and a graph that holds nothing does not exist. The fixed named graphs are listed where the snapshot has
them; those of the records are counted. Source: SPARQL 1.1 Service Description (W3C 2013).
"""

import re

from graph.settings import Settings
from graph.store.binding import IRI, bind, term
from graph.store.question import Question
from graph.store.snapshot import Snapshot
from ontology.terms import GRAPHS, Iris

TITLES = {
    "register": ("Registro de instituciones", "Register of institutions"),
    "ontology": ("Vocabulario", "Vocabulary"),
    "curated": ("Decisiones de personas", "Decisions of people"),
    "summary": ("Participaciones, sumadas sobre los registros", "Participations, summed over the records"),
    "description": ("Descripción de los datos", "Description of the data"),
}
FUNCTIONS = (
    *("convexHull", "envelope", "getSRID", "isEmpty"),
    *("sfEquals", "sfDisjoint", "sfIntersects", "sfTouches", "sfCrosses", "sfWithin", "sfContains", "sfOverlaps"),
    *("ehEquals", "ehDisjoint", "ehMeet", "ehOverlap", "ehCovers", "ehCoveredBy", "ehInside", "ehContains"),
    *("rcc8eq", "rcc8dc", "rcc8ec", "rcc8po", "rcc8tppi", "rcc8tpp", "rcc8ntpp", "rcc8ntppi"),
)
"""GeoSPARQL's functions that the engine knows."""
PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX ent: <http://www.w3.org/ns/entailment/>
PREFIX formats: <http://www.w3.org/ns/formats/>
PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
"""
SERVICE = f"""
  ?service a sd:Service ;
    dct:title ?title ;
    sd:endpoint ?service ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML , formats:SPARQL_Results_CSV ,
      formats:SPARQL_Results_TSV , formats:Turtle , formats:N-Triples , formats:RDF_XML , formats:JSON-LD ,
      formats:TriG , formats:N-Quads ;
    sd:extensionFunction {" , ".join(f"geof:{name}" for name in FUNCTIONS)} ;
    sd:defaultEntailmentRegime ent:Simple ;
    sd:defaultDataset ?dataset .
  ?dataset a sd:Dataset ; sd:defaultGraph ?graph .
  ?graph a sd:Graph ; void:triples ?triples .
"""
FILES = f"{PREFIXES} CONSTRUCT {{ {SERVICE} }} WHERE {{}}"
BUILT = f"""{PREFIXES}
CONSTRUCT {{ {SERVICE}
  ?service sd:feature sd:UnionDefaultGraph ; sd:availableGraphs ?dataset ; dct:license ?licence .
  ?dataset dct:title ?title ; dct:license ?licence ; sd:namedGraph ?node ; rdfs:comment ?es , ?en .
  ?graph dct:license ?licence .
  ?node a sd:NamedGraph ; sd:name ?name ; dct:title ?title_es , ?title_en .
}} WHERE {{
  {{ SELECT (COUNT(?other) AS ?others) WHERE {{ GRAPH ?other {{}} FILTER(?other NOT IN (NAMES)) }} }}
  BIND(STRLANG(CONCAT("Además, un grafo por registro, con la IRI del registro: ", STR(?others)), "es") AS ?es)
  BIND(STRLANG(CONCAT("Besides, a graph for each record, with the record's IRI: ", STR(?others)), "en") AS ?en)
  OPTIONAL {{ VALUES (?name ?node ?title_es ?title_en) {{ ROWS }} GRAPH ?name {{}} }}
}}"""


def description(endpoint: str, snapshot: Snapshot, settings: Settings, graph_format: str) -> Question:
    """The question whose answer describes the service at `endpoint` (its address) over `snapshot`.

    A snapshot of RDF files as they were given says nothing of its graphs and its licence, which nobody told us. That of
    a build has as its default graph the merge of the named graphs, which is the VoID dataset that the store describes.
    """
    iris, as_given = Iris(settings.base_iri), "files" in snapshot.report
    values = {
        "service": IRI(endpoint),
        "dataset": IRI(f"{endpoint}#dataset"),
        "graph": IRI(f"{endpoint}#default-graph" if as_given else iris.described("dataset")),
        "title": settings.title,
    }
    query = (
        bind(FILES, values) if as_given else bind(_built(endpoint, iris), {**values, "licence": IRI(settings.licence)})
    )
    triples = snapshot.counts.get("triples")
    query = bind(query, {"triples": triples}) if triples is not None else query
    return Question(query, bindings_format=None, graph_format=graph_format, trusted=True)


def _built(endpoint: str, iris: Iris) -> str:
    """The question over a build, with its fixed graphs."""
    names = {name: term(IRI(iris.graph(name))) for name in GRAPHS}
    rows = (
        f'({names[name]} {term(IRI(f"{endpoint}#{name}"))} "{TITLES[name][0]}"@es "{TITLES[name][1]}"@en)'
        for name in GRAPHS
    )
    parts = {"NAMES": " , ".join(names.values()), "ROWS": " ".join(rows)}
    return re.sub("NAMES|ROWS", lambda found: parts[found[0]], BUILT)
