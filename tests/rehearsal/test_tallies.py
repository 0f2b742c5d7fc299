"""Counting what happened."""

from datetime import date

from wccflow.engine.simulating import Ended, Happening, Simulated, Worked
from wccflow.engine.simulating_behaviours import Behaviours
from wccflow.rehearsal import tallies
from wccflow.rehearsal.wanted import Wanted

MONDAY, TUESDAY, NEXT = date(2010, 1, 4), date(2010, 1, 5), date(2010, 1, 11)


def ended(name: str, state: str = "sha_moderation", *, final: bool = False) -> Ended:
    """A case as it ended, held by one gate."""
    return Ended(name, "SHA 1", "slow", state, final, (), (), () if final else (("whole_sha", "not yet"),))


def world(*happenings: Happening) -> Simulated:
    """Three days of two cases and a reviewer."""
    people = (Worked("Ann", "reviewer", "SHA 1", 2, 30, 120),)
    return Simulated((MONDAY, TUESDAY, NEXT), happenings, (ended("PCT 1"), ended("PCT 2")), people)


def test_a_week_is_named_by_its_monday() -> None:
    assert [tallies.week_of(day) for day in (MONDAY, TUESDAY, NEXT)] == [
        "2010-01-04",
        "2010-01-04",
        "2010-01-11",
    ]


def test_days_of_cases_are_counted_by_gate() -> None:
    found = world(
        *(Happening(day, "held", case, "whole_sha", to="gate") for day in (MONDAY, TUESDAY) for case in "ab")
    )

    assert tallies.refusals(found, "gate") == [["whole_sha", 4]]
    assert tallies.refusals(found, "window") == []
    assert tallies.waits(found) == {"whole_sha": [2, 2]}


def test_stranded_cases_are_told_by_state_with_what_holds_them(wanted: Wanted) -> None:
    (row,) = tallies.stranded(wanted.definition, world())

    assert (row["state"], row["cases"], row["organisations"]) == ("sha_moderation", 2, ["PCT 1", "PCT 2"])
    assert row["because"] == [{"gate": "whole_sha", "cases": 2, "say": "not yet"}]


def test_a_queue_is_the_most_of_its_week() -> None:
    found = world(
        Happening(MONDAY, "queue", "", "analysis", ("Ann",), "reviewer", 3),
        Happening(TUESDAY, "queue", "", "analysis", ("Ann",), "reviewer", 5),
        Happening(TUESDAY, "queue", "", "analysis", ("Ben",), "reviewer", 1),
        Happening(NEXT, "queue", "", "analysis", ("Ann",), "reviewer", 2),
    )

    assert [
        (row["week"], row["waiting"], row["longest"], row["person"]) for row in tallies.queues(found)
    ] == [
        ("2010-01-04", 6, 5, "Ann"),
        ("2010-01-11", 2, 2, "Ann"),
    ]


def test_the_busiest_are_told_with_their_attention() -> None:
    found = world(Happening(MONDAY, "queue", "", "analysis", ("Ann",), "reviewer", 3))

    (row,) = tallies.busiest(found)
    assert (row["person"], row["longest_queue"], row["attention_used"]) == ("Ann", 3, 0.25)


def test_cases_stand_where_their_last_move_brought_them(wanted: Wanted) -> None:
    found = world(Happening(NEXT, "moved", "PCT 1", "accept", (), "preparing"))

    weeks = tallies.standing(wanted.definition, found)
    assert [week["preparation"] for week in weeks] == [2, 2]


def test_kinds_without_cases_are_left_out() -> None:
    titles = {key: kind.called for key, kind in Behaviours().kinds.items()}

    assert [row["kind"] for row in tallies.by_kind(titles, {}, world())] == ["slow"]
