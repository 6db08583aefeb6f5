"""Broken and hostile PDFs: each is read or refused with a reason within its budget, and the next file is read."""

import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records.sandbox import Sandbox
from tests.records.pdf_maker import FONT, by_hand, joined, lines, one_page, protected, stream

WHOLE = one_page(lines("ACTA DE LA MESA DE AGUA", "Se reunieron los delegados de las municipalidades."))
TEXT = "ACTA DE LA MESA DE AGUA\nSe reunieron los delegados de las municipalidades."
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
BROKEN = "no es un PDF que se pueda leer: está dañado o incompleto; ábralo y guárdelo de nuevo"


def bomb(content: bytes, count: int) -> bytes:
    """A page whose content is some bytes, repeated, and packed twice."""
    packed = zlib.compress(zlib.compress(content * count, 9), 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(packed)
    return one_page(head + packed + b"\nendstream")


def picture(side: int, bits: int) -> bytes:
    """A page that is one black picture of side times side dots."""
    keys = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace /DeviceGray"
    image = stream(bytes(side * side * bits // 8), keys % (side, side, bits))
    return one_page(stream(b"q 612 0 0 792 0 0 cm /I Do Q"), b"/XObject << /I 6 0 R >>", more=[image])


def forms(levels: int, each: int) -> bytes:
    """A page whose drawing holds drawings, each several times, to a depth; 0 levels: one that holds itself."""
    keys = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
    keys += b" /Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>"
    inner = [stream(b"/X Do " * each, keys % (6 if not levels else 7 + level)) for level in range(levels or 1)]
    last = stream(b"BT /F1 12 Tf 72 700 Td (Mesa) Tj ET", keys % 6)
    return one_page(stream(b"/X Do"), b"/XObject << /X 6 0 R >>", more=[*inner, last])


READ = {
    "a table of contents elsewhere": WHOLE.replace(b"startxref\n", b"startxref\n99999"),
    "no table of contents": WHOLE[: WHOLE.rindex(b"xref\n0")] + WHOLE[WHOLE.rindex(b"trailer") :],
    "a table that goes on with itself": WHOLE.replace(b"/Size", b"/Prev %d /Size" % WHOLE.rindex(b"xref\n0")),
    "something before it": b"basura\n" * 20 + WHOLE,
    "something after it": WHOLE + b"\0" * 5000,
    "two thousand million pages said": WHOLE.replace(b"/Count 1 ", b"/Count 2000000000 "),
    "a page without a size": WHOLE.replace(b"[0 0 612 792]", b"[0 0 0 0]"),
    "a page of no number": WHOLE.replace(b"[0 0 612 792]", b"[0 0 -1 nan]"),
    "a font that is a list without end": WHOLE.replace(FONT, b"[" * 100_000 + b"]" * 100_000),
}
REFUSED = {
    "nothing but its name": b"%PDF-1.7\n",
    "half of it": WHOLE[: len(WHOLE) // 2],
    "no end that says where it begins": WHOLE[: WHOLE.rindex(b"xref\n0")],
    "no pages": by_hand([CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
    "pages that hold themselves": by_hand([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 10 >>"]),
    "a catalogue that is itself": by_hand([b"1 0 R"]),
    "a gigabyte of spaces": bomb(b" ", 900_000_000),
    "letters without end": bomb(b"BT /F1 1 Tf (abcdefgh) Tj ET ", 2_000_000),
    "lines without end": bomb(b"0 0 m 9 9 l S ", 4_000_000),
    "lists in lists": one_page(stream(b"[" * 500_000)),
    "drawings in drawings": forms(12, 10),
    "a drawing that holds itself": forms(0, 2),
    "a picture of a gigadot": picture(30_000, 8),
    "a page of a million kilometres": one_page(stream(b"0 0 10 10 re f"), box=b"[0 0 1e12 1e12]"),
    "a password": protected(WHOLE, "secreta"),
    "pages by the thousand": joined(*[WHOLE] * 1001),
}


def opened(sandbox: Sandbox, folder: Path, data: bytes) -> str:
    """The text of a PDF as the parser process reads it."""
    path = folder / "a.pdf"
    path.write_bytes(data)
    return str(sandbox.parse("pdf", path, "a.pdf")["text"])


def told(sandbox: Sandbox, folder: Path, data: bytes) -> str:
    """The text of a PDF, or why it is refused."""
    try:
        return opened(sandbox, folder, data) or "sin texto"
    except InputError as error:
        return error.reason


@pytest.mark.parametrize("name", READ)
def test_a_pdf_that_can_be_mended_is_read(sandbox, tmp_path, name):
    assert opened(sandbox, tmp_path, READ[name]) == TEXT


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_that_cannot_be_read_is_refused_and_the_next_is_read(sandbox, tmp_path, name):
    with pytest.raises(InputError) as caught:
        opened(sandbox, tmp_path, REFUSED[name])
    assert caught.value.file == "a.pdf"
    assert ";" in caught.value.reason  # what to do
    assert "Error" not in caught.value.reason  # a fault that the parser did not expect
    assert opened(sandbox, tmp_path, WHOLE) == TEXT


def test_what_is_broken_says_so(sandbox, tmp_path):
    with pytest.raises(InputError) as caught:
        opened(sandbox, tmp_path, WHOLE[:200])
    assert caught.value.reason == BROKEN


SLOWLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@SLOWLY
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_pdf_with_other_bytes_is_read_or_refused_with_a_reason(sandbox, tmp_path, changes):
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    assert "Error" not in told(sandbox, tmp_path, bytes(data))


@SLOWLY
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_a_pdf_without_a_part_of_it_is_read_or_refused_with_a_reason(sandbox, tmp_path, start, end):
    assert "Error" not in told(sandbox, tmp_path, WHOLE[: min(start, end)] + WHOLE[max(start, end) :])


CONTENT = [
    "BT ", "ET ", "/F1 12 Tf ", "72 700 Td ", "0 -14 Td ", "(Mesa) Tj ", "[(A) -900 (B)] TJ ", "q ", "Q ", "W n ", "( ",
    "1 0 0 1 5 5 cm ", "0 1 -1 0 300 300 cm ", "1e9 0 0 1e9 0 0 cm ", "0 0 0 0 0 0 cm ", "0 0 m 500 0 l S ", "<< ",
    "[ ", "10 10 400 300 re S ", "10 10 3 3 re f ", "nan inf re ", "3 Tr ", "0 Tz ", "-50 Tz ", "99 Tc ",
    "0.7 0.7 -0.7 0.7 9 9 Tm ",
]  # fmt: skip


@SLOWLY
@given(st.lists(st.sampled_from(CONTENT), max_size=60))
def test_whatever_a_page_draws_is_read_or_refused_with_a_reason(sandbox, tmp_path, pieces):
    drawn = "BT /F1 12 Tf 72 700 Td (Acta de la Mesa de Agua con letras bastantes para que no parezca imagen) Tj ET "
    assert "Error" not in told(sandbox, tmp_path, one_page(stream((drawn + "".join(pieces)).encode())))
