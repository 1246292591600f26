"""What the identifiability check looks for, kind by kind. Each module answers with `Found`; `identifiability` gathers them."""
