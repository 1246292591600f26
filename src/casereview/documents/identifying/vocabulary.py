"""Lists of words, each a text file beside this one: words and spaces, and lines that begin with # to say what it is."""

from functools import cache
from importlib import resources


@cache
def lines(name: str) -> tuple[str, ...]:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(word for line in lines(name) for word in line.split())
