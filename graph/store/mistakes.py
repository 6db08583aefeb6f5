"""A mistake in a query: what is said of it, where, what to do, and the change that does it.

Here are those that single tokens show: characters of a text processor, a string or a bracket that never closes, a
prefix without its PREFIX, an update. `repairs` has those that show where the grammar stops.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from graph.store.lexer import FORMS, Token

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
    "void": "http://rdfs.org/ns/void#",
    "sh": "http://www.w3.org/ns/shacl#",
}
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
CLOSES = {"(": ")", "[": "]", "{": "}"}
_CURLY = {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′´`", "'")}
_PLAIN_SPACES = " \t\r\n"

Edit = tuple[int, int, str]
"""(start, end, text): the characters from start to end become text."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """said: one sentence of what is wrong. at: where (characters). hint: what to do. edits: the hint, carried out.
    partial: whether the hint is right also where the query has other mistakes behind this one."""

    said: str
    at: int
    hint: str | None = None
    edits: tuple[Edit, ...] = ()
    partial: bool = False

    def mended(self, query: str) -> str:
        """`query` with the edits."""
        for start, end, text in sorted(self.edits, reverse=True):
            query = query[:start] + text + query[end:]
        return query


def insert(at: int, text: str) -> tuple[Edit, ...]:
    """The edit that puts `text` at an offset."""
    return ((at, at, text),)


def replace(token: Token, text: str = "") -> tuple[Edit, ...]:
    """The edit that puts `text` in the place of a token."""
    return ((token.start, token.end, text),)


def update(words: Sequence[Token]) -> Mistake | None:
    """An update: the first keyword that decides what the text is."""
    for word in words:
        name = word.text.upper()
        if word.kind == "word" and name in FORMS:
            return None
        if word.kind == "word" and name in UPDATES:
            said = f"«{name}» cambia datos; aquí solo se hacen consultas: SELECT, ASK, CONSTRUCT, DESCRIBE"
            return Mistake(said, word.start)
    return None


def mistakes(words: Sequence[Token]) -> Iterator[Mistake]:
    """What single tokens show, the surest first."""
    yield from _characters(words)
    yield from _strings(words)
    yield from _prefixes(words)


def _characters(words: Sequence[Token]) -> Iterator[Mistake]:
    """Quotation marks and spaces of a text processor, outside of strings."""
    curly = [word for word in words if word.kind == "op" and word.text in _CURLY]
    if curly:
        edits = tuple(edit for word in curly for edit in replace(word, _CURLY[word.text]))
        said = f"«{curly[0].text}» no es una comilla de SPARQL"
        yield Mistake(said, curly[0].start, "escriba comillas rectas: \" o '", edits, partial=True)
    odd = [
        (word.start + offset, character)
        for word in words
        if word.kind not in ("string", "iri")
        for offset, character in enumerate(word.text)
        if _is_invisible(character)
    ]
    if odd:
        at, character = odd[0]
        code = f"U+{ord(character):04X}"
        kind = "un espacio que no es el común" if character.isspace() else "un carácter que no se ve"
        edits = tuple((at, at + 1, " " if character.isspace() else "") for at, character in odd)
        yield Mistake(f"aquí hay {kind} ({code})", at, "bórrelo y escriba un espacio común", edits, partial=True)


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return character not in _PLAIN_SPACES and (category in ("Cc", "Cf", "Zs", "Zl", "Zp"))


def _strings(words: Sequence[Token]) -> Iterator[Mistake]:
    """A quotation mark that begins no string."""
    lone = next((word for word in words if word.kind == "op" and word.text in ('"', "'")), None)
    if lone:
        hint = f"escriba otra comilla ({lone.text}) donde termina el texto"
        yield Mistake(f"falta la comilla que cierra ({lone.text})", lone.start, hint)


def _prefixes(words: Sequence[Token]) -> Iterator[Mistake]:
    """Prefixes used without their PREFIX."""
    declared, before, first = set[str](), "", dict[str, Token]()
    for word in words:
        if word.kind == "pname":
            name = word.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(name)
            elif name not in declared:
                first.setdefault(name, word)
        before = word.text.upper()
    if first:
        yield _undeclared(first, declared)


def _undeclared(first: Mapping[str, Token], declared: set[str]) -> Mistake:
    """first: prefix -> the first name that has it."""
    name, token = next(iter(first.items()))
    said = f"el prefijo «{name}:» no está declarado"
    known = [one for one in first if one in KNOWN_PREFIXES]
    if name in known:
        lines = [f"PREFIX {one}: <{KNOWN_PREFIXES[one]}>" for one in known]
        edits = insert(0, "".join(f"{line}\n" for line in lines))
        return Mistake(said, token.start, f"agregue al principio: {' '.join(lines)}", edits, partial=True)
    near = get_close_matches(name, sorted(declared), 1)
    if near:
        edits = ((token.start, token.start + len(name), near[0]),)
        return Mistake(said, token.start, f"¿Quiso decir «{near[0]}:»?", edits, partial=True)
    return Mistake(said, token.start, f"declárelo al principio: PREFIX {name}: <su IRI>", partial=True)


def brackets(words: Sequence[Token]) -> Mistake | None:
    """A bracket that closes nothing, or brackets that are never closed."""
    opened: list[Token] = []
    for word in words:
        if word.kind != "op":
            continue
        if word.text in CLOSES:
            opened.append(word)
        elif word.text in CLOSES.values() and (not opened or CLOSES[opened.pop().text] != word.text):
            return Mistake(f"«{word.text}» no cierra nada", word.start)
    if not opened:
        return None
    missing = " ".join(CLOSES[one.text] for one in reversed(opened))
    said = f"falta «{CLOSES[opened[-1].text]}» que cierre este «{opened[-1].text}»"
    return Mistake(said, opened[-1].start, f"agregue al final: {missing}", insert(words[-1].end, f" {missing}"))
