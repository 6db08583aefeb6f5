"""Files and folders: every file ends as a record or as a rejection with its reason, in the same order each time."""

import os
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.records import read_paths
from graph.records.record import Omission, Record, Rejection
from graph.records.site.passed import READABLE, site_table, suffix_of
from graph.settings import Settings

TEXT = "Mesa de Agua\n\nSe reunió la mesa.\n"


def write(path: Path, data: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def names(paths: list[Path]) -> list[str]:
    return [item.name for item in read_paths(paths) if isinstance(item, Record)]


def reasons(paths: list[Path], settings: Settings | None = None) -> dict[str, str]:
    return {Path(item.file).name: item.reason for item in read_paths(paths, settings) if isinstance(item, Rejection)}


def omitted(paths: list[Path], settings: Settings | None = None) -> dict[str, str]:
    return {Path(item.file).name: item.reason for item in read_paths(paths, settings) if isinstance(item, Omission)}


def test_names_are_paths_below_the_folder_and_posts_come_before_what_they_may_carry(tmp_path):
    for name in ("b/2.txt", "a.md", "b/1.md", "b/c/3.txt", "B.txt", "b/0.csv"):
        write(tmp_path / name)
    assert names([tmp_path]) == ["a.md", "b/1.md", "B.txt", "b/2.txt", "b/c/3.txt"]


def test_files_given_one_by_one_come_in_the_order_in_which_they_are_given(tmp_path):
    paths = [write(tmp_path / name) for name in ("b.txt", "a.md", "c.md")]
    assert names(paths) == ["b.txt", "a.md", "c.md"]


def test_a_file_given_alone_is_called_by_its_own_name(tmp_path):
    assert names([write(tmp_path / "deep/er/acta.md")]) == ["acta.md"]


def test_what_is_given_twice_is_read_once(tmp_path):
    one = write(tmp_path / "a/acta.md")
    assert names([tmp_path / "a", one, tmp_path / "a"]) == ["acta.md"]


def test_names_stay_different_when_two_folders_share_them(tmp_path):
    paths = [write(tmp_path / folder / "acta.md").parent for folder in ("x", "y", "z/x")]
    assert names(paths) == ["x/acta.md", "y/acta.md", "2/x/acta.md"]


def test_a_path_that_does_not_exist_stops_before_anything_is_read(tmp_path):
    good = write(tmp_path / "acta.md")
    with pytest.raises(InputError, match="no existe") as caught:
        read_paths([good, tmp_path / "falta.md"])
    assert caught.value.file == str(tmp_path / "falta.md")


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    write(tmp_path / "a.md", "---\ntitle: [x\n---\n")
    write(tmp_path / "b.md")
    items = list(read_paths([tmp_path]))
    assert [type(item) for item in items] == [Rejection, Record]
    assert isinstance(items[0], Rejection)
    assert items[0].line


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", "guárdelo como DOCX o PDF"),
        ("a.rtf", b"{\\rtf1", "guárdelo como DOCX o PDF"),
        ("a.odt", b"PK\x03\x04", "guárdelo como DOCX o PDF"),
        ("a.pptx", b"PK\x03\x04", "guárdelo como PDF"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "guárdelo como XLSX o CSV"),
        ("a.zip", b"PK\x03\x04", "descomprímalo"),
        ("a.otro", b"x", "el formato «.otro» no se lee"),
        ("foto.txt", b"\xff\xd8\xffx", "imagen"),
        ("nulos.txt", b"a\0b", "nulos"),
        ("vacio.txt", b"", "vacío"),
        ("blanco.md", b"\xef\xbb\xbf \n\t\n", "vacío"),
    ],
)
def test_what_could_be_a_record_and_is_not_read_is_rejected_with_its_reason(tmp_path, name, data, reason):
    write(tmp_path / name, data)
    assert reason in reasons([tmp_path])[name]
    assert omitted([tmp_path]) == {}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("foto.JPG", "es una imagen"),
        ("voz.mp3", "es audio o video"),
        ("estilo.scss", "es parte del diseño"),
        ("letra.woff2", "es parte del diseño"),
        ("app.min.js", "es un programa"),
        ("Makefile", "es un programa"),
        ("entrada.njk", "es una plantilla"),
        ("config.yml", "es configuración"),
        ("package.json", "es configuración"),
        ("robots.txt", "es configuración"),
        ("sitemap.xml", "es configuración"),
        ("yarn.lock", "es configuración"),
        ("LICENSE", "licencia"),
        ("CHANGELOG.md", "licencia"),
        ("~$acta.docx", "copia temporal"),
        ("acta.md~", "copia temporal"),
        (".oculto.md", "está oculto"),
        ("node_modules/x/leeme.md", "la hace un programa"),
        ("_site/acta.md", "la hace un programa"),
        ("_layouts/base.html", "es una plantilla"),
        ("_data/menu.json", "es configuración"),
        ("themes/base.html", "es una plantilla"),
        ("_drafts/acta.md", "es un borrador"),
    ],
)
def test_what_is_no_record_is_passed_over_with_its_reason_and_rejects_nothing(tmp_path, name, reason):
    write(tmp_path / name, "<html><body>{% block content %}{{ page.title }}</body></html>" if "base" in name else TEXT)
    write(tmp_path / "acta.md")
    told = omitted([tmp_path])
    assert len(told) == 1
    assert reason in told.popitem()[1]
    assert reasons([tmp_path]) == {}
    assert names([tmp_path]) == ["acta.md"]


@pytest.mark.parametrize("name", ["foto.jpg", "config.yml", "README.md", "LICENSE", "borrador.md"])
def test_what_is_given_by_its_name_is_never_passed_over_but_rejected(tmp_path, name):
    write(tmp_path / name, "---\ntitle: x\ndraft: true\n---\n" if name == "borrador.md" else TEXT)
    assert omitted([tmp_path / name]) == {}
    assert list(reasons([tmp_path / name])) == [name]


def test_what_is_given_by_its_name_is_rejected_though_its_folder_is_given_too(tmp_path):
    named = write(tmp_path / "README.md")
    write(tmp_path / "b/README.md")
    assert list(reasons([tmp_path, named])) == ["README.md"]
    assert [Path(item.file).parent.name for item in read_paths([tmp_path, named]) if isinstance(item, Omission)] == [
        "b"
    ]


def test_a_hidden_file_given_by_its_name_is_read(tmp_path):
    assert names([write(tmp_path / ".oculto.md")]) == [".oculto.md"]


@pytest.mark.parametrize("name", ["Acta No. 5", "Minuta 3. Mesa de agua", "informe.2024"])
def test_a_point_in_a_name_is_not_always_a_suffix(tmp_path, name):
    write(tmp_path / name)
    assert names([tmp_path]) == [name]


def test_a_draft_is_passed_over_and_what_was_published_is_not(tmp_path):
    write(tmp_path / "a.md", "---\ntitle: x\ndraft: true\n---\n")
    write(tmp_path / "b.md", "---\ntitle: x\npublished: 'false'\n---\n")
    write(tmp_path / "c.md", "---\ntitle: x\ndraft: false\nmeta:\n  draft: true\n---\ndraft: true\n")
    write(tmp_path / "d.md", "---\ntitle: x\npublished: 2024-05-03\n---\n")
    assert omitted([tmp_path]) == {"a.md": "es un borrador", "b.md": "es un borrador"}
    assert names([tmp_path]) == ["c.md", "d.md"]


def test_a_hidden_folder_is_listed_once(tmp_path):
    write(tmp_path / ".git/config")
    write(tmp_path / ".git/refs/x")
    assert list(omitted([tmp_path])) == [".git"]


def test_a_file_over_the_size_is_refused_and_one_at_it_is_read(tmp_path):
    settings = Settings(record_size=1)
    write(tmp_path / "justa.txt", b"a" * 1_000_000)
    write(tmp_path / "grande.txt", b"a" * 1_000_001)
    assert "pasa de 1 MB" in reasons([tmp_path], settings)["grande.txt"]
    assert "justa.txt" not in reasons([tmp_path], settings)


def test_links_that_leave_or_loop_are_listed_and_not_followed(tmp_path):
    outside = write(tmp_path / "fuera/secreto.txt")
    folder = tmp_path / "dentro"
    write(folder / "acta.md")
    (folder / "salida.txt").symlink_to(outside)
    (folder / "carpeta").symlink_to(outside.parent, target_is_directory=True)
    (folder / "vuelta").symlink_to(folder, target_is_directory=True)
    (folder / "roto.md").symlink_to(folder / "nada.md")
    (folder / "a.md").symlink_to(folder / "b.md")
    (folder / "b.md").symlink_to(folder / "a.md")
    (folder / "otra.md").symlink_to(folder / "acta.md")
    assert names([folder]) == ["acta.md"]
    told = reasons([folder])
    assert "sale de la carpeta" in told["salida.txt"]
    assert "sale de la carpeta" in told["carpeta"]
    assert "lo contiene" in told["vuelta"]
    assert all("roto o que vuelve" in told[name] for name in ("roto.md", "a.md", "b.md"))
    assert "ya se lee" in told["otra.md"]


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "tubo.txt")
    assert "no es un archivo" in reasons([tmp_path])["tubo.txt"]


def test_a_readme_without_front_matter_is_passed_over_and_one_with_it_is_read(tmp_path):
    write(tmp_path / "README.md", "# Qué hay aquí\n")
    write(tmp_path / "b/readme.txt", "Qué hay aquí\n")
    write(tmp_path / "c/README.md", "---\ntitle: Léame\n---\n")
    assert names([tmp_path]) == ["c/README.md"]
    assert omitted([tmp_path]) == {"README.md": "explica su carpeta", "readme.txt": "explica su carpeta"}


def test_names_in_other_spellings_are_text(tmp_path):
    write(tmp_path / "reunio\u0301n.md")
    with open(os.fsencode(tmp_path) + b"/a\xf1o.md", "wb") as file:
        file.write(TEXT.encode())
    assert names([tmp_path]) == ["a\\xf1o.md", "reunión.md"]


def test_a_name_with_line_breaks_stays_on_one_line(tmp_path):
    write(tmp_path / "a\nrechazado  b\x1b[1m.md")
    record = next(iter(read_paths([tmp_path])))
    assert isinstance(record, Record)
    assert record.name == "a\\nrechazado  b\\x1b[1m.md"
    assert record.file == f"{tmp_path}/{record.name}"


def test_ten_thousand_files_are_found_in_order(tmp_path):
    for number in range(10_000):
        (tmp_path / f"{number:05}.png").touch()
    write(tmp_path / "acta.md")
    items = list(read_paths([tmp_path]))
    assert len(items) == 10_001
    assert isinstance(items[0], Record)
    assert [Path(item.file).name for item in items[1:3]] == ["00000.png", "00001.png"]


def test_the_digest_is_that_of_the_bytes(tmp_path):
    record = next(iter(read_paths([write(tmp_path / "a.txt", "Año\r\n".encode("cp1252"))])))
    assert isinstance(record, Record)
    assert record.digest == "7bd487276b584cdb73050b5202c91227c6e125ab427e1dd1fe2df9e81a69dc1c"


def test_long_lines_are_read_whole(tmp_path):
    long = "palabra " * 200_000
    record = next(iter(read_paths([write(tmp_path / "a.md", f"---\ntitle: x\ndescripcion: {long}\n---\n")])))
    assert isinstance(record, Record)
    assert record.text == "x\n\n" + long.strip()


def test_the_table_of_what_is_no_record_contradicts_neither_itself_nor_what_is_read():
    kinds = site_table()["omitted"].values()
    assert len({kind["reason"] for kind in kinds}) == len(kinds)
    told = [suffix for kind in kinds for suffix in kind.get("suffixes", ())]
    told += [suffix for group in site_table()["refused"] for suffix in group["suffixes"]]
    assert sorted(told) == sorted(set(told) - READABLE)
    assert [suffix for suffix in told if suffix_of(f"a{suffix}") != suffix] == []
