"""Values into trusted questions: each becomes one term in the place of its variable, never loose text.

Oxigraph's own substitutions reach only variables that the outermost SELECT projects, which leaves out most questions of
a page (`SELECT ?label { ?mesa rdfs:label ?label }` with ?mesa given). So the variable's token is replaced by the term's
token: an IRI is checked against the grammar, a string is escaped, and no value can become anything but one term.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from graph.store.lexer import Token, tokens


class IRI(str):
    """A value that binds as an IRI, not as a string."""

    __slots__ = ()


Value = str | int | float | bool | Decimal | date

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NOT_IN_IRI = re.compile(r"[<>\"{}|^`\\\x00-\x20]")
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_DATATYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "double"),
    (Decimal, "decimal"),
    (datetime, "dateTime"),
    (date, "date"),
)


def term(value: Value) -> str:
    """`value` as one SPARQL term. Raises ValueError for an IRI that is none, TypeError for any other kind."""
    if isinstance(value, IRI):
        if _NOT_IN_IRI.search(value) or ":" not in value:
            raise ValueError(f"not an IRI: {value!r}")
        return f"<{value}>"
    if isinstance(value, str):
        return f'"{_TO_ESCAPE.sub(_escape, value)}"'
    for kind, name in _DATATYPES:
        if isinstance(value, kind):
            return f'"{_lexical(value)}"^^<{_XSD}{name}>'
    raise TypeError(f"no RDF term for {type(value).__name__}")


def _escape(character: re.Match[str]) -> str:
    return _ESCAPES.get(character[0]) or f"\\u{ord(character[0]):04X}"


def _lexical(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def bind(query: str, bindings: Mapping[str, Value]) -> str:
    """`query` with every variable named in `bindings` replaced by its term.

    In a SELECT clause the variable stays as a name of the result, `(term AS ?name)`; in GROUP BY and ORDER BY the term
    stands in parentheses; `BOUND(?name)` becomes true. Raises ValueError when the query does not have the variable, or
    assigns it itself (AS, VALUES).
    """
    if not bindings:
        return query
    terms = {name: term(value) for name, value in bindings.items()}
    pieces: list[str] = []
    position, missing = 0, set(terms)
    for place in _places(query):
        name = place.token.text[1:]
        if name in terms:
            missing.discard(name)
            pieces += (query[position : place.start], place.filled(terms[name]))
            position = place.end
    if missing:
        raise ValueError(f"the query has no variable {', '.join(sorted(missing))}")
    return "".join(pieces) + query[position:]


class _Place:
    """A variable in a query: its token, what it is for (pattern, select, clause, bound, assigned), what to replace."""

    def __init__(self, token: Token, role: str, start: int, end: int):
        self.token, self.role, self.start, self.end = token, role, start, end

    def filled(self, term: str) -> str:
        """What stands here when the variable is `term`."""
        if self.role == "assigned":
            raise ValueError(f"the query assigns {self.token.text} itself")
        forms = {"select": f"({term} AS {self.token.text})", "clause": f"({term})", "bound": "true"}
        return forms.get(self.role, term)


@lru_cache(maxsize=256)
def _places(query: str) -> tuple[_Place, ...]:
    """Every variable of `query`, in order."""
    words = list(tokens(query))
    clauses = _clauses(words)
    return tuple(_place(words, index, clauses[index]) for index, word in enumerate(words) if word.kind == "var")


def _clauses(words: Iterable[Token]) -> list[str]:
    """For each token, the clause it stands in outside of parentheses: select, clause (GROUP, ORDER BY), values, ''."""
    found, clause, depth = [], "", 0
    opens = {"SELECT": "select", "BY": "clause", "HAVING": "clause", "VALUES": "values"}
    ends = {*opens, "WHERE", "FROM", "ORDER", "GROUP", "LIMIT", "OFFSET"}
    for word in words:
        if word.kind == "op":
            depth += (word.text == "(") - (word.text == ")")
            if word.text in ("{", "}"):
                clause, depth = "", 0
        elif word.kind == "word" and depth == 0 and word.text.upper() in ends:
            clause = opens.get(word.text.upper(), "")
        found.append("values" if clause == "values" else "" if depth else clause)
    return found


def _place(words: list[Token], index: int, clause: str) -> _Place:
    token = words[index]
    before = [word.text.upper() for word in words[max(0, index - 2) : index]]
    after = words[index + 1].text if index + 1 < len(words) else ""
    if before == ["BOUND", "("] and after == ")":
        return _Place(token, "bound", words[index - 2].start, words[index + 1].end)
    if clause == "values" or before[-1:] == ["AS"]:
        return _Place(token, "assigned", token.start, token.end)
    return _Place(token, clause, token.start, token.end)
