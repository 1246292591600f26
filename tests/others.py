"""Where other people's material lies, if it is on this machine: in `shared/data` beside the checkout or above it."""

from pathlib import Path

DATA = next(
    (above / "shared" / "data" for above in Path(__file__).parents if (above / "shared" / "data").is_dir()), None
)
CRANFIELD = DATA and DATA / "ranking" / "cranfield"
DOCUMENTS = DATA and DATA / "documents"
