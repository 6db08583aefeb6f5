"""What may mend a query where the grammar stops: proposals, the likeliest first, each to be tried before it is told.

A proposal is a `Mistake` with its edits. The caller tells the first that makes the text a query.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from graph.store.grammar import MODIFIERS, PATTERNS, Fault, end_of_expression
from graph.store.lexer import FORMS, Token
from graph.store.mistakes import CLOSES, Edit, Mistake, insert, replace
from graph.store.phrases import CALLS
from graph.store.unknown import closest

KEYWORDS = sorted(
    {"PREFIX", "BASE", "DISTINCT", "REDUCED", "FROM", "NAMED", "WHERE", "UNION", "AS", "BY", "ASC", "DESC", "IN"}
    | {"TRUE", "FALSE", "UNDEF", "SEPARATOR"}
    | (FORMS | PATTERNS | MODIFIERS | CALLS) - {"SERVICE"}  # which would be refused
)
REACH = 25  # tokens before the fault where a parenthesis may be missing
_AND_OR = {"AND": "&&", "&": "&&", "Y": "&&", "OR": "||", "|": "||", "O": "||"}


def repairs(query: str, words: Sequence[Token], fault: Fault) -> Iterator[Mistake]:
    """What may mend `query` at `fault`."""
    token = words[fault.at] if fault.at < len(words) else None
    before = words[fault.at - 1] if fault.at else None
    if token is None:
        return
    yield from _operators(token, before)
    if fault.reading == "end":
        yield from _after_the_end(query, words, fault.at)
    if token.kind == "word":
        yield from _words(query, words, fault, token)
    if fault.reading == "after-triple" and before:
        yield from _between_triples(token, before)
    yield from _commas(words, fault, token, before)
    yield from _brackets(words, fault, token)
    yield from _calls(words, fault, token)
    yield from _left_out(query, fault, token, before)
    yield _surplus(token)


def _operators(token: Token, before: Token | None) -> Iterator[Mistake]:
    """Operators of other languages."""
    text = token.text.upper()
    if before and text == before.text == "=" and token.start == before.end:
        yield Mistake("en SPARQL no hay «==»", before.start, "para comparar escriba un solo =", replace(token))
    if before and before.text == "<" and text == ">":
        edits = ((before.start, token.end, "!="),)
        yield Mistake("en SPARQL no hay «<>»", before.start, "para «distinto de» escriba !=", edits)
    if text in _AND_OR:
        sign = _AND_OR[text]
        said = f"«{token.text}» no une condiciones en SPARQL"
        yield Mistake(said, token.start, f"escriba {sign} en su lugar", replace(token, sign), partial=True)


def _after_the_end(query: str, words: Sequence[Token], at: int) -> Iterator[Mistake]:
    """Another query, or a clause out of its place."""
    token = words[at]
    text = token.text.upper() if token.kind == "word" else ""
    if text in (*FORMS, "PREFIX", "BASE"):
        cut = ((token.start, len(query), ""),)
        yield Mistake("el texto tiene más de una consulta", token.start, "deje solo una y envíe la otra aparte", cut)
    if text in ("ORDER", "GROUP", "HAVING"):
        slices = [index for index in range(at) if words[index].text.upper() in ("LIMIT", "OFFSET")]
        first = next((index for index in slices if all(word.text != "}" for word in words[index:at])), None)
        if first is not None:
            moved = query[words[first].start : words[at - 1].end]
            edits = ((words[first].start, words[at - 1].end, ""), (words[-1].end, words[-1].end, f"\n{moved}"))
            name = f"{text} BY" if text != "HAVING" else text
            said = f"{name} va antes de {words[first].text.upper()}"
            yield Mistake(said, token.start, f"pase «{moved}» al final", edits)


def _words(query: str, words: Sequence[Token], fault: Fault, token: Token) -> Iterator[Mistake]:
    """A word that is none of SPARQL: a keyword with a slip, a term without its prefix, a variable without its mark."""
    said = f"«{token.text}» no es una palabra de SPARQL en este lugar"
    variable = Mistake(
        said, token.start, f"si es una variable, escriba ?{token.text}", replace(token, f"?{token.text}")
    )
    if any(word.kind == "var" and word.text[1:] == token.text for word in words):
        yield variable
    if fault.reading == "verb" and len(token.text) == 1:
        yield Mistake(said, token.start, "¿Quiso decir a (es de la clase)?", replace(token, "a"))
    yield from _glued(token)
    name = token.text.upper()
    for near in get_close_matches(name, KEYWORDS, 8, 0.6 if len(name) > 2 else 0.5):
        if near != name:
            sure = len(name) > 3 and abs(len(near) - len(name)) < 2
            yield Mistake(said, token.start, f"¿Quiso decir {near}?", replace(token, near), partial=sure)
    if fault.reading in ("object", "verb", "after-triple", "after-object", "group", "operand", "call"):
        term = closest(token.text, likeness=1)
        if not (fault.reading == "verb" or token.text[0].isupper()):
            yield variable
        if term:
            yield Mistake(said, token.start, f"¿Quiso decir enlace:{term}?", replace(token, f"enlace:{term}"))
        yield variable
    if fault.reading in ("select", "where", "as-name", "values"):
        yield variable


def _glued(token: Token) -> Iterator[Mistake]:
    """Two words of SPARQL that have lost what stood between them."""
    for at in range(2, len(token.text) - 1):
        first, second = token.text[:at], token.text[at:]
        if first.upper() in KEYWORDS and second.upper() in KEYWORDS:
            for sign, name in (("(", "un paréntesis"), (" ", "un espacio")):
                hint, edits = f"escriba {first}{sign}{second}", insert(token.start + at, sign)
                yield Mistake(f"falta {name} entre {first} y {second}", token.start, hint, edits)


def _between_triples(token: Token, before: Token) -> Iterator[Mistake]:
    """Two triples with nothing between them."""
    for sign, name, why in (
        (".", "un punto", "una afirmación y la que sigue"),
        (";", "un punto y coma", "dos cosas que se dicen de lo mismo"),
    ):
        said, hint = f"falta {name} entre {why}", f"escriba {name} ({sign}) después de «{before.text}»"
        yield Mistake(said, before.end, hint, insert(before.end, f" {sign}"), partial=True)
    said = "falta una coma entre dos valores"
    yield Mistake(said, before.end, f"escriba una coma después de «{before.text}»", insert(before.end, " ,"))


def _commas(words: Sequence[Token], fault: Fault, token: Token, before: Token | None) -> Iterator[Mistake]:
    """Commas and points that are one too many."""
    if token.text == "," and fault.reading == "where":
        ends = next((index for index in range(fault.at, len(words)) if words[index].text in ("{", "(")), len(words))
        edits = tuple(edit for word in words[fault.at : ends] if word.text == "," for edit in replace(word))
        yield Mistake("las variables de SELECT van sin comas", token.start, "borre las comas", edits)
    if fault.reading == "close" and token.text not in CLOSES.values():
        said, hint = f"falta una coma antes de «{token.text}»", f"escriba una coma antes de «{token.text}»"
        yield Mistake(said, token.start, hint, insert(token.start, ", "))
    if before and before.text == "," and token.kind == "op":
        yield Mistake("sobra una coma", before.start, "borre la coma", replace(before))
    if before and token.text == before.text == ".":
        yield Mistake("sobra un punto", token.start, "borre uno de los dos puntos", replace(token))


def _brackets(words: Sequence[Token], fault: Fault, token: Token) -> Iterator[Mistake]:
    """A brace, bracket or parenthesis that is missing, or one too many."""
    if fault.reading in ("where", "open", "form"):
        modifier = next((word for word in words[fault.at :] if word.text.upper() in MODIFIERS), None)
        end = modifier.start if modifier else words[-1].end
        said, hint = "falta «{» donde empiezan los patrones", "encierre los patrones entre llaves: { … }"
        yield Mistake(said, token.start, "escriba { antes", insert(token.start, "{ "))
        yield Mistake(said, token.start, hint, (*insert(token.start, "{ "), *insert(end, " } ")))
    if token.text in CLOSES.values():
        yield Mistake(f"«{token.text}» no cierra nada", token.start, "bórrelo", replace(token))
    if fault.reading == "parenthesis" and fault.at:
        called = words[fault.at - 1]
        said, hint = f"falta «(» después de {called.text}", f"escriba {called.text}({token.text}"
        yield Mistake(said, token.start, hint, ((called.end, token.start, "("),))
    for sign in (")", "}", "]", "(", "{", "["):
        said = f"falta «{sign}» antes de «{token.text}»"
        yield Mistake(said, token.start, f"escriba {sign} antes de «{token.text}»", insert(token.start, f"{sign} "))
    for before in reversed(words[max(0, fault.at - REACH) : fault.at]):
        if before.text in ("{", "}"):
            break
        hint, edits = f"escriba ) después de «{before.text}»", insert(before.end, ")")
        yield Mistake("falta «)»", before.end, hint, edits)


def _wrapped(words: Sequence[Token], first: int, end: int) -> tuple[Edit, ...]:
    """Parentheses around the tokens from `first` to before `end`, of which the closing one may already be there."""
    closed = [word.text for word in words[end : end + 1]] == [")"]
    return (*insert(words[first].start, "("), *(() if closed else insert(words[end - 1].end, ")")))


def _calls(words: Sequence[Token], fault: Fault, token: Token) -> Iterator[Mistake]:
    """Parentheses that SPARQL wants around an expression, and a name for what it gives."""
    end, hint = end_of_expression(words, fault.at), "encierre la expresión entre paréntesis: ( … )"
    if end > fault.at and fault.reading in ("parenthesis", "descending"):
        yield Mistake("falta «(»", token.start, hint, _wrapped(words, fault.at, end))
    filters = [index for index in range(fault.at) if words[index].text.upper() == "FILTER"]
    if filters and token.kind == "op" and fault.reading in ("group", "after-object"):
        first = filters[-1] + 1
        edits = _wrapped(words, first, end_of_expression(words, first))
        yield Mistake("falta «(» después de FILTER", words[first].start, hint, edits)
    if end > fault.at and fault.reading in ("select", "where"):
        after = [word.text.upper() for word in words[end : end + 3]]
        named, closed = after[:1] == ["AS"], after[2:] == [")"]
        last = words[min(end + 1, len(words) - 1)].end if named else words[end - 1].end
        closing = insert(last, ")" if named else " AS ?resultado)") if not (named and closed) else ()
        edits = (*insert(token.start, "("), *closing)
        said = "en SELECT, lo que se calcula va entre paréntesis y con nombre"
        yield Mistake(said, token.start, "escriba (… AS ?nombre)", edits)
    if fault.reading == "as":
        said = "a lo que se calcula hay que darle nombre"
        if token.kind == "var":
            yield Mistake(said, token.start, f"escriba AS antes de {token.text}", insert(token.start, "AS "))
        yield Mistake(
            said, token.start, "agregue AS ?nombre antes del paréntesis", insert(token.start, " AS ?resultado")
        )


def _left_out(query: str, fault: Fault, token: Token, before: Token | None) -> Iterator[Mistake]:
    """A word or a sign that is left out."""
    if fault.reading == "by" and before:
        name = before.text.upper()
        yield Mistake(f"falta BY después de {name}", token.start, f"escriba {name} BY", insert(token.start, "BY "))
    if fault.reading == "prefix" and token.kind == "word":
        said, edits = "al prefijo le faltan los dos puntos", insert(token.end, ":")
        yield Mistake(said, token.end, f"escriba {token.text}: después de PREFIX", edits)
    if fault.reading == "prologue":
        bare = re.compile(r"[^\s<>]*").match(query, token.start)
        end = bare.end() if bare else token.end
        edits = (*insert(token.start, "<"), *insert(end, ">"))
        yield Mistake(
            "el IRI de un prefijo va entre < y >", token.start, f"escriba <{query[token.start : end]}>", edits
        )


def spaced(words: Sequence[Token]) -> Iterator[Mistake]:
    """A space that SPARQL allows and the engine does not: before the parenthesis of a function of many arguments."""
    apart = [pair for pair in pairwise(words) if pair[0].text.upper() in ("CONCAT", "COALESCE") and pair[1].text == "("]
    edits = tuple((name.end, opening.start, "") for name, opening in apart)
    for name, opening in apart:
        if name.end < opening.start:
            said = f"este servicio no lee un espacio entre {name.text} y su paréntesis"
            yield Mistake(said, name.end, f"escriba {name.text}( sin espacio", edits)


def _surplus(token: Token) -> Mistake:
    return Mistake(f"sobra «{token.text}»", token.start, f"borre «{token.text}»", replace(token))
