"""What is wrong with a query that does not parse, in words: the engine's own message names grammar, not the mistake.

Oxigraph's position is often the end of the text; where the tokens show the mistake (a prefix without its PREFIX, a
bracket or a string that never closes, an update), its place and its remedy are told instead.
"""

import re

from graph.errors import QuerySyntaxError
from graph.store.lexer import Token, tokens

KNOWN_PREFIXES = {
    "enlace": "https://w3id.org/enlace/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})
_CLOSES = {"(": ")", "[": "]", "{": "}"}
_ENGINE_SAYS = {
    "SELECT contains a variable that is unbound": "SELECT pide una variable que no está en GROUP BY ni en un agregado",
    "Duplicated variable name in SELECT": "SELECT nombra dos veces la misma variable",
    "overrides an existing variable": "una expresión «AS» usa el nombre de una variable que ya existe",
    "language tag parsing failed": "una etiqueta de idioma (@…) está mal escrita",
    "Invalid IRI": "un IRI está mal escrito",
}

Found = tuple[str, int]


def syntax_error(message: str, query: str) -> QuerySyntaxError:
    """The error for `query`, of which the engine said `message` («error at LINE:COLUMN: expected …»)."""
    found = _mistake(query)
    if found:
        return QuerySyntaxError(found[0], *place(query, found[1]))
    position = re.match(r"error at (\d+):(\d+)", message)
    line, column = (int(position[1]), int(position[2])) if position else (None, None)
    for words, sentence in _ENGINE_SAYS.items():
        if words in message:
            return QuerySyntaxError(sentence, line, column)
    if line is None:
        return QuerySyntaxError("la consulta no es SPARQL 1.1")
    return QuerySyntaxError(f"la consulta no se entiende a partir de la línea {line}, columna {column}", line, column)


def place(query: str, offset: int) -> tuple[int, int]:
    """Line and column of `offset` (characters), both counted from 1."""
    return query.count("\n", 0, offset) + 1, offset - query.rfind("\n", 0, offset)


def _mistake(query: str) -> Found | None:
    """The first mistake that the tokens show: a sentence, and where."""
    words = list(tokens(query))
    if not words:
        return "la consulta está vacía", 0
    return _update(words) or _string(words) or _prefix(words) or _brackets(words)


def _update(words: list[Token]) -> Found | None:
    """The first keyword that decides what the text is, when it is an update's."""
    for word in words:
        name = word.text.upper()
        if word.kind == "word" and name in FORMS:
            return None
        if word.kind == "word" and name in UPDATES:
            return f"«{name}» cambia datos; aquí solo se hacen consultas: SELECT, ASK, CONSTRUCT, DESCRIBE", word.start
    return "falta SELECT, ASK, CONSTRUCT o DESCRIBE", words[0].start


def _string(words: list[Token]) -> Found | None:
    """A quotation mark that begins no string."""
    lone = next((word for word in words if word.kind == "op" and word.text in "\"'"), None)
    return (f"falta la comilla que cierra ({lone.text})", lone.start) if lone else None


def _prefix(words: list[Token]) -> Found | None:
    """A prefix used without its PREFIX."""
    declared, before = set(), ""
    for word in words:
        if word.kind == "pname":
            name = word.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(name)
            elif name not in declared:
                return _undeclared(name), word.start
        before = word.text.upper()
    return None


def _undeclared(name: str) -> str:
    iri = KNOWN_PREFIXES.get(name, "…")
    return f"el prefijo «{name}:» no está declarado; agregue al principio: PREFIX {name}: <{iri}>"


def _brackets(words: list[Token]) -> Found | None:
    """A bracket that closes nothing, or is never closed."""
    opened: list[Token] = []
    for word in words:
        if word.kind != "op":
            continue
        if word.text in _CLOSES:
            opened.append(word)
        elif word.text in _CLOSES.values() and (not opened or _CLOSES[opened.pop().text] != word.text):
            return f"«{word.text}» no cierra nada", word.start
    return (f"falta «{_CLOSES[opened[-1].text]}»", opened[-1].start) if opened else None
