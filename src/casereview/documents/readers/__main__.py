"""The program that opens files: it imports what it needs once, and then splits off a confined process for each file.

A process that is split off waits, over a socket that it inherits, to be handed a file and a socket to answer on; then it does
that one task and ends, and the next is split off. So a file costs a few milliseconds rather than the start of Python, and one
that does harm does it alone.
"""

import codecs
import contextlib
import gc
import json
import os
import signal
import socket
import sys

from casereview.documents.readers import confined, tasks

for name in ("cp437", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "ascii", "idna"):
    codecs.lookup(name)  # these are imported when first asked for, and later it will be too late


A_PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 46>>stream
BT /F1 12 Tf 20 100 Td (What is to be read) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>"""
"""Read by each process before it is handed a file, so that the memory which reading takes is its own by then."""


HERE = b"+"
"""Said first, so that a file which ends its process is told from one that no process ever had."""


def main(descriptor: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, whose end is ours
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that end leave nothing behind
    asked = socket.socket(fileno=descriptor)
    gc.freeze()  # what is loaded stays shared with the processes split off, which live too briefly to collect anything
    gc.disable()
    while split_off(asked):
        pass


def split_off(asked: socket.socket) -> bool:
    """Split off a process, ready before it is needed, and wait until it has taken a file. False where it ended without."""
    heard, tell = os.pipe()
    if os.fork() == 0:
        os.close(heard)
        os.umask(0o077)
        tasks.TASKS["read"](A_PAGE)
        message, handed, _, _ = socket.recv_fds(asked, 1, 2)
        asked.close()
        if message:
            with contextlib.suppress(OSError):  # the program itself may have been ended
                os.write(tell, b"taken")
            os.close(tell)
            work(handed[0], socket.socket(fileno=handed[1]))
        os._exit(0)
    os.close(tell)
    with os.fdopen(heard, "rb") as word:
        return bool(word.read(1))


def work(source: int, answers: socket.socket) -> None:
    """Read the request, shut the door, do the task, answer: a head as JSON, then bytes if there are any."""
    with answers, answers.makefile("rwb") as stream, os.fdopen(source, "rb") as file:
        stream.write(HERE)
        stream.flush()
        request = json.loads(stream.readline())
        confined.confine(request["seconds"])
        blob = b""
        try:
            head, blob = tasks.TASKS[request["task"]](file.read(), **request["options"])
            head = {"answer": head}
        except tasks.Unreadable as refusal:
            head = {"unreadable": str(refusal)}
        except MemoryError:
            head = {"unreadable": tasks.TOO_MUCH_MEMORY}
        except Exception as fault:  # what a parser raises on a damaged file is anybody's guess
            head = {"fault": f"{type(fault).__name__}: {fault}"[:300]}
        stream.write(json.dumps(head).encode() + b"\n" + blob)
        stream.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
