"""A file that is not read, and why."""

TOO_MUCH_MEMORY = "needs more memory to read than any report does; it is damaged, or made to do harm"


class Unreadable(ValueError):
    """A file that cannot be read. The message goes on from “The file …” and says what to do where something can be done."""
