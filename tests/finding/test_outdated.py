"""Hits of older versions say how they stand today."""

import pytest

from tests.evidence.conftest import Desk
from tests.finding.test_queries import counted
from wccflow.base.clock import business_day
from wccflow.finding import indexing
from wccflow.finding.queries import find
from wccflow.finding.shown import Findings
from wccflow.wiring import House


def search(desk: Desk, house: House, query: str, kind: str = "passages") -> Findings:
    indexing.drain(house.database, house.index)
    with desk.world.database.reading():
        return find(query, reach=desk.world.reach(desk.lead), index=house.index, kind=kind)


def test_an_older_version_says_since_when_and_whether_its_passage_stands(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.", "Stroke units will close.")
    desk.file("strategic_plan", "We will invest in stroke care.", "Another.")
    newest = desk.file("strategic_plan", "We will invest in stroke care.", "A third.")

    found = search(desk, house, "stroke version:draft_1")

    day = business_day(newest.filed_at)
    since = f"superseded {day.day} {day:%B %Y}"
    assert sorted(each.standing for each in found.hits) == [
        f"{since}; not in draft 3",
        f"{since}; unchanged in draft 3",
    ]


def test_the_newest_version_says_nothing_of_itself(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    desk.file("strategic_plan", "We will invest in stroke care.")

    assert [each.standing for each in search(desk, house, "stroke").hits] == [""]


def test_an_older_document_names_the_newest(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "One.")
    desk.file("strategic_plan", "Two.")

    found = search(desk, house, "plan version:draft_1", "documents")

    assert [each.standing.partition("; ")[2] for each in found.hits] == ["draft 2 is the newest"]


@pytest.mark.parametrize("times", [1, 6])
def test_the_same_queries_however_many_are_older(desk: Desk, house: House, times: int) -> None:
    for _ in range(2):
        desk.file("strategic_plan", *[f"Stroke care, part {number}." for number in range(times)])
    indexing.drain(house.database, house.index)

    with desk.world.database.reading():
        reach = desk.world.reach(desk.lead)
        count = counted(
            desk.world.database, lambda: find("stroke version:draft_1", reach=reach, index=house.index)
        )

    assert count == 8
