"""Clauses in the cell of a level: what follows each dot, after what the cell says in general."""

from collections.abc import Sequence

DOT = "•"  # not a dash, with which a cell would begin like a formula


def parted(text: str) -> tuple[str, list[str]]:
    """What a cell says in general, and its clauses in order, each once."""
    general, *clauses = (each.strip() for each in text.split(DOT))
    return general, list(dict.fromkeys(filter(None, clauses)))


def joined(general: str, clauses: Sequence[str]) -> str:
    """The same as one cell, a line for each."""
    return "\n".join(filter(None, (general, *(f"{DOT} {each}" for each in clauses))))
