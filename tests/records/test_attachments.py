"""Attachments: what posts link to inside the folder is read once, as a record of its own that knows its posts."""

import socket
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from graph.records.record import Record
from tests.records.folders import fill, records_of, sorted_out

CONFIG = """
site_url: https://mesas.gob.gt/
media_folder: static/fotos
public_folder: /fotos
collections:
  - name: reuniones
    folder: src/reuniones
    fields:
      - { name: title }
      - { name: date, widget: datetime }
      - { name: minuta, label: Minuta, widget: file, media_folder: /images/files }
      - name: otro
        label: Documentos
        widget: file
        media_folder: "{{media_folder}}/doc"
        public_folder: "{{public_folder}}/doc"
"""
TEXT = "Informe de avances\n\nLa Mesa de Agua avanzó en su plan de trabajo.\n"
NAME = "images/files/acta-de-reunión 1.txt"


def post(*lines: str, day: str = "2024-05-06", body: str = "") -> str:
    """A post with these lines in its front matter."""
    return "\n".join(["---", "title: Mesa de Agua", f"date: {day}", *lines, "---", body])


def pdf(text: str) -> bytes:
    """A PDF of one page that says `text`."""
    content = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


@pytest.fixture
def site(tmp_path):
    """A function that writes files into a site with the configuration above and returns its folder."""

    def write(files: dict[str, str | bytes]) -> Path:
        return fill(tmp_path, {"admin/config.yml": CONFIG, **files})

    return write


def test_minutes_are_a_record_of_their_own_that_knows_its_post_and_takes_its_day(site):
    files = {
        "src/reuniones/a.md": post("minuta: /images/files/acta.pdf"),
        "images/files/acta.pdf": pdf("Puntos vistos"),
    }
    records = records_of(site(files))
    assert list(records) == ["src/reuniones/a.md", "images/files/acta.pdf"]
    carried, carrier = records["images/files/acta.pdf"], records["src/reuniones/a.md"]
    assert (carried.kind, carried.date) == ("minutes", date(2024, 5, 6))
    assert carried.attached_to == ("src/reuniones/a.md",)
    assert "Puntos vistos" in carried.text
    assert (carrier.documents, carrier.attached_to) == (("/images/files/acta.pdf",), ())


def test_what_several_posts_carry_is_read_once_and_knows_them_all(site):
    files = {
        "src/reuniones/a.md": post("otro: /fotos/doc/plan.txt", day="2024-05-07"),
        "src/reuniones/b.md": post("otro: [/fotos/doc/plan.txt, /fotos/doc/plan.txt]", day="2024-05-06"),
        "static/fotos/doc/plan.txt": TEXT,
    }
    record = records_of(site(files))["static/fotos/doc/plan.txt"]
    assert record.attached_to == ("src/reuniones/a.md", "src/reuniones/b.md")
    assert (record.kind, record.date) == ("document", date(2024, 5, 6))


def test_an_attachment_keeps_its_own_day(site):
    text = TEXT.replace("\n\n", "\n\nGuatemala, 3 de mayo de 2024\n\n", 1)
    record = records_of(site({"src/reuniones/a.md": post("otro: /fotos/doc/a.txt"), "static/fotos/doc/a.txt": text}))
    assert record["static/fotos/doc/a.txt"].date == date(2024, 5, 3)


@pytest.mark.parametrize(
    "address",
    [
        "/images/files/acta-de-reunión 1.txt",
        "/images/files/acta-de-reuni%C3%B3n%201.txt",
        unicodedata.normalize("NFD", "/images/files/acta-de-reunión 1.txt"),
        "'/images/files/acta-de-reunión 1.txt#page=2'",
        "images/files/acta-de-reunión 1.txt",
        "../../images/files/acta-de-reunión 1.txt",
        "/images/./files//acta-de-reunión 1.txt",
        "'\\images\\files\\acta-de-reunión 1.txt'",
        "https://mesas.gob.gt/images/files/acta-de-reunión%201.txt",
        ">-\n  /images/files/acta-de-reunión\n  1.txt",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_address_finds_its_file_however_it_is_written(site, address, form):
    name = unicodedata.normalize(form, NAME)
    records = records_of(site({"src/reuniones/a.md": post(f"minuta: {address}"), name: TEXT}))
    assert [(record.name, record.kind) for record in records.values()][1:] == [(NAME, "minutes")]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/fotos/a.txt", "static/fotos/a.txt"),
        ("/fotos/doc/a.txt", "static/fotos/doc/a.txt"),
        ("a.txt", "src/reuniones/a.txt"),
        ("./doc/a.txt", "src/reuniones/doc/a.txt"),
        ("/a.txt", "static/a.txt"),
        ("/fotos/a.txt", "fotos/a.txt"),
    ],
)
def test_public_addresses_lead_to_the_folders_of_the_schema_then_to_the_root_and_the_post(site, address, place):
    records = records_of(site({"src/reuniones/a.md": post(f"otro: {address}"), place: TEXT}))
    assert list(records) == ["src/reuniones/a.md", place]


def test_links_in_the_text_are_followed_too(site):
    files = {
        "src/reuniones/a.md": post(body="Vea [el plan](/datos/plan%20de%20agua.csv) y [la página](/acerca)."),
        "datos/plan de agua.csv": "mesa,institución\nMesa de Agua,MARN\n",
    }
    records = records_of(site(files))
    assert records["datos/plan de agua.csv"].attached_to == ("src/reuniones/a.md",)


def test_a_missing_attachment_is_told_with_its_post_and_line_and_the_post_stays(site):
    files = {"src/reuniones/a.md": post("minuta: /images/files/falta.pdf", body="[x](/otro.docx) [y](/pagina.html)")}
    records, rejected, _ = sorted_out(site(files))
    assert list(records) == ["src/reuniones/a.md"]
    assert [(Path(one.file).name, one.line) for one in rejected] == [("a.md", 4), ("a.md", 6)]
    assert "falta el adjunto «/images/files/falta.pdf»" in rejected[0].reason


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("../../../secreto.txt", "sale de la carpeta del sitio"),
        ("/../secreto.txt", "sale de la carpeta del sitio"),
        ("/%2e%2e/secreto.txt", "sale de la carpeta del sitio"),
        ("'..\\..\\..\\secreto.txt'", "sale de la carpeta del sitio"),
        ("/images/files/../../../secreto.txt", "sale de la carpeta del sitio"),
        ("file:///etc/passwd", "apunta a un disco"),
        ("'C:\\secreto.txt'", "apunta a un disco"),
        ('"/a%00b.txt"', "no es una ruta"),
        (f"/{'a' * 3000}.txt", "no es una ruta"),
    ],
)
def test_an_address_that_leaves_the_site_is_refused_and_nothing_outside_is_read(site, tmp_path, address, reason):
    fill(tmp_path.parent, {"secreto.txt": "Secreto"})
    records, (rejection,), _ = sorted_out(site({"src/reuniones/a.md": post(f"minuta: {address}")}))
    assert list(records) == ["src/reuniones/a.md"]
    assert rejection.line == 4
    assert reason in rejection.reason


def test_an_address_on_the_web_is_kept_and_never_fetched(site):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/acta.pdf"
        record = records_of(site({"src/reuniones/a.md": post(f"minuta: {address}")}))["src/reuniones/a.md"]
        with pytest.raises(TimeoutError):
            server.accept()
    assert record.documents == (address,)


def test_a_link_to_another_post_or_to_itself_attaches_nothing(site):
    files = {"src/reuniones/a.md": post("otro: [b.md, a.md]"), "src/reuniones/b.md": post()}
    assert [record.attached_to for record in records_of(site(files)).values()] == [(), ()]


def test_uploads_that_no_post_links_to_are_records_and_other_files_are_not(site):
    files = {
        "images/files/plan.pdf": pdf("Plan de agua"),
        "papeles/plan.pdf": pdf("Plan"),
        "images/files/nota.txt": TEXT,
    }
    records, rejected, omitted = sorted_out(site(files))
    assert [(one.name, one.kind, one.attached_to) for one in records.values()] == [
        ("images/files/plan.pdf", "document", ())
    ]
    assert rejected == []
    assert {"plan.pdf", "nota.txt"} <= set(omitted)


def test_an_attachment_in_a_format_that_is_not_read_is_rejected(site):
    files = {
        "src/reuniones/a.md": post("otro: /papeles/a.doc"),
        "papeles/a.doc": b"\xd0\xcf",
        "papeles/b.doc": b"\xd0\xcf",
    }
    _, (rejection,), omitted = sorted_out(site(files))
    assert (Path(rejection.file).name, "DOCX" in rejection.reason) == ("a.doc", True)
    assert "b.doc" in omitted


def test_a_picture_is_passed_over_unless_it_stands_for_the_minutes(site):
    files = {"src/reuniones/a.md": post("minuta: /fotos/a.jpg", "otro: /fotos/b.jpg"), "static/fotos/b.jpg": "x"}
    _, (rejection,), omitted = sorted_out(site(files | {"static/fotos/a.jpg": "x"}))
    assert Path(rejection.file).name == "a.jpg"
    assert "como minuta" in rejection.reason
    assert omitted["b.jpg"] == "es una imagen"


def test_symbolic_links_lead_to_no_attachment(site, tmp_path):
    outside = fill(tmp_path.parent / "fuera", {"a.txt": "Secreto"})
    folder = site({"src/reuniones/a.md": post("minuta: /images/files/a.txt", "otro: /images/b.txt")})
    (folder / "images").mkdir()
    (folder / "images/files").symlink_to(outside, target_is_directory=True)
    (folder / "images/b.txt").symlink_to("b.txt")
    records, rejected, _ = sorted_out(folder)
    assert list(records) == ["src/reuniones/a.md"]
    assert sorted(Path(one.file).name for one in rejected) == ["a.md", "a.md", "b.txt", "files"]


def test_in_a_plain_folder_what_is_there_is_attached_and_what_is_not_is_no_fault(tmp_path):
    head = "---\ntitle: Mesa de Agua\ndate: 2024-05-06\n"
    files = {
        "b/post.md": f"{head}minuta: /actas/uno.txt\n---\n[x](../actas/dos.docx) [y](../../fuera.pdf) [z](/no.pdf)\n",
        "actas/uno.txt": TEXT,
    }
    records = records_of(fill(tmp_path, files))
    assert list(records) == ["b/post.md", "actas/uno.txt"]
    assert records["actas/uno.txt"].attached_to == ("b/post.md",)
    assert (records["actas/uno.txt"].kind, records["actas/uno.txt"].date) == ("minutes", date(2024, 5, 6))


def test_a_draft_attaches_nothing(tmp_path):
    files = {"a.md": "---\ntitle: x\ndraft: true\nminuta: b.txt\n---\n", "b.txt": TEXT}
    (record,) = records_of(fill(tmp_path, files)).values()
    assert isinstance(record, Record)
    assert record.attached_to == ()
