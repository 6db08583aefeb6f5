"""Documents of Word for the tests, and the pieces of their XML that python-docx does not write."""

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

NAMES = nsdecls("w")
LEVEL = (
    '<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>'
)


def saved(build: Callable[[DocumentType], None]) -> bytes:
    """The bytes of a document that `build` fills."""
    document = Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def said(*texts: str) -> bytes:
    """A document of plain paragraphs."""

    def build(document: DocumentType) -> None:
        for text in texts:
            document.add_paragraph(text)

    return saved(build)


def define_list(
    document: DocumentType, key: int, levels: list[tuple[str, str, int]], restart: int | None = None
) -> None:
    """A list `key` whose levels are (format, text, start). restart: it counts on list `key - 1`, anew from there."""
    numbering = document.part.numbering_part.element
    if restart is None:
        parts = "".join(
            LEVEL.format(depth=depth, start=start, format=kind, text=text)
            for depth, (kind, text, start) in enumerate(levels)
        )
        definition = parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="{key}">{parts}</w:abstractNum>')
        numbering.insert(0, definition)
    inside = (
        "" if restart is None else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>'
    )
    of = key if restart is None else key - 1
    numbering.append(parse_xml(f'<w:num {NAMES} w:numId="{key}"><w:abstractNumId w:val="{of}"/>{inside}</w:num>'))


def numbered(document: DocumentType, text: str, key: int, depth: int = 0) -> Paragraph:
    """A paragraph of list `key`."""
    paragraph = document.add_paragraph(text)
    number = f'<w:numPr {NAMES}><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(number))
    return paragraph


def with_xml(document: DocumentType, inside: str) -> Paragraph:
    """A paragraph whose runs are given as XML (prefix w)."""
    paragraph = document.add_paragraph()
    for element in parse_xml(f"<w:p {nsdecls('w', 'r', 'wp', 'a')}>{inside}</w:p>"):
        paragraph._p.append(element)
    return paragraph


def run(text: str) -> str:
    """A run as XML."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_part(data: bytes, name: str, content: str, kind: str, content_type: str) -> bytes:
    """A saved document with one more part `word/<name>`, to which it is related."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            text = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="rId99" Type="{kind}" Target="{name}"/></Relationships>'
                text = text.replace(b"</Relationships>", relation.encode())
            elif entry == "[Content_Types].xml":
                part = f'<Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'
                text = text.replace(b"</Types>", part.encode())
            new.writestr(entry, text)
        new.writestr(f"word/{name}", content)
    return found.getvalue()
