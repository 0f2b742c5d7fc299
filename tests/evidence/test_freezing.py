"""What a case's moves do to its documents: frozen, given back, named, kept, shared."""

from collections.abc import Callable

import pytest

from tests.evidence.conftest import Desk
from wccflow.base import log
from wccflow.base.errors import NotFound
from wccflow.cycles.queries import standing
from wccflow.evidence import actions, freezing, queries, withdrawing


def carry_out(desk: Desk, effect: Callable[..., None], state: str) -> None:
    desk.world.at(state)
    with desk.world.database.writing():
        effect(desk.world.case(), by=desk.world.reach(desk.chief), now=desk.world.now, argument="")


def states(desk: Desk) -> dict[str, str]:
    with desk.world.database.reading():
        return dict(standing(desk.world.case()).tracks["document"])


def test_the_checklist_gives_every_slot_its_document(desk: Desk) -> None:
    carry_out(desk, freezing.open_checklist, "preparing")

    with desk.world.database.reading():
        assert len(queries.documents(desk.world.case())) == 12


def test_freezing_takes_what_is_filed_and_leaves_what_is_missing(desk: Desk) -> None:
    desk.file("strategic_plan")

    carry_out(desk, freezing.freeze, "submitted")

    found = states(desk)
    assert (found["strategic_plan"], found["jsna"]) == ("frozen", "missing")


def test_a_frozen_slot_refuses_filing_and_an_empty_one_takes_it(desk: Desk) -> None:
    desk.file("strategic_plan")
    carry_out(desk, freezing.freeze, "submitted")
    world, received = desk.world, desk.received("another plan")
    world.at("returned")

    sentence = desk.refused(
        lambda: actions.file(
            world.case(), "strategic_plan", received, by=world.reach(desk.lead), now=world.now
        )
    )

    assert sentence == (
        "Five-year strategic plan is frozen as submitted. "
        "It can be changed once a reviewer asks for it again."
    )
    assert desk.file("jsna").called == "draft 1"


def test_a_frozen_document_cannot_be_withdrawn(desk: Desk) -> None:
    desk.file("jsna")
    second = desk.file("jsna")
    carry_out(desk, freezing.freeze, "submitted")
    world = desk.world
    world.at("returned")

    sentence = desk.refused(
        lambda: withdrawing.withdraw(
            queries.version_by_id(second.id), why="Wrong.", by=world.reach(desk.lead), now=world.now
        )
    )

    assert sentence.startswith("Joint strategic needs assessment is frozen as submitted.")


def test_a_reopened_case_gets_every_document_back(desk: Desk) -> None:
    desk.file("strategic_plan")
    desk.file("jsna")
    carry_out(desk, freezing.freeze, "submitted")

    carry_out(desk, freezing.give_back, "preparing")

    found = states(desk)
    assert (found["strategic_plan"], found["jsna"]) == ("uploaded", "uploaded")
    assert desk.file("jsna", note="Changed.").called == "draft 2"


def test_only_the_documents_that_reviewers_named_are_given_back(desk: Desk) -> None:
    desk.file("strategic_plan")
    desk.file("jsna")
    carry_out(desk, freezing.freeze, "submitted")
    world = desk.world
    world.at("analysing")
    with world.database.writing():
        actions.want(
            world.case(), "jsna", why="Where is deprivation?", by=world.reach(desk.analyst), now=world.now
        )

    carry_out(desk, freezing.give_back_named, "returned")

    found = states(desk)
    assert (found["strategic_plan"], found["jsna"]) == ("frozen", "uploaded")


def test_when_no_document_is_named_all_are_given_back(desk: Desk) -> None:
    desk.file("strategic_plan")
    carry_out(desk, freezing.freeze, "submitted")

    carry_out(desk, freezing.give_back_named, "returned")

    assert states(desk)["strategic_plan"] == "uploaded"


def test_naming_a_document_needs_words_and_the_right_to_ask(desk: Desk) -> None:
    desk.file("jsna")
    world = desk.world
    world.at("analysing")

    sentence = desk.refused(
        lambda: actions.want(world.case(), "jsna", why=" ", by=world.reach(desk.analyst), now=world.now)
    )

    assert sentence == "Say what is to change in: Joint strategic needs assessment."
    with pytest.raises(NotFound), world.database.writing():
        actions.want(world.case(), "jsna", why="Please.", by=world.reach(desk.lead), now=world.now)


def test_the_dossier_is_kept_as_it_stood(desk: Desk) -> None:
    plan = desk.file("strategic_plan")

    carry_out(desk, freezing.keep_dossier, "submitted")

    with desk.world.database.reading():
        (event,) = log.events_of([plan.case_id], freezing.KEPT)
        assert event.payload["slots"] == {"strategic_plan": plan.id.hex}


def test_sharing_lets_the_assessors_read_what_was_filed(desk: Desk) -> None:
    plan = desk.file("strategic_plan", "Text.")
    world = desk.world
    with world.database.reading(), pytest.raises(NotFound):
        queries.version(world.reach(desk.analyst), plan.id)

    carry_out(desk, freezing.share, "submitted")

    with world.database.reading():
        assert queries.version(world.reach(desk.analyst), plan.id).id == plan.id
        with pytest.raises(NotFound):
            queries.version(world.reach("analyst@q30.example"), plan.id)


def test_what_is_filed_after_sharing_stays_the_organisations_own_until_it_is_shared(desk: Desk) -> None:
    first = desk.file("strategic_plan", "First.")
    carry_out(desk, freezing.share, "submitted")
    desk.world.at("returned")
    second = desk.file("strategic_plan", "Second.", note="Changed.")
    world = desk.world

    with world.database.reading():
        seen = queries.current(queries.fillings([first.case_id], world.reach(desk.analyst)))

    assert [each.version.id for each in seen.values()] == [first.id]
    carry_out(desk, freezing.share, "analysing")
    with world.database.reading():
        seen = queries.current(queries.fillings([first.case_id], world.reach(desk.analyst)))
    assert [each.version.id for each in seen.values()] == [second.id]


def test_a_draft_that_was_replaced_before_it_was_shared_stays_the_organisations_own(desk: Desk) -> None:
    first, second = desk.file("jsna", "Rough."), desk.file("jsna", "Smooth.")

    carry_out(desk, freezing.share, "submitted")

    world = desk.world
    with world.database.reading():
        assert queries.version(world.reach(desk.lead), first.id).id == first.id
        assert queries.version(world.reach(desk.analyst), second.id).id == second.id
        with pytest.raises(NotFound):
            queries.version(world.reach(desk.analyst), first.id)


def test_a_withdrawn_draft_is_never_shared(desk: Desk) -> None:
    desk.file("jsna", "Right.")
    wrong = desk.file("jsna", "Wrong.")
    world = desk.world
    with world.database.writing():
        withdrawing.withdraw(
            queries.version_by_id(wrong.id), why="Not ours.", by=world.reach(desk.lead), now=world.now
        )

    carry_out(desk, freezing.share, "submitted")

    with world.database.reading(), pytest.raises(NotFound):
        queries.version(world.reach(desk.analyst), wrong.id)
