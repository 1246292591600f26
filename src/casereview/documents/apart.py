"""Work on files that others made, done apart: by a process for each file that can do no harm (`readers.confined`).

One small program per server process waits with the parsers loaded and splits off a process for each file. Several files
are worked on at once; the server's threads only wait, and go on answering others.
"""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from casereview.documents.readers import confined
from casereview.documents.readers.refusing import Unreadable

MOST_BYTES = 200_000_000
"""As `store` has it. A file that is larger is refused before anybody opens it."""

MOST_ANSWERED = 600_000_000
AT_ONCE = max(2, os.cpu_count() or 2)

Source = Path | bytes


class Answer(NamedTuple):
    head: Any
    blob: bytes


def run(task: str, source: Source, *, seconds: int = confined.SECONDS, **options: Any) -> Answer:
    """Have a task done on a file. Raises `Unreadable`, with a reason, within the time limit."""
    request = json.dumps({"task": task, "options": options, "seconds": seconds}).encode() + b"\n"
    with _turns, _opened(source) as file:
        began = time.monotonic()
        answer = _asked(file, request, seconds) or _asked(file, request, seconds)
    return _understood(answer[1:], seconds, took=time.monotonic() - began)


def _asked(file: BinaryIO, request: bytes, seconds: int) -> bytes:
    """What a process answers, after a byte that says it has the file; nothing where none took it, since the program ended."""
    with _hand_over(file) as ours:
        ours.settimeout(seconds + 5)
        with contextlib.suppress(OSError):  # what it answered before it ended is there to be read
            ours.sendall(request)
        return _everything(ours)


def _understood(answer: bytes, seconds: int, took: float) -> Answer:
    line, _, blob = answer.partition(b"\n")
    try:
        head = json.loads(line)
    except ValueError:
        if took >= seconds * 0.8:
            limit = f"{seconds} second{'s' * (seconds != 1)}"
            raise Unreadable(f"takes longer than {limit} to read; it is damaged, or made to do harm") from None
        raise Unreadable("ends the program that reads it; it is damaged, or made to do harm") from None
    if "unreadable" in head:
        raise Unreadable(head["unreadable"])
    if "fault" in head:
        raise Unreadable(f"is damaged, or not what it says it is ({head['fault']})")
    return Answer(head["answer"], blob)


def _everything(ours: socket.socket) -> bytes:
    """All that comes, until the process has ended or takes too long; cut short where that is more than any answer is."""
    parts: list[bytes] = []
    size = 0
    with contextlib.suppress(OSError):
        while size <= MOST_ANSWERED and (block := ours.recv(1 << 20)):
            parts.append(block)
            size += len(block)
    return b"".join(parts) if size <= MOST_ANSWERED else parts[0][:1]


@contextlib.contextmanager
def _opened(source: Source) -> Any:
    file: BinaryIO
    with contextlib.ExitStack() as stack:
        if isinstance(source, bytes):
            _small(len(source))
            file = stack.enter_context(tempfile.TemporaryFile())
            file.write(source)
            file.seek(0)
        else:
            _small(source.stat().st_size)
            file = stack.enter_context(source.open("rb"))
        yield file


def _small(size: int) -> None:
    if size > MOST_BYTES:
        raise Unreadable(f"is larger than {MOST_BYTES // 1_000_000} MB; send it in parts, or with smaller pictures")
    if not size:
        raise Unreadable("is empty; choose it again")


# ── The program that waits ──────────────────────────────────────────────────────────────────────────────────────────

_turns = threading.BoundedSemaphore(AT_ONCE)
_starting = threading.Lock()
_running: tuple[int, subprocess.Popen[bytes], socket.socket] | None = None


def _hand_over(file: BinaryIO) -> socket.socket:
    """Hand a file to the program, with one end of a new pair of sockets; the other is ours."""
    ours, theirs = socket.socketpair()
    with theirs, _starting:
        try:
            socket.send_fds(_program(), [b"f"], [file.fileno(), theirs.fileno()])
        except OSError:  # the program was ended by somebody; another is started
            _end()
            socket.send_fds(_program(), [b"f"], [file.fileno(), theirs.fileno()])
    return ours


def _program() -> socket.socket:
    """The socket of the program that belongs to this process, started when first needed. After a fork, another is."""
    global _running
    if _running is None or _running[0] != os.getpid():
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "casereview.documents.readers", str(theirs.fileno())]
            keep = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ}
            # memory comes in large pieces, where the kernel has them: half as many page faults
            keep["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1"
            nothing = subprocess.DEVNULL
            started = subprocess.Popen(
                command, stdin=nothing, stdout=nothing, pass_fds=[theirs.fileno()], env=keep, cwd="/"
            )
        _running = (os.getpid(), started, ours)
    return _running[2]


def _stop() -> None:
    with _starting:
        _end()


def _end() -> None:
    """End the program of this process, if there is one. Call it with `_starting` held."""
    global _running
    if _running is not None and _running[0] == os.getpid():
        _, program, ours = _running
        ours.close()
        program.terminate()
        program.wait()
    _running = None


atexit.register(_stop)
