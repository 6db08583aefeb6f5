"""A question as it reaches an engine: the query and all that decides its answer. Plain data that crosses pipes."""

from dataclasses import dataclass, field

from graph.errors import QueryError


class FormatError(QueryError):
    """The answer exists, but not in the format that was asked for."""

    status = 406
    title = "Ese formato no sirve para esta respuesta"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a question names: IRIs whose merge is the default graph, and IRIs of named graphs."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


@dataclass(frozen=True, slots=True)
class Question:
    """A query with all that decides its answer.

    query: SPARQL. dataset: the graphs that the protocol named, if any. bindings_format: for SELECT and ASK;
    graph_format: for CONSTRUCT and DESCRIBE (names of `formats`); None where the client accepts none. sample: with a
    number, the answer is the first so many rows as JSON for our own pages, whatever the formats say. encoding: how an
    answer that is worth it is compressed (gzip, zstd), or None. counted: whether the rows are to be counted. seconds: a
    time limit below the service's. base_iri: resolves relative IRIs. trusted: written by us, so that the gate is
    spared.
    """

    query: str
    dataset: Dataset = field(default_factory=Dataset)
    bindings_format: str | None = "json"
    graph_format: str | None = "turtle"
    sample: int | None = None
    encoding: str | None = None
    counted: bool = False
    seconds: float | None = None
    base_iri: str | None = None
    trusted: bool = False
