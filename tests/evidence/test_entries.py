"""What search holds of evidence: for each audience every version, which are current, and none taken away."""

from uuid import UUID

from tests.cycles.changed import come_to, renamed
from tests.evidence.conftest import Desk
from tests.evidence.test_freezing import carry_out
from wccflow.base.clock import business_day
from wccflow.base.log import events_after, events_of
from wccflow.base.work import session
from wccflow.cycles.queries import definition_of
from wccflow.cycles.reaching import MIGRATED
from wccflow.evidence import actions, freezing, kinds, queries, withdrawing
from wccflow.evidence.entries import changed, everything
from wccflow.evidence.offers import ENTRIES
from wccflow.search.port import Put

Groups = dict[UUID, dict[str, list[str]]]
"""Audience, group, and of each passage its text, begun with a star where its version is not current."""


def texts(put: Put) -> list[str]:
    passages = [each for each in put.entries if each.kind == "passages"]
    return [each.text if each.fields["current"] == "yes" else f"*{each.text}" for each in passages]


def indexed(desk: Desk) -> Groups:
    """What an index holds that took in the whole log: audience, group, texts of its passages."""
    held: Groups = {}
    with desk.world.database.reading() as reading:
        for event in events_after(reading, 0, 1_000):
            for change in changed(reading, event) if event.kind in ENTRIES else ():
                groups = held.setdefault(change.audience, {})
                groups.pop(change.group, None)
                if isinstance(change, Put):
                    groups[change.group] = texts(change)
    return {audience: groups for audience, groups in held.items() if groups}


def expected(desk: Desk) -> Groups:
    held: Groups = {}
    with desk.world.database.reading():
        for put in everything(session()):
            held.setdefault(put.audience, {})[put.group] = texts(put)
    return held


def current(desk: Desk) -> list[str]:
    held = indexed(desk)
    return [
        group for groups in held.values() for group, said in groups.items() if not said[0].startswith("*")
    ]


def test_a_version_that_was_read_is_found_by_its_passages_and_as_a_document(desk: Desk) -> None:
    version = desk.file("jsna", "Deprivation is high.")

    with desk.world.database.reading():
        (put,) = everything(session())

    document, _, passage = put.entries
    assert (put.audience, put.group) == (version.audience_id, str(version.id))
    assert (document.kind, document.fields["document"]) == ("documents", "Joint strategic needs assessment")
    key = passage.fields["passage"]
    assert passage.key == f"{version.id}#{key}"
    assert passage.fields == {
        "case": str(version.case_id),
        "organisation": "5PG",
        "overseer": "Q34",
        "cycle": "wcc-test",
        "document": "Joint strategic needs assessment",
        "slot": "jsna",
        "version": str(version.id),
        "number": "draft 1",
        "current": "yes",
        "day": business_day(desk.world.now).isoformat(),
        "passage": key,
        "heading": "Plan",
        "page": "1",
    }


def test_a_version_that_waits_is_not_found(desk: Desk) -> None:
    desk.file("jsna")

    assert expected(desk) == indexed(desk) == {}


def test_a_superseded_version_is_current_no_more_once_the_next_is_read(desk: Desk) -> None:
    first = desk.file("jsna", "One.")
    desk.file("jsna")
    assert indexed(desk)[first.audience_id] == {str(first.id): ["Plan", "One."]}

    third = desk.file("jsna", "Three.")

    found = {str(first.id): ["*Plan", "*One."], str(third.id): ["Plan", "Three."]}
    assert indexed(desk) == expected(desk) == {third.audience_id: found}


def test_sharing_takes_the_versions_to_their_wider_audience(desk: Desk) -> None:
    version = desk.file("jsna", "One.")

    carry_out(desk, freezing.share, "submitted")

    with desk.world.database.reading():
        wider = queries.version_by_id(version.id).audience_id
    assert wider != version.audience_id
    assert indexed(desk) == expected(desk) == {wider: {str(version.id): ["Plan", "One."]}}


def test_a_draft_takes_nothing_from_those_who_may_not_know_of_it(desk: Desk) -> None:
    first = desk.file("jsna", "One.")
    carry_out(desk, freezing.share, "submitted")
    desk.world.at("returned")

    second = desk.file("jsna", "Two.")

    found = indexed(desk)
    assert found == expected(desk)
    assert sorted(group for groups in found.values() for group in groups) == sorted(
        [str(first.id), str(second.id)]
    )
    carry_out(desk, freezing.share, "analysing")
    assert current(desk) == [str(second.id)]
    assert indexed(desk) == expected(desk)


def test_a_replaced_draft_stays_what_it_was_when_its_successor_is_shared(desk: Desk) -> None:
    desk.file("jsna", "Rough.")
    second = desk.file("jsna", "Smooth.")

    carry_out(desk, freezing.share, "submitted")

    assert indexed(desk) == expected(desk)
    assert current(desk) == [str(second.id)]


def test_a_withdrawn_version_is_found_no_more_and_the_one_before_is(desk: Desk) -> None:
    first, wrong = desk.file("jsna", "Right."), desk.file("jsna", "Wrong.")
    world = desk.world

    with world.database.writing():
        withdrawing.withdraw(
            queries.version_by_id(wrong.id), why="Not ours.", by=world.reach(desk.lead), now=world.now
        )

    assert indexed(desk) == expected(desk) == {first.audience_id: {str(first.id): ["Plan", "Right."]}}


def test_a_merged_plan_is_found_under_every_slot_that_it_fills(desk: Desk) -> None:
    plan = desk.file("strategic_plan", "One.")
    world = desk.world

    with world.database.writing():
        actions.fill(world.case(), "od_plan", plan, by=world.reach(desk.lead), now=world.now)

    with world.database.reading():
        (put,) = everything(session())
    assert put.entries[0].fields["slot"].splitlines() == ["strategic_plan", "od_plan"]
    assert indexed(desk) == expected(desk)


def test_an_event_without_versions_changes_nothing(desk: Desk) -> None:
    desk.file("jsna", "One.")

    carry_out(desk, freezing.freeze, "submitted")

    with desk.world.database.reading() as reading:
        frozen = [each for each in events_after(reading, 0, 1_000) if each.kind == kinds.FROZEN]
        assert [changed(reading, each) for each in frozen] == [[]]


def test_a_document_is_found_by_what_a_changed_definition_calls_its_slot(desk: Desk) -> None:
    version = desk.file("jsna", "Deprivation is high.")
    with desk.world.database.reading():
        definition = definition_of(desk.world.case())

    come_to(desk.world, renamed(definition))

    with desk.world.database.reading() as reading:
        (event,) = events_of([version.case_id], MIGRATED)
        (put,) = ENTRIES[MIGRATED](reading, event)
        assert isinstance(put, Put)
        assert {each.fields["document"] for each in put.entries} == {"Needs of the population"}
