"""Paths -> Snapshot: read, extract, resolve, curate, validate, load, publish, switch. What is served is never touched.

Same input, same bytes: records come in order of name, N-Quads are sorted, and no time of building is inside the data.
"""

import hashlib
import heapq
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from graph.curation import Decisions, curated_folder, read_decisions, warnings
from graph.curation.curator import Curator
from graph.curation.readings import touched_forms
from graph.curation.rulings import rulings_of
from graph.curation.trace import Trace
from graph.curation.verdicts import Verdicts
from graph.errors import EnlaceError
from graph.extract.findings import Body, Findings, Unresolved
from graph.extract.register import Register, load_register
from graph.fingerprint import fingerprint
from graph.network import write_network
from graph.publish.dumps import write_dumps
from graph.publish.inside import description
from graph.questions.stored import stored_queries
from graph.reading import read_and_extract
from graph.records.record import Omission, Record, Rejection
from graph.resolve import identify
from graph.revision import pending_of
from graph.settings import Settings, shipped_data
from graph.store.engine import LocalEngine
from graph.store.loader import add_to_store, load_store
from graph.store.serialise import write_ntriples
from graph.store.snapshot import Snapshot, current
from graph.store.writer import SnapshotWriter
from graph.triples.quads import quads
from graph.triples.record import RecordGraph
from graph.triples.register import register_graph
from graph.triples.summary import Seen, summary_graph
from ontology.terms import ENLACE, Iris, read_ontology
from ontology.validation import Violation, validate

Progress = Callable[[int], None]

LAST_INPUTS = ".inputs"  # in the store: the fingerprint of the last finished build


class InvalidGraph(EnlaceError):
    """The graph breaks the shapes, so nothing was published. `violations` says each breach."""

    def __init__(self, violations: Sequence[Violation]):
        self.violations = violations
        first = violations[0]
        super().__init__(
            f"el grafo falta {len(violations)} veces a sus reglas y no se publicó; la primera: "
            f"{first.focus}: {first.message}"
        )


@dataclass
class Reading:
    """What came out of the files: records with their findings in order of name, and what was left out."""

    found: list[tuple[Record, Findings]] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    omitted: list[Omission] = field(default_factory=list)


@dataclass(frozen=True)
class Graphs:
    """The named graphs of a build, as sorted N-Quads lines, their merge, the decisions that changed nothing, and the
    body that a body is over all records, where that is another."""

    lines: list[str]
    merged: Graph
    idle: list[dict[str, object]]
    bodies: Mapping[Body, Body]


def read_all(paths: Sequence[Path], curator: Curator, settings: Settings, progress: Progress) -> Reading:
    """Every record with its findings, in order of name, and what was left out."""
    reading = Reading()
    for done, item in enumerate(read_and_extract(paths, curator.register, settings), 1):
        if isinstance(item, Rejection):
            reading.rejected.append(item)
        elif isinstance(item, Omission):
            reading.omitted.append(item)
        else:
            reading.found.append((item[0], curator.findings(*item)))
        progress(done)
    reading.found.sort(key=lambda pair: pair[0].name)
    return reading


def graphs_of(reading: Reading, register: Register, decisions: Decisions, settings: Settings) -> Graphs:
    """All named graphs: one a record, the register's, the ontology's, the summary's, and that of people's decisions."""
    iris = Iris(settings.base_iri)
    mesas = [entry.name for entry in register.entries.values() if entry.is_mesa]
    identity = identify(reading.found, iris, register.bodies, mesas, rulings_of(decisions))
    same = {merge: keep for merge, keep in decisions.same.items() if merge in identity.merged}
    verdicts = Verdicts(decisions, same, iris)
    merged, lines, seen = Graph(), set[str](), list[Seen]()

    def take(graph: Graph, name: URIRef) -> None:
        nonlocal merged
        lines.update(quads(graph, name))
        merged += graph

    known = register_graph(register, iris)
    verdicts.review(known, iris.graph("register"))
    take(read_ontology(), iris.graph("ontology"))
    take(known, iris.graph("register"))
    for record, findings in reading.found:
        filled = RecordGraph(record, findings, iris, identity).fill()
        seen += verdicts.review(filled.graph, filled.iri, filled.seen)
        take(filled.graph, filled.iri)
    outcome = verdicts.conclude(merged)
    for name, triple in outcome.overruled:
        lines.difference_update(quads(Graph().add(triple), name))
        merged.remove(triple)
    take(summary_graph([*seen, *outcome.seen], iris), iris.graph("summary"))
    trace = Trace(decisions, merged, identity.merged, same, iris)
    take(trace.graph(outcome), iris.graph("curated"))
    forms = touched_forms(decisions, [(record.name, findings) for record, findings in reading.found])
    idle = warnings(decisions, forms | outcome.touched | trace.touched())
    return Graphs(sorted(lines), merged, idle, identity.bodies)


def counts_of(reading: Reading, merged: Graph, published: Mapping[str, int]) -> dict[str, int]:
    """The figures of the one line that a build ends with. published: the counts of the dumps."""

    def instances(kind: URIRef) -> int:
        return len(set(merged.subjects(RDF.type, kind)))

    return {
        "records": len(reading.found),
        "institutions": instances(ENLACE.Institution),
        "mesas": instances(ENLACE.Mesa),
        "sessions": instances(ENLACE.Session),
        "agreements": instances(ENLACE.Agreement),
        "evidence": instances(ENLACE.Evidence),
        "triples": published["triples"],
        "quads": published["quads"],
        "rejected": len(reading.rejected),
    }


def unresolved_of(found: Iterable[tuple[Record, Findings]]) -> list[dict[str, object]]:
    """Surfaces that name some institution nobody could decide on, the most frequent first."""
    times: Counter[tuple[str, tuple[str, ...]]] = Counter()
    records: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def key(one: Unresolved) -> tuple[str, tuple[str, ...]]:
        return one.surface, one.candidates

    for record, findings in found:
        for one in findings.unresolved:
            times[key(one)] += 1
            records.setdefault(key(one), []).append(record.name)
    ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    return [
        {
            "surface": surface,
            "candidates": list(candidates),
            "times": number,
            "records": sorted(set(records[surface, candidates])),
        }
        for (surface, candidates), number in ranked
    ]


def report_of(
    reading: Reading, counts: dict[str, int], decisions: Decisions, idle: list[dict[str, object]]
) -> dict[str, object]:
    """What report.json says of a build; part of the content, so that a new rejection makes a new snapshot."""
    return {
        "counts": counts,
        "rejected": [asdict(one) for one in reading.rejected],
        "omitted": [asdict(one) for one in reading.omitted],
        "warnings": [
            {"record": record.name, "text": text} for record, findings in reading.found for text in findings.warnings
        ],
        "unresolved": unresolved_of(reading.found),
        "decisions": decisions.counts(),
        "curation": idle,
    }


def loaded(lines: Sequence[str], nquads: Path, store: Path, settings: Settings) -> bytes:
    """Load the graphs and the graph that describes them into a new store, and write all of it to the file `nquads`.

    lines: of the graphs, sorted. Returns what the file holds. Raises InputError, OSError as `load_store`.
    """
    nquads.write_bytes("".join(lines).encode("utf-8"))
    load_store(nquads, store)
    iris = Iris(settings.base_iri)
    with tempfile.NamedTemporaryFile(dir=nquads.parent, suffix=".nt") as merged:
        write_ntriples(nquads, merged)
        merged.flush()
        graph = description(Path(merged.name), LocalEngine(store), settings, stored_queries())
    own = sorted(quads(graph, iris.graph("description")))
    nquads.write_bytes("".join(own).encode("utf-8"))
    add_to_store(nquads, store)
    data = "".join(heapq.merge(lines, own)).encode("utf-8")
    nquads.write_bytes(data)
    return data


def _written(report: dict[str, object]) -> bytes:
    return json.dumps(report, ensure_ascii=False, indent=1).encode("utf-8")


def build(paths: Sequence[Path], settings: Settings, progress: Progress = lambda done: None) -> Snapshot:
    """Build a snapshot from files and folders and switch to it.

    Arguments: paths, which must exist; settings; progress, called with the number of files done.
    Returns the snapshot now served. Raises InputError (a path, the register, a decision), InvalidGraph (nothing
    published), StoreError (the store's folder, another build at work).
    """
    register = load_register(shipped_data() / "register")
    decisions = read_decisions(curated_folder(settings), register)
    mark = fingerprint(paths, settings)
    with SnapshotWriter(settings.store, keep=settings.keep_snapshots) as draft:
        reading = read_all(paths, Curator(register, decisions), settings, progress)
        graphs = graphs_of(reading, register, decisions, settings)
        violations = validate(graphs.merged)
        if violations:
            raise InvalidGraph(violations)
        nquads = draft.path / "graph.nq"
        data = loaded(graphs.lines, nquads, draft.path / "store", settings)
        write_network(LocalEngine(draft.path / "store"), draft.path / "network.json")
        published = write_dumps(nquads, draft.path / "dumps", settings)["counts"]
        nquads.unlink()
        counts = counts_of(reading, graphs.merged, published)
        engine, iris = LocalEngine(draft.path / "store"), Iris(settings.base_iri)
        pending = pending_of(reading.found, register, engine, iris, graphs.bodies)
        told = {**report_of(reading, counts, decisions, graphs.idle), "pending": pending}
        (draft.path / "report.json").write_bytes(_written(told))
        content = {key: value for key, value in told.items() if key != "omitted"}  # it names files of this machine
        snapshot = draft.publish(hashlib.sha256(data + _written(content)).hexdigest())
    (settings.store / LAST_INPUTS).write_text(mark + "\n", encoding="utf-8")
    return snapshot


def is_current(paths: Sequence[Path], settings: Settings) -> bool:
    """Whether the last build read just these inputs, with this program, and something is served.

    A rollback stays in force until the inputs change.
    """
    last = settings.store / LAST_INPUTS
    if current(settings.store) is None or not last.is_file():
        return False
    return last.read_text(encoding="utf-8").strip() == fingerprint(paths, settings)
