"""Words that messages are made of."""

from collections.abc import Iterable


def listed_names(names: Iterable[str]) -> str:
    """Ada, Ben and Cy."""
    *first, last = list(names)
    return f"{', '.join(first)} and {last}" if first else last
