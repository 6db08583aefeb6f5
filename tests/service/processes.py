"""What the processes of a server hold: memory, processor time, files without a name."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.service.conftest import Live

PAGE = os.sysconf("SC_PAGE_SIZE")


def family(live: Live) -> list[int]:
    """Every process of the server: itself, its web workers, its engines."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # gone while we looked, or not ours
            if f"ENLACE_TEST_PORT={live.port}\0".encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
    return found


def memory(pids: Iterable[int]) -> float:
    """Resident memory in MB."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return total / 1_000_000


def processor(pids: Iterable[int]) -> float:
    """Seconds of processor time used so far."""
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def nameless_files(pids: Iterable[int]) -> list[str]:
    """Temporary files that are open and have no name."""
    found = []
    for pid in pids:
        for link in Path(f"/proc/{pid}/fd").glob("*"):
            with contextlib.suppress(OSError):
                target = os.readlink(link)
                if target.startswith(f"{tempfile.gettempdir()}/") and target.endswith("(deleted)"):
                    found.append(target)
    return found
