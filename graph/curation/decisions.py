"""`data/curated/*.csv` -> Decisions. A fault in any of them stops the build with file, line and reason.

A folder or a file that is not there holds no decisions. What only extraction knows (a mesa, a session, a provisional
institution) cannot be checked here: a decision that finds nothing to change is listed in the report of the build.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.curation.contradictions import check, final
from graph.curation.rows import COLUMNS, Decision, decision
from graph.errors import InputError
from graph.extract.register import Register
from graph.extract.tabular import read_rows
from graph.settings import Settings, shipped_data

__all__ = ["KINDS", "Decision", "Decisions", "curated_folder", "read_decisions", "warnings"]

KINDS = tuple(COLUMNS)  # alias, same-as, not-same, assert, deny: also the names of the files
IDLE = "no encontró nada que cambiar"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Decisions:
    """All decisions, in the order of KINDS and of their lines; none of them contradicts another."""

    items: tuple[Decision, ...] = ()

    def of(self, kind: str) -> list[Decision]:
        """The decisions of one kind."""
        return [one for one in self.items if one.kind == kind]

    @cached_property
    def same(self) -> Mapping[str, str]:
        """`type/slug` that disappears -> `type/slug` that it is in the end."""
        direct = {one.subject: one.object for one in self.of("same-as")}
        return {merge: final(merge, direct) for merge in direct}

    def counts(self) -> dict[str, int]:
        """How many decisions there are of each kind."""
        return {kind: len(self.of(kind)) for kind in KINDS}


def curated_folder(settings: Settings) -> Path:
    """Where the decisions are: `Settings.curated`, or the shipped folder when that is empty."""
    return Path(settings.curated) if settings.curated else shipped_data() / "curated"


def read_decisions(folder: Path, register: Register) -> Decisions:
    """The decisions in `folder`, checked one by one and against each other. Raises InputError with file and line."""
    if not folder.is_dir():
        _log.warning("no hay carpeta de decisiones en %s; se construye sin ellas", folder)
    items = tuple(one for kind in KINDS for one in _read(folder / f"{kind}.csv", kind, register))
    check(items)
    return Decisions(items)


def _read(path: Path, kind: str, register: Register) -> Iterator[Decision]:
    if not path.exists():
        return
    shown = _shown(path)
    try:
        for line, row in read_rows(path, COLUMNS[kind]):
            yield _decision(kind, row, register, shown, line)
    except InputError as error:
        raise InputError(error.reason, shown, error.line) from None


def _decision(kind: str, row: Mapping[str, str], register: Register, file: str, line: int) -> Decision:
    try:
        return decision(kind, row, register, file, line)
    except ValueError as fault:
        raise InputError(str(fault), file, line) from None


def _shown(path: Path) -> str:
    """The file as messages name it: below the shipped data without the folder that those are in, which varies."""
    shipped = shipped_data()
    return f"data/{path.relative_to(shipped).as_posix()}" if path.is_relative_to(shipped) else path.as_posix()


def warnings(decisions: Decisions, touched: Iterable[Decision]) -> list[dict[str, object]]:
    """The decisions that changed nothing in a build, as report.json lists them: file, line, text."""
    found = set(touched)
    idle = [one for one in decisions.items if one not in found]
    for one in idle:
        _log.warning("%s:%d: %s", one.file, one.line, IDLE)
    return [{"file": one.file, "line": one.line, "text": IDLE} for one in idle]
