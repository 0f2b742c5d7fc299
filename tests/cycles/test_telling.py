"""What people are told of moves and signatures: with each day, what silence will mean."""

import pytest

from tests.harness.world import World
from wccflow.cycles import signing, telling
from wccflow.notices import reader
from wccflow.notices.queries import notices_of

LEAD, MANAGER, DIRECTOR = "lead@5pg.example", "manager@q34.example", "director@q34.example"


@pytest.fixture(autouse=True)
def nothing_told(world: World) -> None:
    """What founding the world made known is told already."""
    reader.skip(world.database)


def told(world: World, email: str) -> list[str]:
    with world.database.reading():
        return [row.sentence for row in notices_of(world.reach(email))]


def test_whoever_has_a_day_to_keep_learns_it_with_what_silence_means(world: World) -> None:
    world.at("board_sign_off")
    with world.database.writing():
        telling.notify(world.case(), by=None, now=world.now, argument="pct_chief")

    (sentence,) = told(world, "chief@5pg.example")

    assert sentence == (
        "Birmingham East and North PCT is now at “Awaiting PCT board sign-off”. "
        "“Submission” is due on 17 December 2009. "
        "If it is not done by then, the SHA assurance lead is told on 21 December 2009."
    )


def test_whoever_has_no_day_to_keep_is_told_where_the_case_stands(world: World) -> None:
    world.at("board_sign_off")
    with world.database.writing():
        telling.notify(world.case(), by=None, now=world.now, argument="pct_lead")

    assert told(world, LEAD) == ["Birmingham East and North PCT is now at “Awaiting PCT board sign-off”."]


def test_only_whoever_is_to_move_the_case_on_is_told_at_once(world: World) -> None:
    world.at("board_sign_off")
    with world.database.writing():
        for role in ("pct_chief", "pct_lead"):
            telling.notify(world.case(), by=None, now=world.now, argument=role)

    with world.database.reading():
        only = {
            who: [row.only_you for row in notices_of(world.reach(who))] for who in (LEAD, "chief@5pg.example")
        }
    assert only == {LEAD: [False], "chief@5pg.example": [True]}


def test_the_other_signature_is_asked_of_those_who_can_give_it_until_a_day(world: World) -> None:
    world.at("analysing")
    with world.database.writing():
        signing.sign(
            world.case(),
            "waive partners_heard",
            role="sha_lead",
            by=world.reach(MANAGER),
            why="Three partners have closed.",
            now=world.now,
        )
    reader.drain(world.database)

    (sentence,) = told(world, DIRECTOR)

    assert sentence.startswith(
        "Birmingham East and North PCT: an exception about invited partners who have answered "
        "is signed by one and waits for another person's signature. If none comes by "
    )
    assert sentence.endswith(" it lapses and is not made, and what is missing stays in the way.")
    assert told(world, MANAGER) == []


def test_a_signature_that_was_taken_back_asks_nobody(world: World) -> None:
    world.at("analysing")
    with world.database.writing():
        made = signing.sign(
            world.case(),
            "waive partners_heard",
            role="sha_lead",
            by=world.reach(MANAGER),
            why="Three partners have closed.",
            now=world.now,
        )
        made.withdrawn_at = world.now
    reader.drain(world.database)

    assert told(world, DIRECTOR) == []
