"""What a person follows as a whole, as its page and her preferences show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that a person follows or may follow: its name, its page, and where following is changed."""

    title: str
    address: str
    wish: str
    follows: bool
