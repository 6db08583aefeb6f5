"""PDF -> Draft: opened with PDFium, read page by page as a person reads it; pages without text are read by `ocr`.

Why PDFium and not pdfplumber or pypdf: on the same pages it took a fourteenth of the time, so that 300 pages fit into a
file's ten seconds; it repairs broken files; and it knows where words end where those run letters together or apart.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from graph.errors import InputError
from graph.records.draft import Draft
from graph.records.formats import ocr
from graph.records.formats.pages.assembly import as_text, assembled
from graph.records.formats.pages.furniture import without_furniture
from graph.records.formats.pages.heading import titled
from graph.records.formats.pages.layout import Block, Region, arrange, right_edge
from graph.records.formats.pages.lines import Line, bulleted, lines, without
from graph.records.formats.pages.page import Page
from graph.records.formats.pages.ruled import grids
from graph.records.formats.pdf_strokes import Drawn, read_strokes
from graph.records.formats.pdf_words import frame_of, read_words
from graph.records.markdown import ATTACHMENT
from graph.settings import load_settings

_PAGES = 300
_CHARACTERS = 5_000_000
_FEW = 40  # letters: a page with fewer and with pictures or drawings is a picture of a page
_ALMOST_NONE = 12  # letters: a page number
_SOME = 200  # the same where one picture covers the page: a scan with a stamp or a signature typed on it
_LINKS = 2000  # of a page
_SHAPES = 60  # drawn shapes that may be letters
_COVERS = 0.6  # of the page
_SHARE = 0.75  # of the time that a file may take: tesseract's part


@dataclass(frozen=True, slots=True)
class _Found:
    """A page as its file tells it, whether it is only a picture, and the addresses that it links to."""

    page: Page
    pictured: bool
    links: tuple[str, ...]


def parse(data: bytes) -> dict[str, Any]:
    """The Draft (as a dictionary) of a PDF's bytes: text of all pages, title, attachments, whether it was scanned.

    Raises InputError: not a PDF that can be read, protected, without pages, too long, without text and tesseract.
    """
    document = _open(data)
    try:
        found = _pages(document)
        pages, scanned, unread = _with_ocr(document, found)
        written = str(document.get_metadata_value("Title"))
    finally:
        document.close()
    title, blocks = titled(_blocks(pages), written)
    text = as_text(blocks)
    if not text and not title:
        raise InputError("no tiene texto que se pueda leer; guárdelo con texto")
    links = tuple(dict.fromkeys(link for each in found for link in each.links))
    return asdict(Draft(text, title, documents=links, scanned=scanned, unread=unread))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises InputError when it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise InputError("está protegido con contraseña; guárdelo sin ella") from None
        raise InputError(
            "no es un PDF que se pueda leer: está dañado o incompleto; ábralo y guárdelo de nuevo"
        ) from None
    form = document.get_formtype()
    if form == pdfium.FORMTYPE_XFA_FULL:  # its pages only ask for another program
        raise InputError("es un formulario dinámico (XFA), que no se puede leer; imprímalo a PDF")
    if form != pdfium.FORMTYPE_NONE:
        document.init_forms()
    return document


def _pages(document: pypdfium2.PdfDocument) -> list[_Found]:
    """All pages. Raises InputError when there are none, or more than are read."""
    count = len(document)
    if count == 0:
        raise InputError("no tiene páginas; ábralo y guárdelo de nuevo")
    if count > _PAGES:
        raise InputError(f"tiene {count} páginas y se leen hasta {_PAGES}; divídalo")
    found: list[_Found] = []
    letters = 0
    for number in range(count):
        found.append(_read(document, number))
        letters += sum(len(word.text) for word in found[-1].page.words)
        if letters > _CHARACTERS:
            raise InputError(f"tiene más de {_CHARACTERS // 1_000_000} millones de letras; divídalo")
    return found


def _read(document: pypdfium2.PdfDocument, number: int) -> _Found:
    """One page. Raises InputError when PDFium cannot open it."""
    page = _page(document, number)
    try:
        if document.formenv and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            page.close()
            page = _page(document, number)  # what was filled in has become text
        layer = read_words(page, _CHARACTERS)
        drawn = read_strokes(page, layer.turns)
        width, height = frame_of(page).size(layer.turns)
        words = layer.words if layer.readable else ()
        shown = Page(width, height, words, tuple(drawn.strokes), tuple(drawn.dots))
        return _Found(shown, not layer.readable or _is_pictured(shown, drawn), tuple(_links(document, page)))
    finally:
        page.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    try:
        return document[number]
    except pypdfium2.PdfiumError:
        raise InputError(f"su página {number + 1} está dañada; ábralo y guárdelo de nuevo") from None


def _is_pictured(page: Page, drawn: Drawn) -> bool:
    """Whether a page has to be read by its looks: a scan, or letters that are drawn as shapes."""
    area = max((box.width * box.height for box in drawn.pictures), default=0.0)
    if page.letters < _FEW:
        return bool(drawn.pictures) or drawn.paths > _SHAPES
    return page.letters < _SOME and area > _COVERS * page.width * page.height


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    """The addresses of attachments to which the page links."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, place, link):
            break
        action = pdfium.FPDFLink_GetAction(link)
        address = ctypes.create_string_buffer(2000)
        length = pdfium.FPDFAction_GetURIPath(document, action, address, len(address)) if action else 0
        written = address.value.decode("utf-8", "replace").strip()
        if 0 < length <= len(address) and re.match(r"https?://\S+$", written) and ATTACHMENT.search(written):
            yield written


def _with_ocr(document: pypdfium2.PdfDocument, found: Sequence[_Found]) -> tuple[list[Page], bool, str]:
    """The pages, those that are pictures as tesseract reads them; whether there are such pages; which stay unread.

    A cover or a photograph among pages with text is no reason to refuse them where tesseract is missing.
    """
    numbers = [number for number, each in enumerate(found) if each.pictured]
    blind = [number for number in numbers if found[number].page.letters < _ALMOST_NONE]
    pages = [each.page for each in found]
    if not numbers:
        return pages, False, ""
    if 2 * len(blind) < len(found) and not ocr.is_installed():
        return pages, False, _unread(numbers)
    seen = ocr.read_pages(document, numbers, _SHARE * load_settings().record_seconds)
    better = {number: page for number, page in seen.items() if page.letters > pages[number].letters}
    return [better.get(number, page) for number, page in enumerate(pages)], bool(better), ""


def _unread(numbers: Sequence[int]) -> str:
    """Why pages that are pictures add nothing (numbers counted from 0)."""
    if len(numbers) == 1:
        return f"su página {numbers[0] + 1} es una imagen y no se leyó; {ocr.REMEDY}"
    listed = ", ".join(str(number + 1) for number in numbers)
    return f"sus páginas {listed} son imágenes y no se leyeron; {ocr.REMEDY}"


def _blocks(pages: Sequence[Page]) -> list[Block]:
    """What the pages say, in the order in which it is read."""
    sheets = [bulleted(lines(page.words), page.dots) for page in pages]
    sheets = without_furniture(sheets, [page.height for page in pages])
    right = right_edge(sheets)
    return assembled(_arranged(page, sheet, right) for page, sheet in zip(pages, sheets, strict=True))


def _arranged(page: Page, sheet: list[Line], right: float) -> list[Block]:
    tables = grids(page.strokes, [word for line in sheet for word in line])
    inside = {id(word) for table in tables for cell in table.cells for word in cell.words}
    levels = tuple(stroke.at for stroke in page.strokes if not stroke.upright)
    return arrange(Region(without(sheet, inside), tuple(tables), right, levels))
