"""A region's timetable: proposed, held by hand, adopted, taken back, written; conflicts that show."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.harness.world import World
from wccflow.base.errors import NotFound, Refused
from wccflow.panels import (
    conflicts,
    deriving,
    pool,
    pooling,
    queries,
    reminding,
    seating,
    timetable_sending,
    timetable_setting,
    timetable_tasks,
    timetabling,
    watching,
)
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.pool_models import PoolMember
from wccflow.panels.region import Region, region_called
from wccflow.panels.rules import CONFIRMED, INVITED
from wccflow.panels.timetable_models import Timetable
from wccflow.panels.timetable_rules import SAME_OVERSEER, Rules
from wccflow.people import actions as people
from wccflow.people.queries import person, person_by_email
from wccflow.people.rights import Reach

MANAGER = "manager@q34.example"
SKILLS = ("commissioning", "clinical", "partnership", "finance")
SEATS = ("chair", "peer", "clinician", "local_authority", "independent")


@dataclass
class Planning:
    """Acts on the timetable of Q34, as its manager would."""

    world: World

    @property
    def region(self) -> Region:
        return region_called("wcc-test", "Q34")

    def by(self, who: str = MANAGER) -> Reach:
        return self.world.reach(who)

    def add(self, email: str, *seats: str, **more: object) -> PoolMember:
        with self.world.database.writing():
            return pooling.add(
                self.region,
                email=email,
                name=f"Person of {email}",
                seats=seats,
                skills=SKILLS,
                by=self.by(),
                now=self.world.now,
                **more,  # type: ignore[arg-type]
            )

    def fill(self, count: int = 2) -> None:
        for seat in SEATS:
            for number in range(count):
                self.add(f"{seat}{number}@pool.example", seat)

    def propose(self, **more: object) -> Timetable:
        with self.world.database.writing():
            return timetabling.propose(self.region, by=self.by(), now=self.world.now, **more)  # type: ignore[arg-type]

    def adopt(self, *, at_once: bool = False) -> None:
        with self.world.database.writing():
            row = timetable.newest(self.region)
            assert row is not None
            timetabling.adopt(self.region, row, at_once=at_once, by=self.by(), now=self.world.now)
            if at_once:
                timetable_sending.send(self.region, row, by=self.by(), now=self.world.now)

    def seated(self, code: str, state: str = INVITED) -> set[str]:
        with self.world.database.reading():
            panel = queries.panel_of(self.world.case(code))
            seats = queries.seats_of(panel) if panel else ()
            return {person(each.person_id).email for each in seats if each.state == state}

    def day(self, code: str) -> date | None:
        with self.world.database.reading():
            panel = queries.panel_of(self.world.case(code))
            return panel.held_on if panel else None


@pytest.fixture
def planning(world: World) -> Planning:
    """Two cases of Q34 that are being prepared, months before their panels."""
    for code in ("5PG", "5MX"):
        world.at("preparing", code)
    return Planning(world)


def test_a_proposal_places_every_panel_and_writes_nothing(planning: Planning) -> None:
    planning.fill()

    row = planning.propose()

    plan = timetable.plan_of(row)
    assert plan.is_whole
    assert sorted(plan.by_code) == ["5MX", "5PG"]
    assert all(len(each.people) == 5 and each.room == "Room 1" for each in plan.panels)
    assert len(plan.groups) == 2  # everybody sits once, which is even, and so nobody links the two
    assert planning.day("5PG") is None
    assert planning.seated("5PG") == set()


def test_without_people_the_proposal_says_what_is_missing(planning: Planning) -> None:
    planning.add("chair@pool.example", "chair", most=1)

    plan = timetable.plan_of(planning.propose())

    assert not plan.is_whole
    assert "SHA director: 2 panels need one, but the pool can give only 1 day." in plan.reasons
    assert any(
        say.startswith("Find another Clinician for Heart of Birmingham PCT on ") for say in plan.needed
    )


def test_what_is_adopted_can_be_taken_back_until_it_is_written(planning: Planning) -> None:
    planning.fill()
    planning.propose()
    planning.adopt()

    with planning.world.database.writing():
        row = timetable.newest(planning.region)
        assert row is not None
        assert row.sends_at == planning.world.now + timetabling.HELD
        timetabling.take_back(planning.region, row, by=planning.by(), now=planning.world.now)

    later = planning.world.now + timedelta(hours=1)
    assert timetable_sending.run(planning.world.database, later) == 0
    assert planning.day("5PG") is None


def test_after_half_an_hour_it_is_written_and_people_are_invited(planning: Planning) -> None:
    planning.fill()
    plan = timetable.plan_of(planning.propose())
    planning.adopt()
    database, now = planning.world.database, planning.world.now

    assert timetable_sending.run(database, now + timedelta(minutes=29)) == 0
    assert timetable_sending.run(database, now + timedelta(minutes=31)) == 1
    assert timetable_sending.run(database, now + timedelta(minutes=32)) == 0

    assert planning.day("5PG") == plan.by_code["5PG"].day
    assert len(planning.seated("5PG")) == 5
    with database.reading():
        seats = queries.seats_of(queries.panel_of(planning.world.case()))  # type: ignore[arg-type]
        assert [each.seat for each in seats if each.part == "chair"] == ["chair"]
        assert timetable.newest(planning.region) is None


def test_what_can_no_longer_be_is_not_written_and_says_why(planning: Planning) -> None:
    planning.fill(1)
    planning.propose()
    planning.adopt()
    database, now = planning.world.database, planning.world.now
    with database.writing():
        row = pool.membership(planning.region, person_by_email("peer0@pool.example").id)
        assert row is not None
        pooling.say_days(
            planning.region, row, [], timetable.days_of(planning.region, now), by=planning.by(), now=now
        )

    assert timetable_sending.run(database, now + timedelta(hours=1)) == 0

    assert planning.day("5PG") is None
    with database.reading():
        again = timetable.newest(planning.region)
        assert again is not None
        assert again.adopted_at is None
        assert "Person of peer0@pool.example is not free on" in again.fault
        titles = [each.title for each in timetable_tasks.tasks(planning.by(), [planning.world.case()], now)]
        assert titles == ["Look at the timetable again"]


def test_holding_a_day_moves_that_panel_and_keeps_the_other(planning: Planning) -> None:
    planning.fill()
    was = timetable.plan_of(planning.propose())
    with planning.world.database.writing():
        row = timetabling.hold(
            planning.region,
            "5PG",
            day=date(2010, 5, 12),
            room="Room 3",
            by=planning.by(),
            now=planning.world.now,
        )

    plan = timetable.plan_of(row)
    assert (plan.by_code["5PG"].day, plan.by_code["5PG"].room) == (date(2010, 5, 12), "Room 3")
    assert plan.by_code["5MX"] == was.by_code["5MX"]
    with planning.world.database.writing():
        timetabling.take_back(
            planning.region, timetable.newest(planning.region), by=planning.by(), now=planning.world.now
        )  # type: ignore[arg-type]
    with planning.world.database.reading():
        assert timetable.plan_of(timetable.newest(planning.region)) == was


@pytest.mark.parametrize(
    ("day", "room", "sentence"),
    [
        (date(2009, 9, 1), "", "This day has passed, or is today. Choose a later day."),
        (
            date(2010, 4, 5),
            "",
            "No panels meet on 5 April 2010: it is outside the window, or not a working day.",
        ),
        (None, "Attic", "There is no room called “Attic”. Add it to the rules of the timetable first."),
    ],
)
def test_what_cannot_be_held_is_refused(
    planning: Planning, day: date | None, room: str, sentence: str
) -> None:
    planning.fill()
    planning.propose()

    with pytest.raises(Refused) as refusal, planning.world.database.writing():
        timetabling.hold(planning.region, "5PG", day=day, room=room, by=planning.by(), now=planning.world.now)

    assert str(refusal.value) == sentence


def test_who_gives_up_a_seat_is_replaced_and_nobody_else_is_told(planning: Planning) -> None:
    planning.fill()
    planning.propose()
    planning.adopt(at_once=True)
    database, now = planning.world.database, planning.world.now
    gone = next(each for each in planning.seated("5PG") if each.startswith("clinician"))
    with database.writing():
        case, leaver = planning.world.case(), person_by_email(gone)
        seat = queries.seat_of(queries.panel_of(case), leaver.id)  # type: ignore[arg-type]
        assert seat is not None
        seating.withdraw(case, seat, why="I am away.", by=planning.by(gone), now=now)
    before = planning.seated("5MX"), planning.day("5PG"), planning.day("5MX")

    planning.propose()
    planning.adopt(at_once=True)

    other = {"clinician0@pool.example": "clinician1@pool.example"}.get(gone, "clinician0@pool.example")
    assert other in planning.seated("5PG")
    assert (planning.seated("5MX"), planning.day("5PG"), planning.day("5MX")) == before


def test_only_those_who_put_panels_together_propose(planning: Planning) -> None:
    for who in ("lead@5pg.example", "analyst@q34.example", "manager@q30.example", "lead@dh.example"):
        with pytest.raises(NotFound), planning.world.database.writing():
            timetabling.propose(planning.region, by=planning.by(who), now=planning.world.now)


def test_rules_of_a_region_hold(planning: Planning) -> None:
    planning.fill()
    rules = Rules(rooms=("Hall",), per_week=1, first_day=date(2010, 4, 6), last_day=date(2010, 4, 16))
    with planning.world.database.writing():
        timetable_setting.set_rules(planning.region, rules, "", by=planning.by(), now=planning.world.now)
        timetable_setting.keep_away(
            planning.world.case(),
            [date(2010, 4, day) for day in range(6, 10)],
            by=planning.by(),
            now=planning.world.now,
        )

    plan = timetable.plan_of(planning.propose())

    assert plan.is_whole
    assert plan.by_code["5PG"].day >= date(2010, 4, 12)
    assert plan.by_code["5MX"].day <= date(2010, 4, 9)


def test_whoever_worked_there_has_a_conflict_until_it_is_dismissed(planning: Planning) -> None:
    world = planning.world
    planning.add("editor@5pg.example", "peer")
    with world.database.writing():
        held = people.grant(
            person_by_email("editor@5pg.example"),
            "pct_chief",
            scope="organisation",
            scope_id=world.case("5MX").organisation_id,
            by_id=None,
            now=world.now - timedelta(days=9),
        )
        people.end(held, by_id=None, now=world.now - timedelta(days=2))
    with world.database.writing():
        who = person_by_email("editor@5pg.example")
        found = deriving.standing([(world.case("5PG"), who.id), (world.case("5MX"), who.id)], world.now)
        words = [each.words for each in found]
        conflicts.put_aside(world.case("5MX"), found[1], why="A week only.", by=planning.by(), now=world.now)

    assert words == [
        "is PCT contributor of Birmingham East and North PCT",
        "was PCT chief executive of Heart of Birmingham PCT until 29 September 2009",
    ]
    with world.database.writing():
        left = deriving.standing([(world.case("5MX"), who.id)], world.now)
        held_back = deriving.dismissals([world.case("5MX").id])[0]
        conflicts.take_up_again(world.case("5MX"), held_back, by=planning.by(), now=world.now)
        again = deriving.standing([(world.case("5MX"), who.id)], world.now)
    assert (left, len(again)) == ([], 1)


def test_neighbours_and_those_of_the_same_overseer_are_too_near(planning: Planning) -> None:
    world = planning.world
    with world.database.reading():
        home = world.case("5MX").organisation
    planning.add("peer@pool.example", "peer", home=home)

    def near(rules: Rules, neighbours: str) -> list[str]:
        with world.database.writing():
            timetable_setting.set_rules(planning.region, rules, neighbours, by=planning.by(), now=world.now)
            who = person_by_email("peer@pool.example").id
            return [each.words for each in deriving.standing([(world.case("5PG"), who)], world.now)]

    assert near(Rules(), "") == []
    assert near(Rules(), "5MX 5PG") == [
        "works for Heart of Birmingham PCT, a neighbour of Birmingham East and North PCT"
    ]
    assert near(Rules(kin=SAME_OVERSEER), "") == [
        "works for Heart of Birmingham PCT, which has the same overseer"
    ]


def test_a_conflict_keeps_from_being_invited_the_chair_too(planning: Planning) -> None:
    world = planning.world
    planning.add("lead@5pg.example", "chair")

    with pytest.raises(Refused) as refusal, world.database.writing():
        seating.seat_chair(
            world.case(), person_by_email("lead@5pg.example"), "chair", by=planning.by(), now=world.now
        )

    assert str(refusal.value) == (
        "Person of lead@5pg.example has a conflict of interest: is PCT assurance lead of "
        "Birmingham East and North PCT. Dismiss it with a reason, or invite somebody else."
    )


def test_a_conflict_that_comes_to_show_later_puts_the_person_aside(planning: Planning) -> None:
    planning.fill()
    planning.propose()
    planning.adopt(at_once=True)
    world = planning.world
    chair = next(each for each in planning.seated("5PG") if each.startswith("chair"))
    with world.database.writing():
        people.grant(
            person_by_email(chair),
            "pct_lead",
            scope="organisation",
            scope_id=world.case().organisation_id,
            by_id=None,
            now=world.now,
        )

    assert watching.run(world.database, world.now) == 1
    assert watching.run(world.database, world.now) == 0

    with world.database.writing():
        declared = queries.conflicts_of([world.case().id])[0]
        assert (
            declared.what
            == "It shows that this person is PCT assurance lead of Birmingham East and North PCT."
        )
        held = seating.panel_grants(world.case(), person_by_email(chair).id)
        assert [each.suspended_why for each in held] == [conflicts.ASIDE]
        conflicts.dismiss(world.case(), declared, why="A slip.", by=planning.by(), now=world.now)
    assert watching.run(world.database, world.now) == 0


def test_an_interest_declared_beforehand_keeps_a_timetable_from_seating_there(planning: Planning) -> None:
    planning.fill(1)
    world = planning.world
    with world.database.writing():
        who = person_by_email("peer0@pool.example")
        conflicts.declare(
            world.case(), who, what="My sister.", by=planning.by("peer0@pool.example"), now=world.now
        )

    plan = timetable.plan_of(planning.propose())

    assert not plan.is_whole
    assert [each.code for each in plan.panels] == ["5MX"]


def test_the_last_change_of_a_member_can_be_taken_back(planning: Planning) -> None:
    world = planning.world
    row = planning.add("peer@pool.example", "peer")
    with world.database.writing():
        mine = pool.member(planning.region, row.id)
        pooling.say_days(
            planning.region,
            mine,
            [date(2010, 4, 6)],
            [date(2010, 4, 6), date(2010, 4, 7)],
            by=planning.by("peer@pool.example"),
            now=world.now,
        )
        pooling.leave(planning.region, mine, by=planning.by(), now=world.now)
        assert pool.members_of(planning.region) == []
        pooling.undo(planning.region, mine, by=planning.by(), now=world.now)

    with world.database.reading():
        found = pool.members_of(planning.region)
        assert [each.days for each in found] == [frozenset({date(2010, 4, 6)})]
    with pytest.raises(Refused, match="nothing to take back"), world.database.writing():
        pooling.undo(planning.region, pool.member(planning.region, row.id), by=planning.by(), now=world.now)


def test_whoever_does_not_answer_is_reminded_once(planning: Planning) -> None:
    planning.fill()
    planning.propose()
    planning.adopt(at_once=True)
    database, now = planning.world.database, planning.world.now

    assert reminding.run(database, now + timedelta(days=4)) == 0
    assert reminding.run(database, now + timedelta(days=6)) == 10
    assert reminding.run(database, now + timedelta(days=7)) == 0
    assert planning.seated("5PG", CONFIRMED) == set()
