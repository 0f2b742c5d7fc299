"""What "my work" lists of panels."""

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from tests.harness.statements import counted
from wccflow.cycles.cards import Task
from wccflow.cycles.queries import definition_of
from wccflow.panels import accuracy, agenda, cards, conflicts, invitations, queries, seating, tasks
from wccflow.people.queries import person

ROOM_OF = "Birmingham East and North PCT"


def listed(sitting: Sitting, who: str) -> list[Task]:
    with sitting.world.database.reading():
        return tasks.tasks(sitting.world.reach(who), [sitting.case], sitting.world.now)


def titles(sitting: Sitting, who: str) -> list[str]:
    return [each.title for each in listed(sitting, who)]


def test_a_member_is_to_rate_what_she_has_not(sitting: Sitting) -> None:
    sitting.commit("2.1", "2", MEMBERS[0])

    (task,) = listed(sitting, MEMBERS[0])

    assert (task.title, task.minutes) == ("Rate 48 items alone", 144)
    assert task.why == f"You sit on the panel of {ROOM_OF}, which is in session."


def test_the_chair_is_to_reveal_what_everyone_has_rated_then_to_agree_it(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    sitting.commit_all("2.2", "1", "2", "2", "3", "3")
    before = titles(sitting, CHAIR)
    sitting.reveal("2.1")

    after = listed(sitting, CHAIR)

    assert before == ["Rate 47 items alone", "Reveal 2 items"]
    assert [each.title for each in after] == ["Rate 47 items alone", "Reveal 1 item", "Agree 1 item"]
    assert titles(sitting, MEMBERS[0]) == ["Rate 47 items alone"]
    assert after[1].why == f"You chair the panel of {ROOM_OF}; everyone present has rated them."
    sitting.agree("2.1", "2")
    assert titles(sitting, CHAIR) == ["Rate 47 items alone", "Reveal 1 item"]


def test_the_chair_is_to_write_the_report_until_it_is_sent(sitting: Sitting) -> None:
    sitting.agree_everything()
    sitting.close()
    sitting.write("impression", "A board that knows where it is going.")
    sitting.write("potential", "Much, if the finances follow.")
    before = listed(sitting, CHAIR)
    sitting.issue()

    assert [(each.title, each.minutes) for each in before] == [("Write 3 parts of the report", 45)]
    assert titles(sitting, CHAIR) == []


def test_the_organisation_is_to_check_the_draft_and_the_chair_to_answer(sitting: Sitting) -> None:
    sitting.agree_everything()
    sitting.close()
    sitting.write("impression", "A board that knows where it is going.")
    assert titles(sitting, "chief@5pg.example") == []
    sitting.issue()

    assert titles(sitting, "chief@5pg.example") == ["Check the draft report of the panel"]
    chief = sitting.reach("chief@5pg.example")
    with sitting.world.database.writing():
        accuracy.raise_point(
            sitting.case, "impression", sentence="", what="It was May.", by=chief, now=sitting.world.now
        )
    assert titles(sitting, CHAIR) == ["Answer 1 point of factual accuracy"]


def test_whoever_puts_the_panel_together_is_to_decide_about_a_conflict(gathered: Sitting) -> None:
    gathered.world.at("panel_ready")
    member = gathered.reach(MEMBERS[0])
    with gathered.world.database.writing():
        who = person(member.person_id)
        conflicts.declare(gathered.case, who, what="A sister.", by=member, now=gathered.world.now)

    assert titles(gathered, "manager@q34.example") == ["Decide about 1 conflict of interest"]
    assert titles(gathered, MEMBERS[0]) == []


def test_an_invited_person_is_to_say_whether_she_sits(gathered: Sitting) -> None:
    gathered.world.at("panel_ready")
    manager, leaver = gathered.reach("manager@q34.example"), gathered.reach(MEMBERS[3])
    with gathered.world.database.writing():
        panel = gathered.panel
        seat = queries.seat_of(panel, leaver.person_id)
        assert seat is not None
        freed = seat.seat
        seating.withdraw(gathered.case, seat, why="Ill.", by=manager, now=gathered.world.now)
        invitations.invite(
            gathered.case,
            email="new@q34.example",
            name="New Expert",
            seat=freed,
            part="member",
            skills=set(),
            by=manager,
            now=gathered.world.now,
        )

    assert titles(gathered, "new@q34.example") == [f"Say whether you sit on the panel of {ROOM_OF}"]


def test_the_list_costs_the_same_for_one_panel_and_for_three(sittings: list[Sitting]) -> None:
    for each in sittings:
        each.commit_all("2.1", "1", "2", "2", "3", "3")
        each.commit_all("2.2", "1", "2", "2", "3", "3")
        each.reveal("2.1")
    world, found = sittings[0].world, []

    for some in (sittings[:1], sittings):
        with world.database.reading():
            reach, cases = world.reach(CHAIR), [each.case for each in some]
            assert {len(agenda.items_of(definition_of(each))) for each in cases} == {49}
            with counted(world.database.engine) as sent:
                mine = tasks.tasks(reach, cases, world.now)
        found.append((len(mine), len(sent)))

    assert found == [(3, 14), (9, 14)]


def test_a_tile_of_the_case_page_costs_a_few_queries(sitting: Sitting) -> None:
    world = sitting.world
    with world.database.reading():
        reach, case = world.reach(CHAIR), sitting.case
        definition_of(case)
        with counted(world.database.engine) as sent:
            tile = cards.card(case, reach)

    assert tile is not None
    assert (tile.value, len(sent)) == ("5/5", 2)
