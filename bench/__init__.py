"""What the system costs, measured: `make bench`. Not a part of the product, and never a timed test."""
