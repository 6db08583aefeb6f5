"""The parser process: warm for all files, held to its limits, replaced when it dies, and never left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.records import read_paths
from graph.records.parsing import SIZE, framed
from graph.records.sandbox import Sandbox
from graph.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "La Mesa de Agua se reunió el 3 de mayo en Cobán con el INFOM y el MSPAS y acordó perforar dos pozos."
GOOD = f"<html><body><h1>Mesa de Agua</h1><p>{SENTENCE}</p></body></html>"
SLOW = "<html><body>" + "<p>Mesa de Agua" * 150_000
LARGE = "<html><body>" + "<p>a<b>b</b></p>" * 400_000


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "buena.html"
    path.write_text(GOOD)
    return path


def written(folder: Path, html: str) -> Path:
    path = folder / "mala.html"
    path.write_text(html)
    return path


def title(box: Sandbox, path: Path) -> str:
    return str(box.parse("html", path, path.name)["title"])


def parsers(parent: int) -> list[int]:
    """The processes that a process has started to parse, the dead that nobody waited for too."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            name, _, rest = (folder / "stat").read_text().rpartition(")")
            command = (folder / "cmdline").read_bytes()
            if int(rest.split()[1]) == parent and (b"graph.records.parsing" in command or rest.split()[0] == "Z"):
                found.append(int(folder.name))
    return found


def gone(pid: int) -> bool:
    """Whether a process ends within some seconds."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def test_one_process_parses_all_files(good):
    with Sandbox(Settings()) as box:
        before = set(parsers(os.getpid()))
        assert title(box, good) == "Mesa de Agua"
        (mine,) = set(parsers(os.getpid())) - before
        assert title(box, good) == "Mesa de Agua"
        assert set(parsers(os.getpid())) - before == {mine}
    assert gone(mine)
    assert mine not in parsers(os.getpid())


def test_no_process_starts_before_a_file_needs_one():
    before = parsers(os.getpid())
    with Sandbox(Settings()):
        assert parsers(os.getpid()) == before


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path, good):
    with Sandbox(Settings(record_seconds=1)) as box:
        title(box, good)
        with pytest.raises(InputError, match="pasó de 1 s; divídalo o suba ENLACE_RECORD_SECONDS") as caught:
            title(box, written(tmp_path, SLOW))
        assert caught.value.file == "mala.html"
        assert title(box, good) == "Mesa de Agua"


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read(tmp_path, good):
    with Sandbox(Settings(record_memory=60, record_seconds=60)) as box:
        with pytest.raises(InputError, match="pasó de 60 MB de memoria; divídalo o suba ENLACE_RECORD_MEMORY"):
            title(box, written(tmp_path, LARGE))
        assert title(box, good) == "Mesa de Agua"


def test_the_limits_are_those_of_a_file_and_not_of_the_process(good):
    with Sandbox(Settings(record_memory=100)) as box:
        before = set(parsers(os.getpid()))
        for _ in range(30):
            assert title(box, good) == "Mesa de Agua"
        (mine,) = set(parsers(os.getpid())) - before
        limits = Path(f"/proc/{mine}/limits").read_text()
        space = next(int(line.split()[3]) for line in limits.splitlines() if line.startswith("Max address space"))
        size = int(Path(f"/proc/{mine}/statm").read_text().split()[0]) * 4096
        assert 100_000_000 <= space <= size + 100_000_000
        assert any(line.split()[:5] == ["Max", "core", "file", "size", "0"] for line in limits.splitlines())
        assert any(line.split()[:4] == ["Max", "file", "size", "0"] for line in limits.splitlines())


def test_a_process_that_was_killed_while_it_waited_is_replaced_in_silence(good):
    with Sandbox(Settings()) as box:
        before = set(parsers(os.getpid()))
        title(box, good)
        for kind in (signal.SIGKILL, signal.SIGTERM):
            (mine,) = set(parsers(os.getpid())) - before
            os.kill(mine, kind)
            assert title(box, good) == "Mesa de Agua"
            assert mine not in parsers(os.getpid())


def test_the_process_has_no_network_where_the_system_permits_it(good):
    permitted = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True).returncode == 0
    with Sandbox(Settings()) as box:
        before = set(parsers(os.getpid()))
        title(box, good)
        (mine,) = set(parsers(os.getpid())) - before
        assert (os.readlink(f"/proc/{mine}/ns/net") != os.readlink("/proc/self/ns/net")) or not permitted


SCRIPT = """
import os, sys, time
from pathlib import Path
from graph.records.sandbox import Sandbox
from graph.settings import Settings
box = Sandbox(Settings())
box.parse("html", Path(sys.argv[1]), "a.html")
print(box._child._process.pid, flush=True)
if sys.argv[2] == "wait":
    time.sleep(600)
"""


def started(good: Path, then: str) -> tuple["subprocess.Popen[str]", int]:
    """A program that parses a file, and its parser's id."""
    program = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(good), then], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert program.stdout
    return program, int(program.stdout.readline())


def test_nothing_is_left_when_a_program_ends_without_closing(good):
    program, parser = started(good, "end")
    assert program.wait() == 0
    assert gone(parser)


def test_nothing_is_left_when_a_program_is_killed(good):
    program, parser = started(good, "wait")
    program.kill()
    program.wait()
    assert gone(parser)


def test_a_run_ends_its_process_though_nobody_reads_to_the_end(tmp_path):
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(GOOD)
    before = set(parsers(os.getpid()))
    found = read_paths([tmp_path])
    next(found)
    (its,) = set(parsers(os.getpid())) - before
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert gone(its)
    assert its not in parsers(os.getpid())


def test_each_thread_may_have_its_own(good):
    titles: list[str] = []

    def work() -> None:
        with Sandbox(Settings()) as box:
            titles.extend(title(box, good) for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert titles == ["Mesa de Agua"] * 15


def test_a_file_that_is_gone_or_has_a_strange_name_is_no_trouble(tmp_path, good):
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xf1o.html"))
    strange.write_text(GOOD)
    with Sandbox(Settings()) as box:
        assert title(box, strange) == "Mesa de Agua"
        with pytest.raises(InputError, match="no se puede leer"):
            title(box, tmp_path / "nada.html")


def test_what_a_parser_says_of_a_file_is_said_with_its_name(tmp_path):
    with Sandbox(Settings()) as box, pytest.raises(InputError, match="marcos") as caught:
        title(box, written(tmp_path, "<frameset><frame src=a></frameset>"))
    assert caught.value.file == "mala.html"


def test_an_answer_without_end_is_not_sent():
    assert b"demasiado grande" in framed({"made": "x" * 64_000_001}, 512)


def test_half_a_character_is_left_out_of_an_answer():
    data = framed({"made": "a\ud83db"}, 512)
    assert data[SIZE.size :] == b'{"made": "ab"}'
