"""Shutting a process in, for good: so much time, so much memory, and no way out to other files, programs or machines.

The limits hold on every Unix. On Linux a filter on system calls (seccomp) is added, where the kernel takes it: from then on
the process can open no file, make no connection and start no program; it has what it was handed and can answer, no more.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys

MEMORY = 768 * 1024 * 1024
"""A PDF of 4 kB was seen to take 4 GB. Reports of 1,000 pages need less than 300 MB."""

SECONDS = 30

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # refused as "operation not permitted"
_LOAD, _EQUAL, _AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06  # of the filter's small machine

_REFUSED = {
    # The numbers of calls that open, connect, start, signal others, change files, or would lift what is set here.
    "x86_64": (
        0xC000003E,
        "2 85 257 437 304 86 265 88 266 87 263 82 264 316 83 258 84 133 259 76 90 268 92 94 260 41 42 43"
        " 49 50 288 53 425 426 427 56 57 58 435 59 322 62 200 234 129 297 424 434 438 101 310 311 37 38"
        " 222 160 161 155 165 166 272 308 321 323 248 249 250 246 320 175 313 298 240 29 30 31 428 429 430"
        " 431 432 433 442",
    ),
    "aarch64": (
        0xC00000B7,
        "56 437 265 35 37 36 38 276 33 34 45 53 54 198 203 202 200 201 242 425 426 427 220 435 221 281"
        " 129 130 131 138 240 424 434 438 117 270 271 103 107 164 51 41 40 39 97 268 280 282 217 218 219"
        " 104 294 105 273 241 180 194 195 196 428 429 430 431 432 433 442",
    ),
}


def confine(seconds: int = SECONDS) -> None:
    """Shut this process in. Whatever it is going to import must be imported already."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        if sys.platform != "darwin" or what != resource.RLIMIT_AS:  # macOS refuses this one
            resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)  # by the clock on the wall as well: one that waits uses no time of its own
    os.nice(3)  # people who wait for a page go first
    filter_calls()


def filter_calls() -> bool:
    """Refuse the system calls that reach outside. False where the kernel has no such filter."""
    known = _REFUSED.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return False
    architecture, calls = known[0], [int(number) for number in known[1].split()]
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_ANSWER, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    steps.append((_AT_LEAST, len(calls), 0, 0x40000000))  # the same calls by their other numbers, on x86
    steps += [(_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(_ANSWER, 0, 0, _ALLOW), (_ANSWER, 0, 0, _REFUSE)]
    rules = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HL", len(steps), ctypes.addressof(rules)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0)
