"""The life of a question and what may still be changed, without a database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from wccflow.engine.definition import Workflow
from wccflow.review.rules import (
    ANSWERED,
    CLOSED,
    GRACE,
    NOT_YOURS_TO_CLOSE,
    NOT_YOURS_TO_VERIFY,
    OPEN,
    VERIFIED,
    begins_day,
    closing_obstacle,
    continues,
    first_words,
    in_grace,
    is_shared,
    late_in_words,
    life,
    linkless,
    role_spoken_in,
    verifying_obstacle,
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


def test_where_nobody_can_follow_a_link_its_words_stand_alone() -> None:
    assert linkless("- “Goals” ([page 3](/evidence/x/passages/y))\n\nand [so] on") == (
        "- “Goals” (page 3) and [so] on"
    )


@pytest.mark.parametrize(
    ("kind", "closed", "answered", "expected"),
    [
        ("question", False, True, VERIFIED),
        ("question", False, False, OPEN),
        ("question", True, True, CLOSED),
        ("comment", False, True, OPEN),
    ],
)
def test_only_an_answer_is_verified(kind: str, closed: bool, answered: bool, expected: str) -> None:
    assert life(kind, closed=closed, answered=answered, verified=True) == expected


@pytest.mark.parametrize(
    ("kind", "stands", "may", "why", "said"),
    [
        ("question", ANSWERED, True, "", ""),
        ("question", VERIFIED, True, "", ""),
        ("question", OPEN, True, "Asked elsewhere.", ""),
        ("comment", OPEN, True, "", ""),
        ("question", OPEN, True, " ", "The question has not been answered. Say why you close it."),
        ("question", CLOSED, True, "", "This thread is closed already."),
        ("comment", OPEN, False, "", NOT_YOURS_TO_CLOSE),
    ],
)
def test_what_stands_in_the_way_of_closing(kind: str, stands: str, may: bool, why: str, said: str) -> None:
    assert closing_obstacle(kind, stands, may_close=may, why=why) == said


@pytest.mark.parametrize(
    ("kind", "stands", "may", "own", "said"),
    [
        ("question", ANSWERED, True, False, ""),
        ("question", ANSWERED, True, True, "You gave this answer, so somebody else has to verify it."),
        ("question", VERIFIED, True, True, "The answer is verified already."),
        ("question", CLOSED, True, False, "This thread is closed. Reopen it to go on."),
        ("comment", OPEN, True, False, "Only the answer to a question can be verified."),
        ("question", ANSWERED, False, False, NOT_YOURS_TO_VERIFY),
    ],
)
def test_what_stands_in_the_way_of_verifying(kind: str, stands: str, may: bool, own: bool, said: str) -> None:
    assert verifying_obstacle(kind, stands, may_close=may, is_own_answer=own) == said


@pytest.mark.parametrize(("passed", "expected"), [(0, True), (60, True), (61, False)])
def test_an_act_can_be_undone_for_a_minute(passed: int, expected: bool) -> None:
    assert in_grace(NOON, NOON + timedelta(seconds=passed)) is expected
    assert timedelta(minutes=1) == GRACE


@pytest.mark.parametrize(
    ("due", "stands", "said"),
    [
        (None, OPEN, ""),
        (date(2009, 10, 2), OPEN, ""),
        (date(2009, 10, 1), OPEN, "1 day late"),
        (date(2009, 9, 29), ANSWERED, "3 days late"),
        (date(2009, 9, 29), VERIFIED, ""),
        (date(2009, 9, 29), CLOSED, ""),
    ],
)
def test_what_is_late_says_by_how_much(due: date | None, stands: str, said: str) -> None:
    assert late_in_words(due, stands, date(2009, 10, 2)) == said
