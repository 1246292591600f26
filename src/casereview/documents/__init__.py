"""Files that people send us: kept once under the hash of their bytes, and read by processes that can do no harm."""
