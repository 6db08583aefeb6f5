"""Records and decisions written into a folder, and the graphs that a build makes of them, checked by the shapes."""

from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from graph.build import Graphs, Reading, graphs_of, read_all
from graph.curation import read_decisions
from graph.curation.curator import Curator
from graph.curation.rows import COLUMNS
from graph.extract.register import Register
from graph.settings import Settings
from ontology.terms import ENLACE, Iris
from ontology.validation import validate

IRIS = Iris("https://w3id.org/enlace/")
SIGNED = "Ana Paz,2025-03-01,Se revisó el acta."

AGUA = """---
title: Segunda reunión de la Mesa de Agua
date: 2024-05-03
descripcion: >-
  El 2 de mayo de 2024 se realizó la segunda reunión de la Mesa de Agua en el Ministerio de Ambiente y Recursos
  Naturales. La Mesa de Agua es liderada por el Ministerio de Ambiente y Recursos Naturales. Participaron representantes
  del Ministerio de Finanzas Públicas y del Ministerio de Gobernación.
acuerdos: >-
  - El Ministerio de Finanzas Públicas entregará el informe de presupuesto a más tardar el 30 de junio de 2024.
---
"""
NOTICIA = """---
title: Avanza el plan del agua
date: 2024-05-04
descripcion: >-
  El 2 de mayo de 2024 se realizó una reunión de la Mesa de Agua. Participaron representantes del Ministerio de
  Gobernación y del Comité Nacional de Riego y Drenaje.
---
"""


def write(folder: Path, kind: str, *rows: str) -> Path:
    """A file of decisions; a row that lacks just its last three columns gets an author, a day and a reason."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{kind}.csv"
    columns = COLUMNS[kind]
    lines = [f"{row},{SIGNED}" if row.count(",") == len(columns) - 4 else row for row in rows]
    path.write_text("\n".join([",".join(columns), *lines, ""]), encoding="utf-8")
    return path


@dataclass
class Built:
    """What a build made: its graphs, and the findings that they were made of."""

    graphs: Graphs
    reading: Reading
    names: dict[str, Graph] = field(default_factory=dict)

    @property
    def merged(self) -> Graph:
        """The default graph."""
        return self.graphs.merged

    @property
    def idle(self) -> list[str]:
        """The decisions that changed nothing, as `file:line`."""
        return [f"{Path(str(one['file'])).name}:{one['line']}" for one in self.graphs.idle]

    def named(self, name: str) -> Graph:
        """One named graph: `curated`, `register`, `summary`, or a record's name."""
        iri = IRIS.record(name) if "." in name else IRIS.graph(name)
        graph = Graph()
        lines = [line.removesuffix(f" <{iri}> .\n") + " .\n" for line in self.graphs.lines if f" <{iri}> ." in line]
        return graph.parse(data="".join(lines), format="nt")

    def says(self, subject: str, predicate: str, value: str | Node) -> bool:
        """Whether the default graph holds a plain triple. subject and value: `type/slug`, or a term."""
        return (thing(subject), ENLACE[predicate], thing(value)) in self.merged

    def values(self, subject: str, predicate: URIRef) -> set[str]:
        """What a thing has in a property, as text."""
        return {str(value) for value in self.merged.objects(thing(subject), predicate)}

    def evidence(self, subject: str, predicate: str, value: str) -> list[Node]:
        """The evidence of a statement."""
        wanted = (thing(subject), ENLACE[predicate], thing(value))
        return [
            node
            for node in self.merged.subjects(RDF.type, ENLACE.Evidence)
            if tuple(self.merged.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object)) == wanted
        ]

    def of(self, kind: str) -> set[str]:
        """The slugs of all things of a class (`Mesa`)."""
        return {IRIS.parse(str(one))[1] for one in self.merged.subjects(RDF.type, ENLACE[kind])}

    def decisions(self) -> dict[str, Node]:
        """The decisions of the graph by their sentence."""
        return {str(self.merged.value(one, RDFS.label)): one for one in self.merged.subjects(RDF.type, ENLACE.Decision)}


def thing(text: str | Node) -> Node:
    """The IRI of a `type/slug`; a term as it is."""
    return IRIS.entity(*text.split("/")) if isinstance(text, str) and not isinstance(text, URIRef | Literal) else text


class Workshop:
    """Records in `records/`, decisions in `curated/`, and builds of them without a store."""

    def __init__(self, folder: Path, register: Register):
        self.records, self.curated, self.register = folder / "records", folder / "curated", register
        self.records.mkdir()
        self.settings = Settings(store=folder / "store", curated=str(self.curated))

    def record(self, name: str, text: str) -> None:
        """Writes a record."""
        path = self.records / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")

    def decide(self, kind: str, *rows: str) -> None:
        """Writes the decisions of one kind."""
        write(self.curated, kind, *rows)

    def build(self) -> Built:
        """Reads, decides, and makes the graphs; they must be as the shapes say."""
        decisions = read_decisions(self.curated, self.register)
        reading = read_all([self.records], Curator(self.register, decisions), self.settings, lambda done: None)
        assert reading.rejected == []
        graphs = graphs_of(reading, self.register, decisions, self.settings)
        assert validate(graphs.merged) == []
        return Built(graphs, reading)
