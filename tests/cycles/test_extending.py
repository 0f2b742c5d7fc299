"""More time for one case: who asks, who grants, what it moves, and what it leaves alone."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.statements import counted
from tests.harness.world import World
from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import extending, extension_telling, queries
from wccflow.cycles.extensions import MILESTONE, STAGE, extension, of_case
from wccflow.cycles.models import Extension
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.calendars import Due
from wccflow.notices import reader
from wccflow.notices.queries import notices_of

LEAD, CHIEF, EDITOR = "lead@5pg.example", "chief@5pg.example", "editor@5pg.example"
MANAGER, DIRECTOR = "manager@q34.example", "director@q34.example"
PAGE = "/cycles/wcc-test/5PG/extensions"
PLANNED, SOON, FAR = date(2009, 12, 17), date(2009, 12, 23), date(2010, 1, 7)


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    """Today is the day of the world."""
    clock.pretend_today(date(2009, 10, 1))
    yield
    clock.pretend_today(None)


def ask(
    world: World, who: str = LEAD, until: date = SOON, kind: str = MILESTONE, key: str = "submission"
) -> Extension:
    with world.database.writing():
        by = world.reach(who)
        return extending.ask(world.case(), kind, key, until=until, why="Snow.", by=by, now=world.now)


def grant(world: World, made: Extension, who: str) -> None:
    with world.database.writing():
        case = world.case()
        extending.grant(case, extension(case, made.id), by=world.reach(who), now=world.now)


def due(world: World, code: str = "5PG") -> Due:
    with world.database.reading():
        case = world.case(code)
        found = milestones_of([case], world.now.date())[case.id]
        return next(each for each in found if each.key == "submission")


def last_day(world: World, code: str = "5PG") -> date:
    with world.database.reading():
        case = world.case(code)
        return queries.windows([case])[case.id]["preparation"].last


def test_time_that_is_only_asked_for_changes_nothing(world: World) -> None:
    ask(world)

    assert (due(world).due, due(world).planned) == (PLANNED, None)


def test_one_signature_grants_a_few_days_to_this_case_alone(world: World) -> None:
    grant(world, ask(world), MANAGER)

    assert (due(world).due, due(world).planned) == (SOON, PLANNED)
    assert due(world, "5MX").due == PLANNED
    assert last_day(world) == date(2009, 12, 31)


def test_more_days_take_a_second_signature_of_another_person(world: World) -> None:
    made = ask(world, until=FAR)

    grant(world, made, MANAGER)
    after_one = due(world).due
    grant(world, made, DIRECTOR)

    assert (after_one, due(world).due) == (PLANNED, FAR)


def test_a_milestone_that_outlasts_its_stage_keeps_the_stage_open_for_its_case(world: World) -> None:
    made = ask(world, until=FAR)
    for who in (MANAGER, DIRECTOR):
        grant(world, made, who)

    assert (last_day(world), last_day(world, "5MX")) == (FAR, date(2009, 12, 31))


def test_a_stage_is_held_open_for_one_case_and_its_milestones_stay(world: World) -> None:
    grant(world, ask(world, kind=STAGE, key="preparation", until=date(2010, 1, 5)), MANAGER)

    assert (last_day(world), last_day(world, "5MX")) == (date(2010, 1, 5), date(2009, 12, 31))
    assert due(world).due == PLANNED


def test_the_overseer_offers_more_time_at_once(world: World) -> None:
    with world.database.writing():
        by = world.reach(MANAGER)
        extending.extend(world.case(), MILESTONE, "submission", until=SOON, why="Snow.", by=by, now=world.now)

    assert due(world).due == SOON


def test_a_chain_of_small_extensions_is_counted_from_the_planned_day(world: World) -> None:
    grant(world, ask(world), MANAGER)

    grant(world, ask(world, until=FAR), MANAGER)

    assert due(world).due == SOON


@pytest.mark.parametrize(
    ("until", "sentence"),
    [(PLANNED, "is due on 17 December 2009; choose a later day"), (date(2009, 9, 1), "choose a later day")],
)
def test_a_day_that_gives_no_time_is_refused(world: World, until: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        ask(world, until=until)


def test_the_same_is_not_asked_for_twice(world: World) -> None:
    ask(world)

    with pytest.raises(Refused, match="is asked for already"):
        ask(world, until=FAR)


def test_who_may_not_ask_or_grant_learns_nothing(world: World) -> None:
    made = ask(world)

    for act in (
        lambda: ask(world, EDITOR),
        lambda: grant(world, made, LEAD),
        lambda: grant(world, made, "manager@q30.example"),
    ):
        with pytest.raises(NotFound):
            act()


def test_granted_time_is_taken_back_with_a_reason(world: World) -> None:
    made = ask(world)
    grant(world, made, MANAGER)

    with world.database.writing():
        case, by = world.case(), world.reach(MANAGER)
        with pytest.raises(Refused, match="Say why"):
            extending.revoke(case, extension(case, made.id), why=" ", by=by, now=world.now)
        extending.revoke(case, extension(case, made.id), why="A mistake.", by=by, now=world.now)

    assert due(world).due == PLANNED


def test_a_refusal_and_a_withdrawal_settle_the_question(world: World) -> None:
    first = ask(world)
    with world.database.writing():
        case = world.case()
        extending.refuse(case, extension(case, first.id), why="No.", by=world.reach(MANAGER), now=world.now)
    second = ask(world)
    with world.database.writing():
        case = world.case()
        extending.withdraw(case, extension(case, second.id), by=world.reach(LEAD), now=world.now)

    with world.database.reading():
        assert sorted(each.state for each in of_case(world.case())) == ["refused", "withdrawn"]
    assert due(world).due == PLANNED


def test_whoever_can_grant_finds_it_among_her_work(world: World) -> None:
    ask(world)

    assert {who: titles(world, who) for who in (MANAGER, LEAD, DIRECTOR)} == {
        MANAGER: [("Answer: more time for “Submission”", False)],
        LEAD: [("More time for “Submission”", True)],
        DIRECTOR: [],
    }


def titles(world: World, who: str) -> list[tuple[str, bool]]:
    with world.database.reading():
        reach = world.reach(who)
        found = extension_telling.tasks(reach, queries.cases_for(reach), world.now)
        return [(each.title, each.waiting) for each in found]


def test_asking_and_answering_is_told_to_those_concerned(world: World) -> None:
    grant(world, ask(world), MANAGER)

    reader.drain(world.database)

    with world.database.reading():
        told = [row.sentence for row in notices_of(world.reach(CHIEF))]
    assert "Birmingham East and North PCT: “Submission” is extended to the end of 23 December 2009." in told


def test_dates_cost_the_same_for_one_case_and_for_several(world: World) -> None:
    grant(world, ask(world), MANAGER)

    costs = []
    for several in (False, True):
        with world.database.reading():  # each anew, for what was read once in a page is remembered
            cases = queries.cases_of(world.cycle_id)
            with counted(world.database.engine) as sent:
                milestones_of(cases if several else cases[:1], world.now.date())
            costs.append(len(sent))
    assert costs[0] == costs[1]


def test_time_is_asked_for_and_granted_on_the_page(
    world: World, client_of: Callable[[str], FlaskClient]
) -> None:
    lead, manager = client_of(LEAD), client_of(MANAGER)
    form = {"what": "milestone submission", "until": "2009-12-23", "why": "Snow closed the offices."}

    asked = lead.post(PAGE, data={**form, "csrf_token": token_of(lead.get(PAGE).text)})
    page = manager.get(PAGE).text
    address = page.partition('action="' + PAGE + "/")[2].partition('"')[0]
    granted = manager.post(f"{PAGE}/{address}", data={"csrf_token": token_of(page)})

    assert [each.status_code for each in (asked, granted)] == [303, 303]
    html = lead.get("/cycles/wcc-test/5PG").text
    assert "17 December 2009, extended to 23 December 2009 by Person of manager@q34.example" in html
    assert "because “Snow closed the offices.”" in html
