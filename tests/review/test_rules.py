"""The life of a question and what may still be changed, without a database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from wccflow.engine.definition import Workflow
from wccflow.review.rules import (
    ANSWERED,
    CLOSED,
    OPEN,
    begins_day,
    continues,
    first_words,
    is_shared,
    life,
    role_spoken_in,
    was_answered,
)

NOON = datetime(2009, 10, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """A message."""

    author_id: str = "ann"
    audience_id: str = "everyone"
    at: datetime = NOON
    ordinal: int = 1
    deleted_at: datetime | None = None


@pytest.mark.parametrize(
    ("kind", "closed", "answered", "expected"),
    [
        ("question", False, False, OPEN),
        ("question", False, True, ANSWERED),
        ("question", True, False, CLOSED),
        ("comment", False, True, OPEN),
        ("line_of_enquiry", False, True, OPEN),
    ],
)
def test_a_question_goes_from_open_to_answered_to_closed(
    kind: str, closed: bool, answered: bool, expected: str
) -> None:
    assert life(kind, closed=closed, answered=answered) == expected


def test_the_work_is_shared_from_the_submission_on(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    shared = [state for state in definition.states if is_shared(definition, state)]

    assert shared[0] == "submitted"
    assert [state for state in definition.states if state not in shared] == [
        "invited",
        "preparing",
        "board_sign_off",
    ]


def test_one_speaks_in_a_role_that_is_among_the_readers(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    assert role_spoken_in(definition, {"reviewer", "sha_lead"}, ("sha_lead",)) == "sha_lead"
    assert role_spoken_in(definition, {"national"}, ("sha_lead",)) == "national"
    assert role_spoken_in(definition, (), ("sha_lead",)) == ""


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (Said(at=NOON - timedelta(minutes=9)), True),
        (Said(at=NOON - timedelta(minutes=11)), False),
        (Said(author_id="bob"), False),
        (Said(audience_id="panel"), False),
        (None, False),
    ],
)
def test_a_turn_goes_on_for_ten_minutes_before_the_same_readers(before: Said | None, expected: bool) -> None:
    assert continues(Said(), before) is expected


def test_a_day_begins_at_midnight_in_london() -> None:
    late = Said(at=datetime(2009, 10, 1, 22, 59, tzinfo=UTC))
    past_midnight = Said(at=datetime(2009, 10, 1, 23, 1, tzinfo=UTC))

    assert begins_day(past_midnight, late)
    assert not continues(past_midnight, late)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Said(author_id="bob", ordinal=2), True),
        (Said(author_id="ann", ordinal=2), False),
        (Said(author_id="bob", ordinal=0), False),
        (Said(author_id="bob", ordinal=2, audience_id="organisation"), False),
        (Said(author_id="bob", ordinal=2, deleted_at=NOON), False),
    ],
)
def test_only_words_that_the_author_can_see_answer_her(other: Said, expected: bool) -> None:
    assert was_answered(Said(), [other], "everyone") is expected


def test_a_title_is_the_beginning_of_the_words_without_their_marks() -> None:
    assert first_words("**Where** is `year 3`?") == "Where is year 3 ?"
    assert first_words("one two three four", length=10) == "one two …"
