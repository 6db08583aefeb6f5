"""DOCX -> Draft: paragraphs, numbered lists, tables, text boxes, notes. Runs in the child of `sandbox` only."""

import io
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, PartFactory
from docx.oxml import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart

from graph.errors import InputError
from graph.records.draft import Draft
from graph.records.formats.word.flow import Block, Flow, Style, together
from graph.records.formats.word.inline import W, value
from graph.records.formats.word.numbering import Numbering
from graph.records.lines import is_label
from graph.records.markdown import ATTACHMENT
from ontology.slugs import fold

# Documents with macros and templates are documents; python-docx knows the first of these kinds only.
_KINDS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
PartFactory.part_type_for.update(dict.fromkeys(_KINDS, DocumentPart))

_HEAD = 6  # blocks among which a title is looked for
_TITLE_LENGTH = 220
_NO_TITLE = re.compile(
    r"(?:documento?|presentacion|plantilla|acta|minuta|carta|oficio|informe|sin titulo|untitled|titulo|title)?"
    r"[\s_\d().-]*(?:\.docx?)?|microsoft (?:office )?word.*|presentacion de powerpoint"
)


def parse(data: bytes) -> dict[str, object]:
    """A document as a Draft's fields. Raises InputError: no text in it, or a form of DOCX that is not read."""
    part = _main_part(data)
    flow = Flow(_styles(part), _numbering(part), _notes(part))
    for key, style in flow.styles.items():
        if style.number and style.depth is None:
            flow.styles[key] = Style(style.name, style.number, flow.numbering.depth_of(style.number, key))
    blocks = list(flow.blocks(part.element.body))
    blocks += flow.note_blocks()
    if not blocks:
        raise InputError("no tiene texto; si son imágenes, guárdelo como PDF para que se lea lo que muestran")
    title, blocks = _title(part, flow, blocks)
    return asdict(Draft(together(blocks), title, documents=tuple(_documents(part))))


def _main_part(data: bytes) -> Any:
    try:
        part = Package.open(io.BytesIO(data)).main_document_part
    except KeyError:
        raise InputError("está dañado o en el formato «Open XML estricto»; guárdelo como «Documento de Word»") from None
    if part.content_type not in _KINDS or part.element.body is None:
        raise InputError("está dañado o no es un documento de Word; guárdelo de nuevo como DOCX")
    return part


def _related(part: Any, kind: str) -> Iterator[Part]:
    """The parts of a kind that the document refers to."""
    for relation in part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            yield relation.target_part


def _root(part: Any) -> Any:
    """The XML of a part, whether python-docx knows its kind or not."""
    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _numbering(part: Any) -> Numbering:
    found = next(_related(part, RELATIONSHIP_TYPE.NUMBERING), None)
    return Numbering(_root(found) if found else None)


def _notes(part: Any) -> dict[tuple[str, str], Any]:
    kinds = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
    return {
        (kind, note.get(f"{W}id") or ""): note
        for kind, relation in kinds.items()
        for each in _related(part, relation)
        for note in _root(each).iter(f"{W}{kind}")
    }


def _styles(part: Any) -> dict[str, Style]:
    """Styles of paragraphs by id, with the list that they or those they are based on give."""
    found = next(_related(part, RELATIONSHIP_TYPE.STYLES), None)
    elements = {each.get(f"{W}styleId") or "": each for each in _root(found).iter(f"{W}style")} if found else {}
    styles = {}
    for key, element in elements.items():
        number, depth = "", ""
        seen, base = {""}, key
        while base not in seen and base in elements and not number:
            seen.add(base)
            numbers = elements[base].find(f"{W}pPr/{W}numPr")
            number, depth = value(numbers, "numId"), value(numbers, "ilvl")
            base = value(elements[base], "basedOn")
        styles[key] = Style(value(element, "name"), number or None, int(depth) if depth.isdecimal() else None)
    return styles


def _title(part: Any, flow: Flow, blocks: list[Block]) -> tuple[str, list[Block]]:
    """The title and all other blocks; "" when the text itself begins with one, or there is none."""
    titles = [block for block in blocks[:_HEAD] if block.kind == "title"]
    said = _joined([block.text for block in titles])
    if titles and len(said) <= _TITLE_LENGTH:
        return said, [block for block in blocks if block not in titles]
    first = blocks[0]
    if first.kind in ("paragraph", "heading") and len(first.text) <= _TITLE_LENGTH and not is_label(first.text):
        return "", blocks
    return _of_properties(part) or _of_header(part, flow), blocks


def _of_properties(part: Any) -> str:
    """The title among the document's properties, unless it is a name that Word gave."""
    try:
        said = " ".join((part.package.core_properties.title or "").split())
    except (ValueError, KeyError, AttributeError):
        return ""
    return "" if _NO_TITLE.fullmatch(fold(said)) or len(said) > _TITLE_LENGTH else said


def _of_header(part: Any, flow: Flow) -> str:
    """What the head of the pages says, when it is short enough for a title."""
    lines = []
    for header in _related(part, RELATIONSHIP_TYPE.HEADER):
        lines += [line for block in flow.blocks(_root(header)) for line in block.text.split("\n")]
    told = [line for line in dict.fromkeys(lines) if not re.fullmatch(r"(?:p[áa]g(?:ina|\.)?)?[\s\d/de-]*", line, re.I)]
    said = _joined(told)
    return said if len(said) <= _TITLE_LENGTH else ""


def _joined(lines: list[str]) -> str:
    return " ".join(
        line if line.endswith((".", ":")) or at == len(lines) else f"{line}."
        for at, line in enumerate((" ".join(line.split()) for line in lines), 1)
    )


def _documents(part: Any) -> Iterator[str]:
    """Addresses of attachments that the document links to."""
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK and relation.is_external:
            address = " ".join(relation.target_ref.split())
            if ATTACHMENT.search(address) and not address.lower().startswith("file:"):
                yield address
