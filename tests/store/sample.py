"""A tiny graph, two questions that cost too much, and how to ask for an answer as text."""

from pathlib import Path

from graph.store.loader import load_store
from graph.store.pool import EnginePool
from graph.store.question import Question

E = "http://example.org/"
NQUADS = f"""\
<{E}inab> <{E}in> <{E}agua> <{E}rec/1> .
<{E}inab> <{E}in> <{E}agua> <{E}rec/2> .
<{E}inab> <{E}label> "Instituto Nacional de Bosques"@es <{E}register> .
<{E}mspas> <{E}in> <{E}agua> <{E}rec/2> .
<{E}mspas> <{E}founded> "1944"^^<http://www.w3.org/2001/XMLSchema#integer> <{E}register> .
<{E}mspas> <{E}label> "control \\u0001 y \\r fin" <{E}register> .
"""
SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(16)) + " }"
HUNGRY = SLOW.replace("(COUNT(*) AS ?n)", "*").replace("}", "} ORDER BY ?a1 ?a2")


def store_of(nquads: str, folder: Path) -> Path:
    """A store in `folder` that holds `nquads`."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "graph.nq"
    file.write_text(nquads, encoding="utf-8")
    load_store(file, folder / "store")
    return folder / "store"


def text(pool: EnginePool, query: str, **fields) -> str:
    """The whole answer as text; fields are those of Question."""
    answer = pool.answer(Question(query, **fields))
    try:
        return answer.read().decode()
    finally:
        answer.close()
