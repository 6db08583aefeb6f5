"""What is wrong with a query that does not parse, in words: the engine's own message names grammar, not the mistake.

Oxigraph's position is often some tokens on; the place told here is the first token that cannot stand where it stands. A
hint is told only when the query that follows it is one, or has its next mistake further on.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from pyoxigraph import Store

from graph.errors import QueryRefused, QuerySyntaxError
from graph.store import gate
from graph.store.grammar import Fault, first_fault
from graph.store.lexer import FORMS, Token, place, tokens
from graph.store.mistakes import CLOSES, Mistake, brackets, insert, mistakes, update
from graph.store.repairs import repairs, spaced
from graph.store.unknown import unknown_terms

LONGEST = 20_000  # characters of a query that is looked at; a person wrote none longer
DEEPEST = 100  # brackets within brackets; thousands overflow the stack of the engine's parser
TRIED = 200_000  # characters of proposals that are read before giving up: about a second
FURTHER = 3  # tokens that a partial remedy must make readable
_ENGINE_SAYS = {
    "Duplicated variable name in SELECT": "SELECT nombra dos veces la misma variable",
    "overrides an existing variable": "una expresión «AS» usa el nombre de una variable que ya existe",
    "language tag parsing failed": "una etiqueta de idioma (@…) está mal escrita",
    "Invalid IRI": "un IRI está mal escrito",
}
_UNBOUND = "SELECT contains a variable that is unbound"


def syntax_error(message: str, query: str) -> QuerySyntaxError:
    """The error for `query`, of which the engine said `message` («error at LINE:COLUMN: expected …»)."""
    found = diagnosis(query, message) if len(query) <= LONGEST else None
    if found:
        return located(found.said, *place(query, found.at), found.hint or _other_hint(query))
    position = re.match(r"error at (\d+):(\d+)", message)
    if position is None:
        return QuerySyntaxError("la consulta no es SPARQL 1.1")
    said = next(
        (sentence for words, sentence in _ENGINE_SAYS.items() if words in message), "la consulta no se entiende"
    )
    return located(said, int(position[1]), int(position[2]))


def located(said: str, line: int, column: int, hint: str | None = None) -> QuerySyntaxError:
    """The error whose sentence also says where."""
    return QuerySyntaxError(f"{said} (línea {line}, columna {column})", line, column, hint)


def diagnosis(query: str, message: str) -> Mistake | None:
    """The mistake to tell of a text that is no query: the first with a remedy that holds, else the first that is one
    whatever mends it; None where only the engine can say more."""
    words = list(tokens(query))
    if not words:
        return Mistake("la consulta está vacía", 0)
    change = update(words)
    if change:
        return change
    fault = first_fault(words)
    seen = list(mistakes(words))
    told = next((one for one in seen if one.hint and not one.edits), None)
    tries = 1 + TRIED // len(query) if _depth(words) <= DEEPEST else 0
    for one in islice(_proposals(query, words, fault, message, seen), tries):
        if _holds(query, one, words, fault):
            return one
    last = told or next(iter(seen), None) or brackets(words) or (fault and _unexpected(words, fault))
    return last if last is None or last is told else Mistake(last.said, last.at)


def _depth(words: Sequence[Token]) -> int:
    """How many brackets are open at once, at most."""
    steps = ((word.text in CLOSES) - (word.text in CLOSES.values()) for word in words if word.kind == "op")
    return max(accumulate(steps), default=0)


def _proposals(
    query: str, words: Sequence[Token], fault: Fault | None, message: str, seen: Sequence[Mistake]
) -> Iterator[Mistake]:
    yield from (one for one in seen if one.edits)
    unclosed = brackets(words)
    if unclosed and unclosed.edits:
        yield unclosed
    if fault:
        yield from repairs(query, words, fault)
    else:
        yield from spaced(words)
        if _UNBOUND in message:
            yield from _ungrouped(words)


def _holds(query: str, one: Mistake, words: Sequence[Token], fault: Fault | None) -> bool:
    """Whether the remedy makes `query` one, or, for a partial one, readable up to its next mistake."""
    text = one.mended(query)
    left = list(tokens(text))
    rest = first_fault(left)
    if rest is None:
        return _parses(text) or (one.partial and _only_prefixes_lack(left))
    before = fault.at if fault else len(words)
    return one.partial and len(left) - rest.at <= len(words) - before - FURTHER


def _only_prefixes_lack(words: Sequence[Token]) -> bool:
    return any("prefijo" in one.said for one in mistakes(words))


def _parses(query: str) -> bool:
    """Whether the engine takes `query`. It is asked of an empty store, and never calls out."""
    try:
        gate.check(query)
        Store().query(query)
    except (SyntaxError, QueryRefused):
        return False
    except (RuntimeError, ValueError, OSError):  # it was read; what it asks for cannot be done
        return True
    return True


def _ungrouped(words: Sequence[Token]) -> Iterator[Mistake]:
    """A SELECT that counts, and names a variable that it does not group by."""
    start = next((index for index, word in enumerate(words) if word.text.upper() == "SELECT"), 0)
    end = next((index for index in range(start, len(words)) if words[index].text in "{"), len(words))
    depth, plain = 0, list[Token]()
    for word in words[start:end]:
        depth += (word.text == "(") - (word.text == ")")
        if word.kind == "var" and depth == 0:
            plain.append(word)
    grouped = next((index for index, word in enumerate(words) if word.text.upper() == "GROUP"), None)
    last = max(index for index, word in enumerate(words) if word.text == "}")
    known = {word.text for word in words[grouped:]} if grouped else set[str]()
    lacking = [word for word in plain if word.text not in known]
    if not lacking:
        return
    names = " ".join(word.text for word in lacking)
    said = f"SELECT pide {lacking[0].text}, que no está en GROUP BY ni en un agregado"
    if grouped:
        edits = insert(words[grouped + 1].end, f" {names}")
        yield Mistake(said, lacking[0].start, f"agregue {names} a GROUP BY", edits)
    else:
        edits = insert(words[last].end, f" GROUP BY {names}")
        yield Mistake(said, lacking[0].start, f"agregue después de la última llave: GROUP BY {names}", edits)
    yield Mistake(said, lacking[0].start)


def _unexpected(words: Sequence[Token], fault: Fault) -> Mistake:
    """The sentence for a fault that nothing mends."""
    if fault.reading == "form" and not any(word.text.upper() in FORMS for word in words if word.kind == "word"):
        return Mistake("falta SELECT, ASK, CONSTRUCT o DESCRIBE", words[min(fault.at, len(words) - 1)].start)
    if fault.at == len(words):
        return Mistake("la consulta termina antes de tiempo", words[-1].end)
    return Mistake(f"«{words[fault.at].text}» no puede ir aquí", words[fault.at].start)


def _other_hint(query: str) -> str | None:
    """What else may be wrong: a word that the vocabulary does not have."""
    term = next((one for one in unknown_terms(query) if one.closest), None)
    return f"{term.text} no está en el vocabulario; ¿quiso decir {term.closest}?" if term else None
