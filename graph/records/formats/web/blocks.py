"""A tree of HTML -> the text that a reader sees: paragraphs, headings, items with their numbers, rows of tables.

`Blocks` is told where each element starts and ends, so that a tree may be as deep as it likes. The elements are lxml's,
but lxml is not called here.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from graph.records.formats.numerals import numeral
from graph.records.formats.tables import is_data, one_line, row_lines

_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
     "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
     "tt", "u", "var", "wbr")
)  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(lower|upper)-(alpha|latin|roman)")


@dataclass(slots=True)
class _List:
    """An open list. kind: of its numbers (1 a A i I), "" for bullets; number: of its next item."""

    kind: str = ""
    number: int = 1


@dataclass(slots=True)
class _Table:
    """An open table of data, its rows, and the texts of its open cell (None between cells).

    taken: columns of the open row into which cells above reach; below: rows that are left to them after it, by column.
    """

    rows: list[list[str]] = field(default_factory=list)
    cell: list[str] | None = None
    taken: set[int] = field(default_factory=set)
    below: dict[int, int] = field(default_factory=dict)
    span: tuple[int, int] = (1, 1)
    lead: str = ""  # the tag of the first cell of the open row
    labelled: bool = False  # a row pairs a th with a td


class Blocks:
    """Collects blocks of text; `text` is them together."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._inline: list[str] = []
        self._lists: list[_List] = []
        self._tables: list[_Table | None] = []  # None: a table that only lays out the page
        self._marker = ""  # of an item, or the label of a definition, whose text has not come yet
        self._term: list[str] | None = None  # what is being defined, from dt to dd
        self._verbatim = 0
        self._group, self._last = 0, 0  # counts lists; the one of the last block, 0 for a paragraph

    def text(self) -> str:
        """All blocks, divided by blank lines, those of one list or table close together."""
        self._flush()
        self._tell_term("")
        return "".join(self._blocks).strip()

    def start(self, element: Any) -> None:
        """An element begins; its text, up to its first child, with it."""
        tag = element.tag
        if tag == "br":
            self._inline.append("\n")
        elif not _is_inline(tag):
            self._flush()
            self._open(element, tag)
        self._say(element.text)

    def end(self, element: Any) -> None:
        """An element ends; the text behind it follows."""
        tag = element.tag
        if not _is_inline(tag) and tag != "br":
            self._flush()
            self._close(element, tag)
        self._say(element.tail)

    def say_tail(self, element: Any) -> None:
        """Only the text behind an element, which itself is passed over."""
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._inline.append(text if self._verbatim else re.sub(r"\s+", " ", text))

    def _open(self, element: Any, tag: str) -> None:
        if tag in ("ul", "ol", "dl", "menu", "dir"):
            self._group += not self._lists
            self._lists.append(_List(_kind(element), _whole(element.get("start"), 1)) if tag == "ol" else _List())
        elif tag == "li":
            self._marker = self._next_marker(element)
        elif tag == "dt" and self._lists:
            self._term = self._term or []
        elif tag == "dd":
            self._define(element)
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "table":
            self._tables.append(_Table() if _is_data(element) else None)
        elif self._tables and self._tables[-1]:
            self._open_cell(self._tables[-1], element, tag)

    def _open_cell(self, table: _Table, element: Any, tag: str) -> None:
        if tag == "tr":
            table.rows.append([])
            table.lead, table.taken = "", set(table.below)
            table.below = {column: left - 1 for column, left in table.below.items() if left > 1}
        elif tag in ("td", "th") and table.rows:
            row = table.rows[-1]
            while len(row) in table.taken:
                row.append("")
            table.cell = []
            table.span = (_whole(element.get("colspan"), 1), _whole(element.get("rowspan"), 1))
            table.labelled = table.labelled or (table.lead == "th" and tag == "td")
            table.lead = table.lead or tag

    def _close(self, element: Any, tag: str) -> None:
        if tag in ("ul", "ol", "dl", "menu", "dir"):
            self._tell_term("")
            self._lists = self._lists[:-1]
            self._marker = ""
        elif tag in ("li", "dd"):
            self._marker = ""
        elif tag == "pre":
            self._verbatim -= 1
        elif tag == "table":
            table = self._tables.pop() if self._tables else None
            if table:
                self._write("\n".join(row_lines(table.rows, labelled=table.labelled)), 0)
        elif tag in ("td", "th") and self._tables and self._tables[-1]:
            self._close_cell(self._tables[-1])

    def _close_cell(self, table: _Table) -> None:
        if table.cell is None or not table.rows:
            return
        row, (wide, high) = table.rows[-1], table.span
        if high > 1:
            table.below.update({len(row) + step: high - 1 for step in range(min(wide, 40))})
        row.extend([one_line(table.cell), *[""] * min(wide - 1, 40)])
        table.cell = None

    def _define(self, element: Any) -> None:
        """A definition begins: behind its term when it is the only one, else in a list below it."""
        following = element.getnext()
        if self._term and following is not None and following.tag == "dd":
            self._tell_term(":")
        if self._term:
            self._marker = f"{', '.join(self._term).rstrip(' :')}: "
        else:
            self._marker = "- "
        self._term = None

    def _tell_term(self, mark: str) -> None:
        """A term that has no definition beside it is a line of its own."""
        terms, self._term = self._term, None
        if terms:
            self._write(", ".join(terms).rstrip(" :" if mark else "") + mark, self._group)

    def _next_marker(self, element: Any) -> str:
        if not self._lists or not self._lists[-1].kind:
            return "- "
        inner = self._lists[-1]
        number = _whole(element.get("value"), inner.number)
        inner.number = number + 1
        return f"{numeral(number, inner.kind)}{'.' if inner.kind == '1' else ')'} "

    def _flush(self) -> None:
        """Write what was said since the last block."""
        said, self._inline = "".join(self._inline), []
        for part in re.split(r"\n\s*\n", said):
            lines = [line for line in (re.sub(r"[^\S\n]+", " ", line).strip() for line in part.split("\n")) if line]
            if lines:
                self._write("\n".join(_unbroken(lines)), self._group if self._lists else 0)

    def _write(self, block: str, group: int) -> None:
        table = next((each for each in reversed(self._tables) if each and each.cell is not None), None)
        marker, self._marker = self._marker, ""
        if self._term is not None:
            self._term.append(block)
        elif table and table.cell is not None:
            table.cell.append(("" if marker == "- " else marker) + block)
        elif block:
            if self._blocks:
                self._blocks.append("\n" if group and group == self._last else "\n\n")
            self._blocks.append("  " * max(len(self._lists) - 1, 0) + marker + block)
            self._last = group


def _is_inline(tag: str) -> bool:
    return tag in _INLINE or ":" in tag  # <o:p> and such, from Word


def _kind(element: Any) -> str:
    """The kind of an ordered list's numbers, by its attribute or its style."""
    style = _STYLE.search((element.get("style") or "").lower())
    if style:
        letter = "i" if style[2] == "roman" else "a"
        return letter.upper() if style[1] == "upper" else letter
    kind = (element.get("type") or "1").strip()
    return kind if kind in ("a", "A", "i", "I") else "1"


def _whole(said: str | None, default: int) -> int:
    return int(said) if said and said.strip().isdecimal() and len(said) < 6 else default


def _unbroken(lines: list[str]) -> list[str]:
    """Lines that `br` divides, without breaks in the middle of a sentence."""
    joined = lines[:1]
    for line in lines[1:]:
        if line[0].islower() and joined[-1][-1] not in ".:;!?" and not re.match(r"\w{1,2}[).]\s", line):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _is_data(table: Any) -> bool:
    """Whether a table holds data, and not the parts of a page."""
    tags = {element.tag for element in table.iter()} & {"h1", "h2", "article", "main"}
    if (
        tags
        or (table.get("role") or "") == "presentation"
        or next(iter(table.iterdescendants("table")), None) is not None
    ):
        return False
    cells = ([cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr"))
    return is_data([["".join(cell.itertext()).strip() for cell in row] for row in cells])
