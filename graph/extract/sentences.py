"""A record's text as blocks (paragraph, item, field, heading) and their sentences, each with its offsets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.extract.grammar import has_finite_verb
from graph.extract.labels import bare, is_heading, is_office, role_of
from graph.extract.tables import sound, table
from graph.records.lines import ends_open
from graph.records.record import Record

Span = tuple[int, int]

_LONGEST = 3000  # characters of a sentence
_WHO = ("leads", "participatesIn", "supports", "invitedTo", "convenes", "absent")
_ROSTERS = ("participatesIn", "invitedTo", "absent", "supports")
_OF_AN_AGREEMENT = re.compile(
    r"\s*[(*_]*(?:responsables?|fecha|vence|plazo|encargad[oa]s?|entrega)\b[^:\n]{0,25}:", re.I
)
_PICTURE = r"[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
_ITEM = re.compile(
    rf"\s*(?:(?:{_PICTURE}\s*)+)"
    r"|\s*(?:[-*•·▪●–—✓➢]\s+|\(?\d{1,2}(?:\.\d{1,2})*(?:[.)]-?\s+|\.-\s*|(?<=\.\d)\s+|(?<=\.\d\d)\s+)"
    r"|\(?[a-zA-Z]\)\s+|\[\d{1,2}\]\s+|\(?[ivxIVX]{1,4}[.)]\s+|[A-Z]{1,2}\d{1,2}[.):]\s+|\\?-\s+"
    r"|(?:PRIMER|SEGUND|TERCER|CUART|QUINT|SEXT|S[ÉE]PTIM|OCTAV|NOVEN|D[ÉE]CIM)[OA][.:)]-?\s+)"
)
_FIELD = re.compile(r"\s*[*_]{0,2}([^\W\d_][^:\n|]{1,48}?)[\s.]*:[*_]{0,2}(?=\s|$)")
_POINTED = re.compile(r"([^\W\d_][^:\n|.]{1,48})\.(?=\s|$)")  # «TERCERO: Acuerdos. a) …»
_ASKED = re.compile(r"¿([^?¿\n]{3,60})\?(?=\s)")  # «¿Quiénes son miembros? El IGSS, …»
_GOES_ON = re.compile(r"(?:Por|También|Asimismo|Además|Igualmente|De parte|En representación)\b")
_SPACED = re.compile(r"[ ]*([^\W\d_][^:\n|]{1,30}?)(?:\s{3,}|\t+|\s*\.{3,}\s+)(?=\S(?:(?!\s{3})[^\t])*$)")
_LEADER = "...."  # dots that lead the eye across a line end no sentence
_STOP = re.compile(r"[.!?…\n]")
_END = re.compile(rf"[\"'”»)\]*_]*\s+(?:{_PICTURE}\s*){{0,3}}(?=[\"'“«¿¡(\[*_]*[A-ZÁÉÍÓÚÑÜ0-9])")
_LAST_WORD = 6  # characters that hold a small word and what stands before it
_SPACE = re.compile(r"\s")
_BREAKS = re.compile(r"\n+")
_ROW = re.compile(r"\s*\|?[^|\n]+\|[^|\n]+|[^\t\n]+\t+[^\t\n]+\t|\s*\S.*?\S\s{3,}\S.*?\S\s{3,}\S")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that belongs together. kind: prose | item | field | heading. label: what the field's label or the
    heading above announces (a key of `labels.toml` or ""). start, end leave bullets, numbers and the label's line
    break aside; `value` is where a field's value begins (else start). sentences: their (start, end)."""

    kind: str
    start: int
    end: int
    label: str
    value: int
    section: str
    sentences: tuple[Span, ...]


def blocks(record: Record) -> list[Block]:
    """The record's text, cut. Every character of a block's span is the record's own."""
    found: list[Block] = []
    for section in record.sections or ():
        lines = list(_lines(record.text, section.start, section.end))
        found += _label(record.text, _join(record.text, lines, section.role == "agreements"), section.role)
    return found


def label_of(text: str, block: Block, start: int, end: int) -> str:
    """What holds for one sentence of a block: its own label («Coordina: A. Acompaña: B.»), else the block's.

    A sentence with a verb of its own after a label's value («Invitado: A. Se excusó B.») has none.
    """
    if start <= block.start or block.label not in (*_WHO, ""):
        return block.label
    field = _FIELD.match(text, start, end)
    role = role_of(field[1].strip("*_ ")) if field else ""
    if role in _WHO:
        return role
    told = block.kind == "field" and start > block.value and not _GOES_ON.match(text, start, end)
    return "" if told and has_finite_verb(text[start:end]) else block.label


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines without their break; blank lines come as empty spans."""
    position = start
    for line in text[start:end].splitlines(keepends=True):
        yield position, position + len(line.rstrip())
        position += len(line)


def _join(text: str, lines: list[Span], agreed: bool) -> list[Span]:
    """Lines that an editor or a PDF broke, put together again; items, fields and headings stay apart.

    agreed: the lines tell of agreements, also without a heading that says so; with the line of an agreement goes the
    one below it that says who answers for it, or by when.
    """
    width = max((end - start for start, end in lines), default=0)
    wrapped = 50 <= width <= 140
    joined: list[Span] = []
    open_block = roster = False
    for start, end in lines:
        line = text[start:end]
        if not line.strip():
            open_block = False
            continue
        if not open_block and joined and _is_left_open(text, joined[-1], line):
            joined[-1] = (joined[-1][0], end)
            open_block = True
            continue
        heading = is_heading(line)
        fresh = heading or bool(_ITEM.match(line)) or _is_row(line) or _is_field(line)
        agreed = role_of(line.rstrip(" :*")) == "agreements" if heading else agreed
        belongs = agreed and bool(_OF_AN_AGREEMENT.match(line)) and not _is_row(line)
        goes_on = (
            open_block and not fresh and _continues(text, joined[-1], line, width if wrapped and not roster else 0)
        )
        if open_block and (belongs or goes_on):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
            roster = _opens_roster(line) if fresh else roster
        open_block = not heading
    return joined


def _is_left_open(text: str, last: Span, line: str) -> bool:
    """Whether the line above a blank one ends within a phrase that this one goes on with («convocan a la», «MESA»)."""
    start, end = last
    if ends_open(text[max(start, end - _LAST_WORD) : end]):
        return not _ITEM.match(line)
    return line.lstrip()[:1].islower() and text[end - 1].isalpha() and has_finite_verb(line) and not _is_field(line)


def _is_row(line: str) -> bool:
    """Whether columns divide the line; without a bar, a tab or wide white space none do, and nothing need be tried."""
    return ("|" in line or "\t" in line or "   " in line) and bool(_ROW.match(line))


def _is_field(line: str) -> bool:
    field = _FIELD.match(line) if ":" in line else None
    return bool(field and role_of(field[1]))


def _opens_roster(line: str) -> bool:
    """Whether the lines below are one entry each (a list of participants, of agreements)."""
    head = line.rstrip(" :*")
    return role_of(head) in (*_ROSTERS, "agreements")


def _continues(text: str, last: Span, line: str, width: int) -> bool:
    """Whether `line` goes on with the block that ends at `last`: a full line above, or a small letter here."""
    start, end = last  # asked in place: copying what is above for each line would take ever longer
    first = line.lstrip()[:1]
    if first.islower() and not text.endswith((".", ":"), start, end):
        return True
    if ends_open(text[max(start, end - _LAST_WORD) : end]):
        return True
    return bool(width) and end - (text.rfind("\n", start, end) + 1 or start) >= 0.72 * width and text[end - 1] != ":"


def _label(text: str, spans: Iterable[Span], section: str) -> list[Block]:
    """Blocks of one section; each knows the heading or label that it stands under."""
    found: list[Block] = []
    home = "agreements" if section == "agreements" else ""
    under, listed = home, False
    for start, end in spans:
        line = text[start:end]
        marked = bool(_ITEM.match(line))
        if not marked and (listed and _after_blank(text, start) or _tells(under, line)):
            under = home
        block, under = _block(text, start, end, line, under, section)
        listed = block.kind != "heading" and (marked or listed)
        found.append(block)
    return found


def _is_entry(under: str, line: str) -> bool:
    """Whether a line in capitals is only an acronym in a list of bodies."""
    return under in _ROSTERS and len(bare(line).split()) < 3


def _after_blank(text: str, start: int) -> bool:
    while start and text[start - 1] == " ":
        start -= 1
    return text.endswith("\n\n", 0, start)


def _tells(under: str, line: str) -> bool:
    """Whether a line below a list of bodies is a sentence of its own, which ends the list."""
    return under in _ROSTERS and line.rstrip().endswith(".") and has_finite_verb(line)


def _block(text: str, start: int, end: int, line: str, under: str, section: str) -> tuple[Block, str]:
    """One block, and the label that holds for what follows."""
    item = _ITEM.match(line)
    role = role_of(line.rstrip(" :")) if (heading := is_heading(line)) else ""
    if heading and (role or not _is_entry(under, line)):
        role = role or ("" if section != "agreements" else under)
        return _make(text, "heading", start, end, role, end, section), role
    offset = start + (item.end() if item else len(line) - len(line.lstrip()))
    field = (
        text.find(":", offset, end) >= 0
        and _FIELD.match(text, offset, end)
        or _unpointed(text, offset, end, bool(item))
    )
    role = role_of(field[1]) if field else ""
    if field and role:
        inner = under if item else ""
        block = _make(text, "field", offset, end, role, field.end(), section)
        return block, role if field.end() >= end else inner
    if under in ("place", "date", "next") and not item:
        return _make(text, "prose", offset, end, under, offset, section), under
    if item or (under and under != "other"):
        kind = "item" if item or section != "agreements" else "prose"
        return _make(text, kind, offset, end, under, offset, section), under
    return _make(text, "prose", offset, end, under if under == "other" else "", offset, section), under


def _unpointed(text: str, start: int, end: int, item: bool) -> re.Match[str] | None:
    """A label without a colon: «Acuerdos. a) …» in an item, «Sede      INAB» in two columns, «¿Quién coordina? …»,
    «Presentes. Por el INDE, …».
    """
    if item:
        return _POINTED.match(text, start, end)
    alone = _ASKED.match(text, start, end) or _POINTED.match(text, start, end)
    if alone and role_of(alone[1]) in (*_WHO, "agreements") and not is_office(alone[1]):
        return alone
    spaced = _SPACED.match(text, start, end)
    return spaced if spaced and role_of(spaced[1]) else None


def _make(text: str, kind: str, start: int, end: int, label: str, value: int, section: str) -> Block:
    return Block(kind, start, end, label, value, section, tuple(_sentences(text, start, end)))


@lru_cache(maxsize=1)
def _short() -> tuple[tuple[str, ...], re.Pattern[str]]:
    words = [sound(each) for each in table("words")["abbreviations"]]
    known = "|".join(map(re.escape, words))
    pattern = re.compile(rf"(?:^|[^\w])(?:{known}|[a-z])\.$|\d(?:ra|ro|to|ta|er|do|da)\.$")
    return tuple(f"{word}." for word in words), pattern


def _abbreviated(before: str) -> bool:
    """Whether a text that ends in a point ends in an abbreviation («Ing.», «No.», «J.»)."""
    return _ends_in_one(before[-12:])


@lru_cache(maxsize=1024)  # «No.», «Ing.» and the last words of sentences recur
def _ends_in_one(before: str) -> bool:
    heard = sound(before)
    words, pattern = _short()
    single = not heard[-3:-2].isalnum()
    return (single or heard.endswith(words) or heard[-4:-3].isdigit()) and bool(pattern.search(heard))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _ends(text, start, end):
        stop = match.start()
        if text.endswith(_LEADER, begin, stop) and "\n" not in match[0]:
            continue
        if "\n\n" in match[0] or not _abbreviated(text[max(begin, stop - 12) : stop]):
            space = _SPACE.search(text, match.start(), match.end())
            stop = space.start() if space else match.start()
            if "\n" in match[0] and _before(text, begin, stop) not in (".", "!", "?", ":"):
                continue
            yield from _bounded(text, begin, stop)
            begin = match.end()
    if begin < end:
        yield from _bounded(text, begin, end)


def _before(text: str, begin: int, stop: int) -> str:
    """The last character of text[begin:stop] that is not white space, "" when there is none."""
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    return text[stop - 1 : stop] if stop > begin else ""


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """White space (with the marks before it) where a sentence can end: after a point, or at a line's break."""
    position = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() >= position:
            match = _BREAKS.match(text, stop.start(), end) if stop[0] == "\n" else _END.match(text, stop.end(), end)
            if match:
                position = match.end()
                yield match


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, in pieces when it is longer than anyone writes, so that no rule has to read without end."""
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start, start + _LONGEST), start + _LONGEST // 2)
        yield start, cut
        start = cut
    yield start, end
