"""The formats that answers come in: their names, the other names that people use, and their media types."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One serialisation. name: as in `format=`. media_type: as sent. others: media types that also ask for it."""

    name: str
    media_type: str
    extension: str
    others: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type with its charset where the type is text."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


BINDINGS = {
    "json": Format("json", "application/sparql-results+json", "srj", ("application/json",)),
    "xml": Format("xml", "application/sparql-results+xml", "srx", ("application/xml", "text/xml")),
    "csv": Format("csv", "text/csv", "csv"),
    "tsv": Format("tsv", "text/tab-separated-values", "tsv"),
}
"""For SELECT and ASK, the preferred one first."""

GRAPHS = {
    "turtle": Format("turtle", "text/turtle", "ttl", ("application/x-turtle", "application/turtle")),
    "ntriples": Format("ntriples", "application/n-triples", "nt", ("text/plain",)),
    "rdfxml": Format("rdfxml", "application/rdf+xml", "rdf", ("application/xml", "text/xml")),
    "jsonld": Format("jsonld", "application/ld+json", "jsonld", ("application/json",)),
    "trig": Format("trig", "application/trig", "trig"),
    "nquads": Format("nquads", "application/n-quads", "nq"),
}
"""For CONSTRUCT and DESCRIBE, the preferred one first."""

SAMPLE = Format("sample", "application/json", "json")
"""What our own pages read: the first rows as JSON, and whether there are more (see `answers.sample`)."""

ALIASES = {
    "srj": "json", "sparql-results+json": "json", "srx": "xml", "sparql-results+xml": "xml",
    "ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "rdf/xml": "rdfxml", "rdf+xml": "rdfxml",
    "json-ld": "jsonld", "ld+json": "jsonld", "nq": "nquads", "n-triples": "ntriples", "n-quads": "nquads",
}  # fmt: skip


def named(name: str) -> tuple[str | None, str | None]:
    """The formats for bindings and for graphs that `name` (a format, an alias, a media type) asks for.

    `json` and `xml` ask for both. (None, None) when there is no such format.
    """
    short = ALIASES.get(name.strip().lower(), name.strip().lower())
    if short == "json":
        return "json", "jsonld"
    if short == "xml":
        return "xml", "rdfxml"
    bindings = short if short in BINDINGS else _by_media_type(short, BINDINGS)
    graph = short if short in GRAPHS else _by_media_type(short, GRAPHS)
    return bindings, graph


def _by_media_type(media_type: str, formats: dict[str, Format]) -> str | None:
    found = (one.name for one in formats.values() if media_type == one.media_type or media_type in one.others)
    return next(found, None)
