"""Words of the vocabulary that a query names and that do not exist: it is SPARQL all the same, and answers nothing."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import ontology
from graph.store.lexer import Token, place, tokens, unescape
from graph.store.mistakes import KNOWN_PREFIXES

SPACE = KNOWN_PREFIXES["enlace"]
LONGEST = 20_000  # characters of a query that is looked through
MOST = 10


@dataclass(frozen=True, slots=True)
class UnknownTerm:
    """text: as the query writes it. line, column: from 1. closest: the term it may stand for, written in the same
    way; None where nothing is like it."""

    text: str
    line: int
    column: int
    closest: str | None


@cache
def vocabulary() -> tuple[str, ...]:
    """The words of the vocabulary, sorted. Read from its file without rdflib, which an engine process has no other use
    for."""
    text = (Path(ontology.__file__).with_name("enlace.ttl")).read_text(encoding="utf-8")
    return tuple(sorted(set(re.findall(r"^enlace:(\w+)\s", text, re.MULTILINE))))


def closest(word: str, likeness: float = 0.6) -> str | None:
    """The word of the vocabulary that `word` may stand for; None where none is so like it (1: but for capitals)."""
    near = get_close_matches(word.lower(), [one.lower() for one in vocabulary()], 1, likeness)
    same = [one for one in vocabulary() if near and one.lower() == near[0]]
    return next((one for one in same if one[0].isupper() == word[0].isupper()), same[0] if same else None)


def unknown_terms(query: str) -> list[UnknownTerm]:
    """The terms below the vocabulary's namespace, prefixed or in full, that it does not have, each once, in order.

    The first MOST of them; none of a query longer than LONGEST, which nobody wrote by hand.
    """
    if len(query) > LONGEST:
        return []
    found: dict[str, UnknownTerm] = {}
    spaces: dict[str, str] = {}
    before, name = "", ""
    for token in tokens(query):
        if token.kind == "pname" and before == "PREFIX":
            name = token.text[:-1]
        elif token.kind == "iri" and name:
            spaces[name], name = token.text[1:-1], ""
        elif before != "BASE":
            begins = _begins(token, spaces)
            local = _local(token, begins)
            if begins and local and token.text not in found and local not in vocabulary():
                found[token.text] = _unknown(query, token, begins)
        if len(found) == MOST:
            break
        before = token.text.upper()
    return list(found.values())


def _begins(token: Token, spaces: dict[str, str]) -> str:
    """How `token` begins, if what begins so is a term of the vocabulary; else ""."""
    prefix = token.text.partition(":")[0]
    if token.kind == "pname" and spaces.get(prefix) == SPACE:
        return f"{prefix}:"
    return f"<{SPACE}" if token.kind == "iri" and token.text.startswith(f"<{SPACE}") else ""


def _local(token: Token, begins: str) -> str:
    text = token.text[len(begins) :]
    return unescape(text[:-1]) if begins.startswith("<") else text


def _unknown(query: str, token: Token, begins: str) -> UnknownTerm:
    near = closest(_local(token, begins))
    meant = f"{begins}{near}{'>' if begins.startswith('<') else ''}" if near else None
    return UnknownTerm(token.text, *place(query, token.start), meant)
