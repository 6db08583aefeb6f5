"""What a process gives up before it meets what strangers wrote: the network, memory without end, outliving its parent.

For the children that read files (`records.parsing`) and that answer queries (`store.worker`). Where a system does not
permit something, that is left out; whoever starts the child kills it when it takes too long.
"""

import contextlib
import ctypes
import resource
import select
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h


def leave_the_network() -> bool:
    """Move into a network namespace of our own that leads nowhere. False where the system does not permit it.

    Root may do it alone; others need a user namespace with it. To be called before any thread starts.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare"):  # not Linux
        return False
    return any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def be_the_first_to_go() -> None:
    """When the machine's memory ends, the system ends this process before others; it leaves no core dump."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def address_space() -> int:
    """This process's address space in bytes; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def end_with(pipe: IO[bytes], end: Callable[[], object]) -> None:
    """Call `end`, which ends this process whatever it is doing, when the other end of `pipe` is closed."""
    poll = select.poll()
    poll.register(pipe, 0)  # only POLLHUP and POLLERR

    def wait() -> None:
        poll.poll()
        end()

    threading.Thread(target=wait, daemon=True).start()
