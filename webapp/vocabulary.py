"""The vocabulary for people and machines, from `enlace.ttl`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ontology.labels import comment, label
from ontology.terms import ENLACE, RDF, RDFS, compact, read_ontology
from webapp.language import current

GROUPS = ("Class", "ObjectProperty", "DatatypeProperty", "NamedIndividual")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary. above, domain, range: terms, as `prefix:local`."""

    name: str
    iri: str
    group: str
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return label(self.iri, current())

    @property
    def comment(self) -> str:
        """What it means, in the reader's language."""
        return comment(self.iri, current())


@cache
def terms() -> dict[str, list[Term]]:
    """Every term of the vocabulary by group (Class, ObjectProperty, DatatypeProperty, NamedIndividual), by name."""
    said: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, value in read_ontology():
        said.setdefault((str(subject), str(predicate)), []).append(str(value))
    found = (iri for iri, predicate in sorted(said) if predicate == str(RDF.type) and iri.startswith(str(ENLACE)))
    groups: dict[str, list[Term]] = {group: [] for group in GROUPS}
    for iri in found:
        term = _term(iri, said)
        groups[term.group].append(term)
    return {group: members for group, members in groups.items() if members}


def _term(iri: str, said: Mapping[tuple[str, str], list[str]]) -> Term:
    def values(*predicates: object) -> tuple[str, ...]:
        every = (value for predicate in predicates for value in said.get((iri, str(predicate)), ()))
        return tuple(sorted(compact(value) for value in every))

    kinds = {value.rpartition("#")[2] for value in said[iri, str(RDF.type)]}
    return Term(
        iri.removeprefix(str(ENLACE)), iri, next((one for one in GROUPS if one in kinds), "NamedIndividual"),
        values(RDFS.subClassOf, RDFS.subPropertyOf), values(RDFS.domain), values(RDFS.range),
    )  # fmt: skip


@cache
def as_rdf(form: str) -> bytes:
    """The whole vocabulary in one RDF format (turtle, ntriples, jsonld, rdfxml)."""
    from graph.publish.rdf import serialised

    return serialised(read_ontology(), form)
