"""What is recorded, and the proof that it was not changed since. See docs/adr for why this is a floor of its own."""
