"""The text layer of a PDF's page -> words with their places. PDFium knows the letters, this what is a word."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from graph.records.formats.pages.page import Box, Word, around

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_ACCENTS = {"´": "\u0301", "˜": "\u0303", "¨": "\u0308"}
_APART = re.compile(r"([´˜¨])([A-Za-zı])")
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_BOLD = 600  # font weight
_ASLANT = 0.1  # of a quarter turn
_TOUCHING = 0.13  # a gap that divides no words, in heights
_WIDE = 0.75  # width of a letter, in heights, beyond which a run may hold spaces
_HYPHEN = 0x02  # at the end of a line, where a word was divided
_SAMPLES = 500  # letters whose direction is looked at
_SMALLEST = 1.5  # points: smaller letters are not meant to be read
_APART_BY = 0.35  # a gap between letters that divides words where the file has no space, in heights
_FEW = 80  # letters that are too few to tell a language
_SPANISH = frozenset("abcdefghijklmnopqrstuvwxyzáéíóúüñàèìòùâêîôûäëïöç")
_VOWELS = frozenset("aeiouáéíóúü")

_Run = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The words of a page, the quarter turns (clockwise) of its letters, whether the letters make a language."""

    words: tuple[Word, ...]
    turns: int
    readable: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the page that is shown, as PDF has it (y upwards): left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    def upright(self, left: float, bottom: float, right: float, top: float, turns: int) -> Box:
        """A rectangle as it is seen once the page is turned so that letters with these quarter turns stand upright."""
        if turns == 1:
            return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
        if turns == 2:
            return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        if turns == 3:
            return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)

    def size(self, turns: int) -> tuple[float, float]:
        """Width and height of the page turned so, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if turns % 2 else (width, height)


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The part of a page that is shown."""
    return Frame(*page.get_bbox())


def read_words(page: pypdfium2.PdfPage, most: int) -> TextLayer:
    """The words of a page. Text in another direction than most of it (a stamp on the margin) is left out.

    most: characters that are read at most.
    """
    rotation, layer = page.get_rotation(), page.get_textpage()
    turns = _turns(layer, frame_of(page))
    if rotation != (upright := -90 * turns % 360):
        layer.close()
        page.set_rotation(upright)  # PDFium tells letters in the order in which they are seen
        layer = page.get_textpage()
        page.set_rotation(rotation)
    try:
        runs = list(_runs(layer, min(layer.count_chars(), most)))
        reader = _Reader(layer, frame_of(page))
        own = [run for run in runs if reader.turns(run[0]) == turns]
        words = _joined((word, run[2]) for run in own for word in reader.words(run, turns))
    finally:
        layer.close()
    width, height = frame_of(page).size(turns)
    shown = [word for word in words if 0 <= word.box.centre <= width and 0 <= word.box.middle <= height]
    readable = _is_readable("".join(word.text for word in words), sum(stop - start for start, stop, _ in own))
    return TextLayer(tuple(_once(shown)), turns, readable)


def _turns(layer: pypdfium2.PdfTextPage, frame: Frame) -> int:
    """The quarter turns (clockwise) of most letters of a page."""
    reader, count = _Reader(layer, frame), layer.count_chars()
    some = (index for index in range(0, count, count // _SAMPLES + 1) if not pdfium.FPDFText_IsGenerated(layer, index))
    told = Counter(turns for turns in map(reader.turns, some) if turns >= 0).most_common(1)
    return told[0][0] if told else 0


def _runs(layer: pypdfium2.PdfTextPage, count: int) -> Iterator[_Run]:
    """Where letters follow each other without a space or an end of line: first, last (exclusive), and whether PDFium
    only supposes that something divides them from those before."""
    start, supposed = -1, False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(layer, index)
        if code > 0x20 and code != 0xA0 and (code < 0x1000 or not chr(code).isspace()) or code in (0, _HYPHEN):
            start = index if start < 0 else start
            continue
        if start >= 0:
            yield start, index, supposed
        supposed = (start >= 0 or supposed) and bool(pdfium.FPDFText_IsGenerated(layer, index))
        start = -1
    if start >= 0:
        yield start, count, supposed


def _joined(words: Iterable[tuple[Word, bool]]) -> list[Word]:
    """The words, those that PDFium only supposes to be two and that touch each other as one."""
    found: list[Word] = []
    for word, supposed in words:
        last = found[-1] if found else None
        if last and supposed and _touch(last.box, word.box):
            found[-1] = Word(last.text + word.text, around([last.box, word.box]), last.bold)
        else:
            found.append(word)
    return found


def _touch(one: Box, other: Box) -> bool:
    height = min(one.height, other.height)
    return abs(one.middle - other.middle) < 0.25 * height and -0.2 * height < other.x0 - one.x1 < _TOUCHING * height


class _Reader:
    """Reads runs of letters of one page as words."""

    def __init__(self, layer: pypdfium2.PdfTextPage, frame: Frame):
        self._layer, self._frame = layer, frame
        self._rectangle, self._name, self._flags = pdfium.FS_RECTF(), ctypes.create_string_buffer(128), ctypes.c_int()

    def turns(self, index: int) -> int:
        """The quarter turns (clockwise) of a letter; -1 when it stands aslant, as in «BORRADOR» across a page."""
        quarters = pdfium.FPDFText_GetCharAngle(self._layer, index) / (math.pi / 2)
        return round(quarters) % 4 if abs(quarters - round(quarters)) < _ASLANT else -1

    def words(self, run: _Run, turns: int) -> Iterator[Word]:
        """The words of a run: one, unless its letters stand so far apart that the file left the spaces out."""
        start, stop, _ = run
        first, last = self._box(start, turns), self._box(stop - 1, turns)
        wide = last.x1 - first.x0 > _WIDE * (stop - start) * first.height
        if wide or last.x1 <= first.x0 or abs(first.middle - last.middle) > 0.6 * first.height:
            for part in self._divided(run, turns):
                yield self._word(part, self._box(part[0], turns), self._box(part[1] - 1, turns))
        elif first.height > _SMALLEST:
            yield self._word(run, first, last)

    def _divided(self, run: _Run, turns: int) -> Iterator[_Run]:
        """A run, cut where letters stand apart."""
        start, before = run[0], self._box(run[0], turns)
        for index in range(run[0] + 1, run[1]):
            box = self._box(index, turns)
            height = max(min(before.height, box.height), 1.0)
            gap = box.x0 - before.x1
            if abs(box.middle - before.middle) > 0.6 * height or not -2 * height < gap < _APART_BY * height:
                yield start, index, False
                start = index
            before = box
        yield start, run[1], False

    def _box(self, index: int, turns: int) -> Box:
        """The place of a letter, as high as its font, on the page turned upright."""
        box = self._rectangle
        if not pdfium.FPDFText_GetLooseCharBox(self._layer, index, box) or box.top == box.bottom:
            sides = [ctypes.c_double() for _ in range(4)]
            pdfium.FPDFText_GetCharBox(self._layer, index, *sides)
            box.left, box.right, box.bottom, box.top = (side.value for side in sides)
        low, high = (box.bottom, box.top) if box.bottom <= box.top else (box.top, box.bottom)
        left, right = (box.left, box.right) if box.left <= box.right else (box.right, box.left)
        return self._frame.upright(left, low, right, high, turns)

    def _word(self, run: _Run, first: Box, last: Box) -> Word:
        box = Box(first.x0, min(first.top, last.top), last.x1, max(first.bottom, last.bottom))
        unknown = bool(pdfium.FPDFText_HasUnicodeMapError(self._layer, run[0]))
        codes = () if unknown else (pdfium.FPDFText_GetUnicode(self._layer, index) for index in range(*run[:2]))
        return Word(_text(codes), box, self._is_bold(run[0]))

    def _is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._layer, index) >= _BOLD:
            return True
        pdfium.FPDFText_GetFontInfo(self._layer, index, self._name, len(self._name), self._flags)
        return bool(_BOLD_NAME.search(self._name.value))


def _text(codes: Iterable[int]) -> str:
    """The letters with these codes: ligatures and loose accents as letters, signs of a font of signs as a bullet."""
    text = "".join(_LIGATURES.get(code, chr(code)) for code in codes if code and not 0xD800 <= code < 0xE000)
    if text.isascii():
        return text
    if all("\uf020" <= char <= "\uf0ff" for char in text):
        return "•" if len(text) == 1 else "".join(chr(ord(char) - 0xF000) for char in text)
    text = _APART.sub(lambda match: match[2].replace("ı", "i") + _ACCENTS[match[1]], text)
    return unicodedata.normalize("NFC", text)


def _once(words: Iterable[Word]) -> Iterator[Word]:
    """The words, those that are printed twice to look bold once."""
    seen: set[tuple[str, int, int]] = set()
    for word in words:
        x, y = round(word.box.x0 / 2), round(word.box.top / 2)
        if word.text and not any((word.text, x + i, y + j) in seen for i in (-1, 0, 1) for j in (-1, 0, 1)):
            seen.add((word.text, x, y))
            yield word


def _is_readable(text: str, count: int) -> bool:
    """Whether the letters are known and make a language: fonts without a table of letters give signs or nonsense.

    count: how many letters the page shows, those without a text among them.
    """
    private = sum(1 for char in text if char == "\ufffd" or "\ue000" <= char <= "\uf8ff")
    letters = [char for char in text.casefold() if char.isalpha()]
    if count - len(text) + private > 0.3 * count:
        return False
    if len(letters) < _FEW:
        return True
    spanish = sum(char in _SPANISH for char in letters) / len(letters)
    vowels = sum(char in _VOWELS for char in letters) / len(letters)
    return spanish > 0.7 and vowels > 0.22
