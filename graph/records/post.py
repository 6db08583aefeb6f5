"""Front-matter posts -> Record: which key holds what, whatever the CMS or its language.

Where a CMS's schema says what a field is for, `site/entries.py` fills a `Told` by it; the tables of keys are these.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
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
TITLE = ("title", "titulo", "institucionp", "institucion", "headline", "encabezado", "posttitle", "nombre", "name")
SUBTITLE = ("subtitle", "subtitulo", "resumen", "summary", "excerpt", "extracto", "bajada", "entradilla", "postexcerpt")
DESCRIPTION = ("descripcion", "description")
BODY = ("contenido", "content", "body", "cuerpo", "texto", "detalle", "postcontent")
AGREEMENTS = ("acuerdos", "agreements", "compromisos")
DATE = ("date", "fecha", "fechapublicacion", "fechadepublicacion", "published", "publicado", "pubdate", "postdate")
ATTACHED = ("minuta", "documentosads", "documentos", "documento", "adjuntos", "adjunto", "archivos", "archivo")
LINKS = ("enlace", "link", "url", "enlaces", "links")
SOURCE = ("source", "fuente", "original", "canonical", "canonicalurl", "sourceurl")
SHELF = ("categories", "categoria", "categorias", "category", "layout", "type", "tipo")
REPRESENTATIVE = ("nombresr", "representante", "representantes")
POSITION = ("cargor", "cargo", "puesto")
MINISTRY = ("ministerio",)
INSTITUTION = ("institucionp", "institucion", "entidad", "dependencia", "organizacion")
NAME = ("nombre", "nombrecompleto", "name")

MESA = ("mesa", "grupo", "grupodetrabajo")
# What the fields say of a meeting, and how it is written out.
MEETING = {
    "mesa": "Mesa", "grupo": "Grupo", "grupodetrabajo": "Grupo de trabajo", "fecha": "Fecha",
    "lugar": "Lugar", "sede": "Sede", "anfitrion": "Anfitrión", "anfitriona": "Anfitriona", "convoca": "Convoca",
    "convocan": "Convocan", "organiza": "Organiza", "organizan": "Organizan", "coordina": "Coordina",
    "coordinacion": "Coordinación", "preside": "Preside", "lidera": "Lidera", "dirige": "Dirige",
    "conduce": "Conduce", "modera": "Modera", "rectoria": "Rectoría", "entidadrectora": "Entidad rectora",
    "secretariatecnica": "Secretaría técnica", "apoya": "Apoya", "apoyan": "Apoyan", "apoyo": "Apoyo",
    "acompana": "Acompaña", "acompanan": "Acompañan", "facilita": "Facilita", "participantes": "Participantes",
    "participan": "Participan", "asistentes": "Asistentes", "asistencia": "Asistencia", "integrantes": "Integrantes",
    "integran": "Integran", "miembros": "Miembros", "instituciones": "Instituciones",
    "institucionesparticipantes": "Instituciones participantes", "entidades": "Entidades", "invitados": "Invitados",
    "invitadas": "Invitadas", "invitado": "Invitado", "invitada": "Invitada", "observadores": "Observadores",
    "observador": "Observador", "excusas": "Excusas", "excusados": "Excusados", "ausentes": "Ausentes",
}  # fmt: skip
ISSUER = ("emisor", "emite", "pagina")

_MINUTES = re.compile(r"\b(?:minuta|acta|ayuda (?:de )?memoria)\b", re.IGNORECASE)
_NEWS = re.compile(r"\b(?:noticias?|news|comunicados?|prensa)\b", re.IGNORECASE)
_NAME_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]|$)")


class _Fields:
    """A post's fields under the keys of the tables above."""

    def __init__(self, fields: dict[str, Field]):
        self._keys = frozenset(map(plain_key, fields))
        self._fields = {plain_key(key): field for key, field in fields.items() if field.values}

    def __contains__(self, key: object) -> bool:
        """Whether the post has the key, filled in or not: the keys tell its collection."""
        return key in self._keys

    def first(self, keys: Iterable[str]) -> Field | None:
        """The first of `keys` that the post fills in."""
        return next((self._fields[key] for key in keys if key in self._fields), None)

    def all(self, keys: Iterable[str]) -> list[Field]:
        """Those of `keys` that the post fills in, in the table's order."""
        return [self._fields[key] for key in keys if key in self._fields]

    def text(self, key: str, between: str = ", ") -> str:
        """The text of one key, on one line, with `between` its values; "" when it is not filled in."""
        field = self._fields.get(key)
        return " ".join(between.join(field.values).split()) if field else ""


def plain_key(key: str) -> str:
    """A key as the tables have it: «Descripción», «DESCRIPCION», «descripcion» are one."""
    return "".join(char for char in fold(key) if char.isalnum())


@dataclass
class Told:
    """What a post says, by role. subtitle, description, body and agreements are Markdown; facts and meeting (the head
    of minutes) are plain lines.

    title: "" when it has none; published: the day; attached: addresses; source: address of the original.
    """

    kind: str
    title: str = ""
    published: date | None = None
    subtitle: list[str] = field(default_factory=list)
    description: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    meeting: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    source: str | None = None


def post_record(post: Post, file: str, name: str, digest: str) -> Record:
    """The record of a post.

    Raises InputError with the line: a date that the calendar lacks or that is none; nothing to read.
    """
    fields = _Fields(post.fields)
    title, kind = fields.first(TITLE), _kind(fields)
    subtitle, description, body, agreements = (
        [found.text for found in fields.all(keys)] for keys in (SUBTITLE, DESCRIPTION, BODY, AGREEMENTS)
    )
    told = Told(
        kind, title.text if title else "", _date(fields, file, name), subtitle, description, body, agreements,
        _facts(fields), _meeting(fields), _attached(fields, kind), source_of(fields.all(SOURCE)),
    )  # fmt: skip
    return told_record(told, post.body, file, name, digest)


def told_record(told: Told, below: str, file: str, name: str, digest: str) -> Record:
    """The record of what a post says and the Markdown below its fields. Raises InputError when there is nothing."""
    linked: list[str] = []
    under = _plain([below], linked)
    subtitle, description, body, agreements = (
        _plain(sources, linked) for sources in (told.subtitle, told.description, told.body, told.agreements)
    )
    main = [*body, *under, *told.facts] or description or subtitle
    main = ["\n".join(told.meeting), *main] if told.meeting else main
    title = " ".join(told.title.split()) or (headline(main[0]) if main else "")
    if not title:
        raise InputError("no tiene título ni texto; escriba «title» y «descripcion», o bórrelo", file)
    main = without_repeats([without_title(title, text) for text in main], told=[title])
    summary = without_repeats([*subtitle, *description], told=[title, *main])
    parts = {"title": [title], "summary": summary, "body": main, "agreements": agreements}
    text, sections = compose((role, "\n\n".join(texts)) for role, texts in parts.items())
    return Record(
        file=file, name=name, title=text[: sections[0].end], date=told.published, kind=told.kind, text=text,
        sections=sections, documents=tuple(dict.fromkeys([*told.attached, *linked])), source=told.source, digest=digest,
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
    people = ", ".join(filter(None, (fields.text(REPRESENTATIVE[0]), fields.text(POSITION[0]))))
    ministry = fields.text(MINISTRY[0])
    return [text for text in (people, f"Ministerio: {ministry}" if ministry else "") if text]


def _meeting(fields: _Fields) -> list[str]:
    """What the fields say of a meeting, a line each, and who issues the post.

    «fecha» is the day of the meeting where a field names the mesa, else, as «date» always, that of the post.
    """
    issuer = next((fields.text(key) for key in ISSUER if fields.text(key)), "")
    keys = MEETING if any(key in fields for key in MESA) else [key for key in MEETING if key != "fecha"]
    lines = [f"{MEETING[key]}: {said}" for key in keys if (said := fields.text(key, "; "))]
    return [*([f"Emisor: {issuer}"] if issuer else []), *lines]


def _kind(fields: _Fields) -> str:
    kind = kind_by_keys(fields)
    if not kind and any(_MINUTES.search(fields.text(key)) for key in (*SHELF, "documento")):
        return "minutes"
    return kind or ("news" if is_news(found.text for found in fields.all(SHELF)) else "post")


def kind_by_keys(keys: Container[str]) -> str | None:
    """The kind of a post by the keys that its collection has (as `plain_key`); None when they do not tell."""
    if "institucionp" in keys or "nombresr" in keys:
        return "directory"
    if "acuerdos" in keys or "minuta" in keys:
        return "minutes"
    if "disqus" in keys or ("icono" in keys and "title" in keys):
        return "group"
    if "contenido" in keys:
        return "activity"
    if "ministerio" in keys or "embed" in keys or "link" in keys or ("enlace" in keys and "body" in keys):
        return "document"
    return None


def is_news(shelves: Iterable[str]) -> bool:
    """Whether one of a post's categories is the news."""
    return any(_NEWS.search(shelf) for shelf in shelves)


def _date(fields: _Fields, file: str, name: str) -> date | None:
    """The publication date: the field's, else the one that the CMS put before the file's name."""
    field = fields.first(DATE)
    if field is None:
        return date_of_name(name)
    try:
        found = parse_date(field.text)
    except InputError as error:
        raise InputError(error.reason, file, field.line) from None
    if found is None:
        raise InputError(f"la fecha «{field.text[:60]}» no se entiende; escríbala como 2024-09-11", file, field.line)
    return found


def date_of_name(name: str) -> date | None:
    """The day that a file's name begins with («2024-09-11-acta.md»), None when it is none."""
    match = _NAME_DATE.match(PurePosixPath(name).name)
    try:
        return parse_date(match[1]) if match else None
    except InputError:
        return None


def _attached(fields: _Fields, kind: str) -> list[str]:
    """Addresses of attachments in the fields for them, and in links to one or to what a document's record is about."""
    named = [value.strip() for found in fields.all(ATTACHED) for value in found.values]
    return named + attachments_among((value for found in fields.all(LINKS) for value in found.values), kind)


def attachments_among(links: Iterable[str], kind: str) -> list[str]:
    """Those of a post's links that lead to a file; all addresses, when the post is there for what it links to."""
    addresses = [link.strip() for link in links if "/" in link]
    return [link for link in addresses if kind == "document" or ATTACHMENT.search(link)]


def source_of(found: Iterable[Field]) -> str | None:
    """The address of the original among the fields for it, None when there is none."""
    values = (value.strip() for one in found for value in one.values)
    return next((value for value in values if re.match(r"https?://\S+$", value)), None)
