"""Where a query stops being SPARQL 1.1: the first token that cannot stand where it stands.

Oxigraph says only that a text is no query; the place that it gives is some tokens further on. This reading serves the
hints and nothing else: what it takes for a query may still be none, and it never refuses one.
Source: SPARQL 1.1 Query Language, section 19.8 (grammar).
"""

from collections.abc import Sequence
from typing import NamedTuple

from graph.store.lexer import FORMS, Token
from graph.store.phrases import CALLS, TERMS, Phrases, StopError

PATTERNS = frozenset({"OPTIONAL", "MINUS", "GRAPH", "SERVICE", "FILTER", "BIND", "VALUES"})
MODIFIERS = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"})


class Fault(NamedTuple):
    """The first token that does not fit: its index (at the end of the text, the number of tokens), and what was being
    read: form, prologue, select, where, verb, object, after-triple, group, operand, close, call, end …"""

    at: int
    reading: str


def first_fault(words: Sequence[Token]) -> Fault | None:
    """The first fault of a query; None for a query, and for what is nested too deep to tell."""
    reader = _Reader(words)
    try:
        reader.query()
    except StopError as stop:
        return Fault(reader.at, str(stop))
    except RecursionError:
        return None
    return None


def end_of_expression(words: Sequence[Token], at: int) -> int:
    """The index just after the expression that begins at `at`; `at` itself where none does."""
    reader = _Reader(words)
    reader.at = at
    try:
        reader.expression()
    except (StopError, RecursionError):
        return at
    return reader.at


class _Reader(Phrases):
    """The whole query and its patterns."""

    def query(self) -> None:
        """All of the text."""
        while self._is("PREFIX", "BASE"):
            if self._take("PREFIX"):
                self._kinds("prefix", "pname")
            else:
                self.at += 1
            self._kinds("prologue", "iri")
        if not self._is(*FORMS):
            raise StopError("form")
        form = self.words[self.at].text.upper()
        self.at += 1
        {"SELECT": self._select, "ASK": self._where}.get(form, lambda: self._graph(form))()
        self._modifiers()
        if self._take("VALUES"):
            self._data()
        if self.at < len(self.words):
            raise StopError("end")

    def _select(self) -> None:
        self._take("DISTINCT", "REDUCED")
        if not self._take("*"):
            self._many(lambda: self._kind() == "var" or self._is("("), self._column)
        self._where()

    def _column(self) -> None:
        if self._take("("):
            self._as()
        else:
            self._kinds("select", "var")

    def _as(self) -> None:
        """What stands between the parentheses of `(expression AS ?variable)`, and the closing one."""
        self.expression()
        self._need("as", "AS")
        self._kinds("as-name", "var")
        self._need("close", ")")

    def _graph(self, form: str) -> None:
        if form == "DESCRIBE" and not self._take("*"):
            self._many(lambda: self._kind() in TERMS, lambda: self._kinds("object", "var", "iri", "pname"))
        if form == "CONSTRUCT" and self._is("{"):
            self._group()
        if form == "CONSTRUCT" or self._is("WHERE", "{", "FROM"):
            self._where()

    def _where(self) -> None:
        while self._take("FROM"):
            self._take("NAMED")
            self._kinds("from", "iri", "pname")
        self._take("WHERE")
        if not self._is("{"):
            raise StopError("where")
        self._group()

    def _modifiers(self) -> None:
        if self._take("GROUP"):
            self._need("by", "BY")
            self._many(self._orders, self._by)
        if self._take("HAVING"):
            self._many(self._orders, self._constraint)
        if self._take("ORDER"):
            self._need("by", "BY")
            self._many(lambda: self._orders() or self._is("ASC", "DESC"), self._order)
        for _ in range(2):
            if self._take("LIMIT", "OFFSET"):
                self._kinds("number", "number")

    def _orders(self) -> bool:
        token = self._next()
        called = token is not None and token.kind == "word" and token.text.upper() in CALLS
        return called or self._kind() in ("var", "iri", "pname") or self._is("(")

    def _by(self) -> None:
        if self._take("("):
            self.expression()
            if self._take("AS"):
                self._kinds("as-name", "var")
            self._need("close", ")")
        else:
            self._order()

    def _order(self) -> None:
        if self._take("ASC", "DESC"):
            self._need("descending", "(")
            self.expression()
            self._need("close", ")")
        elif self._kind() == "var":
            self.at += 1
        else:
            self._constraint()

    def _group(self) -> None:
        self._need("open", "{")
        if self._take("SELECT"):
            self._select()
            self._modifiers()
            if self._take("VALUES"):
                self._data()
            self._need("group", "}")
            return
        while not self._take("}"):
            if self._starts():
                self._triples()
                if self._starts():
                    raise StopError("after-triple")
                if not self._is(".", "}", "{", *PATTERNS):
                    raise StopError("after-object")
            else:
                self._pattern()
            self._take(".")

    def _starts(self) -> bool:
        """Whether a term begins here."""
        return self._kind() in TERMS or self._is("[", "(", "TRUE", "FALSE", "+", "-")

    def _pattern(self) -> None:
        if self._is("{"):
            self._group()
            while self._take("UNION"):
                self._group()
        elif self._take("OPTIONAL", "MINUS"):
            self._group()
        elif self._take("GRAPH", "SERVICE"):
            self._take("SILENT")
            self._kinds("object", "var", "iri", "pname")
            self._group()
        elif self._take("FILTER"):
            self._constraint()
        elif self._take("BIND"):
            self._need("parenthesis", "(")
            self._as()
        elif self._take("VALUES"):
            self._data()
        else:
            raise StopError("group")

    def _data(self) -> None:
        row = self._take("(")
        while row and self._kind() == "var":
            self.at += 1
        if row:
            self._need("close", ")")
        else:
            self._kinds("values", "var")
        self._need("open", "{")
        while not self._take("}"):
            if row:
                self._need("parenthesis", "(")
            while (self._starts() and self._kind() != "var") or self._is("UNDEF"):
                if not self._take("UNDEF"):
                    self._term("object")
                if not row:
                    break
            else:
                if not row:
                    raise StopError("object")
            if row:
                self._need("close", ")")

    def _triples(self) -> None:
        alone = self._is("[") and self.words[self.at + 1 : self.at + 2] != [] and self.words[self.at + 1].text != "]"
        self._term("object")
        if not (alone and self._is(".", "}")):
            self._properties()

    def _properties(self) -> None:
        self._verb()
        self._objects()
        while self._take(";"):
            if not self._is(".", "}", "]", ";", "{", *PATTERNS):
                self._verb()
                self._objects()

    def _objects(self) -> None:
        self._term("object")
        while self._take(","):
            self._term("object")
