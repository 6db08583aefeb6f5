"""The stored questions: `data/queries/*.rq`, SPARQL whose header comments say what it answers, in plain words.

# title: ¿Quién lidera cada mesa?
# title@en: Who leads each mesa?
# description: Una fila por mesa …
# description@en: One row a mesa …
# theme: asientos
# order: 20
# chart: mesa cuantas_sesiones
# parameter: mesa mesa | Mesa | Roundtable

theme: one of THEMES. chart, where numbers are compared: the column that names a bar, the column that it measures.
parameter: see `parameters.py`; as many lines as there are parameters. The text below the header is a query that any
engine answers as it stands: each parameter is a variable of it, left free or given a default by COALESCE.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path

from graph.errors import InputError
from graph.questions.parameters import Parameter, read_parameter
from graph.settings import shipped_data
from graph.store.lexer import FORMS, tokens

THEMES = ("asientos", "acuerdos", "sesiones", "instituciones", "evidencia")
NEEDED = ("title", "description", "theme", "order")
KNOWN = (*NEEDED, "title@en", "description@en", "chart", "parameter")

RESERVED = ("lang", "format", "name", "suffix")  # what addresses say already

_HEADER = re.compile(r"#\s*([a-z]+(?:@[a-z]+)?)\s*:\s*(.*)")


@dataclass(frozen=True)
class StoredQuery:
    """A question with its query. name: of the file, without suffix. text: the query without its header. chart: the
    columns (name, number) of its bars, or None."""

    name: str
    text: str
    order: int
    words: Mapping[str, str] = field(repr=False)
    parameters: tuple[Parameter, ...] = ()
    chart: tuple[str, str] | None = None

    @property
    def title(self) -> str:
        """The question in Spanish."""
        return self.words["title"]

    @property
    def theme(self) -> str:
        """What it is about, one of THEMES."""
        return self.words["theme"]

    @property
    def form(self) -> str:
        """SELECT, ASK, CONSTRUCT or DESCRIBE; "" for what is no query."""
        words = (word.text.upper() for word in tokens(self.text) if word.kind == "word")
        return next((word for word in words if word in FORMS), "")

    @property
    def is_graph(self) -> bool:
        """Whether it is answered by a graph, not by rows."""
        return self.form in ("CONSTRUCT", "DESCRIBE")

    def in_language(self, word: str, language: str) -> str:
        """`title` or `description` in a language (`es`, `en`), in Spanish where there is no other."""
        return self.words.get(f"{word}@{language}", self.words[word])


@cache
def stored_queries() -> tuple[StoredQuery, ...]:
    """Every shipped question, in the order that its header gives. Raises InputError when a header lacks something."""
    files = (shipped_data() / "queries").glob("*.rq")
    return tuple(sorted((read_query(file) for file in files), key=lambda one: (one.order, one.name)))


def stored_query(name: str) -> StoredQuery | None:
    """The question of that name."""
    return next((one for one in stored_queries() if one.name == name), None)


def read_query(file: Path) -> StoredQuery:
    """One stored question. Raises InputError with file and line for a header that lacks or mistakes something."""
    lines = file.read_text(encoding="utf-8").splitlines()
    headers = list(takewhile(bool, (_HEADER.fullmatch(line) for line in lines)))
    text = "\n".join(lines[len(headers) :]).strip() + "\n"
    variables = {word.text[1:] for word in tokens(text) if word.kind == "var"}
    words: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, header in enumerate(headers, 1):
        try:
            _take(header[1], header[2].strip(), words, parameters, variables)  # type: ignore[index]
        except ValueError as error:
            raise InputError(str(error), str(file), number) from None
    missing = [word for word in NEEDED if not words.get(word)]
    if missing:
        raise InputError(f"falta en el encabezado: {', '.join(missing)}", str(file), 1)
    chart = tuple(words["chart"].split()) if "chart" in words else None
    return StoredQuery(file.stem, text, int(words["order"]), words, tuple(parameters), chart)  # type: ignore[arg-type]


def _take(word: str, value: str, words: dict[str, str], parameters: list[Parameter], variables: set[str]) -> None:
    """Take one line of a header. Raises ValueError, saying what is wrong with it."""
    if word not in KNOWN:
        raise ValueError(f"el encabezado no conoce «{word}»; conoce {', '.join(KNOWN)}")
    if word in words:
        raise ValueError(f"«{word}» está dos veces")
    if word == "order" and not value.isdecimal():
        raise ValueError("«order» es un número")
    if word == "theme" and value not in THEMES:
        raise ValueError(f"no existe el tema «{value}»; use {', '.join(THEMES)}")
    if word == "chart" and (len(value.split()) != 2 or not variables.issuperset(value.split())):
        raise ValueError("«chart» nombra dos columnas de la consulta: la que pone nombre y la que cuenta")
    if word != "parameter":
        words[word] = value
        return
    parameter = read_parameter(value)
    if parameter.name not in variables:
        raise ValueError(f"la consulta no tiene la variable ?{parameter.name}")
    if parameter.name in {one.name for one in parameters} or parameter.name in RESERVED:
        raise ValueError(f"el parámetro «{parameter.name}» está dos veces, o su nombre ya significa otra cosa")
    parameters.append(parameter)
