"""The program that opens files: it imports what it needs once, and then splits off a confined process for each file.

It is handed, over a socket that it inherits, a file and a socket to answer on. It does not look at either: the process that
it splits off does. So a file costs some milliseconds rather than the start of Python, and one that does harm does it alone.
"""

import codecs
import gc
import json
import os
import signal
import socket
import sys

from casereview.documents.readers import confined, tasks

for name in ("cp437", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "ascii", "idna"):
    codecs.lookup(name)  # these are imported when first asked for, and later it will be too late


def main(descriptor: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, whose end is ours
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that end leave nothing behind
    asked = socket.socket(fileno=descriptor)
    gc.freeze()  # what is loaded stays shared with the processes split off, which live too briefly to collect anything
    gc.disable()
    while True:
        message, handed, _, _ = socket.recv_fds(asked, 1, 2)
        if not message:
            return
        if os.fork() == 0:
            asked.close()
            os.umask(0o077)
            work(handed[0], socket.socket(fileno=handed[1]))
            os._exit(0)
        for one in handed:
            os.close(one)


def work(source: int, answers: socket.socket) -> None:
    """Read the request, shut the door, do the task, answer: a head as JSON, then bytes if there are any."""
    with answers, answers.makefile("rwb") as stream, os.fdopen(source, "rb") as file:
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
