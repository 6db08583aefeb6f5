"""Sorted N-Quads -> other RDF formats, as a stream: memory does not grow with the file.

Two lines of one triple in two graphs stand next to each other in sorted N-Quads, so the merge of the graphs is made by
leaving out repetitions (`write_ntriples`); the formats without graphs are then made from that file. RDF 1.1; the same
input gives the same bytes.
"""

import heapq
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph.errors import InputError
from graph.store.xml import XmlFilter

_RUN = 200_000  # lines that are sorted at a time


@dataclass(frozen=True, slots=True)
class Value:
    """The object of a statement. text: an IRI, or a literal's lexical form. datatype: IRI, "" for an IRI. language:
    tag of a literal in a language, else ""."""

    text: str
    datatype: str = ""
    language: str = ""


def write_ntriples(nquads: Path, out: IO[bytes]) -> None:
    """Write the merge of the graphs as N-Triples, each triple once, in the order of the file.

    Raises InputError with the line when one is not a statement in a named graph, or stands out of order.
    """
    before, last = b"", b""
    with nquads.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            triple, space, graph = line.rpartition(b" <")
            if line < before or not space or not graph.endswith(b"> .\n") or triple.count(b" ") < 2:
                raise InputError("no es N-Quads ordenado, con todo en grafos con nombre", str(nquads), number)
            if triple != last:
                out.write(triple + b" .\n")
            before, last = line, triple


def write_turtle(ntriples: Path, out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write sorted N-Triples as Turtle. Raises InputError with the line when the file is not N-Triples."""
    serialize(_triples(ntriples), out, RdfFormat.TURTLE, prefixes=dict(prefixes))


def write_rdfxml(ntriples: Path, out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write sorted N-Triples as RDF/XML; a character that XML cannot hold becomes U+FFFD. Raises InputError."""
    mended = XmlFilter(out)
    serialize(_triples(ntriples), mended, RdfFormat.RDF_XML, prefixes=dict(prefixes))  # type: ignore[arg-type]
    mended.finish()


def write_trig(nquads: Path, out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write the named graphs as TriG, one block a graph. Raises InputError with the line when it is not N-Quads."""
    with tempfile.NamedTemporaryFile(dir=nquads.parent, suffix=".nq") as grouped:
        _sort_by_graph(nquads, grouped)
        grouped.flush()
        serialize(_parsed(Path(grouped.name), RdfFormat.N_QUADS), out, RdfFormat.TRIG, prefixes=dict(prefixes))


def subjects(ntriples: Path) -> Iterator[tuple[str, list[tuple[str, Value]]]]:
    """Each subject of sorted N-Triples with its (predicate, value) pairs, in the order of the file. Raises InputError
    when the file is not N-Triples or holds a blank node."""
    for subject, triples in groupby(_triples(ntriples), key=attrgetter("subject")):
        facts = [(triple.predicate.value, _value(triple.object)) for triple in triples]
        yield _value(subject).text, facts


def _value(term: object) -> Value:
    if isinstance(term, Literal):
        return Value(term.value, term.datatype.value, term.language or "")
    if isinstance(term, NamedNode):
        return Value(term.value)
    raise InputError(f"{term}: las publicaciones no llevan nodos anónimos")


def _parsed(file: Path, form: RdfFormat) -> Iterator[Quad]:
    try:
        yield from parse(path=str(file), format=form)
    except SyntaxError as error:
        raise InputError(f"no es {form.name}: {error.msg}", str(file), error.lineno) from error


def _triples(ntriples: Path) -> Iterator[Triple]:
    return (quad.triple for quad in _parsed(ntriples, RdfFormat.N_TRIPLES))


def _sort_by_graph(nquads: Path, out: IO[bytes]) -> None:
    """Write the lines of a file by graph: sorted in runs on disk, which are then merged."""
    with ExitStack() as open_files:
        lines = open_files.enter_context(nquads.open("rb"))
        runs: list[Iterable[bytes]] = []
        while run := sorted(islice(lines, _RUN), key=_graph_first):
            file = open_files.enter_context(tempfile.TemporaryFile(dir=nquads.parent))
            file.writelines(run)
            file.seek(0)
            runs.append(file)
        out.writelines(heapq.merge(*runs, key=_graph_first))


def _graph_first(line: bytes) -> tuple[bytes, bytes]:
    return line[line.rindex(b" <") :], line
