"""PDFs for the tests: printed from HTML as an office prints them, scanned from those, and written by hand to be odd."""

import io
import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypdf
import pypdfium2
from PIL import Image, ImageFilter
from playwright.sync_api import Page, sync_playwright

_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_STYLE = """
@page { size: letter; margin: 2.2cm } body { font: 11pt/1.35 'Liberation Sans', Arial, sans-serif }
h1 { font-size: 15pt; text-align: center } h2 { font-size: 12pt } table { width: 100%; border-collapse: collapse }
td, th { padding: 4px 6px; vertical-align: top; text-align: left } .ruled td, .ruled th { border: 1px solid #000 }
.ruled th { background: #1f4e79; color: #fff } thead { display: table-header-group } tr { break-inside: avoid }
"""
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


class Printer:
    """Prints HTML with a real Chromium; the same HTML only once."""

    def __init__(self, page: Page):
        self._page, self._printed = page, dict[str, bytes]()

    def __call__(self, body: str, style: str = "", head: str = "", foot: str = "") -> bytes:
        """The PDF of a body of HTML. style: more CSS; head, foot: HTML on every page (with `pageNumber` spans)."""
        html = f"<!doctype html><html lang=es><meta charset=utf-8><style>{_STYLE}{style}</style><body>{body}"
        key = html + head + foot
        if key not in self._printed:
            self._page.set_content(html)
            options: dict[str, Any] = {"prefer_css_page_size": True, "print_background": True}
            if head or foot:
                shell = "<div style='font-size:9px;width:100%;text-align:center'>{}</div>"
                options |= {"header_template": shell.format(head), "footer_template": shell.format(foot)}
                options["display_header_footer"] = True
            self._printed[key] = self._page.pdf(**options)
        return self._printed[key]


@contextmanager
def printing() -> Iterator[Printer]:
    """A printer while it is needed."""
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield Printer(browser.new_page())
        browser.close()


def written(writer: pypdf.PdfWriter) -> bytes:
    """The bytes of what a pypdf writer holds."""
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def protected(pdf: bytes, password: str, algorithm: str = "AES-256") -> bytes:
    """The PDF locked against changes; with a password, against reading too."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt(password, "del propietario", algorithm=algorithm)
    return written(writer)


def turned(pdf: bytes, degrees: int, content: bool) -> bytes:
    """The PDF with its first page turned: the page alone, or its content so that the page is read as before."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    page = writer.pages[0]
    page.rotate(degrees)
    if content:
        page.transfer_rotation_to_content()
        page.rotate(-degrees)
    return written(writer)


def joined(*pdfs: bytes) -> bytes:
    """The pages of several PDFs as one."""
    writer = pypdf.PdfWriter()
    for pdf in pdfs:
        writer.append(io.BytesIO(pdf))
    return written(writer)


def scanned(pdf: bytes, aslant: float = 0.0, turn: int = 0, dots: int = 200) -> bytes:
    """The PDF as an office's scanner makes it: grey pictures, a little blurred. aslant, turn: in degrees."""
    pictures = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dots / 72, grayscale=True).to_pil().convert("L")
        if aslant:
            picture = picture.rotate(aslant, resample=Image.Resampling.BICUBIC, fillcolor=255)
        pictures.append(picture.filter(ImageFilter.GaussianBlur(0.6)).rotate(turn, expand=True))
    file = io.BytesIO()
    pictures[0].save(file, "PDF", resolution=dots, save_all=True, append_images=pictures[1:], quality=60)
    return file.getvalue()


def by_hand(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def stream(data: bytes, keys: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), keys, packed)


def one_page(
    content: bytes, resources: bytes = b"", box: bytes = b"[0 0 612 792]", more: Sequence[bytes] = ()
) -> bytes:
    """A PDF of one page; its content is a whole object. `more` objects are numbered from 6."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return by_hand([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page % (box, resources), content, FONT, *more])


def lines(*texts: str) -> bytes:
    """A content object with lines of text below each other."""
    shown = b" ".join(b"(%s) Tj 0 -16 Td" % text.encode("cp1252") for text in texts)
    return stream(b"BT /F1 12 Tf 72 700 Td %s ET" % shown)
