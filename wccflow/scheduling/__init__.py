"""Which panel meets on which day, with whom: found, made even, and explained where it cannot be."""
