"""Front-matter posts -> Record: which key holds what, whatever the CMS or its language."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from graph.errors import InputError
from graph.records.compose import compose, headline, without_repeats, without_title
from graph.records.dates import parse_date
from graph.records.frontmatter import Field, Post
from graph.records.markdown import ATTACHMENT, plain_text
from graph.records.record import Record
from ontology.slugs import fold

# Keys in small letters, without accents, hyphens, underscores and spaces.
TITLE = ("title", "titulo", "institucionp", "institucion", "headline", "encabezado", "nombre", "name")
SUBTITLE = ("subtitle", "subtitulo", "resumen", "summary", "excerpt", "extracto", "bajada", "entradilla")
DESCRIPTION = ("descripcion", "description")
BODY = ("contenido", "content", "body", "cuerpo", "texto", "detalle")
AGREEMENTS = ("acuerdos", "agreements", "compromisos")
DATE = ("date", "fecha", "fechapublicacion", "fechadepublicacion", "published", "publicado", "pubdate")
ATTACHED = ("minuta", "documentosads", "documentos", "documento", "adjuntos", "adjunto", "archivos", "archivo")
LINKS = ("enlace", "link", "url", "enlaces", "links")
SOURCE = ("source", "fuente", "original", "canonical", "canonicalurl", "sourceurl")
SHELF = ("categories", "categoria", "categorias", "category", "layout", "type", "tipo")

_NEWS = re.compile(r"\b(?:noticias?|news|comunicados?|prensa)\b", re.IGNORECASE)
_NAME_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]|$)")


class _Fields:
    """A post's fields under the keys of the tables above."""

    def __init__(self, fields: dict[str, Field]):
        self._keys = frozenset(map(plain_key, fields))
        self._fields = {plain_key(key): field for key, field in fields.items() if field.values}

    def __contains__(self, key: str) -> bool:
        """Whether the post has the key, filled in or not: the keys tell its collection."""
        return key in self._keys

    def first(self, keys: Iterable[str]) -> Field | None:
        """The first of `keys` that the post fills in."""
        return next((self._fields[key] for key in keys if key in self._fields), None)

    def all(self, keys: Iterable[str]) -> list[Field]:
        """Those of `keys` that the post fills in, in the table's order."""
        return [self._fields[key] for key in keys if key in self._fields]

    def text(self, key: str) -> str:
        """The text of one key, on one line; "" when it is not filled in."""
        field = self._fields.get(key)
        return " ".join(", ".join(field.values).split()) if field else ""


def plain_key(key: str) -> str:
    """A key as the tables have it: «Descripción», «DESCRIPCION», «descripcion» are one."""
    return "".join(char for char in fold(key) if char.isalnum())


def post_record(post: Post, file: str, name: str, digest: str) -> Record:
    """The record of a post.

    Raises InputError with the line: a date that the calendar lacks or that is none; nothing to read.
    """
    fields = _Fields(post.fields)
    kind = _kind(fields)
    documents: list[str] = []
    below = _plain([post.body], documents)
    subtitle, description, body, agreements = (
        _plain((field.text for field in fields.all(keys)), documents)
        for keys in (SUBTITLE, DESCRIPTION, BODY, AGREEMENTS)
    )
    main = [*body, *below, *_facts(fields)] or description or subtitle
    title = _title(fields, main, file)
    main = without_repeats([without_title(title, text) for text in main], told=[title])
    summary = without_repeats([*subtitle, *description], told=[title, *main])
    parts = {"title": [title], "summary": summary, "body": main, "agreements": agreements}
    text, sections = compose((role, "\n\n".join(texts)) for role, texts in parts.items())
    return Record(
        file=file, name=name, title=text[: sections[0].end], date=_date(fields, file, name), kind=kind, text=text,
        sections=sections, documents=_documents(fields, kind, documents), source=_source(fields), digest=digest,
    )  # fmt: skip


def _plain(sources: Iterable[str], documents: list[str]) -> list[str]:
    """Markdown sources as plain texts; attachments that they link to are added to `documents`."""
    texts = []
    for source in sources:
        plain = plain_text(source)
        documents += plain.documents
        if plain.text:
            texts.append(plain.text)
    return texts


def _facts(fields: _Fields) -> list[str]:
    """What a directory entry or a ministry's document says in its own keys. Contacts are left out."""
    people = ", ".join(filter(None, (fields.text("nombresr"), fields.text("cargor"))))
    ministry = fields.text("ministerio")
    return [text for text in (people, f"Ministerio: {ministry}" if ministry else "") if text]


def _title(fields: _Fields, texts: list[str], file: str) -> str:
    field = fields.first(TITLE)
    title = " ".join(field.text.split()) if field else headline(texts[0]) if texts else ""
    if not title:
        raise InputError("no tiene título ni texto; escriba «title» y «descripcion», o bórrelo", file)
    return title


def _kind(fields: _Fields) -> str:
    """The kind of a post, by the keys that its collection has."""
    if "institucionp" in fields or "nombresr" in fields:
        return "directory"
    if "acuerdos" in fields or "minuta" in fields:
        return "minutes"
    if "disqus" in fields or ("icono" in fields and "title" in fields):
        return "group"
    if "contenido" in fields:
        return "activity"
    if "ministerio" in fields or "embed" in fields or "link" in fields or ("enlace" in fields and "body" in fields):
        return "document"
    if any(_NEWS.search(field.text) for field in fields.all(SHELF)):
        return "news"
    return "post"


def _date(fields: _Fields, file: str, name: str) -> date | None:
    """The publication date: the field's, else the one that the CMS put before the file's name."""
    field = fields.first(DATE)
    if field is None:
        return _date_of_name(name)
    try:
        found = parse_date(field.text)
    except InputError as error:
        raise InputError(error.reason, file, field.line) from None
    if found is None:
        raise InputError(f"la fecha «{field.text[:60]}» no se entiende; escríbala como 2024-09-11", file, field.line)
    return found


def _date_of_name(name: str) -> date | None:
    match = _NAME_DATE.match(PurePosixPath(name).name)
    try:
        return parse_date(match[1]) if match else None
    except InputError:
        return None


def _documents(fields: _Fields, kind: str, linked: list[str]) -> tuple[str, ...]:
    """Addresses of attachments: the fields for them, links in texts, and what a document's record is about."""
    named = [value.strip() for field in fields.all(ATTACHED) for value in field.values]
    links = [value.strip() for field in fields.all(LINKS) for value in field.values if "/" in value]
    wanted = [link for link in links if kind == "document" or ATTACHMENT.search(link)]
    return tuple(dict.fromkeys([*named, *wanted, *linked]))


def _source(fields: _Fields) -> str | None:
    """The address of the original, if it is one."""
    found = (value.strip() for field in fields.all(SOURCE) for value in field.values)
    return next((value for value in found if re.match(r"https?://\S+$", value)), None)
