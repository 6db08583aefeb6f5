"""The text of a paragraph of Word: runs, fields and links; what was inserted stays, what was deleted goes."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PAGE = "\f"  # a break of page or column

# Elements that hold nothing of the text as it stands now: deletions, field codes, properties, comments' marks, ruby.
_PASSED = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt")
}  # fmt: skip
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip
_BOXES = (f"{W}drawing", f"{W}pict", f"{W}object")
_SYMBOLS = {"wingdings", "symbol", "webdings"}


def value(element: Any, name: str) -> str:
    """The `w:val` of a child by its name, "" when there is none."""
    child = element.find(f"{W}{name}") if element is not None else None
    return (child.get(f"{W}val") or "") if child is not None else ""


def paragraph_text(paragraph: Any, notes: list[tuple[str, str]]) -> str:
    """What a paragraph says, with `\\n` for its line breaks, tabs and PAGE as they are.

    notes: takes (footnote | endnote, id) of each note that the paragraph refers to.
    """
    return "".join(_pieces(paragraph, notes))


def boxes(paragraph: Any) -> Iterator[Any]:
    """The contents of the text boxes that are anchored in a paragraph, each once."""
    waiting = [*reversed(paragraph)]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag == f"{_MC}AlternateContent":
            waiting += reversed(_choice(element))
        elif element.tag not in _PASSED:
            waiting += reversed(element)


def _choice(element: Any) -> list[Any]:
    """One of the renderings of one thing: the first that Word of today shows."""
    choice = element.find(f"{_MC}Choice")
    fallback = element.find(f"{_MC}Fallback")
    return list(choice if choice is not None else fallback if fallback is not None else ())


def _pieces(parent: Any, notes: list[tuple[str, str]]) -> Iterator[str]:
    waiting = [*reversed(parent)]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag in (f"{W}t", f"{_MATH}t"):
            yield element.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}br":
            yield "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else PAGE
        elif tag == f"{W}sym":
            yield _symbol(element)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            notes.append((tag[len(W) :].removesuffix("Reference"), element.get(f"{W}id") or ""))
        elif tag == f"{_MC}AlternateContent":
            waiting += reversed(_choice(element))
        elif tag not in _PASSED and tag not in _BOXES and not _is_hidden(element):
            waiting += reversed(element)


def _is_hidden(element: Any) -> bool:
    """Whether a run is hidden text."""
    properties = element.find(f"{W}rPr") if element.tag == f"{W}r" else None
    mark = properties.find(f"{W}vanish") if properties is not None else None
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def _symbol(element: Any) -> str:
    """A sign of a symbol font, as its private character, which is repaired like those of other formats."""
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""
