"""Keeps queries from calling out: SERVICE is refused before anything is evaluated (Oxigraph would make the request).

The scan is of tokens, as the engine reads them, so that a string, a comment, a language tag, a variable or a prefixed
name called service is innocent. Where the engine's grammar and the SPARQL 1.1 text differ, both readings must be
innocent: escapes (`SERV\\u0049CE`) are also decoded first, as section 19.2 has it, and keywords are found without a
space after them (`SERVICESILENT`, `SERVICEex:a{`), as the engine finds them.

Where some endpoints are allowed, a query may name just these: as `SERVICE <IRI>` or `SERVICE prefix:name`, plainly
written. A variable in the place of the endpoint, or anything that could be read in two ways, stays refused.
"""

import re
from collections.abc import Set

from graph.errors import QueryRefused
from graph.store.lexer import Token, tokens, unescape
from graph.store.names import resolved

_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
_MAY_NAME_A_GRAPH = frozenset({"GRAPH", "FROM", "NAMED"})


def check(query: str, endpoints: Set[str] = frozenset(), base_iri: str | None = None) -> None:
    """Nothing when `query` stays within this store, or calls only `endpoints`. Raises QueryRefused when it does not."""
    decoded = unescape(query)
    if not _SERVICE.search(decoded):
        return
    if not (_calls_out(query) or (decoded != query and _calls_out(decoded))):
        return
    if not endpoints:
        raise QueryRefused("este servicio no consulta a otros: quite SERVICE y consulte solo los datos de aquí")
    called = _called(query, base_iri) if decoded == query else None
    if called is None:
        raise QueryRefused("con SERVICE escriba el IRI del servicio, sin variables ni escapes")
    if others := called - endpoints:
        raise QueryRefused(
            f"este servicio no consulta a {', '.join(sorted(others))}; solo a {', '.join(sorted(endpoints))}"
        )


def _called(query: str, base_iri: str | None) -> set[str] | None:
    """The endpoints that `query` calls; None where one is not a name, or the text could be read in two ways."""
    words = [token for token in tokens(query) if token.kind != "space"]
    names = set()
    for index, token in enumerate(words):
        if token.text == "<<" or (token.kind == "pname" and _SERVICE.search(token.text.partition(":")[0])):
            return None
        if token.kind != "word" or not _SERVICE.search(token.text):
            continue
        after = words[index + 1 : index + 3]
        if after and after[0].kind == "word" and after[0].text.upper() == "SILENT":
            after = after[1:]
        if token.text.upper() != "SERVICE" or not after or after[0].kind not in ("iri", "pname"):
            return None
        names.add(after[0].text)
    try:
        return set(resolved(query, sorted(names), base_iri).values())
    except (SyntaxError, ValueError):
        return None


def _calls_out(query: str) -> bool:
    """Whether some token of `query` can be read as the keyword SERVICE."""
    last, before = Token("op", "", 0), Token("op", "", 0)
    for token in tokens(query):
        if token.kind == "word" and _SERVICE.search(unescape(token.text)):
            return True
        if token.text == "<<" and token.kind == "op":  # RDF 1.2: brackets that this reading does not follow for sure
            return True
        if token.text == "{" and _is_glued(last) and before.text.upper() not in _MAY_NAME_A_GRAPH:
            return True
        before, last = last, token
    return False


def _is_glued(token: Token) -> bool:
    """Whether `token` is a prefixed name whose prefix holds the keyword, glued to it: `SERVICEex:endpoint`."""
    return token.kind == "pname" and bool(_SERVICE.search(token.text.partition(":")[0]))
