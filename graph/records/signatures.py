"""What form a file has, by what is in it and then by its suffix; forms that are not read are named, with what to do.

html pdf docx xlsx        parsed by a library, in the child of `sandbox`
markdown plain csv json   text, read by our own code
"""

import codecs
import io
import re
import zipfile

from graph.errors import InputError
from graph.records.frontmatter import has_front_matter
from graph.records.repair import repair_text

# First bytes of what is not read, and what to do about it.
_REFUSED = (
    *((mark, "es una imagen; guárdela como PDF para que se lea su texto") for mark in (
        b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0",
    )),
    *((mark, "es un archivo comprimido; descomprímalo") for mark in (
        b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd",
    )),
    *((mark, "es un audio o un video; transcríbalo") for mark in (b"ID3", b"OggS", b"\x1a\x45\xdf\xa3")),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_MARKDOWN = (".md", ".markdown", ".mdown")
_BINARY = {
    ".pdf": "un PDF", ".docx": "un DOCX", ".docm": "un DOCX", ".doc": "un documento de Word", ".xlsx": "un XLSX",
    ".xlsm": "un XLSX", ".xls": "un libro de Excel", ".odt": "un ODT", ".ods": "un ODS",
}  # fmt: skip
_HEAD = 65_536  # bytes of a text that are looked at
_LARGEST, _STRETCHED, _PARTS = 100_000_000, 200, 10_000  # bytes of a ZIP's content, their ratio to its own, its files
_ALWAYS_SMALL = 1_000_000  # a ZIP whose content is no larger than this is no bomb, whatever the ratio

_PREFACE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)*", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?:\w+:)?([a-z][\w.-]*)", re.IGNORECASE)
_PAGE = re.compile(r"html|head|body|meta|title|base|link|style|script|noscript|frameset")
_PIECE = re.compile(r"h[1-6]|p|div|article|section|main|table|ul|ol|center|font|header")
_DOCTYPE = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z!]", re.IGNORECASE)
_PAGES, _XML, _JSONS = (
    (".html", ".htm", ".xhtml", ".shtml"),
    (".xml", ".rss", ".atom", ".svg"),
    (".json", ".jsonl", ".ndjson"),
)
_XML_REASONS = {
    "rss": "es un canal RSS; guarde cada noticia como HTML",
    "rdf": "es un canal RSS o RDF; guarde cada noticia como HTML",
    "feed": "es un canal Atom; guarde cada noticia como HTML",
    "urlset": "es un mapa del sitio; guarde cada página como HTML",
    "svg": "es una imagen; guárdela como PDF para que se lea su texto",
}
_UTF_16 = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_JSON = re.compile(r"\s*(?:\{\s*\"[^\"\n]*\"\s*:|\[\s*\{\s*\")")


def form_of(data: bytes, suffix: str, file: str) -> str:
    """The form of a file: html, pdf, docx, xlsx, markdown, plain, csv or json.

    suffix: in small letters, with its point. Raises InputError that names a form that is not read and says what to do.
    """
    if data.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if data.startswith(_ZIPS):
        return _zip_form(data, file)
    if data.startswith(_OLE):
        raise InputError(_ole_reason(data), file)
    if data.startswith(b"{\\rtf"):
        raise InputError("es un RTF; guárdelo como DOCX o PDF", file)
    if data[4:8] == b"ftyp":
        raise InputError("es un video o una imagen de teléfono; transcríbalo o guárdelo como PDF", file)
    reason = next((reason for mark, reason in _REFUSED if data.startswith(mark)), None)
    if reason and not _is_ascii(data):
        raise InputError(reason, file)
    return _text_form(_head(data), suffix, file)


def _is_ascii(data: bytes) -> bool:
    """Whether a file that begins like a picture («BM», «ID3») is a text that happens to."""
    return data[:1024].isascii() and b"\0" not in data[:1024]


def _zip_form(data: bytes, file: str) -> str:
    """docx or xlsx. Raises InputError: another kind of ZIP, broken, encrypted, larger inside than is safe to open."""
    if data.count(b"PK\x01\x02") > _PARTS:
        raise InputError("es un ZIP con demasiados archivos dentro; guarde aparte lo que deba leerse", file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError("está dañado o incompleto (es un DOCX, un XLSX o un ZIP); guárdelo de nuevo", file) from None
    size = sum(part.file_size for part in parts)
    if size > _LARGEST or size > max(_ALWAYS_SMALL, _STRETCHED * len(data)):
        megabytes = f"{size / 1_000_000:,.0f}".replace(",", " ")
        raise InputError(f"ocupa {megabytes} MB al descomprimirse, más de lo que es seguro abrir; divídalo", file)
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("está protegido con contraseña; quítela y guárdelo de nuevo", file)
    return _office_form({part.filename for part in parts}, file)


def _office_form(names: set[str], file: str) -> str:
    if "[Content_Types].xml" in names:
        folders = {name.partition("/")[0] for name in names}
        if "word" in folders:
            return "docx"
        if "xl/workbook.bin" in names:
            raise InputError("es un XLSB de Excel; guárdelo como XLSX o CSV", file)
        if "xl" in folders:
            return "xlsx"
        if "ppt" in folders:
            raise InputError("es una presentación de PowerPoint; guárdela como PDF", file)
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        raise InputError("es un documento de LibreOffice (ODT, ODS u ODP); guárdelo como DOCX, XLSX o PDF", file)
    raise InputError("es un ZIP y no un DOCX ni un XLSX; descomprímalo", file)


def _ole_reason(data: bytes) -> str:
    """What to do about a file of old Office, by the streams that it names."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "está protegido con contraseña; quítela y guárdelo de nuevo"
    if "WordDocument".encode("utf-16-le") in data:
        return "es un DOC de Word antiguo; guárdelo como DOCX o PDF"
    if "Workbook".encode("utf-16-le") in data:
        return "es un XLS de Excel antiguo; guárdelo como XLSX o CSV"
    return "es un documento de Office antiguo; guárdelo como DOCX, XLSX o PDF"


def _head(data: bytes) -> str:
    """The beginning of a file as text; what does not decode is passed over, because only marks are looked for."""
    utf_16 = next((name for mark, name in _UTF_16 if data.startswith(mark)), None)
    return repair_text(data[:_HEAD].decode(utf_16 or "utf-8", errors="ignore").replace("\0", ""))


def _text_form(head: str, suffix: str, file: str) -> str:
    if has_front_matter(head):
        return "plain"
    preface = _PREFACE.match(head)
    found = _TAG.match(head, preface.end() if preface else 0)
    tag = found[1].lower() if found else ""
    if (preface and _DOCTYPE.search(preface[0])) or _is_page(head, tag, suffix):
        return "html"
    if tag and (head.lstrip().startswith("<?xml") or suffix in _XML):
        raise InputError(_XML_REASONS.get(tag, f"es un XML («{tag}»); guarde su texto como HTML, DOCX o PDF"), file)
    if suffix in _BINARY:
        raise InputError(f"no es {_BINARY[suffix]} aunque se llame así, o está dañado; guárdelo de nuevo", file)
    if suffix in _MARKDOWN:
        return "markdown"
    if suffix in (".csv", ".tsv"):
        return "csv"
    return "json" if suffix in _JSONS or _JSON.match(head) else "plain"


def _is_page(head: str, tag: str, suffix: str) -> bool:
    """Whether a text is HTML. Markdown may begin with a piece of it; only a whole page makes a .md one."""
    if _PAGE.fullmatch(tag):
        return True
    if suffix in _MARKDOWN or suffix in _XML or head.lstrip().startswith("<?xml"):
        return False
    if suffix in _PAGES:
        return bool(_ANY_TAG.search(head))
    return bool(_PIECE.fullmatch(tag)) and "</" in head
