"""How fast records are read and understood, on one core, and how much memory that takes.

    python -m tests.bench.extraction [--records 1000 20000]

Each size runs in a process of its own, so that its peak of memory is its own. Times are of the processor, not of the
clock. The peer, in the same run and over the same files, is a bare gazetteer: YAML front matter by libyaml, Markdown by
markdown-it, and the register's names by Aho-Corasick over the small-lettered text. It finds names and understands
nothing: what Enlace takes more than it is the price of understanding.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import ahocorasick
import yaml
from markdown_it import MarkdownIt

from graph.errors import InputError
from graph.extract.findings import Findings
from graph.extract.register import Register, load_register
from graph.reading import read_and_extract
from graph.settings import Settings, shipped_data
from tests.bench.posts import write_posts

_WARM = 50  # records read before time is taken: tables and patterns are made once


def gazetteer(register: Register) -> Callable[[Path], int]:
    """The peer: a function that reads one post and counts the register's names in it."""
    names = ahocorasick.Automaton()
    for entry in register.entries.values():
        for name in entry.names:
            names.add_word(name.lower(), entry.id)
    names.make_automaton()
    markdown = MarkdownIt("commonmark")

    def count(path: Path) -> int:
        text = path.read_text(encoding="utf-8")
        if text.startswith("---"):
            head, body = text[3:].split("\n---", 1)
            fields = yaml.load(head, Loader=yaml.CSafeLoader)
            text = "\n\n".join(str(value) for value in (*fields.values(), body))
        plain = "\n".join(token.content for token in markdown.parse(text) if token.type == "inline")
        return sum(1 for _ in names.iter(plain.lower()))

    return count


def measure(folder: Path) -> dict[str, float]:
    """Read and understand every post in `folder`: records, seconds, mentions, peak of memory in MB; and the peer's
    seconds."""
    register = load_register(shipped_data() / "register")
    files = sorted(folder.rglob("*.*"))
    understand(files[:_WARM], register)
    start = time.process_time()
    records, mentions = understand([folder], register)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count = gazetteer(register)
    start = time.process_time()
    names = sum(map(count, files))
    return {
        "records": records,
        "seconds": seconds,
        "mentions": mentions,
        "peak": peak,
        "peer": time.process_time() - start,
        "names": names,
    }


def understand(paths: list[Path], register: Register) -> tuple[int, int]:
    """(records, mentions) of these files and folders; nothing is kept. Raises InputError when one was rejected."""
    records = mentions = 0
    for item in read_and_extract(paths, register, Settings()):
        found = item[1] if isinstance(item, tuple) else None
        if not isinstance(found, Findings):
            raise InputError("el generador escribió un registro que no se lee", getattr(item, "file", None))
        records += 1
        mentions += len(found.mentions)
    return records, mentions


def main() -> None:
    """Measure each size in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[1000, 20000])
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)  # how a run calls its own processes
    options = parser.parse_args()
    if options.folder:
        print(json.dumps(measure(options.folder)))
        return
    print(
        f"{'records':>8} {'records/s':>10} {'ms each':>8} {'peak MB':>8} {'peer records/s':>15} {'times the peer':>15}"
    )
    for count in options.records:
        with TemporaryDirectory() as folder:
            write_posts(Path(folder), count)
            command = [sys.executable, "-m", "tests.bench.extraction", "--folder", folder]
            row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        speed, peer = row["records"] / row["seconds"], row["records"] / row["peer"]
        line = f"{row['records']:>8} {speed:>10.0f} {1000 / speed:>8.2f} {row['peak']:>8.0f}"
        print(f"{line} {peer:>15.0f} {peer / speed:>15.1f}", flush=True)


if __name__ == "__main__":
    main()
