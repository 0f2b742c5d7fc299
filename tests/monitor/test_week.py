"""The week of panels: whose they are, what is told of each, what is not, and that many cost what one does."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from tests.harness.statements import counted
from tests.harness.world import World
from wccflow.base.errors import NotFound
from wccflow.cycles import queries as cycles
from wccflow.monitor.week import PanelDay, Week, day_called, week
from wccflow.panels import conflicts, openings, pack, seating
from wccflow.panels import queries as panels
from wccflow.people.queries import organisation, person_by_email
from wccflow.review import actions as review

Clients = Callable[[str], FlaskClient]

HERE = "/monitor/wcc-test/Q34/week"
DAY = date(2009, 10, 1)  # a Thursday
MANAGER = "manager@q34.example"


def seen(world: World, *, on: date = DAY, of: date | None = None, by: str = MANAGER) -> Week:
    with world.database.reading():
        cycle, overseer = cycles.cycle("wcc-test"), organisation("Q34")
        return week(world.reach(by), cycle, overseer.id, on=on, of=of)


def only(found: Week) -> PanelDay:
    (there,) = [each for _, panels in found.days for each in panels]
    return there


def set_day(sitting: Sitting, day: date, room: str = "") -> None:
    manager = sitting.reach(MANAGER)
    with sitting.world.database.writing():
        seating.set_day(sitting.case, day, room=room, by=manager, now=sitting.world.now)


def beside(sitting: Sitting, day: date, room: str) -> Sitting:
    """The same five people on the panel of the neighbour."""
    other = Sitting(sitting.world, "5MX")
    other.put_together()
    set_day(other, day, room)
    return other


def sitting_address(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        return sitting.panel.address


def test_a_week_is_monday_to_friday_with_the_panel_on_its_day(gathered: Sitting) -> None:
    found = seen(gathered.world)

    assert [(day.isoformat(), len(panels)) for day, panels in found.days] == [
        *(("2009-09-28", 0), ("2009-09-29", 0), ("2009-09-30", 0), ("2009-10-01", 1), ("2009-10-02", 0)),
    ]
    assert (found.before, found.after) == (date(2009, 9, 21), date(2009, 10, 5))


def test_pages_are_turned_from_the_first_panel_to_the_last_and_one_further(gathered: Sitting) -> None:
    one_before, far_behind = (
        seen(gathered.world, of=date(2009, 9, 23)),
        seen(gathered.world, of=date(2030, 1, 1)),
    )

    assert (one_before.before, one_before.after) == (None, date(2009, 9, 28))
    assert (far_behind.before, far_behind.after) == (date(2009, 10, 5), None)


def test_a_panel_on_a_saturday_is_not_lost(gathered: Sitting) -> None:
    set_day(gathered, date(2009, 10, 3))

    found = seen(gathered.world)

    assert [day.isoformat() for day, panels in found.days if panels] == ["2009-10-03"]
    assert found.last == date(2009, 10, 3)


@pytest.mark.parametrize(
    ("on", "monday"),
    [
        (date(2009, 9, 7), date(2009, 9, 28)),
        (date(2009, 10, 2), date(2009, 9, 28)),
        (date(2009, 10, 7), date(2009, 10, 5)),
    ],
)
def test_without_a_day_it_is_this_week_or_the_next_that_has_a_panel(
    gathered: Sitting, on: date, monday: date
) -> None:
    assert seen(gathered.world, on=on).monday == monday


def test_any_day_shows_its_week(gathered: Sitting) -> None:
    found = seen(gathered.world, of=date(2009, 12, 27))

    assert (found.monday, found.count) == (date(2009, 12, 21), 0)
    assert found.weeks == ((date(2009, 9, 28), 1),)


@pytest.mark.parametrize("text", ["20091001", "2009-W40-4", "soon", "2009-02-30", "9999-12-31", "0001-01-01"])
def test_what_is_no_day_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        day_called(text)


def test_seats_are_counted_of_those_that_the_definition_wants(gathered: Sitting) -> None:
    manager = gathered.reach(MANAGER)
    with gathered.world.database.writing():
        (seat,) = [each for each in panels.seats_of(gathered.panel) if each.seat == "clinician"]
        seating.note_absence(gathered.case, seat, why="Ill.", by=manager, now=gathered.world.now)

    there = only(seen(gathered.world))

    assert (there.confirmed, there.size) == (4, 5)
    assert [each.seat for each in there.members if not each.is_confirmed] == ["Clinician"]


def test_a_conflict_counts_until_it_is_decided(gathered: Sitting) -> None:
    member, manager = gathered.reach(MEMBERS[0]), gathered.reach(MANAGER)
    with gathered.world.database.writing():
        person = person_by_email(MEMBERS[0])
        declared = conflicts.declare(
            gathered.case, person, what="My firm sells to it.", by=member, now=gathered.world.now
        )
    before = only(seen(gathered.world)).conflicts

    with gathered.world.database.writing():
        found = panels.conflict_in(gathered.case, declared.id)
        conflicts.dismiss(gathered.case, found, why="Long ago.", by=manager, now=gathered.world.now)

    assert (before, only(seen(gathered.world)).conflicts) == (1, 0)


def test_a_room_and_people_taken_twice_on_one_day_are_told(gathered: Sitting, client_of: Clients) -> None:
    set_day(gathered, DAY, "Board room")
    beside(gathered, DAY, "board room")

    page = client_of(MANAGER).get(f"{HERE}/{DAY}").text

    assert page.count("room taken twice") == 2
    assert page.count("two panels") == 10


def test_a_room_on_another_day_is_no_clash(gathered: Sitting, client_of: Clients) -> None:
    set_day(gathered, DAY, "Board room")
    beside(gathered, DAY + timedelta(days=1), "Board room")

    page = client_of(MANAGER).get(f"{HERE}/{DAY}").text

    assert page.count("Board room") == 2
    assert ("taken twice" in page, "two panels" in page) == (False, False)


def test_the_day_of_a_case_that_left_the_cycle_is_called_off(gathered: Sitting) -> None:
    gathered.world.at("withdrawn")

    assert seen(gathered.world).weeks == ()


def test_it_is_told_which_members_have_opened_the_pack(gathered: Sitting, client_of: Clients) -> None:
    manager = client_of(MANAGER)
    before = " ".join(manager.get(f"{HERE}/{DAY}").text.split())
    with gathered.world.database.writing():
        pack.build(gathered.case, by=None, now=gathered.world.now)
        (paper,) = openings.packs_of([gathered.case])[gathered.case.id]
        address = f"{gathered.panel.address}/papers/{paper.id}"
    for who in (CHAIR, MEMBERS[1], "analyst@q34.example"):
        client_of(who).get(address, buffered=True)

    there = only(seen(gathered.world))

    assert "not made yet" in before
    assert {each.name for each in there.members if each.opened_at} == {
        f"Person of {who}" for who in (CHAIR, MEMBERS[1])
    }
    assert (there.opened, there.confirmed) == (2, 5)
    assert manager.get(f"{HERE}/{DAY}").text.count("<strong>not opened</strong>") == 3


def test_ratings_are_counted_and_what_was_given_is_nowhere_on_the_page(
    sitting: Sitting, client_of: Clients
) -> None:
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    sitting.commit("2.2", "4", MEMBERS[0], "Xylophone partners.")
    one = client_of(MANAGER).get(f"{HERE}/{DAY}").text

    ratings = only(seen(sitting.world)).ratings

    assert (ratings.given, ratings.items_in, ratings.members, ratings.members_done) == (6, 1, 5, 0)
    assert ("Xylophone" in one, "Level" in one) == (False, False)


def test_the_page_is_the_same_whatever_was_given(sitting: Sitting, client_of: Clients) -> None:
    manager = client_of(MANAGER)
    pages = []
    for level in ("1", "4"):
        sitting.commit("2.1", level, MEMBERS[0])
        page = manager.get(f"{HERE}/{DAY}").text
        pages.append(page[page.index('id="maincontent"') : page.index("</main>")])

    assert pages[0] == pages[1]


def test_lines_of_enquiry_are_counted_for_those_who_may_read_them(gathered: Sitting) -> None:
    gathered.world.at("analysing")
    analyst = gathered.reach("analyst@q34.example")
    with gathered.world.database.writing():
        review.open_thread(
            gathered.case,
            kind="line_of_enquiry",
            body="What of the money? Ask the board.",
            audience="assessors",
            by=analyst,
            now=gathered.world.now,
        )

    assert only(seen(gathered.world)).enquiries == 1
    assert only(seen(gathered.world, by="lead@dh.example")).enquiries == 0


def test_a_report_is_owed_from_the_end_of_the_day_on(sitting: Sitting) -> None:
    sitting.agree_everything()
    before = seen(sitting.world).owed
    sitting.close()

    (owed,) = seen(sitting.world, on=DAY + timedelta(days=9)).owed

    assert before == ()
    assert (owed.days, owed.state) == (9, "Panel report being written")
    assert owed.due is not None
    assert (owed.due.title, owed.due.late_days) == ("Draft report to the PCT", 0)


def test_who_may_not_read_a_report_yet_is_led_to_its_case(sitting: Sitting) -> None:
    sitting.agree_everything()
    sitting.close()

    addresses = [seen(sitting.world, by=who).owed[0].address for who in (MANAGER, "lead@dh.example")]

    assert addresses == [f"{sitting_address(sitting)}/report", "/cycles/wcc-test/5PG"]


def test_a_final_report_is_owed_no_more(sitting: Sitting) -> None:
    sitting.report()

    assert seen(sitting.world, on=DAY + timedelta(days=30)).owed == ()


@pytest.mark.parametrize(
    ("email", "status"),
    [
        (MANAGER, 200),
        ("analyst@q34.example", 200),
        ("lead@dh.example", 200),
        ("lead@5pg.example", 404),
        ("manager@q30.example", 404),
        (MEMBERS[0], 404),
        (CHAIR, 404),
    ],
)
def test_the_week_is_for_those_who_watch_the_overseer(
    gathered: Sitting, client_of: Clients, email: str, status: int
) -> None:
    client = client_of(email)

    assert [client.get(each).status_code for each in (HERE, f"{HERE}/{DAY}")] == [status, status]


def test_an_organisation_has_no_week_and_no_day_that_is_none(gathered: Sitting, client_of: Clients) -> None:
    client = client_of("lead@dh.example")

    answers = [client.get(each).status_code for each in (f"{HERE}/soon", HERE.replace("Q34", "5PG"))]

    assert answers == [404, 404]


def test_the_cockpit_leads_to_the_week_and_the_week_to_others(gathered: Sitting, client_of: Clients) -> None:
    client = client_of(MANAGER)

    cockpit, page = client.get("/monitor/wcc-test/Q34").text, client.get(f"{HERE}/{DAY}").text

    assert f'href="{HERE}"' in cockpit
    assert [f'href="{HERE}/{day}"' in page for day in ("2009-09-21", "2009-10-05")] == [True, True]


def test_a_week_without_panels_says_so(world: World, client_of: Clients) -> None:
    page = client_of(MANAGER).get(HERE).text

    assert "No panel sits in this week." in page


def test_the_week_costs_the_same_for_one_panel_and_for_many(with_cases: Callable[[int], World]) -> None:
    world = with_cases(30)
    one = Sitting(world)
    one.put_together()
    costs = []
    for codes in ([], ["T00", "T01"], [f"T{number:02}" for number in range(2, 20)]):
        for code in codes:
            more = Sitting(world, code)
            more.put_together()
        with counted(world.database.engine) as sent:
            found = seen(world)
        costs.append((found.count, len(sent)))

    assert [count for count, _ in costs] == [1, 3, 21]
    assert len({sent for _, sent in costs}) == 1, costs
