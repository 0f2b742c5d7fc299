"""Taking back: withdrawals, their undoing, a filing of just now, pages of another document."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.evidence.conftest import Desk
from tests.evidence.test_actions import states
from tests.evidence.test_freezing import carry_out
from wccflow.base import log
from wccflow.base.errors import NotFound
from wccflow.evidence import actions, freezing, kinds, queries, withdrawing
from wccflow.evidence.models import Version

LATER = timedelta(days=1)


def withdraw(desk: Desk, version: Version, why: str = "The wrong file.", who: str = "") -> None:
    world = desk.world
    with world.database.writing():
        held = queries.version_by_id(version.id)
        withdrawing.withdraw(held, why=why, by=world.reach(who or desk.lead), now=world.now)


def restore(desk: Desk, version: Version) -> None:
    world = desk.world
    with world.database.writing():
        withdrawing.restore(queries.version_by_id(version.id), by=world.reach(desk.lead), now=world.now)


def there(desk: Desk) -> dict[str, UUID]:
    with desk.world.database.reading():
        found = queries.current(queries.fillings([desk.world.case().id]))
        return {slot: each.version.id for (_, slot), each in found.items()}


def kinds_told(desk: Desk, version: Version) -> list[str]:
    with desk.world.database.reading():
        told = (kinds.FILED, kinds.WITHDRAWN, kinds.RESTORED, kinds.EMPTIED)
        return [each.kind for each in log.events_about([version.id], *told)]


def test_a_withdrawn_version_is_kept_and_the_one_before_stands_again(desk: Desk) -> None:
    first = desk.file("jsna")
    second = desk.file("jsna", note="Wrong file.")

    withdraw(desk, second)

    assert there(desk) == {"jsna": first.id}
    with desk.world.database.reading():
        assert queries.version_by_id(second.id).withdrawn_why == "The wrong file."


def test_without_its_only_document_a_slot_is_missing_again(desk: Desk) -> None:
    only = desk.file("jsna")

    withdraw(desk, only)

    assert there(desk) == {}
    assert states(desk)["jsna"] == "missing"


@pytest.mark.parametrize(
    ("times", "why", "sentence"),
    [
        (0, "  ", "Say why the document is withdrawn: the reason is kept with it."),
        (1, "Again.", "This version was withdrawn before."),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused(desk: Desk, times: int, why: str, sentence: str) -> None:
    only = desk.file("jsna")
    for _ in range(times):
        withdraw(desk, only)

    told = desk.refused(
        lambda: withdrawing.withdraw(
            queries.version_by_id(only.id), why=why, by=desk.world.reach(desk.lead), now=desk.world.now
        )
    )

    assert told == sentence


def test_a_withdrawal_is_taken_back_and_the_version_fills_its_slot_again(desk: Desk) -> None:
    desk.file("jsna")
    second = desk.file("jsna")
    withdraw(desk, second)

    restore(desk, second)

    assert there(desk) == {"jsna": second.id}
    assert kinds_told(desk, second) == [kinds.FILED, kinds.WITHDRAWN, kinds.RESTORED]


def test_a_version_that_counts_again_does_not_push_a_later_one_out(desk: Desk) -> None:
    first = desk.file("jsna")
    withdraw(desk, first)
    second = desk.file("jsna")

    restore(desk, first)

    assert there(desk) == {"jsna": second.id}


def test_what_is_not_withdrawn_cannot_be_taken_back(desk: Desk) -> None:
    only = desk.file("jsna")

    sentence = desk.refused(
        lambda: withdrawing.restore(
            queries.version_by_id(only.id), by=desk.world.reach(desk.lead), now=desk.world.now
        )
    )

    assert sentence == "This version is not withdrawn."


def test_a_withdrawal_is_not_taken_back_into_a_frozen_slot(desk: Desk) -> None:
    desk.file("jsna")
    second = desk.file("jsna")
    withdraw(desk, second)
    carry_out(desk, freezing.freeze, "submitted")
    desk.world.at("returned")

    sentence = desk.refused(
        lambda: withdrawing.restore(
            queries.version_by_id(second.id), by=desk.world.reach(desk.lead), now=desk.world.now
        )
    )

    assert sentence.startswith("Joint strategic needs assessment is frozen as submitted.")
    assert there(desk)["jsna"] != second.id


def test_ones_own_filing_of_just_now_is_undone_and_the_file_waits_for_its_place(desk: Desk) -> None:
    version = desk.file("jsna")
    world = desk.world

    with world.database.writing():
        withdrawing.undo_filing(
            queries.version_by_id(version.id), by=world.reach(desk.lead), now=world.now + LATER / 2
        )

    assert states(desk)["jsna"] == "missing"
    with world.database.reading():
        (waiting,) = queries.arrivals(world.case().id, world.reach(desk.lead).person_id)
        assert (waiting.file_name, waiting.sha256) == (version.file_name, version.sha256)
        assert queries.version_by_id(version.id).withdrawn_why == withdrawing.UNDONE


@pytest.mark.parametrize("reason", ["another's", "a day ago", "shared"])
def test_a_filing_on_which_others_may_have_built_is_not_undone(desk: Desk, reason: str) -> None:
    version = desk.file("jsna")
    world = desk.world
    who = "editor@5pg.example" if reason == "another's" else desk.lead
    now = world.now + LATER if reason == "a day ago" else world.now
    if reason == "shared":
        carry_out(desk, freezing.share, "returned")

    sentence = desk.refused(
        lambda: withdrawing.undo_filing(queries.version_by_id(version.id), by=world.reach(who), now=now)
    )

    assert sentence == withdrawing.NOT_UNDONE
    assert there(desk) == {"jsna": version.id}


def test_pages_of_another_document_are_taken_back_and_the_document_stays_where_it_was_filed(
    desk: Desk,
) -> None:
    plan = desk.file("strategic_plan", "One.", "Two.")
    world = desk.world
    with world.database.writing():
        filling = actions.fill(
            world.case(), "od_plan", plan, by=world.reach(desk.lead), now=world.now, first_page=2, last_page=2
        )

    with world.database.writing():
        filled = queries.filling(world.reach(desk.lead), filling.id)
        withdrawing.take_back(filled, by=world.reach(desk.lead), now=world.now)

    assert there(desk) == {"strategic_plan": plan.id}
    assert states(desk)["od_plan"] == "missing"
    assert kinds_told(desk, plan) == [kinds.FILED, kinds.EMPTIED]


def test_the_place_for_which_a_document_was_filed_is_left_only_by_withdrawing_it(desk: Desk) -> None:
    plan = desk.file("strategic_plan", "One.")
    world = desk.world

    with world.database.reading():
        (filled,) = queries.slots_filled_by(plan.id)

    with pytest.raises(NotFound), world.database.writing():
        withdrawing.take_back(filled, by=world.reach(desk.lead), now=world.now)


@pytest.mark.parametrize("email", ["analyst@q34.example", "lead@5mx.example"])
def test_others_take_nothing_back(desk: Desk, email: str) -> None:
    version = desk.file("jsna")

    with pytest.raises(NotFound):
        withdraw(desk, version, who=email)
