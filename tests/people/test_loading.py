"""Organisations and successors from files: every faulty row is named, and the same file changes nothing."""

from datetime import date

import pytest

from tests.harness.world import World
from wccflow.base import clock
from wccflow.people import loading
from wccflow.people.queries import known_as, organisations_at
from wccflow.people.register import told_of

ROWS = """code,name,level,under,valid_from,valid_until,aliases,unverified
TAM,Solihull Care Trust,organisation,Q34,2006-04-01,,Solihull|NHS Solihull,yes
Q99,Another SHA,overseer,DH,,,,
"""
MERGER = """code_2009_10,code_2011,effective,confidence
5PG,5QV,2009-04-01,seen
5MX,5QV,2009-04-01,seen
5J9,TAP,2009-04,recalled
"""


def load(world: World, text: str) -> loading.Loaded:
    """Load these organisations."""
    with world.database.writing():
        return loading.load_organisations(text.encode(), by_id=None, now=world.now)


def succeed(world: World, text: str, **days: date) -> loading.Loaded:
    """Load these successions."""
    named = {name.lstrip("_"): day for name, day in days.items()}
    with world.database.writing():
        return loading.load_successions(text.encode(), days=named, by_id=None, now=world.now)


def test_a_file_is_entered_once_with_its_other_names(world: World) -> None:
    first, second = load(world, ROWS), load(world, ROWS)

    with world.database.reading():
        found = known_as("nhs  solihull")
    assert (first.new, first.faults) == (["Q99", "TAM"], [])
    assert (second.new, second.changed, second.same, second.faults) == ([], [], 2, [])
    assert found is not None
    assert (found.code, found.valid_from, found.unverified) == ("TAM", date(2006, 4, 1), True)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("5P!,A name,organisation,Q34,,,", "Row 2: “5P!” is not a code: letters and figures only."),
        ("5P1,,organisation,Q34,,,", "Row 2: 5P1 has no name."),
        ("5P1,A name,trust,Q34,,,", "Row 2: 5P1 has the level “trust”"),
        ("5P1,A name,organisation,,,,", "Row 2: 5P1 says nowhere under whom it stands."),
        ("5P1,A name,organisation,Q98,,,", "Row 2: 5P1 stands under Q98, which is not known"),
        ("5P1,A name,organisation,DH,,,", "Row 2: 5P1 stands under DH, which is not of the level above."),
        ("5P1,A name,organisation,Q34,2009-13-01,,", "Row 2: 5P1 has “2009-13-01” as valid_from"),
        (
            "5PG,Other name,organisation,Q34,,,",
            "Row 2: 5PG is called “Birmingham East and North PCT” already.",
        ),
        ("5P1,A name,organisation,Q34,,,Darlington PCT", "Row 2: 5P1: “Darlington PCT” is a name of another"),
    ],
)
def test_each_faulty_row_is_named(world: World, row: str, sentence: str) -> None:
    found = load(world, f"code,name,level,under,valid_from,valid_until,aliases\n{row}\n")

    assert [each[: len(sentence)] for each in found.faults] == [sentence]


def test_what_is_not_told_whole_is_asked_for(world: World) -> None:
    found = succeed(world, MERGER)

    assert found.faults == [
        "Row 2: 5QV, in which several go on, is not known. Add it with its own name first.",
        "Row 3: 5QV, in which several go on, is not known. Add it with its own name first.",
        "Row 4: 5J9: “2009-04” is no whole day. Say which with --effective 5J9=YYYY-MM-DD.",
    ]


def test_two_go_on_in_one_and_one_under_another_code(world: World) -> None:
    clock.pretend_today(date(2009, 10, 1))
    load(world, "code,name,level,under\n5QV,Hertfordshire PCT,organisation,Q34\n")

    first = succeed(world, MERGER, _5J9=date(2009, 4, 1))
    second = succeed(world, MERGER, _5J9=date(2009, 4, 1))

    with world.database.reading():
        ended = {each.code: each.valid_until for each in organisations_at("organisation") if each.valid_until}
        said = told_of("plans of 5j9")
    clock.pretend_today(None)
    assert (first.new, len(first.changed), first.faults) == (["TAP"], 3, [])
    assert (second.new, second.changed, second.same) == ([], [], 3)
    assert ended == dict.fromkeys(("5PG", "5MX", "5J9"), date(2009, 3, 31))
    assert said == ["Darlington PCT (5J9) goes on as Darlington PCT (TAP) from 1 April 2009."]
