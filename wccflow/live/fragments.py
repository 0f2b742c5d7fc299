"""What a live page shows of an event: one piece of the page, the same for everyone who may read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a page: the name that the page waits for, what it is about, and how it is made.

    The context is person-free: no buttons, no proofs of origin, no "you".
    """

    name: str
    topic: UUID
    template: str
    context: Mapping[str, object]
