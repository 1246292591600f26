"""`python -m casereview.guidance [FILE…]` checks the files of editions: those named, or else those held."""

import sys
from pathlib import Path

from .editions import check, held_files


def main(names: list[str]) -> int:
    paths = [Path(name) for name in names] or held_files()
    errors = check(paths)
    for error in errors:
        print(error)
    if not errors:
        print(f"{len(paths)} edition{'s' if len(paths) != 1 else ''}, no errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
