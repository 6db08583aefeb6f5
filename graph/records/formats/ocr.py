"""Pages without a text layer: drawn by PDFium, read by tesseract where it is installed -> words with their places."""

import html
import os
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

import pypdfium2

from graph.errors import InputError
from graph.records.formats.pages.page import Box, Page, Stroke, Word
from graph.records.formats.pages.scan import Picture, lines_in

LANGUAGE = "spa"
REMEDY = "instale tesseract con el idioma spa (tesseract-ocr-spa), o guárdelo con texto"
_FINE, _COARSE = 300, 200  # dots to the inch: for few pages, and for many, which are read in two thirds of the time
_FEW = 3  # pages
_AT_ONCE = min(2, os.cpu_count() or 1)  # pages that are read at once
_MOST_DOTS = 16_000_000  # of a page's picture; a larger page is drawn coarser
# Scattered text: it finds every word wherever it stands; what belongs together is found better by `pages`, which knows
# the lines of tables. The second finds out first how the page lies, which takes longer.
_SCATTERED, _SCATTERED_TURNED = "11", "12"
_QUITE_SURE, _MOSTLY = 60, 0.7  # percent, and the share of words
_SURE, _LINE_SURE = 30, 50  # percent: words, and lines, of which tesseract is less sure are dropped
_LONG = 0.2  # of the picture's width: lines that tell how aslant it is
_ROUGHLY = 0.3  # by which heights of letters may be misjudged
_SPECKS = "|_—–-~=.,:;'`´\"“”‘’*°¡!/\\<>[](){}¬^ "  # dust, and pieces of lines, when they stand alone
_RULES = "|_¦ "
_BULLETS = "eEoO0©®*+»«."
_HEAD = re.compile(
    r"bbox (?P<box>[\d ]+); baseline (?P<slope>-?[\d.]+) (?P<offset>-?[\d.]+);.*?x_size (?P<size>[\d.]+)"
)
_SURENESS = re.compile(r"x_wconf (\d+)")
_ANGLE = re.compile(r"class='ocr_line'[^>]*?textangle (\d+)")
_WORD = re.compile(
    r"class='ocrx_word'[^>]*?bbox (?P<box>[\d ]+); x_wconf (?P<sure>\d+)[^>]*>(?:<[^>]+>)*(?P<text>[^<]+)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as tesseract found it, in dots: its words with their boxes, how its base line runs (y = base + slope * x),
    and how high its font is."""

    words: tuple[tuple[str, Box], ...]
    slope: float
    base: float
    size: float


@lru_cache(maxsize=1)
def is_installed() -> bool:
    """Whether tesseract is there and knows Spanish."""
    program = shutil.which("tesseract")
    if not program:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return LANGUAGE in listed.stdout.split()


def read_pages(document: pypdfium2.PdfDocument, numbers: Sequence[int], seconds: float) -> dict[int, Page]:
    """The pages with these numbers (from 0) as tesseract reads them.

    seconds: the time that may be used. Raises InputError when tesseract is missing, or when the pages cannot be read in
    that time, as soon as that is known.
    """
    if not is_installed():
        raise InputError(f"no tiene capa de texto; {REMEDY}")
    start = time.monotonic()
    resolution = _FINE if len(numbers) <= _FEW else _COARSE
    found: dict[int, Page] = {}
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        for some in (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE)):
            used = time.monotonic() - start
            if found and used / len(found) * len(numbers) > seconds:
                raise _too_slow(len(numbers), used / len(found))
            pictures = [draw(document[number], resolution) for number in some]  # PDFium is for one thread
            try:
                pages = list(readers.map(read_picture, pictures, [seconds - used] * len(pictures)))
            except subprocess.TimeoutExpired:
                raise _too_slow(len(numbers), seconds) from None
            found.update(zip(some, pages, strict=True))
    return found


def _too_slow(count: int, each: float) -> InputError:
    pages = "una página" if count == 1 else f"{count} páginas"
    needed = int(count * each * 1.5) + 5
    return InputError(
        f"tiene {pages} sin capa de texto, que tesseract tardaría unos {needed} segundos en leer; guárdelo con texto o"
        f" suba ENLACE_RECORD_SECONDS"
    )


def draw(page: pypdfium2.PdfPage, resolution: int = _FINE) -> Picture:
    """The page as a grey picture, with so many dots to the inch, or fewer when it is very large."""
    width, height = page.get_size()
    resolution = min(resolution, int(72 * (_MOST_DOTS / max(width * height, 1.0)) ** 0.5))
    bitmap = page.render(scale=max(resolution, 1) / 72, grayscale=True)
    try:
        pixels = bytes(bitmap.buffer)
        if bitmap.stride != bitmap.width:
            starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
            pixels = b"".join(pixels[start : start + bitmap.width] for start in starts)
        return Picture(bitmap.width, bitmap.height, pixels, resolution)
    finally:
        bitmap.close()


def read_picture(picture: Picture, seconds: float) -> Page:
    """The words that tesseract finds on a picture, and the lines of its tables, straightened when it stands aslant.

    seconds: the time that tesseract may use. Raises InputError when it fails, TimeoutExpired when it takes longer.
    """
    written = _tesseract(picture, _SCATTERED, seconds)
    if _is_doubtful(written):
        turns = _turns(_tesseract(picture, _SCATTERED_TURNED, seconds))
        if turns:
            picture = picture.turned(turns)
            written = _tesseract(picture, _SCATTERED, seconds)
    found = _lines(written)
    slopes = sorted(line.slope for line in found if line.words[-1][1].x1 - line.words[0][1].x0 > _LONG * picture.width)
    slope = slopes[len(slopes) // 2] if slopes else 0.0
    usual = median(line.size for line in found) if found else 1.0
    words = tuple(word for line in found for word in _placed(line, slope, usual, picture.points))
    strokes = tuple(_straight(stroke, slope) for stroke in lines_in(picture))
    return Page(picture.width * picture.points, picture.height * picture.points, words, strokes)


def _is_doubtful(written: str) -> bool:
    """Whether tesseract is not sure of most of what it read: the page may lie on its side or on its head."""
    sure = [int(value) for value in _SURENESS.findall(written)]
    return sum(value >= _QUITE_SURE for value in sure) < _MOSTLY * len(sure)


def _turns(written: str) -> int:
    """The quarter turns, clockwise, that bring most lines upright."""
    angles = Counter(_ANGLE.findall(written)).most_common(1)
    lines = written.count("class='ocr_line'")
    return int(angles[0][0]) // 90 if angles and angles[0][1] > lines / 2 else 0


def _tesseract(picture: Picture, mode: str, seconds: float) -> str:
    """What tesseract writes about a picture (hOCR)."""
    command = ["tesseract", "-", "-", "-l", LANGUAGE, "--psm", mode, "--dpi", str(picture.resolution)]
    answer = subprocess.run(
        [*command, "-c", "tessedit_create_hocr=1"],
        input=b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.pixels,
        capture_output=True,
        timeout=max(seconds, 1.0),
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        check=False,
    )
    if answer.returncode:
        raise InputError("tesseract no pudo leer una página; revise su instalación o guarde el documento con texto")
    return answer.stdout.decode("utf-8", "replace")


def _lines(written: str) -> list[_Line]:
    """The lines of tesseract's answer with the words of which it is sure enough; a photograph gives none."""
    found = []
    for part in written.split("class='ocr_line'")[1:]:
        head = _HEAD.search(part)
        read = [each for each in _WORD.finditer(part) if int(each["sure"]) >= _SURE]
        words = [(html.unescape(each["text"]).strip(), _box(each["box"])) for each in read]
        sure = sum(int(each["sure"]) for each in read) >= _LINE_SURE * len(read)
        if head and sure and any(text.strip(_SPECKS) for text, _ in words):
            box = _box(head["box"])
            base = box.bottom + float(head["offset"]) - float(head["slope"]) * box.x0
            kept = [(text, place) for text, place in words if text.strip(_RULES)]
            found.append(_Line(_bulleted(kept), float(head["slope"]), base, float(head["size"])))
    return found


def _box(numbers: str) -> Box:
    return Box(*map(float, numbers.split()))


def _bulleted(words: list[tuple[str, Box]]) -> tuple[tuple[str, Box], ...]:
    """A line's words with its bullet, which tesseract takes for a letter, as one."""
    text, box = words[0]
    if len(words) == 1 and text in _BULLETS:
        return (("•", box),)
    following = words[1][0] if len(words) > 1 else ""
    conjunction = text in "eEoO" and following[:1] in "iIhHoO"
    if text in _BULLETS and following[:1].isupper() and not conjunction:
        return (("•", box), *words[1:])
    return tuple(words)


def _placed(line: _Line, slope: float, usual: float, scale: float) -> Iterator[Word]:
    """The words of a line with boxes as high as its font, on the page as it would lie straight."""
    size = usual if abs(line.size - usual) < _ROUGHLY * usual else line.size
    for text, box in line.words:
        base = line.base + (line.slope - slope) * box.centre
        yield Word(
            text, Box(box.x0 * scale, (base - 0.78 * size) * scale, box.x1 * scale, (base + 0.22 * size) * scale)
        )


def _straight(stroke: Stroke, slope: float) -> Stroke:
    middle = (stroke.start + stroke.end) / 2
    return replace(stroke, at=stroke.at + (slope if stroke.upright else -slope) * middle)
