"""The words of the vocabulary for people: labels and comments of its terms, from `enlace.ttl`."""

from collections.abc import Mapping
from functools import cache

from rdflib import Literal, URIRef

from ontology.terms import ENLACE, RDFS, compact, read_ontology

LANGUAGES = ("es", "en")


def label(term: str, lang: str = "es") -> str:
    """The name of a class, property or individual in `lang` (es or en; Spanish where that is not known).

    term: IRI, or local name of the vocabulary. A term of another vocabulary is shown as `prefix:local`.
    """
    return _said(RDFS.label).get((_iri(term), lang if lang in LANGUAGES else "es")) or compact(term)


def comment(term: str, lang: str = "es") -> str:
    """What a term means, in one sentence; empty for a term of another vocabulary. Arguments as for `label`."""
    return _said(RDFS.comment).get((_iri(term), lang if lang in LANGUAGES else "es"), "")


def _iri(term: str) -> str:
    return str(ENLACE[term] if term.isidentifier() and term in ENLACE else term)


@cache
def _said(predicate: URIRef) -> Mapping[tuple[str, str], str]:
    """(term, language) -> what the vocabulary's file says of it by `predicate`."""
    texts = read_ontology().subject_objects(predicate)
    return {(str(term), text.language or ""): str(text) for term, text in texts if isinstance(text, Literal)}
