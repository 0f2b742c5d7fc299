"""Questions about cases that many rooms ask for one page: of the same cases each is asked once."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

from wccflow.base.work import remembered
from wccflow.cycles.models import Case

Answer = TypeVar("Answer")


def once_while_reading(ask: Callable[[Sequence[Case]], Answer]) -> Callable[[Sequence[Case]], Answer]:
    """The question, answered from memory in a unit of work that only reads; nobody may change the answer."""

    @wraps(ask)
    def answer(cases: Sequence[Case]) -> Answer:
        return remembered((ask, *(each.id for each in cases)), lambda: ask(cases))

    return answer
