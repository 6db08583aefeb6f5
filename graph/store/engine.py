"""Engines answer SPARQL over one store: what every engine offers, and the one that runs inside this process.

`LocalEngine` is for the build and the command line, where the question is ours and may take what it needs. Questions
from outside go to `pool.EnginePool`, whose engines are processes that can be killed.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from pyoxigraph import Store

from graph.errors import StoreError
from graph.store.answers import Result, evaluate, rows_of, to_bytes
from graph.store.binding import IRI, Value, bind
from graph.store.counting import count_rows
from graph.store.formats import named
from graph.store.question import Question
from graph.store.text_table import text_table

__all__ = ["IRI", "Engine", "LocalAnswer", "LocalEngine", "Value"]

IN_MEMORY = 8_000_000  # bytes of an answer that need no file


class Engine(Protocol):
    """What pages and the build ask of an engine."""

    def rows(self, query: str, **bindings: Value) -> list[dict[str, str]]:
        """The rows of a trusted SELECT: variable to lexical form; unbound variables are absent.

        bindings: values for variables of the query; a string binds as a plain literal, `IRI(...)` as an IRI, int,
        float, bool, Decimal, date and datetime as the XSD type. Raises ValueError when the query lacks the variable,
        QueryError when it cannot be answered.
        """
        ...


@dataclass(frozen=True)
class LocalAnswer:
    """A written answer. summary: one sentence of counts, in Spanish."""

    file: IO[bytes]
    summary: str

    @property
    def chunks(self) -> Iterator[bytes]:
        """The bytes of the answer, from its beginning."""
        self.file.seek(0)
        return iter(lambda: self.file.read(65536), b"")


def open_read_only(folder: Path) -> Store:
    """The Oxigraph store in `folder`. Raises StoreError when it is not one."""
    if not (folder / "CURRENT").is_file():  # Oxigraph would create files in any folder it is given
        raise StoreError(f"{folder} no es un almacén de Oxigraph; vuelva a construir con «enlace build»")
    try:
        return Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"no se puede abrir {folder}: {error}; vuelva a construir con «enlace build»") from error


class LocalEngine:
    """An engine in this process, without limits: for the build and the command line only.

    store_dir: an Oxigraph folder that nobody writes. Raises StoreError when it is not one.
    """

    def __init__(self, store_dir: Path, base_iri: str | None = None):
        self._store = open_read_only(store_dir)
        self._base_iri = base_iri

    def rows(self, query: str, **bindings: Value) -> list[dict[str, str]]:
        """See `Engine.rows`."""
        return rows_of(to_bytes(self._result(bind(query, bindings), "json", None, trusted=True)))

    def answer(self, query: str, form: str | None = None) -> LocalAnswer:
        """The answer to any query in the format named `form`; None or `table`: a table for people, Turtle for a graph.

        Raises QuerySyntaxError, QueryRefused for SERVICE, QueryError (also when the format does not fit the answer).
        """
        as_table = form in (None, "table")
        bindings, graph = ("json", "turtle") if as_table else named(form or "")
        result = self._result(query, bindings, graph)
        file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer owns it)
        result.write(file)
        summary = _summary(result, file)
        return LocalAnswer(text_table(file) if as_table and result.form != "graph" else file, summary)

    def _result(self, query: str, bindings: str | None, graph: str | None, trusted: bool = False) -> Result:
        question = Question(
            query, bindings_format=bindings, graph_format=graph, base_iri=self._base_iri, trusted=trusted
        )
        return evaluate(self._store, question)


def _summary(result: Result, file: IO[bytes]) -> str:
    if result.form == "boolean":
        return "una respuesta: sí o no"
    if result.form == "graph":
        return "1 tripleta" if result.triples == 1 else f"{result.triples} tripletas"
    rows = count_rows(file, result.format.name)
    return "1 fila" if rows == 1 else f"{rows} filas"
