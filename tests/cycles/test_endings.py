"""Roles that end: told a few working days before, once."""

from datetime import date, time

from tests.harness.world import World
from wccflow.base.clock import instant_on
from wccflow.cycles import endings
from wccflow.notices.queries import notices_of
from wccflow.people import actions as people
from wccflow.people.queries import person_by_email

EDITOR = "editor@5pg.example"


def told(world: World) -> list[str]:
    with world.database.reading():
        return [row.sentence for row in notices_of(world.reach(EDITOR))]


def test_a_role_that_ends_on_a_monday_is_told_on_the_friday_before_and_once(world: World) -> None:
    with world.database.writing():
        people.grant(
            person_by_email(EDITOR),
            "pct_lead",
            scope="organisation",
            scope_id=world.case().organisation_id,
            by_id=None,
            now=world.now,
            until=instant_on(date(2009, 11, 9), time(18)),
        )

    counts = [endings.run(world.database, instant_on(date(2009, 11, day))) for day in (5, 6, 6, 7)]

    assert counts == [0, 1, 0, 0]
    assert told(world) == [
        "Your role “PCT assurance lead” ends on 9 November 2009. "
        "From then on you no longer see what it shows you. Whoever gave it can prolong it."
    ]


def test_roles_without_an_end_are_not_spoken_of(world: World) -> None:
    assert endings.run(world.database, world.now) == 0
