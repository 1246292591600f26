"""The data folder: everything that the system keeps outside its database server."""

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


def folder() -> Path:
    """`CASEREVIEW_HOME`; by default `var` in the checkout, or in the current folder where there is no checkout."""
    if named := os.environ.get("CASEREVIEW_HOME"):
        return Path(named).expanduser().resolve()
    return (CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()) / "var"


def secret_key() -> str:
    """`SECRET_KEY`, or one made at the first start and kept in the data folder, readable by its owner alone."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    path = folder() / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = secrets.token_urlsafe(48)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
        return key
