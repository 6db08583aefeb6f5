"""The stored questions: `data/queries/*.rq`, SPARQL whose header comments say what it answers, in plain words.

# title: ¿Quién lidera cada mesa?
# title@en: Who leads each mesa?
# description: Una fila por mesa …
# order: 20
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path

from graph.errors import InputError
from graph.settings import shipped_data

_HEADER = re.compile(r"#\s*([a-z]+(?:@[a-z]+)?)\s*:\s*(.*)")


@dataclass(frozen=True)
class StoredQuery:
    """A question with its query. name: of the file, without suffix. text: the query without its header."""

    name: str
    text: str
    order: int
    words: Mapping[str, str] = field(repr=False)

    @property
    def title(self) -> str:
        """The question in Spanish."""
        return self.words["title"]

    def in_language(self, word: str, language: str) -> str:
        """`title` or `description` in a language (`es`, `en`), in Spanish where there is no other."""
        return self.words.get(f"{word}@{language}", self.words[word])


@cache
def stored_queries() -> tuple[StoredQuery, ...]:
    """Every shipped question, in the order that its header gives. Raises InputError when a header lacks something."""
    files = (shipped_data() / "queries").glob("*.rq")
    return tuple(sorted((read_query(file) for file in files), key=lambda one: (one.order, one.name)))


def read_query(file: Path) -> StoredQuery:
    """One stored question. Raises InputError naming the file when title, description or order is missing."""
    lines = file.read_text(encoding="utf-8").splitlines()
    headers = list(takewhile(bool, (_HEADER.fullmatch(line) for line in lines)))
    words = {header[1]: header[2].strip() for header in headers if header}
    missing = [word for word in ("title", "description", "order") if not words.get(word)]
    if missing:
        raise InputError(f"falta en el encabezado: {', '.join(missing)}", str(file), 1)
    return StoredQuery(file.stem, "\n".join(lines[len(headers) :]).strip() + "\n", int(words["order"]), words)
