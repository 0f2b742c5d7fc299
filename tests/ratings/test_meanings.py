"""What a search means by what passages are cited for, the level claimed with them, and what came of it."""

import pytest

from tests.ratings.conftest import TEXTS, Desk
from wccflow.base.errors import Refused
from wccflow.evidence import following_queue
from wccflow.ratings import citing
from wccflow.ratings.meanings import MEANINGS
from wccflow.ratings.models import Citation
from wccflow.search.tree import Field

LEAD, ANALYST, STRANGER = "lead@5pg.example", "analyst@q34.example", "lead@5mx.example"


def meant(desk: Desk, name: str, value: str, who: str = LEAD) -> set[str]:
    with desk.world.database.reading():
        return set(MEANINGS[f"passages {name}"].of(Field(name, value, name), desk.world.reach(who)))


def place(citation: Citation) -> str:
    return f"{citation.version_id}#{citation.passage}"


def test_passages_are_meant_by_the_item_for_which_they_are_cited(desk: Desk) -> None:
    version = desk.file()
    first, other = desk.cite("6.2", version), desk.cite("6.1", version, TEXTS[1])

    assert meant(desk, "item", "6.2") == {place(first)}
    assert meant(desk, "item", "6.1") == {place(other)}
    assert meant(desk, "item", "6.2", STRANGER) == set()


def test_an_item_that_is_not_there_is_a_sentence(desk: Desk) -> None:
    with pytest.raises(Refused, match="There is no item:99"):
        meant(desk, "item", "99")


def test_passages_are_meant_by_the_level_that_is_claimed_with_them(desk: Desk) -> None:
    version = desk.file()
    cited = desk.cite("6.2", version)
    desk.rate("6.2", "4", "Look.")

    assert meant(desk, "claimed", "4") == {place(cited)}
    assert meant(desk, "claimed", "3") == set()
    assert meant(desk, "claimed", "4", ANALYST) == set()


def test_passages_are_meant_by_what_reviewers_found_in_them(desk: Desk) -> None:
    version = desk.file()
    read, unread = desk.cite("6.2", version), desk.cite("6.1", version, TEXTS[1])
    desk.submit()
    desk.world.at("analysing")
    with desk.world.database.writing():
        by = desk.world.reach(ANALYST)
        citing.verify(read, desk.world.case(), stance="contradicts", by=by, now=desk.world.now)

    assert meant(desk, "verified", "contradicts", ANALYST) == {place(read)}
    assert meant(desk, "verified", "none", ANALYST) == {place(unread)}
    assert meant(desk, "verified", "contradicts", LEAD) == set()


def test_a_place_in_a_later_version_is_meant_as_well(desk: Desk) -> None:
    first = desk.file()
    cited = desk.cite("6.2", first)
    second = desk.file("strategic_plan", "Another beginning altogether.", *TEXTS)
    following_queue.follow_case(desk.world.database, first.case_id)

    assert meant(desk, "item", "6.2") == {place(cited), f"{second.id}#{cited.passage}"}
