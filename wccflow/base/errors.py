"""The ways in which the house says no; nobody below the views has heard of HTTP."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """A refusal in sentences that the person reads; several obstacles are joined by "; "."""

    def __init__(self, *sentences: str, details: Sequence[Any] = ()) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences
        self.details = tuple(details)


class NotFound(Exception):
    """It is not there, or it is not for this person: nobody can tell which."""

    def __init__(self, sentence: str = "There is nothing here that you can see.") -> None:
        super().__init__(sentence)


class Stale(Refused):
    """Somebody else changed the thing since the person opened it: both texts are kept and shown."""

    def __init__(self, sentence: str, *, mine: str, theirs: str, version: int, chosen: str = "") -> None:
        super().__init__(sentence)
        self.mine = mine
        self.chosen = chosen  # what the person chose beside her words, in words
        self.theirs = theirs
        self.version = version
