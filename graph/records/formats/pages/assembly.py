"""The blocks of all pages -> one text: what a page's end divided is put together, tables that go on are one table."""

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.records.formats.pages.flow import Passage, clean, join
from graph.records.formats.pages.layout import Block
from graph.records.formats.pages.tables import Table
from graph.records.formats.tables import row_lines
from graph.records.lines import ends_open, is_label
from ontology.slugs import fold

_LONG = 60  # characters of prose


def assembled(pages: Iterable[Iterable[Block]]) -> list[Block]:
    """The blocks of a document: paragraphs and tables that a column or a page broke off are whole."""
    blocks: list[Block] = []
    for page in pages:
        for place, block in enumerate(page):
            _add(blocks, block, place == 0)
    return blocks


def _add(blocks: list[Block], block: Block, opens: bool) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(last, Passage) and isinstance(block, Passage) and _goes_on(last, block, opens or block.opens):
        blocks[-1] = replace(last, text=join(last.text, block.text), full=block.full)
    elif isinstance(last, Table) and isinstance(block, Table) and opens and _same_table(last, block):
        blocks[-1] = _continued(last, block)
    else:
        blocks.append(block)


def _goes_on(last: Passage, block: Passage, opens: bool) -> bool:
    """Whether a passage is the rest of the one before, which a column or a page broke off. opens: it begins one."""
    if not last.full or not last.is_open or block.mark or is_label(block.text):
        return False
    if block.text[:1].islower() or ends_open(last.text):
        return True
    return opens and len(last.text) > _LONG and len(block.text) > _LONG and last.bold == block.bold


def _width(table: Table) -> int:
    return max(map(len, table.rows))


def _same_table(last: Table, block: Table) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the page before; the last column may be
    empty there (signatures)."""
    return abs(_width(last) - _width(block)) < 2


def _continued(last: Table, block: Table) -> Table:
    """A table with its rows on the next page, without the heading that is told again."""
    rows = list(block.rows)
    if rows and _folded(rows[0]) == _folded(last.rows[0]):
        del rows[0]
    if rows and not rows[0][0] and last.rows[-1][0] and not all(rows[0][1:]):
        whole = [f"{cell} {more}".strip() for cell, more in zip(last.rows[-1], rows.pop(0), strict=False)]
        return Table((*last.rows[:-1], tuple(whole), *rows))
    return Table((*last.rows, *rows))


def _folded(row: tuple[str, ...]) -> list[str]:
    return [" ".join(re.findall(r"\w+", fold(cell))) for cell in row]


def as_text(blocks: Iterable[Block]) -> str:
    """The text of a document: paragraphs divided by blank lines, items and rows on lines of their own."""
    text = ""
    for block in blocks:
        if isinstance(block, Table):
            said, close = "\n".join(row_lines(block.rows)), False
        else:
            said, close = block.text.strip(), block.close
        if said:
            text += ("\n" if close else "\n\n") + said
    return clean(text).strip()
