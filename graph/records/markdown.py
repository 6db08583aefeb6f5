"""Markdown -> plain, readable text: what an editor wrote, without its marks; attachments that it links to.

Emphasis, images, comments and HTML go; link texts, headings, list items (with their numbers) and table rows stay, each
on its line. Parsed by CommonMark's rules, save that indented lines are paragraphs (CMS fields indent at random) and
that `---` below a line is a rule and not a heading.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from graph.errors import InputError
from graph.records.lines import join_wrapped, wrap_width

ATTACHMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|zip)(?=$|[?#])", re.IGNORECASE)
_HTML = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,14})(?=[\s/>])[^<>]{0,2000}>")
# What can mean anything in Markdown: a character, white space where it is not plain, or how a line begins.
_MARKS = re.compile(r"[*_#\[\]<>|`\\&!~\0\x80-\x9f]|[^\S \n]|  |^ | $|^(?:[-+=:]|\d{1,9}[.)])", re.MULTILINE)
_DEEPEST = 40
_HARD = "\f"  # repaired text has none
_BLOCK = re.compile(
    "address|article|aside|blockquote|br|d[dlt]|div|fig.*|footer|h[1-6]|header|hr|li|main|[ou]l|p|section|t(able|body|[dhr]|head)"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without marks, and the addresses of attachments in the order in which the text links to them."""

    text: str
    documents: tuple[str, ...] = ()


class _Writer:
    """Puts blocks below each other: lines of one list or table close together, all else divided by a blank line."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.depth = 0  # of lists
        self.marker = ""  # of an item whose text has not come yet
        self.cells: list[str] | None = None  # of an open table row
        self.group = 0  # counts lists and tables; the one that is open
        self.inside = False
        self.last = 0  # the group of the last block, 0 for a paragraph

    def structure(self, token: Token) -> None:
        """Take note of what opens or closes: a list, an item, a table, a row."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open", "table_open"):
            self.group += not self.inside
            self.inside = True
            self.depth += kind != "table_open"
        elif kind in ("bullet_list_close", "ordered_list_close", "table_close"):
            self.depth -= kind != "table_close"
            self.inside = self.depth > 0
        elif kind == "list_item_open":
            self.marker = f"{token.info}{token.markup} " if token.info else "- "
        elif kind == "list_item_close":
            self.marker = ""
        elif kind == "tr_open":
            self.cells = []
        elif kind == "tr_close":
            cells, self.cells = self.cells or [], None
            if any(cells):
                self.write(" | ".join(cells).rstrip(" |"))

    def write(self, block: str) -> None:
        """One block: a paragraph, an item's text, a row; a cell waits for its row."""
        if self.cells is not None:
            self.cells.append(" ".join(block.split()))
        elif block:
            group = self.group if self.inside else 0
            if self.text:
                self.text.append("\n" if group and group == self.last else "\n\n")
            self.text.append("  " * max(self.depth - 1, 0) + self.marker + block)
            self.marker, self.last = "", group


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return (
        MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
        .enable("table")
        .disable(["code", "lheading", "reference"])
    )


def plain_text(source: str) -> Plain:
    """The text of a Markdown source (already repaired), lists as lines, paragraphs divided by blank lines.

    Raises InputError when lists or quotations nest too deep to be read whole.
    """
    if not _MARKS.search(source):
        return Plain(_paragraphs(source))
    tokens = _parser().parse(_without_html(source))
    if any(token.level >= _DEEPEST - 1 and token.nesting == 1 for token in tokens):
        raise InputError("anida demasiados niveles de listas o citas; simplifíquelo")  # the parser left the rest out
    width = wrap_width([line for token in tokens if token.type == "inline" for line in token.content.split("\n")])
    writer = _Writer()
    documents: list[str] = []
    for token in tokens:
        if token.type == "inline":
            writer.write(_inline(token, width, documents))
        elif token.type == "fence":
            writer.write(token.content.strip("\n"))
        else:
            writer.structure(token)
    return Plain("".join(writer.text).strip(), tuple(dict.fromkeys(documents)))


def _paragraphs(source: str) -> str:
    """A source without any mark: what the parser would make of it, ten times as fast. Most fields of a CMS are so."""
    parts = [part.split("\n") for part in re.split(r"\n{2,}", source.strip("\n")) if part]
    width = wrap_width([line for part in parts for line in part])
    return "\n\n".join("\n".join(join_wrapped(part, width)) for part in parts).strip()


def _without_html(source: str) -> str:
    """`source` without comments, scripts and tags; what a block tag divides stays divided."""
    if "<" not in source:
        return source
    return _TAG.sub(lambda tag: "\n\n" if _BLOCK.fullmatch(tag["name"].lower()) else "", _HTML.sub("", source))


def _inline(token: Token, width: int, documents: list[str]) -> str:
    """The text of one paragraph, heading, item or cell; a hard break stays, other breaks go when they are a wrap."""
    text = "".join(_pieces(token.children or [], documents))
    stretches = ([line for line in part.split("\n") if line.strip()] for part in text.split(_HARD))
    lines = [line for stretch in stretches for line in join_wrapped(stretch, width)]
    return "\n".join(re.sub(" {2,}", " ", line) for line in lines)


def _pieces(tokens: Iterable[Token], documents: list[str]) -> Iterator[str]:
    """Texts and breaks; images say nothing, links are their text."""
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type == "softbreak":
            yield "\n"
        elif token.type == "hardbreak":
            yield _HARD
        elif token.type == "link_open":
            address = str(token.attrGet("href") or "")
            if ATTACHMENT.search(address):
                documents.append(address)
