"""Whether a graph is what it should be: the shapes, checked with SHACL. The owner of pyshacl."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
from rdflib import Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

from ontology.terms import RDF

_FILE = Path(__file__).with_name("shapes.ttl")
_PAIRS = (SH.lessThan, SH.lessThanOrEquals)
_ORDERS = (*_PAIRS, SH.minInclusive, SH.maxInclusive)
_Triple = tuple[Node, Node, Node]
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One fault of a graph: the thing it is found on, the property and value (empty where there is none), what to do
    about it in Spanish, and the IRI of the shape that found it."""

    focus: str
    path: str
    value: str
    message: str
    shape: str


@cache
def read_shapes() -> Graph:
    """The shapes as a graph, read once; not to be changed."""
    return Graph().parse(_FILE, format="turtle")


def validate(graph: Graph) -> list[Violation]:
    """The faults of `graph`, sorted; empty if it is as it should be.

    graph: what stands in the default graph, i.e. the merge of the named graphs; it is not changed. Source: SHACL
    (W3C 2017), core constraints. 10,000 triples take a few seconds.
    """
    shapes = read_shapes()
    wrong = list(_not_comparable(graph, shapes))
    checked = graph - _graph_of(triple for triple, _ in wrong) if wrong else graph
    _, report, _ = pyshacl.validate(checked, shacl_graph=shapes, inference="none", inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"SHACL validation failed: {report}")
    violations = {_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)}
    taken = {_typed_wrong(triple, shape, shapes) for triple, shape in wrong}
    places = {(one.focus, one.shape) for one in taken}
    return sorted(taken | {one for one in violations if (one.focus, one.shape) not in places})


def _not_comparable(graph: Graph, shapes: Graph) -> Iterator[tuple[_Triple, Node]]:
    """Triples that break the sh:datatype of a shape that also compares, with that shape.

    pyshacl ends with a TypeError when it has to compare 2024-05-02 with 2024-00-10, or a decimal with NaN; so these
    are taken out before, and reported as the same shape would.
    """
    compared = {shape for order in _ORDERS for shape in shapes.subjects(order)}
    others = {path for order in _PAIRS for path in shapes.objects(None, order)}
    for shape, path in shapes.subject_objects(SH.path):
        datatype = shapes.value(shape, SH.datatype)
        if datatype is not None and (shape in compared or path in others):
            for s, p, o in graph.triples((None, path, None)):
                if not isinstance(o, Literal) or o.datatype != datatype or o.ill_typed:
                    yield (s, p, o), shape


def _graph_of(triples: Iterable[_Triple]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


def _typed_wrong(triple: _Triple, shape: Node, shapes: Graph) -> Violation:
    message = shapes.value(shape, SH.message)
    return Violation(str(triple[0]), str(triple[1]), str(triple[2]), str(message), str(shape))


def _violation(report: Graph, result: Node) -> Violation:
    def text(predicate: Node) -> str:
        value = report.value(result, predicate)
        return "" if value is None else str(value)

    return Violation(
        focus=text(SH.focusNode),
        path=text(SH.resultPath),
        value=text(SH.value),
        message=text(SH.resultMessage),
        shape=text(SH.sourceShape),
    )


def is_possible_date(text: str) -> bool:
    """Whether `text` (YYYY-MM-DD or YYYY-MM) is a day or month of the calendar, from the year 1 on."""
    found = _DATE.fullmatch(text)
    if not found or not text.isascii():
        return False
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
