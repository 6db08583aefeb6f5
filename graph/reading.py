"""Files -> records with their findings: the first half of a record's way, shared by `build` and `extract`."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.extract.findings import Findings
from graph.extract.pipeline import extract
from graph.extract.register import Register
from graph.records import read_paths
from graph.records.record import Record, Rejection
from graph.settings import Settings

_log = logging.getLogger(__name__)


def read_and_extract(
    paths: Sequence[Path], register: Register, settings: Settings
) -> Iterator[tuple[Record, Findings] | Rejection]:
    """Each record of files and folders with what it says, and a Rejection for each file that is left out.

    A fault of ours in one record must not take its neighbours down: it becomes a Rejection, and the log has the trace.
    Raises InputError at once when a path does not exist.
    """
    for item in read_paths(paths, settings):
        if isinstance(item, Rejection):
            yield item
            continue
        try:
            yield item, extract(item, register)
        except Exception as error:
            _log.exception("extraction failed on %s", item.file)
            yield Rejection(item.file, None, f"Enlace falló al leerlo ({type(error).__name__}); por favor avise")
