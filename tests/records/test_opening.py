"""A file is what is in it: its form is known by its content first, and a form that is not read says what to do."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word import said

from graph.errors import InputError
from graph.records.record import Omission, Record, Rejection
from graph.records.signatures import form_of

SENTENCE = "La Mesa de Agua se reunió el 3 de mayo en Cobán con el INFOM y el MSPAS y acordó perforar dos pozos."
POST = f"---\ntitle: Mesa de Agua\ndescripcion: {SENTENCE}\n---\n<p>Fin.</p>\n"
PAGE = f"<!DOCTYPE html>\n<html><body><h1>Mesa de Agua</h1><p>{SENTENCE}</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(*names: str, content: bytes = b"x", encrypted: bool = False) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    data = bytearray(file.getvalue())
    if encrypted:
        data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def workbook(**sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name.startswith("x") else "visible"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.txt", PAGE, "html"),
        ("a", "<!-- guardada --> <HTML><BODY>Mesa", "html"),
        ("a.txt", f"<div><p>{SENTENCE}</p></div>", "html"),
        ("a.md", PAGE, "html"),
        ("a.doc", PAGE, "html"),
        ("a.pdf", PAGE, "html"),
        ("a.html", "<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", "html"),
        ("a.htm", f"<article>{SENTENCE}</article>", "html"),
        ("a.html", POST, "plain"),
        ("a.txt", POST, "plain"),
        ("a.html", SENTENCE, "plain"),
        ("a.md", f"<div>{SENTENCE}</div>", "markdown"),
        ("a.md", f"# Mesa\n\n<p>{SENTENCE}</p>", "markdown"),
        ("a.markdown", SENTENCE, "markdown"),
        ("a.txt", "<la mesa> dijo que no", "plain"),
        ("a.txt", "BMI y ID3 son siglas", "plain"),
        ("a.csv", "mesa,fecha", "csv"),
        ("a.tsv", "mesa\tfecha", "csv"),
        ("a.json", "[]", "json"),
        ("a.jsonl", '{"a": 1}', "json"),
        ("a.txt", '{"title": "Mesa"}', "json"),
        ("a.txt", '[\n {"title": "Mesa"}]', "json"),
        ("a.txt", "[Mesa] de Agua", "plain"),
        ("a.txt", "%PDF-1.4", "pdf"),
        ("a.pdf", "basura %PDF-1.4", "pdf"),
        ("a.txt", "se lee %PDF-1.4 ahí", "plain"),
    ],
)
def test_the_form_is_known_by_content_and_then_by_suffix(name, text, form):
    suffix = "." + name.partition(".")[2] if "." in name else ""
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        if form != "pdf" or encoding == "utf-8":
            assert form_of(text.encode(encoding), suffix, name) == form


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "canal RSS; guarde cada noticia"),
        ("a.txt", b"<?xml version='1.0'?>\n<!-- x --><a:feed/>", "canal Atom"),
        ("a.xml", b"<actas><acta/></actas>", "es un XML («actas»)"),
        ("a.svg", b"<svg></svg>", "imagen"),
        ("a.docx", b"\x89PNG\r\n\x1a\n", "imagen; guárdela como PDF"),
        ("a.txt", b"\xff\xd8\xff\xe0x", "imagen"),
        ("a.bmp", b"BM\0\0\0\0", "imagen"),
        ("a.txt", b"\0\0\0\x18ftypheic", "teléfono"),
        ("a.gz", b"\x1f\x8b\x08", "comprimido; descomprímalo"),
        ("a.mp3", b"ID3\x03\0", "audio"),
        ("a.rtf", b"{\\rtf1 Mesa}", "RTF; guárdelo como DOCX o PDF"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "DOC de Word antiguo; guárdelo como DOCX"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "XLS de Excel antiguo; guárdelo como XLSX"),
        ("a.ppt", OLE, "Office antiguo"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protegido con contraseña; quítela"),
        ("a.odt", zipped("mimetype", "META-INF/manifest.xml", "content.xml"), "LibreOffice"),
        ("a.docx", zipped("acta.txt"), "es un ZIP y no un DOCX"),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, "es un ZIP y no un DOCX"),
        ("a.docx", zipped("[Content_Types].xml", "ppt/a.xml"), "PowerPoint"),
        ("a.xlsb", zipped("[Content_Types].xml", "xl/workbook.bin"), "XLSB"),
        ("a.zip", zipped("word/a.xml", encrypted=True), "contraseña"),
        ("a.docx", b"PK\x03\x04 truncado", "dañado o incompleto"),
        ("a.docx", zipped("word/document.xml", content=b"\0" * 120_000_000), "ocupa 120 MB"),
        ("a.docx", zipped("word/document.xml", content=b" " * 20_000_000), "ocupa 20 MB"),
        ("a.zip", zipped(*(f"{number}" for number in range(10_001))), "demasiados archivos"),
        ("a.pdf", b"Acta de la Mesa", "no es un PDF aunque se llame"),
        ("a.docx", b"\x81\x8d\x8f binario", "no es un DOCX aunque se llame"),
        ("a.txt", b"a\0b", "nulos"),
        ("a.html", b"\xef\xbb\xbf \n", "vacío"),
        ("a.json", b"", "vacío"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_with_what_to_do(opened, name, data, reason):
    with pytest.raises(InputError) as caught:
        opened(name, data)
    assert reason in caught.value.reason
    assert caught.value.file == name


def test_every_form_becomes_a_record(read):
    assert read("a.md", POST.encode()).text == f"Mesa de Agua\n\n{SENTENCE}\n\nFin."
    assert read("a.html", POST.encode()).text == f"Mesa de Agua\n\n{SENTENCE}\n\nFin."
    assert read("a.txt", PAGE.encode()).text == f"Mesa de Agua\n\n{SENTENCE}"
    assert read("a.bin", said("Mesa de Agua", SENTENCE)).text == f"Mesa de Agua\n\n{SENTENCE}"
    assert read("a.csv", b"mesa,institucion,rol\nMesa de Agua,INFOM,participa\n").rows
    assert read("a.json", f'{{"title": "Mesa de Agua", "body": "{SENTENCE}"}}'.encode()).title == "Mesa de Agua"


def test_a_workbook_is_read_sheet_by_sheet(opened):
    rows = [["mesa", "institución", "rol"], ["Mesa de Agua", "INFOM", "participa"]]
    odd = [["a", "b"], ["c", "d"]]
    made = opened("a.xlsx", workbook(Portada=[["Listado"]], Uno=rows, Dos=rows, Otra=odd, Nada=[], xLista=rows))
    told = {type(item): [one for one in made if type(one) is type(item)] for item in made}
    assert len({item.name for item in told[Record]}) == 2
    assert all(len(item.rows) == 1 for item in told[Record])
    assert [item.reason.split("»")[0] for item in told[Omission]] == ["la hoja «Portada", "la hoja «xLista"]
    assert [item.reason.split("»")[0] for item in told[Rejection]] == ["la hoja «Otra"]


def test_a_workbook_without_a_list_is_refused(opened):
    with pytest.raises(InputError, match="la hoja «Uno»"):
        opened("a.xlsx", workbook(Uno=[["a", "b"], ["c", "d"]]))
    with pytest.raises(InputError, match="vacío"):
        opened("a.xlsx", workbook(Uno=[], Dos=[]))


SUFFIXES = [".txt", ".md", ".html", ".csv", ".json", ".pdf", ".docx", ".xlsx", ".xml", ""]
STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", OLE[:8], b"<html>", b"<?xml?>", b"---\n", b"\xff\xfe", b"{", b"\x89PNG"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(st.sampled_from(STARTS), st.binary(max_size=200), st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused_with_a_reason(opened, start, data, suffix):
    name = "a" + suffix
    try:
        made = opened(name, start + data)
    except InputError as error:
        if not error.reason or error.file != name:
            raise AssertionError(error) from error
        return
    assert made
