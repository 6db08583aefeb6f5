"""Names of a query as the engine resolves them (prefixes, BASE, escapes), for those who must know them before it."""

from collections.abc import Sequence

from pyoxigraph import QueryTriples, Store

from graph.store.lexer import FORMS, tokens

_IS = "urn:x-enlace:"


def resolved(query: str, names: Sequence[str], base_iri: str | None = None) -> dict[str, str]:
    """The IRI of each of `names` (`<IRI>`, `prefix:local`, as written in `query`), by the prologue of `query`.

    Raises SyntaxError when the prologue or a name cannot be read; ValueError when `query` has no form.
    """
    form = next((token for token in tokens(query) if token.kind == "word" and token.text.upper() in FORMS), None)
    if form is None:
        raise ValueError("the query has no SELECT, CONSTRUCT, DESCRIBE or ASK")
    triples = [f"[] <{_IS}{number}> {name} ." for number, name in enumerate(names)]
    found = Store().query(f"{query[: form.start]}\nCONSTRUCT {{ {' '.join(triples)} }} WHERE {{}}", base_iri=base_iri)
    assert isinstance(found, QueryTriples)
    return {names[int(one.predicate.value.removeprefix(_IS))]: one.object.value for one in found}
