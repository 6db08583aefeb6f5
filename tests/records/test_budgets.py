"""Each file has its budget, whatever it is: one that passes it says so, and its neighbours are read."""

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.records import read_paths, read_record
from graph.records.opening import file_bytes
from graph.records.record import Record, Rejection
from graph.records.texts import text_records
from graph.settings import Settings

SENTENCE = "La Mesa de Agua se reunió el 3 de mayo en Cobán con el INFOM y el MSPAS y acordó perforar dos pozos. "
SLOW = {
    "a.md": "[a](<b " * 400_000,
    "b.html": "<html><body>" + "<p>Mesa de Agua" * 300_000,
    "c.txt": "x\n\n" * 1_500_000,
}
LARGE = {
    "a.md": "# Mesa de Agua\n\n" + f"- {SENTENCE}\n" * 4000,
    "b.md": "---\ntitle: Mesa de Agua\ndate: 2024-05-03\nminuta: /m.pdf\n---\n" + f"{SENTENCE}\n\n" * 4000,
    "c.txt": "Mesa de Agua\n3 de mayo de 2024\n\n" + f"{SENTENCE}\n\n" * 4000,
    "d.csv": "mesa,institucion,rol,fecha\n"
    + "".join(f"Mesa {number},INFOM,participa,2024-05-03\n" for number in range(9000)),
    "e.jsonl": "".join(f'{{"slug": "s{at}", "title": "Mesa {at}", "body": "{SENTENCE}"}}\n' for at in range(2500))
    + '{"x"\n',
}
FORMS = {".md": "markdown", ".txt": "plain", ".csv": "csv", ".jsonl": "json"}


@pytest.mark.parametrize("name", SLOW)
def test_a_file_that_takes_too_long_says_so_and_its_neighbours_are_read(tmp_path, name):
    (tmp_path / name).write_text(SLOW[name])
    (tmp_path / "z.txt").write_text(f"Mesa de Agua\n\n{SENTENCE}")
    rejected, record = list(read_paths([tmp_path], Settings(record_seconds=1)))
    assert isinstance(rejected, Rejection)
    assert "pasó de 1 s" in rejected.reason
    assert rejected.file == str(tmp_path / name)
    assert isinstance(record, Record)


@pytest.mark.parametrize("name", LARGE)
def test_a_large_text_is_read_by_the_parser_process_as_it_is_here(tmp_path, name, opened):
    data = LARGE[name].encode()
    assert len(data) > 200_000
    made = opened(name, data)
    digest = next(item.digest for item in made if isinstance(item, Record))
    assert made == text_records(data, name, name, digest, FORMS[Path(name).suffix])


def test_a_large_text_that_is_broken_is_refused_with_its_line(tmp_path, opened):
    with pytest.raises(InputError, match="comillas") as caught:
        opened("a.md", b'---\ntitle: x\nsubtitle: "y\n---\n' + SENTENCE.encode() * 3000)
    assert (caught.value.file, caught.value.line) == ("a.md", 3)


def test_memory_is_a_budget_too(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<p>a<b>b</b></p>" * 300_000)
    with pytest.raises(InputError, match="pasó de 60 MB de memoria"):
        read_record(path, "a.html", Settings(record_memory=60, record_seconds=60))


def test_a_file_over_the_size_is_not_read_at_all(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF" + b"x" * 1_000_000)
    with pytest.raises(InputError, match="pasa de 1 MB; divídalo o suba ENLACE_RECORD_SIZE") as caught:
        file_bytes(path, "a.pdf", Settings(record_size=1))
    assert caught.value.file == "a.pdf"


def test_hostile_files_in_a_row_leave_the_good_ones_whole(tmp_path, opened):
    good = f"<html><body><h1>Mesa de Agua</h1><p>{SENTENCE}</p></body></html>".encode()
    bad = [
        b"%PDF-1.4 nada",
        b"PK\x03\x04 nada",
        b"<html>" + b"<div>" * 5000,
        b"\x89PNG",
        b"---\nx: [\n---\n",
        b"\xff\xfex",
    ]
    for data in bad:
        with pytest.raises(InputError):
            opened("mala", data)
        (record,) = opened("buena.html", good)
        assert isinstance(record, Record)
        assert record.title == "Mesa de Agua"
