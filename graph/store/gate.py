"""Keeps queries from calling out: SERVICE is refused before anything is evaluated (Oxigraph would make the request).

The scan is of tokens, as the engine reads them, so that a string, a comment, a language tag, a variable or a prefixed
name called service is innocent. Where the engine's grammar and the SPARQL 1.1 text differ, both readings must be
innocent: escapes (`SERV\\u0049CE`) are also decoded first, as section 19.2 has it, and keywords are found without a
space after them (`SERVICESILENT`, `SERVICEex:a{`), as the engine finds them.
"""

import re

from graph.errors import QueryRefused
from graph.store.lexer import Token, tokens, unescape

_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
_MAY_NAME_A_GRAPH = frozenset({"GRAPH", "FROM", "NAMED"})


def check(query: str) -> None:
    """Nothing when `query` stays within this store. Raises QueryRefused when it holds SERVICE."""
    decoded = unescape(query)
    if not _SERVICE.search(decoded):
        return
    if _calls_out(query) or (decoded != query and _calls_out(decoded)):
        raise QueryRefused("este servicio no consulta a otros: quite SERVICE y consulte solo los datos de aquí")


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
