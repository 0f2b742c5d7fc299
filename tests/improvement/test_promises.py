"""Last year's promises: answered this year, and the organisation's own until it submits."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import Sitting
from wccflow.cycles import opening
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case as case_called
from wccflow.engine.calendars import shift
from wccflow.engine.definition import Workflow
from wccflow.improvement import actions, promises
from wccflow.improvement.promises import Promises
from wccflow.people.queries import organisation

Clients = Callable[[str], FlaskClient]
LEAD, ANALYST, NEXT = "lead@5pg.example", "analyst@q34.example", "wcc-next/5PG"


@pytest.fixture
def promised(sitting: Sitting, wcc: Workflow) -> Sitting:
    """An organisation that planned one action after its report, and prepares a year later."""
    sitting.close()
    sitting.write("recommendation-1", "Soon.", title="Name an owner for each goal")
    sitting.issue()
    world, lead = sitting.world, sitting.reach(LEAD)
    with world.database.writing():
        actions.plan(
            sitting.case,
            "recommendation-1",
            title="Write the names beside the goals",
            owner="Director",
            kind="learn",
            due_on=date(2010, 9, 30),
            by=lead,
            now=world.now,
        )
        made = opening.open_cycle(
            "wcc-next",
            title="Next year's assurance",
            definition=wcc.editions["2009-10"],
            calendar=shift(wcc.calendars["2009-10"], 52),
            by_id=None,
            now=world.now,
        )
        (found,) = opening.open_cases(made, [organisation("5PG")], by_id=None, now=world.now)
        found.state = "preparing"
    return sitting


def seen(sitting: Sitting, who: str = LEAD) -> Promises:
    reach = sitting.reach(who)
    with sitting.world.database.reading():
        found = promises.promises_of(case_called(NEXT), reach)
        assert found is not None
        return found


def say(sitting: Sitting, outcome: str = "kept", words: str = "Each has one.") -> None:
    by, action = sitting.reach(LEAD), seen(sitting).rows[0].action
    with sitting.world.database.writing():
        promises.answer(case_called(NEXT), action.id, outcome, words, by=by, now=sitting.world.now)


def test_the_next_cycle_opens_with_what_was_undertaken_in_this_one(promised: Sitting) -> None:
    found = seen(promised)

    assert [(row.action.title, row.recommendation, row.outcome) for row in found.rows] == [
        ("Write the names beside the goals", "Name an owner for each goal", "")
    ]


def test_without_an_earlier_cycle_there_is_no_promise(promised: Sitting) -> None:
    reach = promised.reach(LEAD)

    with promised.world.database.reading():
        assert promises.promises_of(promised.case, reach) is None


def test_what_is_said_of_a_promise_is_kept_and_may_be_said_anew(promised: Sitting) -> None:
    say(promised, "partly", "Some have one.")
    say(promised)

    (row,) = seen(promised).rows

    assert (row.outcome, row.answer and row.answer.words) == ("We did it", "Each has one.")


def test_whoever_assesses_reads_it_once_it_is_submitted_and_not_before(promised: Sitting) -> None:
    say(promised)
    before = seen(promised, ANALYST).answered

    with promised.world.database.writing():
        case: Case = case_called(NEXT)
        promises.share(case, by=promised.reach(LEAD), now=promised.world.now)

    assert (before, seen(promised, ANALYST).answered) == (0, 1)


def test_an_answer_says_what_became_of_it(promised: Sitting) -> None:
    said = [
        promised.refused(lambda: say(promised, "forgotten")),
        promised.refused(lambda: say(promised, "kept", " ")),
    ]

    assert said == ["Choose what became of it.", "Say in a sentence what was done, or why not."]


def test_promises_are_answered_by_plain_forms(promised: Sitting, client_of: Clients) -> None:
    page, lead = "/cycles/wcc-next/5PG/promises", client_of(LEAD)
    proof = token_of(lead.get(page).text)
    address = f"{page}/{seen(promised).rows[0].action.id}"
    form = {"_method": "PUT", "outcome": "kept", "words": "Each has one.", "csrf_token": proof}

    assert lead.post(address, data=form).status_code == 303
    assert "We did it. Each has one." in " ".join(lead.get(page).text.split())
    assert "1/1" in lead.get("/cycles/wcc-next/5PG").text
