"""The work of an engine process: strangers' queries run here and nowhere else.

It may end the process at any time; whoever started that kills it when it takes too long.
"""

import errno
import resource
import socket
from typing import IO, cast

from pyoxigraph import Store

from graph.confinement import address_space
from graph.errors import EnlaceError, QueryError, QueryOverBudget
from graph.store import wire
from graph.store.answers import evaluate
from graph.store.question import Question
from graph.store.spool import MEGABYTE, ROW_MARKS, Spool

FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE)


def limit_memory(megabytes: int) -> None:
    """Allow `megabytes` more of address space than this process has now, where the system tells how much that is."""
    if now := address_space():
        limit = now + megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


class Worker:
    """A store, and what an answer over it may be. endpoints: what SERVICE may ask. megabytes: of an answer."""

    def __init__(self, store: Store, endpoints: frozenset[str], megabytes: int):
        self._store, self._endpoints, self._limit = store, endpoints, megabytes * MEGABYTE

    def answer(self, question: Question, out: socket.socket) -> None:
        """Answer one question on `out`."""
        spool = None
        try:
            result = evaluate(self._store, question, self._endpoints)
            mark = ROW_MARKS.get(result.format.name) if question.counted and result.form == "bindings" else None
            spool = Spool(self._limit, question.encoding, mark)
            result.write(cast(IO[bytes], spool))
            body = spool.finish()
            rows = _rows(spool, result.format.name) if mark else 0
            about = wire.About(result.form, result.format.name, spool.encoding, spool.length, rows)
            self._send(out, about, body, spool)
        except EnlaceError as error:
            out.sendall(wire.frame(wire.FAILED, wire.packed(error)))
        except OSError as error:
            out.sendall(wire.frame(wire.FAILED, wire.packed(_disk(error))))
        finally:
            if spool is not None:
                spool.close()

    @staticmethod
    def _send(out: socket.socket, about: wire.About, body: bytes, spool: Spool) -> None:
        payload = wire.packed_about(about)
        if spool.file is None:
            out.sendall(wire.frame(wire.ANSWER, payload + body))
        else:
            socket.send_fds(out, [wire.frame(wire.FILE, payload)], [spool.file.fileno()])


def _rows(spool: Spool, name: str) -> int:
    """Rows of a written answer, by its marks: between rows (json), one a row (xml), or one a line with a heading."""
    if name == "json":
        return spool.marks + 1 if spool.marks else 0
    return spool.marks if name == "xml" else spool.marks - 1


def _disk(error: OSError) -> EnlaceError:
    if error.errno in FULL_DISK:
        return QueryOverBudget("no hay espacio para escribir una respuesta tan grande; pida menos con LIMIT y OFFSET")
    return QueryError(f"la respuesta no se pudo escribir: {error.strerror}")
