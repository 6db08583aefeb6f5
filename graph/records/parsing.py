"""The parser process: `python -m graph.records.parsing`, the only place where libraries read strangers' binary files.

It gives up the network where the system lets it, and then, for each request on its standard input, limits its own
memory and time, reads the file and answers on its standard output. It may die of a file at any time; whoever started it
(`sandbox`) kills it when it takes too long. When that one goes away, so does this, with all that it started.

A request and an answer are 4 bytes of length (big-endian) and JSON. A request is {"format": …} to have a parser loaded;
with "path" and "options" to have it parse a file; with "record" (file, name, digest) to have records made of that. An
answer is {"made": …} or {"reason": …, "line": …}; with "last": true this process ends after it, because a file left it
too large.
"""

import importlib
import json
import os
import resource
import signal
import struct
import sys
from pathlib import Path
from types import ModuleType
from typing import IO, Any

from graph.confinement import address_space, be_the_first_to_go, end_with, leave_the_network
from graph.errors import InputError
from graph.records.contents import made_records
from graph.records.packing import packed

SIZE = struct.Struct(">I")
LARGEST_ANSWER = 64_000_000  # bytes of JSON
_XML_NO_MEMORY = 2
_FORMATS = "graph.records.formats"


def time_reason(seconds: float) -> str:
    """What is said of a file that took more time than it may."""
    return f"su lectura pasó de {seconds:g} s; divídalo o suba ENLACE_RECORD_SECONDS"


def memory_reason(megabytes: int) -> str:
    """What is said of a file that took more memory than it may."""
    return f"su lectura pasó de {megabytes} MB de memoria; divídalo o suba ENLACE_RECORD_MEMORY"


class Parsers:
    """The parsers that were loaded, and how large this process was when the last of them had been."""

    def __init__(self) -> None:
        self._loaded: dict[str, ModuleType] = {}
        self.base = address_space()

    def get(self, format: str) -> ModuleType:
        """The parser of a format; it is loaded without a limit, which is for files."""
        if format not in self._loaded:
            unlimit()
            self._loaded[format] = importlib.import_module(f"{_FORMATS}.{format}")
            self.base = address_space()
        return self._loaded[format]


def unlimit() -> None:
    """Take back the limits of `limit` (what was allowed at most stays as it was)."""
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard, hard))


def limit(base: int, megabytes: int, seconds: float) -> None:
    """Allow `megabytes` of address space above `base` bytes, some more than `seconds` of processor, and no files.

    What this process starts inherits the limits. On time, whoever waits for the answer comes first; this limit is for
    when nobody waits any more.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = {resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime + seconds) + 2, resource.RLIMIT_FSIZE: 0}
    if base:
        wanted[resource.RLIMIT_AS] = base + megabytes * 1_000_000
    for kind, soft in wanted.items():
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def made(parsers: Parsers, request: dict[str, Any], megabytes: int, seconds: float) -> dict[str, Any]:
    """The answer to one request."""
    try:
        parser = parsers.get(request["format"])
        if "path" not in request:
            return {"made": {}}
        limit(parsers.base, megabytes, seconds)
        data = Path(request["path"]).read_bytes()
        found = parser.parse(data, **request["options"])
        if "record" in request:
            found = packed(made_records(request["format"], found, **request["record"]))
        return {"made": found}
    except RecursionError:
        return {"reason": "anida demasiados niveles; simplifíquelo", "last": True}
    except Exception as error:  # a library's fault on a broken file, of whatever kind
        if _lacks_memory(error):
            return {"reason": memory_reason(megabytes), "last": True}
        if isinstance(error, InputError):
            return {"reason": error.reason, "line": error.line}
        if isinstance(error, OSError):
            return {"reason": f"no se puede leer ({error.strerror or type(error).__name__})"}
        return {"reason": f"está dañado y no se puede leer ({type(error).__name__}); ábralo y guárdelo de nuevo"}


def _lacks_memory(error: BaseException | None) -> bool:
    """Whether an error, or one that it stands for, is that of an allocation; libxml2 has a number for it."""
    while error is not None:
        said = str(error).lower()
        if isinstance(error, MemoryError) or "out of memory" in said or "memory alloc" in said:
            return True
        if type(error).__name__ == "XMLSyntaxError" and getattr(error, "code", None) == _XML_NO_MEMORY:
            return True
        error = error.__cause__ or error.__context__
    return False


def framed(answer: dict[str, Any], megabytes: int) -> bytes:
    """An answer as it goes over the pipe. What is no text (half a surrogate pair) is left out of it."""
    try:
        payload = json.dumps(answer, ensure_ascii=False).encode("utf-8", errors="ignore")
    except MemoryError:
        payload = json.dumps({"reason": memory_reason(megabytes), "last": True}).encode()
    if len(payload) > LARGEST_ANSWER:
        payload = json.dumps({"reason": "su contenido es demasiado grande; divídalo", "last": True}).encode()
    return SIZE.pack(len(payload)) + payload


def serve(requests: IO[bytes], answers: IO[bytes], megabytes: int, seconds: float) -> None:
    """Answer requests until their end, or until a file has left this process too large."""
    parsers = Parsers()
    while len(header := requests.read(SIZE.size)) == SIZE.size:
        request = json.loads(requests.read(SIZE.unpack(header)[0]))
        answer = made(parsers, request, megabytes, seconds)
        if address_space() > parsers.base + megabytes * 500_000:  # half of what the next file may take
            answer["last"] = True
        answers.write(framed(answer, megabytes))
        answers.flush()
        if answer.get("last"):
            return


def main(megabytes: int, seconds: float) -> None:
    """Serve standard input and output."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what a library prints must not break an answer, and nobody reads its complaints
        if stream:
            os.dup2(nothing, stream)
    leave_the_network()
    end_with(requests, lambda: os.killpg(0, signal.SIGKILL))  # with what it started: it leads a session of its own
    be_the_first_to_go()
    serve(requests, answers, megabytes, seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
