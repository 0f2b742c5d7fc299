"""Files brought together: set aside, filed into one or several slots from one sheet, or kept."""

from uuid import UUID

from tests.evidence.conftest import Desk
from tests.evidence.test_actions import states
from wccflow.evidence import placing, queries
from wccflow.evidence.models import Arrival, Version
from wccflow.evidence.sheets import LEAVE_OUT, Chosen, Part


def bring(desk: Desk, content: str, name: str = "plan.txt", who: str = "") -> Arrival:
    world = desk.world
    received = desk.received(content, name)
    with world.database.writing():
        return placing.bring(world.case(), received, by=world.reach(who or desk.lead), now=world.now)


def place(desk: Desk, chosen: dict[UUID, Chosen]) -> list[Version]:
    world = desk.world
    with world.database.writing():
        return placing.place(world.case(), chosen, by=world.reach(desk.lead), now=world.now)


def waiting(desk: Desk, who: str = "") -> list[str]:
    world = desk.world
    with world.database.reading():
        reach = world.reach(who or desk.lead)
        return [each.file_name for each in queries.arrivals(world.case().id, reach.person_id)]


def test_brought_files_are_filed_where_the_person_says_and_the_rest_waits_on(desk: Desk) -> None:
    plan, stray = bring(desk, "a", "strategic plan.txt"), bring(desk, "b", "holiday.txt")

    filed = place(desk, {plan.id: Chosen((Part("strategic_plan"),)), stray.id: Chosen()})

    assert [(each.file_name, each.draft) for each in filed] == [("strategic plan.txt", 1)]
    assert waiting(desk) == ["holiday.txt"]


def test_a_file_that_is_left_out_is_forgotten(desk: Desk) -> None:
    stray = bring(desk, "b", "holiday.txt")

    assert place(desk, {stray.id: Chosen((Part(LEAVE_OUT),))}) == []
    assert waiting(desk) == []


def test_one_file_fills_several_slots_with_its_pages_and_is_one_version(desk: Desk) -> None:
    merged = bring(desk, "all in one")
    parts = (Part("strategic_plan", "1", "30"), Part("financial_strategy", "31", "60"), Part("od_plan"))

    (version,) = place(desk, {merged.id: Chosen(parts, as_of="2009-09-01", since="2009-04-01")})

    with desk.world.database.reading():
        filled = queries.slots_filled_by(version.id)
        pages = {each.slot: (each.filling.first_page, each.filling.last_page) for each in filled}
    assert pages == {"strategic_plan": (1, 30), "financial_strategy": (31, 60), "od_plan": (None, None)}
    assert [str(version.as_of), str(version.period_from), version.period_until] == [
        "2009-09-01",
        "2009-04-01",
        None,
    ]
    assert {slot for slot, state in states(desk).items() if state == "uploaded"} == set(pages)


def test_two_files_for_one_slot_are_refused_and_none_is_filed(desk: Desk) -> None:
    brought = [bring(desk, name, name) for name in "ab"]
    world = desk.world
    chosen = {each.id: Chosen((Part("jsna"),)) for each in brought}

    sentence = desk.refused(
        lambda: placing.place(world.case(), chosen, by=world.reach(desk.lead), now=world.now)
    )

    assert sentence.startswith("Joint strategic needs assessment is chosen for b too.")
    with world.database.reading():
        assert queries.fillings([brought[0].case_id]) == []
    assert waiting(desk) == ["a", "b"]


def test_another_persons_brought_file_is_not_touched(desk: Desk) -> None:
    editor = "editor@5pg.example"
    theirs = bring(desk, "a", who=editor)

    assert place(desk, {theirs.id: Chosen((Part("jsna"),))}) == []
    assert waiting(desk, editor) == ["plan.txt"]


def test_what_was_not_taken_is_told_until_the_sheet_is_filed(desk: Desk) -> None:
    world = desk.world
    with world.database.writing():
        by = world.reach(desk.lead)
        placing.turn_away(world.case(), "old.doc", "An older Word file.", by=by, now=world.now)
    good = bring(desk, "a")
    before = waiting(desk)

    place(desk, {good.id: Chosen((Part("jsna"),))})

    assert (before, waiting(desk)) == (["old.doc", "plan.txt"], [])


def test_bytes_that_are_there_already_are_told_with_their_place(desk: Desk) -> None:
    desk.file("jsna", "x")
    world = desk.world
    (content,) = [f"jsna 0 {('x',)}"]
    same, new, again = (
        bring(desk, content, "copy.txt"),
        bring(desk, "n", "new.txt"),
        bring(desk, "n", "too.txt"),
    )

    with world.database.reading():
        brought = queries.arrivals(world.case().id, same.by_id)
        twins = placing.taken_already(brought, placing.places(world.case()))

    assert twins == {
        same.id: "This is the very file that fills Joint strategic needs assessment already.",
        again.id: "This is the very file that you brought as new.txt.",
    }
    assert new.id not in twins
