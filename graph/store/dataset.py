"""Which graphs a question sees, and that several default graphs are their RDF merge.

Without a dataset of its own a question sees the store as it is: the default graph (into which the build wrote the merge
of all) and every named graph. A dataset named by the protocol, or by FROM and FROM NAMED, replaces that, and only ever
selects graphs of the store: nothing is fetched. Oxigraph reads several default graphs one after the other, so that a
triple of two graphs counts twice; then the merge is made here first, in memory.

Source: SPARQL 1.1 Query 13.2 (datasets), SPARQL 1.1 Protocol 2.1.4 (the protocol's dataset comes before the query's).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from graph.store.lexer import tokens
from graph.store.names import resolved
from graph.store.question import Dataset


@dataclass(frozen=True)
class Scope:
    """What to query: a store, and the options of `Store.query` that select its graphs."""

    store: Store
    options: dict[str, Any] = field(default_factory=dict)


def open_dataset(store: Store, query: str, dataset: Dataset, base_iri: str | None = None) -> Scope:
    """The scope that `query` sees when the protocol names `dataset`.

    Raises ValueError for a name that is no IRI, SyntaxError when the query's own FROM cannot be read.
    """
    chosen = dataset or _dataset_of(query, base_iri)
    if not chosen:
        return Scope(store)
    default = [NamedNode(name) for name in dict.fromkeys(chosen.default)]
    named = [NamedNode(name) for name in dict.fromkeys(chosen.named)]
    if len(default) > 1:
        return Scope(_merged(store, default, named), {"default_graph": DefaultGraph(), "named_graphs": named})
    return Scope(store, {"default_graph": default, "named_graphs": named})


def _merged(store: Store, default: list[NamedNode], named: list[NamedNode]) -> Store:
    """A store in memory: the merge of `default` as its default graph, and the graphs `named`."""

    def quads() -> Iterator[Quad]:
        for name in default:
            for quad in store.quads_for_pattern(None, None, None, name):
                yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
        for name in named:
            yield from store.quads_for_pattern(None, None, None, name)

    merged = Store()
    merged.bulk_extend(quads())
    return merged


def _dataset_of(query: str, base_iri: str | None) -> Dataset:
    """What FROM and FROM NAMED say."""
    if not re.search("from", query, re.IGNORECASE):
        return Dataset()
    default, named = _from_clauses(query)
    if not (default or named):
        return Dataset()
    iris = resolved(query, [*default, *named], base_iri)
    return Dataset(tuple(iris[name] for name in default), tuple(iris[name] for name in named))


def _from_clauses(query: str) -> tuple[list[str], list[str]]:
    """The names after FROM and FROM NAMED as written."""
    default, named = list[str](), list[str]()
    before: tuple[str, str] = ("", "")
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else ""
        if token.kind in ("iri", "pname") and before[1] == "FROM":
            default.append(token.text)
        if token.kind in ("iri", "pname") and before == ("FROM", "NAMED"):
            named.append(token.text)
        before = (before[1], word)
    return default, named
