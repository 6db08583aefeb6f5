"""The scores of extraction on this repository's own records, and the table of them in docs/extraction.md.

python -m tests.scored.measure             prints the table
python -m tests.scored.measure --errors    lists every miss and every false alarm before it
python -m tests.scored.measure --write     writes the table into docs/extraction.md
"""

import json
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from graph.extract.pipeline import extract
from graph.extract.register import load_register
from graph.records import read_record
from graph.settings import shipped_data
from tests.scored.comparing import Comparison, Tally, calibration

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE.parents[1] / "docs" / "extraction.md"
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"
STEPS = (0.9, 0.7, 0.5)
NAMES = {
    "mentions": "mentions (form and institution)",
    "institutions": "institutions",
    "mesas": "mesas",
    "sessions": "sessions with their date",
    "all": "**all relations**",
    "agreements": "agreements",
    "responsible": "responsible bodies",
    "due": "due dates",
    "legal": "norms cited",
    "people": "people",
}


def cases() -> Iterator[tuple[Path, Path, str]]:
    """(file, its gold, its name) of every record that has gold, in order of name."""
    for gold in sorted((HERE / "gold").glob("*.json")):
        yield next((HERE / "records").glob(f"{gold.stem}.*")), gold, gold.stem
    for gold in sorted((HERE / "shipped").rglob("*.json")):
        path = shipped_data() / "records" / gold.relative_to(HERE / "shipped").with_suffix("")
        yield path, gold, path.relative_to(shipped_data() / "records").as_posix()


@lru_cache(maxsize=1)
def measured() -> Comparison:
    """Every case compared with its gold."""
    register = load_register(shipped_data() / "register")
    comparison = Comparison(register)
    for path, gold, name in cases():
        record = read_record(path, name)
        comparison.add(record, extract(record, register), json.loads(gold.read_text(encoding="utf-8")))
    return comparison


def tallies(comparison: Comparison) -> dict[str, Tally]:
    """Tallies by kind, all relations together among them."""
    return {**comparison.tallies, "all": comparison.relations()}


def table(comparison: Comparison) -> str:
    """The scores and the calibration as Markdown."""
    found = tallies(comparison)
    predicates = [kind for kind in found if kind not in NAMES]
    lines = ["| kind | precision | recall | F1 | gold |", "|---|---|---|---|---|"]
    for kind in [*list(NAMES)[:4], *predicates, *list(NAMES)[4:]]:
        tally = found[kind]
        name = NAMES.get(kind, f"`{kind}`")
        gold = tally.right + len(tally.missed)
        lines.append(f"| {name} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} | {gold} |")
    lines += ["", "| statements of confidence | number | right |", "|---|---|---|"]
    stated = [comparison.relations(), comparison.tallies["agreements"]]
    lines += [f"| at least {step} | {number} | {right:.1%} |" for step, number, right in calibration(stated, STEPS)]
    return "\n".join(lines) + "\n"


def written() -> str:
    """The table that docs/extraction.md holds now."""
    return DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


def write(text: str) -> None:
    """Put the table into docs/extraction.md."""
    head, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    DOCUMENT.write_text(head + BEGIN + text + END + rest.partition(END)[2], encoding="utf-8")


def main(options: list[str]) -> None:
    """The command."""
    comparison = measured()
    if "--errors" in options:
        for kind, tally in comparison.tallies.items():
            for label, items in (("missed", tally.missed), ("false", tally.false)):
                print(*(f"{kind:15} {label:7} {item}" for item in items), sep="\n", end="\n" if items else "")
    if "--write" in options:
        write(table(comparison))
    print(table(comparison), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
