"""Lines that an editor, a mail program or a PDF broke, put together again; lists, labels, tables and headings stay."""

import re
from collections.abc import Sequence

_ITEM = re.compile(
    r"\s*(?:[-*•·▪●–—✓➢]\s+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s|\d{1,2}\.\d{1,2}\s|\(?[a-zA-Z]\)\s|[A-Z]{1,2}\d{1,2}[.):]\s)"
)
_LABEL = re.compile(r"\s*[^\W\d_][^\s:]*(?: [^\s:]+)?[\s.]*:(?=\s|$)")
_PERSON = re.compile(
    r"\s*[A-ZÁÉÍÓÚÑ][^.:;]{2,90}:\s+"
    r"(?:(?:[A-Z][a-z]{1,5}|M\.?A|[A-Z]{2,3})\.\s|[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+ (?:de )?[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)"
)
_COLUMNS = re.compile(r"\S(?: {4,}|\t+)\S|^\s{24,}\S")
_ROW = re.compile(r"[^|]*\S\s+\|\s+\S[^|]*")
_OPEN = re.compile(r"(?:,|[\s(](?:de|del|la|el|los|las|y|e|o|en|a|al|por|para|con|que|su))$")
_WIDEST = 140  # nobody wraps by hand beyond this
_FULL = 0.88


def is_item(line: str) -> bool:
    """Whether the line begins with a bullet, a number or a letter of a list."""
    return bool(_ITEM.match(line))


def is_label(line: str) -> bool:
    """Whether the line is «Lugar: …», one or two words with a colon, or «Ministerio de Salud: Lic. Ana Paz»."""
    return bool(_LABEL.match(line) or _PERSON.match(line)) and line.lstrip()[:1].isupper()


def is_columns(line: str) -> bool:
    """Whether wide white space inside the line (or far before it) sets columns, as in an agenda."""
    if "    " not in line and "\t" not in line and not line[:1].isspace():
        return False  # most lines: looking for the pattern takes a hundred times longer
    marker = _ITEM.match(line)
    return bool(_COLUMNS.search(line[marker.end() :] if marker else line))


def ends_open(text: str) -> bool:
    """Whether a text ends with a word or a comma that more must follow."""
    return bool(_OPEN.search(text))


def is_row(line: str) -> bool:
    """Whether bars divide the line into the cells of a table."""
    return "|" in line and (line.count("|") > 1 or bool(_ROW.fullmatch(line)))


def in_capitals(line: str) -> bool:
    """Whether the line is a heading in capitals («2. AGENDA»)."""
    letters = [char for char in line if char.isalpha()]
    return len(letters) > 3 and len(line.strip()) <= 100 and all(char.isupper() for char in letters)


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which a text was wrapped by hand, in characters; 0 when it was not."""
    widest = max((len(line.rstrip()) for line in lines if not is_columns(line) and not is_row(line)), default=0)
    return widest if 40 <= widest <= _WIDEST else 0


def join_wrapped(lines: Sequence[str], width: int) -> list[str]:
    """The lines of one paragraph with those joined (by one space) that were broken at `width` characters.

    A line goes on with the one above when its first word would not have fitted there, or when it begins with a small
    letter and the one above does not end.
    """
    joined: list[str] = []
    above = ""
    for line in lines:
        if joined and width and _continues(above, line, width):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line.strip())
        above = line.rstrip()
    return joined


def _continues(above: str, line: str, width: int) -> bool:
    if is_item(line) or is_label(line) or any(map(in_capitals, (line, above))) or any(map(is_row, (line, above))):
        return False
    words = line.split()
    if above.endswith((":", ";")):
        return words[0][:1].islower() and len(above) + len(words[0]) > width * _FULL
    if words[0][:1].islower() and not above.endswith((".", "!", "?")):
        return True
    return len(above) + 1 + len(words[0]) > width * _FULL
