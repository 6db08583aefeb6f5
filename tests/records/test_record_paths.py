"""Files and folders: every file ends as a record or as a rejection with its reason, in the same order each time."""

import os
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.records import read_paths
from graph.records.record import Record, Rejection
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


def test_names_are_paths_below_the_folder_in_order(tmp_path):
    for name in ("b/2.txt", "a.md", "b/1.md", "b/c/3.txt", "B.txt"):
        write(tmp_path / name)
    assert names([tmp_path]) == ["B.txt", "a.md", "b/1.md", "b/2.txt", "b/c/3.txt"]


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
        ("a.pdf", b"%PDF-1.4", "formato PDF todavía no se lee"),
        ("a.docx", b"PK\x03\x04", "formato DOCX todavía no se lee"),
        ("a.html", b"<html>", "formato HTML todavía no se lee"),
        ("a.csv", b"a,b", "formato CSV todavía no se lee"),
        ("config.yml", b"a: b", "formato YAML todavía no se lee"),
        ("foto.JPG", b"\xff\xd8", "formato «.jpg» todavía no se lee"),
        (".oculto.md", TEXT.encode(), "oculto"),
        ("pdf.txt", b"%PDF-1.4 x", "es un PDF"),
        ("web.txt", b"\n<!DOCTYPE html><p>x", "HTML"),
        ("zip.md", b"PK\x03\x04x", "DOCX"),
        ("foto.txt", b"\xff\xd8\xffx", "imagen"),
        ("nulos.txt", b"a\0b", "nulos"),
        ("vacio.txt", b"", "vacío"),
        ("blanco.md", b"\xef\xbb\xbf \n\t\n", "vacío"),
    ],
)
def test_what_is_not_read_is_listed_with_its_reason(tmp_path, name, data, reason):
    write(tmp_path / name, data)
    assert reason in reasons([tmp_path])[name]


def test_a_hidden_folder_is_listed_once(tmp_path):
    write(tmp_path / ".git/config")
    write(tmp_path / ".git/refs/x")
    assert list(reasons([tmp_path])) == [".git"]


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
    assert [item.name if isinstance(item, Record) else item for item in read_paths([tmp_path])] == ["c/README.md"]


def test_names_in_other_spellings_are_text(tmp_path):
    write(tmp_path / "reunio\u0301n.md")
    with open(os.fsencode(tmp_path) + b"/a\xf1o.md", "wb") as file:
        file.write(TEXT.encode())
    assert names([tmp_path]) == ["a\\xf1o.md", "reunión.md"]


def test_the_digest_is_that_of_the_bytes(tmp_path):
    record = next(iter(read_paths([write(tmp_path / "a.txt", "Año\r\n".encode("cp1252"))])))
    assert isinstance(record, Record)
    assert record.digest == "7bd487276b584cdb73050b5202c91227c6e125ab427e1dd1fe2df9e81a69dc1c"


def test_long_lines_are_read_whole(tmp_path):
    long = "palabra " * 200_000
    record = next(iter(read_paths([write(tmp_path / "a.md", f"---\ntitle: x\ndescripcion: {long}\n---\n")])))
    assert isinstance(record, Record)
    assert record.text == "x\n\n" + long.strip()
