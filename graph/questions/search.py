"""One search box over all names: accents, case and the order of words do not matter."""

import re
from dataclasses import dataclass

from graph.questions.shape import PREFIXES, Engine, sort_key
from ontology.slugs import fold

CLASSES = ("Institution", "Mesa", "Agreement", "Record", "Person", "Topic", "Norm")
NAMES = (
    PREFIXES
    + """
SELECT ?iri ?class ?label ?name WHERE {
  VALUES ?class { enlace:Institution enlace:Mesa enlace:Agreement enlace:Record enlace:Person enlace:Topic enlace:Norm }
  ?iri a ?class ; rdfs:label ?label ; rdfs:label|enlace:acronym|skos:altLabel ?name .
}"""
)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity whose name fits. matched: the name that fitted, if not the label. rank: smaller fits better."""

    iri: str
    label: str
    matched: str | None
    rank: int


def search(engine: Engine, term: str) -> dict[str, list[Hit]]:
    """What fits every word of `term`, best first, by class in the order of CLASSES. {} for a term without words."""
    words = re.findall(r"\w+", fold(term))
    best: dict[str, tuple[str, Hit]] = {}
    for row in engine.rows(NAMES) if words else []:
        rank = _rank(fold(row["name"]), words)
        if rank is None:
            continue
        hit = Hit(row["iri"], row["label"], row["name"] if row["name"] != row["label"] else None, rank)
        known = best.get(hit.iri)
        if known is None or (hit.rank, hit.matched or "") < (known[1].rank, known[1].matched or ""):
            best[hit.iri] = row["class"].rpartition("#")[2], hit
    groups: dict[str, list[Hit]] = {name: [] for name in CLASSES}
    for name, hit in best.values():
        groups[name].append(hit)
    return {
        name: sorted(hits, key=lambda hit: (hit.rank, sort_key(hit.label))) for name, hits in groups.items() if hits
    }


def _rank(name: str, words: list[str]) -> int | None:
    """0 the name itself, 1 it begins so, 2 each word begins one of its words, 3 each occurs somewhere; else None."""
    own = re.findall(r"\w+", name)
    if own == words:
        return 0
    if name.startswith(" ".join(words)):
        return 1
    if all(any(part.startswith(word) for part in own) for word in words):
        return 2
    return 3 if all(word in name for word in words) else None
