"""Ratings: each item rated by channel, citing passages; the board's ratification."""
