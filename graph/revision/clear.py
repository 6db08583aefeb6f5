"""Answers so clear that a person may take them all at once: one body that comes closer to a form than any other."""

from collections.abc import Iterable

from graph.curation.rows import form_of
from graph.revision.items import Pending
from graph.revision.lines import Line, lines_of

FILES = {"provisional": "same-as.csv"}  # of a kind's clear answers; of all other kinds alias.csv


def file_of(kind: str | None) -> str:
    """The file that the clear answers of a kind go to; None: those of all kinds that go to alias.csv."""
    return FILES.get(kind or "", "alias.csv")


def clear_lines(items: Iterable[Pending], file: str, least: int) -> tuple[list[Line], int]:
    """The lines for `file` of items whose closest candidate is at least so close, and closer than the next; and how
    many items that have such a candidate stay open, because another is as close or the same form has two answers.

    least: likeness, 0..100.
    """
    chosen: dict[tuple[str, ...], dict[str, Line]] = {}
    open_ = 0
    for one in items:
        line = _clearest(one, file, least)
        if line and line.target:
            chosen.setdefault(form_of(one.surface), {}).setdefault(line.target.id, line)
        elif _has_tie(one, file, least):
            open_ += 1
    told = [next(iter(lines.values())) for lines in chosen.values() if len(lines) == 1]
    return told, open_ + sum(len(lines) for lines in chosen.values() if len(lines) > 1)


def _close(one: Pending, file: str, least: int) -> list[Line]:
    """The answers that name a candidate close enough, the closest first."""
    lines = [line for line in lines_of(one) if line.file == file and line.target and line.target.score >= least]
    return sorted(lines, key=lambda line: -(line.target.score if line.target else 0))


def _clearest(one: Pending, file: str, least: int) -> Line | None:
    lines = _close(one, file, least)
    return lines[0] if lines and not _tied(lines) else None


def _has_tie(one: Pending, file: str, least: int) -> bool:
    return _tied(_close(one, file, least))


def _tied(lines: list[Line]) -> bool:
    scores = [line.target.score for line in lines if line.target]
    return len(scores) > 1 and scores[0] == scores[1]
