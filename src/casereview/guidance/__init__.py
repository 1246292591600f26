"""What the guidance says, edition by edition, and how its days are counted. Told the day; never asks for it."""
