"""The blocks of a document of Word in order: paragraphs with their marks, tables, text boxes, notes at the end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.records.formats.tables import is_data, one_line, row_lines
from graph.records.formats.word.inline import PAGE, W, boxes, paragraph_text, value
from graph.records.formats.word.numbering import Numbering
from graph.records.lines import is_columns, is_item

_CONTENTS = re.compile(r"(?:toc|tdc|índice|indice|table of contents)\s?\d?|toc heading|título de tdc", re.IGNORECASE)
_BULLETS = re.compile(r"(?:list bullet|lista con viñetas)(?: \d)?", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|título|titulo|encabezado|title|subtitle|subtítulo)(?: \d)?", re.IGNORECASE)
_MARK = re.compile(r"^([·•▪●§–—✓➢*-]|\(?\w{1,4}[.)]|\d[\d.]{0,6})[ \t]*\t\s*")
_LETTERED = re.compile(r"(?:[a-z]|[ivx]{1,5})[.)]\s")
_WIDE = 40  # columns that a cell may reach over


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs: its name, and the list and level that it gives (None where it says nothing)."""

    name: str = ""
    number: str | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, item or table.

    kind: paragraph | columns | heading | title | item | table; depth: of an item, from 0.
    """

    text: str
    kind: str = "paragraph"
    depth: int = 0


@dataclass(slots=True)
class Flow:
    """Reads a part's content. styles: by id; notes: contents of foot- and endnotes by (kind, id)."""

    styles: dict[str, Style]
    numbering: Numbering
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)
    referred: list[tuple[str, str]] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks of an element that holds paragraphs and tables."""
        waiting = [*reversed(parent)]
        while waiting:
            element = waiting.pop()
            name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt":
                waiting += [] if _is_contents(element) else reversed(_content(element))
            elif name in ("customXml", "ins", "moveTo", "smartTag"):
                waiting += reversed(element)

    def note_blocks(self) -> Iterator[Block]:
        """The notes that were referred to, each once, in order."""
        for key in dict.fromkeys(self.referred):
            if key in self.notes:
                yield from self.blocks(self.notes[key])

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.get(value(properties, "pStyle") or "Normal", Style())
        text = _tidy(paragraph_text(paragraph, self.referred))
        if text and not _CONTENTS.fullmatch(style.name):
            yield self._block(text, style, properties)
        for box in boxes(paragraph):
            yield from self.blocks(box)

    def _block(self, text: str, style: Style, properties: Any) -> Block:
        own = properties.find(f"{W}numPr") if properties is not None else None
        number = value(own, "numId") or style.number or ""
        said = value(own, "ilvl")
        depth = int(said) if said.isdecimal() else style.depth or 0
        mark = self.numbering.mark(number, depth)
        if not mark and number != "0" and _BULLETS.fullmatch(style.name):
            mark = "-"
        kind = "heading" if _HEADING.fullmatch(style.name) else "paragraph"
        if kind == "heading" and style.name.lower() in ("title", "título"):
            kind = "title"
        if kind != "paragraph":
            return Block(f"{mark} {text}" if mark.strip("-") else text, kind)
        if mark or is_item(text) or _LETTERED.match(text):
            return Block(f"{mark} {text}".strip(), "item", depth if mark else 0)
        return Block(text, "columns" if is_columns(text) else kind)

    def _table(self, table: Any) -> Iterator[Block]:
        rows = [list(self._cells(row)) for row in _children(table, "tr") if not _is_deleted(row)]
        told = [[one_line([block.text for block in cell]) for cell in row] for row in rows]
        if is_data(told):
            yield Block("\n".join(row_lines(told)), "table")
        else:
            yield from (block for row in rows for cell in row for block in cell)

    def _cells(self, row: Any) -> Iterator[list[Block]]:
        """The blocks of each cell of a row; nothing for columns into which another cell reaches."""
        before = row.find(f"{W}trPr")
        yield from ([] for _ in range(_span(before, "gridBefore", 0)))
        for cell in _children(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            merged = properties.find(f"{W}vMerge") if properties is not None else None
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            yield [] if goes_on else list(self.blocks(cell))
            yield from ([] for _ in range(_span(properties, "gridSpan", 1) - 1))


def together(blocks: list[Block]) -> str:
    """Blocks as one text: items of one list on lines below each other, all else divided by a blank line."""
    text, last = "", None
    for block in blocks:
        close = last is not None and block.kind == last.kind and block.kind in ("item", "columns")
        text += ("\n" if close else "\n\n") if text else ""
        text += "  " * min(block.depth, 8) + block.text
        last = block
    return text


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows or cells, those inside content controls and insertions too."""
    waiting = [*reversed(parent)]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            waiting += reversed(element)


def _is_deleted(row: Any) -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def _is_contents(control: Any) -> bool:
    """Whether a content control is the table of contents, which repeats the headings."""
    kind = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return kind is not None and kind.get(f"{W}val") == "Table of Contents"


def _content(control: Any) -> list[Any]:
    content = control.find(f"{W}sdtContent")
    return list(content) if content is not None else []


def _span(properties: Any, name: str, default: int) -> int:
    said = value(properties, name) if properties is not None else ""
    return min(int(said), _WIDE) if said.isdecimal() else default


def _tidy(text: str) -> str:
    """A paragraph's text: a tab behind a mark or a label is a space, others set columns; breaks of pages are none."""
    lines = []
    for line in re.split(rf"[\n{PAGE}]", text.replace("\xa0", " ")):
        line = re.sub(r"(:)\s*\t\s*", r"\1 ", _MARK.sub(r"\1 ", line.strip(), count=1))
        lines.append(re.sub(r"(?<=\S) {2,3}(?=\S)", " ", re.sub(r" *\t[\t ]*", "    ", line)))
    return "\n".join(line for line in lines if line)
