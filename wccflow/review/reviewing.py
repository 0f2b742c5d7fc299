"""What the case page and "my work" show of a review that a person has not sent yet."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.review.cards import address_of
from wccflow.review.pending import count_in, counts

ORDER = 45


def card(case: Case, reach: Reach) -> Card | None:
    """How many comments wait to be sent; None when there are none."""
    count = count_in(reach, case.id)
    if not count:
        return None
    return Card("pending", "Your review", f"{_comments(count)} not sent", "open", address_in(case))


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """For each case in which comments wait: that they are to be sent."""
    waiting = counts(reach)
    return [
        Task(
            f"Send your review: {_comments(waiting[case.id])} not sent yet",
            address_in(case),
            f"{case.organisation.name}. Only you see it until then.",
            order=ORDER,
        )
        for case in cases
        if case.id in waiting
    ]


def address_in(case: Case) -> str:
    """The path of the page of the review that is not sent yet."""
    return f"{address_of(case)}/pending"


def _comments(count: int) -> str:
    return f"{count} comment{'' if count == 1 else 's'}"
