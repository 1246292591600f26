"""Whether the door is shut: what a confined process can do, tried from within. For the tests, and for whoever runs the system."""

import os
import socket
import subprocess
import sys
import time
from typing import Any


def what(data: bytes, what: str) -> tuple[Any, bytes]:
    try:
        return _DEEDS[what](), b""
    except OSError as refusal:
        return type(refusal).__name__, b""


def _open() -> str:
    with open("/etc/hostname", "rb") as file:  # noqa: PTH123  as plainly as can be
        return file.read().decode()


def _connect() -> str:
    with socket.socket(socket.AF_INET) as one:
        one.connect(("127.0.0.1", 9))
    return "connected"


def _start() -> str:
    return str(subprocess.run([sys.executable, "-c", ""], check=False).returncode)


def _signal() -> str:
    os.kill(os.getppid(), 0)
    return "may signal"


def _fill() -> int:
    return len(bytearray(2 << 30))


def _spin() -> None:
    while True:
        pass


_DEEDS = {
    "open": _open,
    "connect": _connect,
    "start": _start,
    "signal": _signal,
    "fill": _fill,
    "spin": _spin,
    "wait": lambda: time.sleep(1.5),
    "die": lambda: os._exit(1),
    "environment": lambda: sorted(os.environ),
}
