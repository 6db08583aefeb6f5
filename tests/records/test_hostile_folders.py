"""Hostile folders and schemas: each ends in records and clear refusals, inside the folder, in bounded memory."""

import os
import resource
import tracemalloc
from pathlib import Path

import pytest

from graph.records import read_paths
from graph.records.record import Record, Rejection
from tests.records.folders import fill, records_of, sorted_out

POST = "---\ntitle: Mesa de Agua\n---\n"
GOOD = "collections: [{name: mesas, folder: src, fields: [{name: title}]}]\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        (BOMB + GOOD, "alias que los multiplican"),
        ("a: &a [*a]\n" + GOOD, "sin definirlo antes"),
        ("a: !!python/object/apply:os.mkdir [hecho]\n" + GOOD, "etiquetas"),
        ("a: !x y\n" + GOOD, "etiquetas"),
        ("a: " + "[" * 5000 + "\n" + GOOD, "niveles"),
        ("a: " + "{a: " * 5000 + "\n" + GOOD, "niveles"),
        ("collections:\n" + "".join(f"- {{name: c{n}, folder: f{n}}}\n" for n in range(2_000)), "más de 1000"),
        (
            "collections:\n" + "".join(f"- {{name: c{n}, folder: f{n}}}\n" for n in range(30_000)),
            "demasiados elementos",
        ),
        ("collections:\n" + "- {name: x, folder: x}\n" * 100_000, "demasiado grande"),
        (GOOD + "#" * 1_000_000, "demasiado grande"),
        ("\0" + GOOD, "nulos"),
        (GOOD + GOOD, "dos veces"),
    ],
)
def test_a_schema_that_could_grow_or_run_is_refused_and_the_posts_are_read(tmp_path, monkeypatch, schema, reason):
    monkeypatch.chdir(tmp_path)
    records, (rejection,), _ = sorted_out(fill(tmp_path / "sitio", {"admin/config.yml": schema, "src/a.md": POST}))
    assert list(records) == ["src/a.md"]
    assert reason in rejection.reason
    assert not (tmp_path / "hecho").exists()


@pytest.mark.parametrize("folder", ["../..", "../fuera", "src/../../fuera", "..\\\\..\\\\fuera", "/etc/.."])
def test_a_collection_that_points_out_of_the_site_is_refused_at_its_line(tmp_path, folder):
    fill(tmp_path, {"fuera/secreto.md": POST})
    schema = f'{GOOD.strip()[:-1]},\n  {{name: y, folder: "{folder}"}}]\n'
    records, (rejection,), _ = sorted_out(fill(tmp_path / "sitio", {"admin/config.yml": schema, "src/a.md": POST}))
    assert list(records) == ["src/a.md"]
    assert (rejection.line, "fuera del sitio" in rejection.reason) == (2, True)


def test_paths_from_the_root_of_the_disk_are_paths_of_the_site(tmp_path):
    schema = "media_folder: /etc\ncollections: [{name: x, folder: /etc, media_folder: /etc/../.., fields: []}]\n"
    fill(tmp_path, {"admin/config.yml": schema, "etc/a.md": POST})
    assert list(records_of(tmp_path)) == ["etc/a.md"]


def test_media_and_collections_behind_links_are_not_entered(tmp_path):
    outside = fill(tmp_path / "fuera", {"a.md": POST, "b.pdf": "x"})
    folder = fill(tmp_path / "sitio", {"admin/config.yml": "media_folder: medios\n" + GOOD})
    (folder / "src").symlink_to(outside, target_is_directory=True)
    (folder / "medios").symlink_to(outside, target_is_directory=True)
    records, rejected, _ = sorted_out(folder)
    assert records == {}
    assert ["sale de la carpeta" in one.reason for one in rejected] == [True, True]


def test_a_schema_behind_a_link_makes_no_site(tmp_path):
    fill(tmp_path, {"fuera.yml": GOOD, "sitio/admin/a.txt": "Mesa", "sitio/otra/b.md": POST})
    (tmp_path / "sitio/admin/config.yml").symlink_to(tmp_path / "fuera.yml")
    records, (rejection,), _ = sorted_out(tmp_path / "sitio")
    assert list(records) == ["otra/b.md", "admin/a.txt"]
    assert "sale de la carpeta" in rejection.reason


def test_links_in_a_circle_are_refused_once_each(tmp_path):
    folder = fill(tmp_path, {"a/b/acta.md": POST})
    (folder / "a/b/c").symlink_to(folder / "a", target_is_directory=True)
    (folder / "a/d").symlink_to(folder, target_is_directory=True)
    (folder / "e").symlink_to(folder / "e")
    records, rejected, _ = sorted_out(folder)
    assert list(records) == ["a/b/acta.md"]
    assert sorted(Path(one.file).name for one in rejected) == ["c", "d", "e"]


def test_names_of_any_bytes_in_a_site_are_read_and_said_on_one_line(tmp_path):
    fill(tmp_path, {"admin/config.yml": GOOD, "src/salto\n\x1b[31m.md": POST})
    with open(os.fsencode(tmp_path) + b"/src/a\xf1o.md", "wb") as file:
        file.write(b"---\ntitle: [\n---\n")
    records, (rejection,), _ = sorted_out(tmp_path)
    assert list(records) == ["src/salto\\n\\x1b[31m.md"]
    assert rejection.file.endswith("a\\xf1o.md")


def test_a_file_that_cannot_be_opened_is_rejected_and_its_neighbours_are_read(tmp_path):
    fill(tmp_path, {"a.md": POST})
    os.mkfifo(tmp_path / "b.md")
    items = list(read_paths([tmp_path]))
    assert [type(item) for item in items] == [Rejection, Record]


def test_a_fault_of_ours_in_reading_one_file_does_not_stop_the_others(tmp_path, monkeypatch):
    import graph.records.site.reader as reader

    def faulty(data, path, *rest):
        if path.name == "a.md":
            raise RecursionError
        return opened(data, path, *rest)

    opened = reader.open_file
    monkeypatch.setattr(reader, "open_file", faulty)
    records, (rejection,), _ = sorted_out(fill(tmp_path, {"a.md": POST, "b.md": POST}))
    assert list(records) == ["b.md"]
    assert "RecursionError" in rejection.reason


def test_memory_does_not_grow_with_the_texts(tmp_path):
    def peak(folder: Path, number: int) -> int:
        """Bytes at the height of reading so many posts of 10 kB that link to a file."""
        text = f"---\ntitle: Mesa\nminuta: /x/a.txt\n---\n{'agua ' * 2_000}\n"
        fill(folder, {"admin/config.yml": GOOD} | {f"src/{one}.md": text for one in range(number)})
        tracemalloc.start()
        try:
            for _ in read_paths([folder]):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(tmp_path / "a", 1)  # what is loaded once
    assert peak(tmp_path / "c", 150) - peak(tmp_path / "b", 10) < 500_000  # 140 texts are 1,400,000 bytes


def test_an_abandoned_reading_leaves_no_child_process_behind(tmp_path):
    paragraph = "<p>La Mesa de Agua se reunió el 3 de mayo de 2024 y conoció el plan de trabajo del año.</p>"
    fill(tmp_path, {"a.html": f"<html><body><article>{paragraph * 5}</article></body></html>", "b.txt": "Mesa de Agua"})
    reading = read_paths([tmp_path])
    assert isinstance(next(reading), Record)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    reading.close()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime > before  # it ended, and was waited for
