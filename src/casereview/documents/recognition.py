"""Reading scanned pages by Tesseract, a program of its own that is used where it is installed and is never needed.

It is given pictures that we drew of the pages, never the file; with limits on time and memory, and one thread.
"""

import resource
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator

SECONDS = 60
"""For one page."""

MEMORY = 1024 * 1024 * 1024


def installed() -> bool:
    return shutil.which("tesseract") is not None


def recognised(pictures: bytes) -> Iterator[tuple[int, str]]:
    """The words of each picture, with the number of its page. A page that takes too long stays without words."""
    place = 0
    while place < len(pictures):
        number, size = struct.unpack_from("<II", pictures, place)
        place += 8 + size
        yield number, _words(pictures[place - size : place])


def _words(picture: bytes) -> str:
    program = shutil.which("tesseract")
    assert program
    command = [program, "stdin", "stdout", "-l", "eng"]
    pipe, environment = subprocess.PIPE, {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment) as process:
        if sys.platform.startswith("linux"):
            resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            words, _ = process.communicate(picture, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return ""
    return words.decode("utf-8", "replace").strip()
