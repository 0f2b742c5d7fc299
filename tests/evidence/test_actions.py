"""Filing, replacing, filling by pages, approving, withdrawing: what each does, and how each is refused."""

from datetime import date
from uuid import uuid4

import pytest

from tests.evidence.conftest import Desk
from wccflow.base import log
from wccflow.base.errors import NotFound
from wccflow.cycles.queries import standing
from wccflow.evidence import actions, kinds, queries
from wccflow.evidence.models import Version


def states(desk: Desk) -> dict[str, str]:
    with desk.world.database.reading():
        return dict(standing(desk.world.case()).tracks["document"])


def test_a_filed_document_is_the_first_draft_of_its_slot_and_waits_to_be_read(desk: Desk) -> None:
    version = desk.file("strategic_plan")

    assert (version.called, version.state, version.file_name) == ("draft 1", "reading", "plan.txt")
    assert states(desk)["strategic_plan"] == "uploaded"


def test_filing_is_recorded_for_the_organisation_alone(desk: Desk) -> None:
    version = desk.file("strategic_plan", note="The first draft.")

    with desk.world.database.reading():
        (event,) = log.events_of([version.case_id], kinds.FILED)
        assert (event.subject_id, event.words, event.payload["slots"]) == (
            version.id,
            "The first draft.",
            ["strategic_plan"],
        )
        assert event.audience_id == version.audience_id
        assert version.audience_id != desk.world.case().audience_id


def test_a_second_file_is_the_next_draft_of_the_same_document(desk: Desk) -> None:
    first = desk.file("strategic_plan")

    second = desk.file("strategic_plan", note="Chapter 4 is new.")

    assert (second.called, second.document_id, second.note) == (
        "draft 2",
        first.document_id,
        "Chapter 4 is new.",
    )
    with desk.world.database.reading():
        filled = queries.current(queries.fillings([first.case_id]))
        assert [each.version.id for each in filled.values()] == [second.id]


def test_the_very_file_that_is_there_already_is_refused(desk: Desk) -> None:
    received = desk.received("the same")
    by = desk.world
    with by.database.writing():
        actions.file(by.case(), "jsna", received, by=by.reach(desk.lead), now=by.now)

    sentence = desk.refused(
        lambda: actions.file(by.case(), "jsna", received, by=by.reach(desk.lead), now=by.now)
    )

    assert sentence == "plan.txt is the very file that is already there as draft 1."


def test_an_unknown_slot_is_refused_with_the_slots_there_are(desk: Desk) -> None:
    world, received = desk.world, desk.received("a plan")

    sentence = desk.refused(
        lambda: actions.file(world.case(), "plan", received, by=world.reach(desk.lead), now=world.now)
    )

    assert sentence.startswith("No document called “plan” is asked for. Choose one of these: ")


def test_nobody_files_before_the_case_is_open_for_it(desk: Desk) -> None:
    world, received = desk.world, desk.received("a plan")
    world.at("submitted")

    sentence = desk.refused(
        lambda: actions.file(world.case(), "jsna", received, by=world.reach(desk.lead), now=world.now)
    )

    assert sentence == "You cannot file documents at this stage of the case."


@pytest.mark.parametrize("email", ["analyst@q34.example", "lead@5mx.example", "chief@5pg.example"])
def test_for_others_there_is_nothing_to_file_into(desk: Desk, email: str) -> None:
    world, received = desk.world, desk.received("a plan")

    with pytest.raises(NotFound), world.database.writing():
        actions.file(world.case(), "jsna", received, by=world.reach(email), now=world.now)


def test_one_file_fills_several_slots_by_page_range(desk: Desk) -> None:
    merged = desk.file("strategic_plan", "One.", "Two.", "Three.")
    world = desk.world

    with world.database.writing():
        filling = actions.fill(
            world.case(),
            "financial_strategy",
            merged,
            by=world.reach(desk.lead),
            now=world.now,
            first_page=2,
            last_page=3,
        )

    assert (filling.version_id, filling.first_page, filling.last_page) == (merged.id, 2, 3)
    assert states(desk)["financial_strategy"] == "uploaded"


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (1, None, "Give both the first and the last page, or neither for the whole document."),
        (3, 2, "The first page must be 1 or more, and the last page must not come before it."),
        (2, 9, "The document has 3 pages, so page 9 is not in it."),
    ],
)
def test_pages_that_are_not_there_are_refused(
    desk: Desk, first: int, last: int | None, sentence: str
) -> None:
    merged = desk.file("strategic_plan", "One.", "Two.", "Three.")
    world = desk.world

    told = desk.refused(
        lambda: actions.fill(
            world.case(),
            "od_plan",
            merged,
            by=world.reach(desk.lead),
            now=world.now,
            first_page=first,
            last_page=last,
        )
    )

    assert told == sentence
    assert states(desk)["od_plan"] == "missing"


def test_a_document_of_another_case_fills_no_slot(desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    foreign = desk.file("strategic_plan", code="5MX")
    world = desk.world

    with pytest.raises(NotFound), world.database.writing():
        actions.fill(world.case(), "od_plan", foreign, by=world.reach(desk.lead), now=world.now)


def test_the_chief_records_the_boards_approval(desk: Desk) -> None:
    desk.file("strategic_plan")
    world = desk.world

    with world.database.writing():
        filling = actions.approve(
            world.case(), "strategic_plan", on=date(2009, 9, 30), by=world.reach(desk.chief), now=world.now
        )

    assert filling.board_approved_on == date(2009, 9, 30)
    assert states(desk)["strategic_plan"] == "board_approved"


def test_a_new_version_has_to_be_approved_again(desk: Desk) -> None:
    desk.file("strategic_plan")
    world = desk.world
    with world.database.writing():
        actions.approve(
            world.case(), "strategic_plan", on=date(2009, 9, 30), by=world.reach(desk.chief), now=world.now
        )

    desk.file("strategic_plan", note="A new chapter.")

    assert states(desk)["strategic_plan"] == "uploaded"


@pytest.mark.parametrize(
    ("slot", "day", "sentence"),
    [
        (
            "jsna",
            date(2009, 9, 30),
            "The board's approval is not asked for: Joint strategic needs assessment.",
        ),
        ("od_plan", date(2009, 9, 30), "There is nothing to approve yet: no document is filed as OD plan."),
        (
            "strategic_plan",
            date(2010, 9, 30),
            "The board's approval must have been given: choose today or an earlier day.",
        ),
    ],
)
def test_an_approval_that_makes_no_sense_is_refused(desk: Desk, slot: str, day: date, sentence: str) -> None:
    desk.file("strategic_plan")
    world = desk.world

    told = desk.refused(
        lambda: actions.approve(world.case(), slot, on=day, by=world.reach(desk.chief), now=world.now)
    )

    assert told == sentence


def test_a_version_is_never_changed(desk: Desk) -> None:
    version = desk.file("jsna")

    with pytest.raises(RuntimeError, match="a filed version never changes"), desk.world.database.writing():
        queries.version_by_id(version.id).file_name = "other.txt"


def test_a_version_that_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound), desk.world.database.reading():
        queries.version(desk.world.reach(desk.lead), uuid4())


def test_a_version_is_found_by_its_own_organisation_only(desk: Desk) -> None:
    version: Version = desk.file("jsna", "Secret.")
    world = desk.world

    with world.database.reading():
        assert queries.version(world.reach(desk.lead), version.id).id == version.id
        for stranger in (desk.analyst, "lead@5mx.example", "lead@dh.example", "observer@dh.example"):
            with pytest.raises(NotFound):
                queries.version(world.reach(stranger), version.id)
