"""The built graph -> statements that extraction is not sure of: each with its sentence, to be confirmed or denied."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from graph.questions.shape import PREFIXES, Engine
from graph.revision.collect import EXAMPLES, LONGEST, SOURCES, UNSURE
from graph.revision.items import Example, Pending, Source, Thing
from ontology.terms import Iris

LOW = (
    PREFIXES
    + f"""
SELECT ?evidence ?subject ?predicate ?object ?quote ?start ?confidence ?file ?title ?subjectLabel ?objectLabel WHERE {{
  ?evidence enlace:confidence ?confidence ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
            enlace:quote ?quote ; enlace:start ?start ; enlace:assertedBy ?record .
  FILTER(?confidence < {UNSURE})
  FILTER NOT EXISTS {{ ?evidence enlace:deniedBy ?denial }}
  FILTER NOT EXISTS {{
    ?decision a enlace:Decision ; enlace:decision "assert" ;
      rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object }}
  ?record enlace:file ?file ; rdfs:label ?title .
  OPTIONAL {{ ?subject rdfs:label ?subjectLabel }}
  OPTIONAL {{ ?object rdfs:label ?objectLabel }}
}}"""
)
Row = dict[str, str]
Statement = tuple[str, str, str]


def unsure_statements(engine: Engine, iris: Iris) -> Iterator[Pending]:
    """Statements whose confidence is below UNSURE, as the graph holds them, and that nobody confirmed or denied; that
    something is named is no statement, except of an agreement that says nothing else."""
    rows = sorted((row for row in engine.rows(LOW) if _known(row, iris)), key=_order)
    told = {row["subject"] for row in rows if not _names(row)}
    for _, same in groupby(rows, key=_statement):
        places = list(same)
        if not _names(places[0]) or _is_lone_agreement(places[0], told, iris):
            yield _pending(places, iris)


def _known(row: Row, iris: Iris) -> bool:
    """Whether a row is about things of ours."""
    try:
        return all(iris.parse(row[name]) for name in ("subject", "object", "evidence"))
    except ValueError:
        return False


def _order(row: Row) -> tuple[object, ...]:
    return *_statement(row), row["file"], int(row["start"]), sorted(row.items())


def _statement(row: Row) -> Statement:
    return row["subject"], row["predicate"], row["object"]


def _names(row: Row) -> bool:
    return row["predicate"].endswith("#mentions")


def _is_lone_agreement(row: Row, told: Iterable[str], iris: Iris) -> bool:
    return iris.parse(row["object"])[0] == "agreement" and row["object"] not in told


def _pending(rows: list[Row], iris: Iris) -> Pending:
    first = rows[0]
    subject, thing = (_thing(first, name, iris) for name in ("subject", "object"))
    places = {(row["file"], int(row["start"])): row for row in reversed(rows)}
    sources = sorted({row["file"]: row["title"] for row in rows}.items())
    examples = {row["file"]: _example(row, iris) for row in reversed(rows)}
    return Pending(
        "statement", subject.label, len(places), len(sources), tuple(Source(*one) for one in sources[:SOURCES]),
        tuple(examples[file] for file in sorted(examples)[:EXAMPLES]), reading=thing,
        confidence=min(float(row["confidence"]) for row in rows), subject=subject,
        predicate=first["predicate"].rpartition("#")[2],
    )  # fmt: skip


def _thing(row: Row, name: str, iris: Iris) -> Thing:
    return Thing("/".join(iris.parse(row[name])), row.get(f"{name}Label", row[name]))


def _example(row: Row, iris: Iris) -> Example:
    """A statement rests on its whole quote."""
    quote, start = row["quote"], int(row["start"])
    shown = quote if len(quote) <= 2 * LONGEST else quote[: 2 * LONGEST].rpartition(" ")[0]
    slug = iris.parse(row["evidence"])[1]
    return Example(row["file"], row["title"], shown, start, 0, len(shown), ends=shown == quote, evidence=slug)
