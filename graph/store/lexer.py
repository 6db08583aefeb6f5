"""SPARQL text as tokens, read as Oxigraph reads it; what the gate, the bindings and the hints stand on.

Source: SPARQL 1.1 Query Language, section 19.8 (terminals). Two things follow the engine instead of that section, and
were measured on it: `\\uXXXX` is an escape only inside strings and IRIs, and a `<` after an operand in an expression
is always the operator, also where what follows would make an IRI (`?a<1)#>`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BASE = r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
_BASE += r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_START = rf"[{_BASE}_]"
_NAME = rf"[{_BASE}_0-9\-\u00B7\u0300-\u036F\u203F-\u2040]"
_ESCAPED = r"(?:%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_LOCAL = rf"(?:[{_BASE}_:0-9]|{_ESCAPED})(?:{_NAME}|:|{_ESCAPED}|\.+(?={_NAME}|:|{_ESCAPED}))*+"
_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"

_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]++|\#[^\r\n]*+)
    |(?P<string>\"\"\"(?:(?:\"\"|\")?(?:[^\"\\]|\\.))*+\"\"\"|'''(?:(?:''|')?(?:[^'\\]|\\.))*+'''
      |\"(?:[^\"\\\r\n]|\\.)*+\"|'(?:[^'\\\r\n]|\\.)*+')
    |(?P<var>[?$][{_BASE}_0-9\u00B7\u0300-\u036F\u203F-\u2040]+)
    |(?P<blank>_:[{_BASE}_0-9](?:{_NAME}|\.+(?={_NAME}))*+)
    |(?P<pname>(?:[{_BASE}](?:{_NAME}|\.+(?={_NAME}))*+)?:(?:{_LOCAL})?)
    |(?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    |(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
    |(?P<word>(?:{_START}|{_CODE})(?:[{_BASE}_0-9\u00B7\u0300-\u036F\u203F-\u2040]|{_CODE})*+)
    |(?P<op>\^\^|&&|\|\||!=|<=|>=|>>|.)""",
    re.VERBOSE | re.DOTALL,
)
_IRI = re.compile(r"<[^<>\"{}|^`\\\x00-\x20]*(?:(?:" + _CODE + r")[^<>\"{}|^`\\\x00-\x20]*)*>")
FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})
_OPERANDS = frozenset({"string", "var", "blank", "pname", "lang", "number", "iri"})


class Token(NamedTuple):
    """kind: iri string var blank pname lang number word op. text: as written. start: offset in characters."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset just after it."""
        return self.start + len(self.text)


class _Context:
    """What decides whether a `<` opens an IRI: the brackets we are in, and whether an operand came last.

    `clause` is True between SELECT, BY or HAVING and the next brace or clause: there, a parenthesis holds an
    expression whatever stands before it.
    """

    CLAUSES = frozenset({"SELECT", "BY", "HAVING"})
    PATTERNS = frozenset({"WHERE", "FROM", "LIMIT", "OFFSET", "VALUES"})

    def __init__(self) -> None:
        self.brackets: list[str] = []
        self.clause = False
        self.before: Token | None = None
        self.last: Token | None = None

    def is_operator(self) -> bool:
        """Whether a `<` here compares."""
        if not self.brackets or self.brackets[-1] != "expression" or self.last is None:
            return False
        kind, text = self.last.kind, self.last.text
        return kind in _OPERANDS or text in (")", "}") or text.upper() in ("TRUE", "FALSE")

    def take(self, token: Token) -> None:
        """Note `token`."""
        if token.kind == "word":
            word = token.text.upper()
            self.clause = word in self.CLAUSES or (self.clause and word not in self.PATTERNS)
        elif token.kind == "op" and token.text in "({[":
            self.brackets.append(self._inside() if token.text == "(" else token.text)
            self.clause = self.clause and token.text != "{"
        elif token.text == "<<" and token.kind == "op":
            self.brackets.append("<<")
        elif token.kind == "op" and token.text in (")", "}", "]", ">>"):
            self.clause = self.clause and token.text != "}"
            if self.brackets:
                self.brackets.pop()
        self.before, self.last = self.last, token

    def _inside(self) -> str:
        """What a parenthesis that opens here holds: an expression, or data (a collection, a row of VALUES)."""
        if self.brackets and self.brackets[-1] == "expression":
            return "expression"
        if self.clause:
            return "expression"
        if self.last is None:
            return "data"
        if self.last.kind == "word":
            return "data" if self.last.text == "a" else "expression"
        is_call = self.last.kind in ("iri", "pname") and self.before is not None
        return "expression" if is_call and self.before.text.upper() == "FILTER" else "data"  # type: ignore[union-attr]


def tokens(query: str) -> Iterator[Token]:
    """The tokens of `query` in order, without white space and comments. Never fails: what is no token is an `op`."""
    context, position, size = _Context(), 0, len(query)
    while position < size:
        token = _less(query, position, context) if query[position] == "<" else None
        if token is None:
            found = _TOKEN.match(query, position)
            assert found is not None
            assert found.lastgroup is not None
            token = Token(found.lastgroup, found[0], position)
        position = token.end
        if token.kind != "space":
            context.take(token)
            yield token


def _less(query: str, position: int, context: _Context) -> Token | None:
    """What a `<` at `position` begins: an IRI, a triple term, or None where it compares."""
    if context.is_operator():
        return None
    iri = _IRI.match(query, position)
    if iri:
        return Token("iri", iri[0], position)
    return Token("op", "<<", position) if query.startswith("<<", position) else None


def place(query: str, offset: int) -> tuple[int, int]:
    """Line and column of `offset` (characters), both counted from 1."""
    return query.count("\n", 0, offset) + 1, offset - query.rfind("\n", 0, offset)


def prefixes_of(query: str) -> dict[str, str]:
    """The prefixes that `query` declares with absolute IRIs: name without colon -> IRI."""
    if not re.search("prefix", query, re.IGNORECASE):
        return {}
    found, before, name = {}, "", None
    for token in tokens(query):
        if token.kind == "pname" and before == "PREFIX":
            name = token.text[:-1]
        elif name is not None and token.kind == "iri" and ":" in token.text:
            found[name], name = token.text[1:-1], None
        before = token.text.upper()
    return found


def unescape(word: str) -> str:
    """`word` with its `\\uXXXX` and `\\UXXXXXXXX` replaced by the characters they stand for (SPARQL 1.1, 19.2).

    An escape of what is no character stays as it is.
    """
    return re.sub(_CODE, _character, word) if "\\" in word else word


def _character(code: re.Match[str]) -> str:
    number = int(code[0][2:], 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else code[0]
