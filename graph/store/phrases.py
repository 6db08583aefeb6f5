"""The smaller productions of SPARQL's grammar, for `grammar`: tokens, terms, paths and expressions.

Source: SPARQL 1.1 Query Language, section 19.8 (grammar).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from graph.store.lexer import Token

_CALLS = """
    STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI
    CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5
    SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR
    REPLACE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT EXISTS NOT
"""
CALLS = frozenset(_CALLS.split())
_OPERATORS = frozenset({"||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/"})
TERMS = frozenset({"var", "iri", "pname", "blank", "string", "number"})


class StopError(Exception):
    """The reading ends here."""


class Phrases(ABC):
    """Reads tokens from first to last; each method reads one production of the grammar or stops at the fault."""

    def __init__(self, words: Sequence[Token]):
        self.words, self.at = words, 0

    @abstractmethod
    def _group(self) -> None:
        """A pattern in braces."""

    @abstractmethod
    def _properties(self) -> None:
        """What is said of a subject."""

    def _is(self, *texts: str) -> bool:
        """Whether the next token is one of these keywords (in capitals) or signs."""
        token = self._next()
        return token is not None and token.kind in ("word", "op") and token.text.upper() in texts

    def _next(self) -> Token | None:
        return self.words[self.at] if self.at < len(self.words) else None

    def _kind(self) -> str:
        token = self._next()
        return token.kind if token else ""

    def _take(self, *texts: str) -> bool:
        """Take the next token if it is one of these."""
        found = self._is(*texts)
        self.at += found
        return found

    def _need(self, reading: str, *texts: str) -> None:
        if not self._take(*texts):
            raise StopError(reading)

    def _kinds(self, reading: str, *kinds: str) -> None:
        if self._kind() not in kinds:
            raise StopError(reading)
        self.at += 1

    def _many(self, fits: Callable[[], bool], read: Callable[[], None]) -> None:
        """One or more."""
        read()
        while fits():
            read()

    def _verb(self) -> None:
        if self._kind() == "var":
            self.at += 1
            return
        self._step()
        while self._take("|", "/", "^"):
            self._step()

    def _step(self) -> None:
        while self._take("^", "!"):
            pass
        if self._take("("):
            if not self._take(")"):
                self._verb()
                self._need("close", ")")
        elif not self._take("A"):
            self._kinds("verb", "iri", "pname")
        self._take("?", "*", "+")

    def _term(self, reading: str) -> None:
        signed = self._take("+", "-")
        if signed:
            self._kinds(reading, "number")
        elif self._take("["):
            if not self._is("]"):
                self._properties()
            self._need("bracket", "]")
        elif self._take("("):
            while not self._take(")"):
                self._term(reading)
        elif not self._take("TRUE", "FALSE"):
            if self._kind() == "string":
                self._string()
            else:
                self._kinds(reading, *TERMS)

    def _string(self) -> None:
        self.at += 1
        if self._take("^^"):
            self._kinds("datatype", "iri", "pname")
        elif self._kind() == "lang":
            self.at += 1

    def _constraint(self) -> None:
        if self._take("("):
            self.expression()
            self._need("close", ")")
        elif self._kind() in ("iri", "pname"):
            self.at += 1
            self._arguments()
        elif self._kind() == "word":
            self._call()
        else:
            raise StopError("parenthesis")

    def _call(self) -> None:
        token = self._next()
        if token is None or token.text.upper() not in CALLS:
            raise StopError("call")
        self.at += 1
        if token.text.upper() == "NOT":
            self._need("exists", "EXISTS")
        if token.text.upper() in ("NOT", "EXISTS"):
            self._group()
        else:
            self._arguments()

    def _arguments(self) -> None:
        self._need("parenthesis", "(")
        self._take("DISTINCT")
        if self._take(")"):
            return
        if not self._take("*"):
            self.expression()
        while self._take(","):
            self.expression()
        if self._take(";"):
            self._need("separator", "SEPARATOR")
            self._need("separator", "=")
            self._kinds("separator", "string")
        self._need("close", ")")

    def expression(self) -> None:
        """Operands with operators between them."""
        self._operand()
        while True:
            if self._take(*_OPERATORS):
                self._operand()
            elif self._is("IN", "NOT"):
                self._take("NOT")
                self._need("in", "IN")
                self._arguments()
            else:
                return

    def _operand(self) -> None:
        while self._take("!", "-", "+"):
            pass
        if self._take("("):
            self.expression()
            self._need("close", ")")
        elif self._kind() == "string":
            self._string()
        elif self._kind() in ("iri", "pname"):
            self.at += 1
            if self._is("("):
                self._arguments()
        elif self._kind() in ("var", "number") or self._is("TRUE", "FALSE"):
            self.at += 1
        elif self._kind() == "word":
            self._call()
        else:
            raise StopError("operand")
