"""Improvement: what the panel recommended becomes actions with an owner and a day."""
