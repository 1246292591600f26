"""What may be asked of a confined process. Each task takes the bytes of a file and options, and gives what JSON can hold."""

from collections.abc import Callable
from typing import Any

from casereview.documents.readers import burning, grids, picturing, texts, trying
from casereview.documents.readers.hiding import finding
from casereview.documents.readers.refusing import TOO_MUCH_MEMORY, Unreadable

Task = Callable[..., tuple[Any, bytes]]

TASKS: dict[str, Task] = {
    "read": texts.read,
    "tables": grids.read,
    "hidden": finding.find,
    "burn": burning.burn,
    "picture": picturing.picture,
    "try": trying.what,
}

__all__ = ["TASKS", "TOO_MUCH_MEMORY", "Task", "Unreadable"]
