"""What a search means by what passages are cited for, the level claimed with them, and what came of it."""

import pytest
from sqlalchemy import event

from tests.ratings.conftest import TEXTS, Desk
from wccflow.base.errors import Refused
from wccflow.evidence import following_queue
from wccflow.finding import indexing
from wccflow.finding.queries import find
from wccflow.ratings import citing
from wccflow.ratings.meanings import MEANINGS
from wccflow.ratings.models import Citation
from wccflow.review import actions as review
from wccflow.review.anchoring import Anchor
from wccflow.search.tree import Compare, Field
from wccflow.wiring import House

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


def asked(desk: Desk, kind: str, who: str, *named: Field | Compare) -> set[str]:
    together = MEANINGS[f"{kind} {named[0].field}"].together
    assert together is not None
    with desk.world.database.reading():
        return set(together(named, desk.world.reach(who)))


def below(name: str, value: int) -> Compare:
    return Compare(name, "<", value, name)


def test_things_are_meant_by_the_level_at_which_their_item_stands_for_who_asks(desk: Desk) -> None:
    version = desk.file()
    high, low = desk.cite("6.2", version), desk.cite("6.1", version, TEXTS[1])
    desk.rate("6.2", "4", "Look.")
    desk.rate("6.1", "1", "Little.")
    case = str(version.case_id)

    assert asked(desk, "passages", LEAD, Field("level", "4", "level")) == {place(high)}
    assert asked(desk, "passages", LEAD, Field("level", "level_1 (LOWEST)", "level")) == {place(low)}
    assert asked(desk, "passages", LEAD, below("level", 2)) == {place(low)}
    assert asked(desk, "passages", LEAD, below("claimed", 5)) == {place(high), place(low)}
    assert asked(desk, "cases", LEAD, below("level", 2)) == {case}
    assert asked(desk, "cases", LEAD, below("level", 1)) == set()
    for who in (ANALYST, STRANGER):
        assert asked(desk, "cases", who, below("level", 5)) == set()
        assert asked(desk, "passages", who, below("level", 5)) == set()


def test_the_last_to_speak_whom_one_may_read_says_at_which_level_an_item_stands(desk: Desk) -> None:
    desk.rate("6.2", "4", "Look.")
    desk.submit()
    desk.world.at("analysing")
    case = str(desk.rate("6.2", "2", "They say less.", who=ANALYST, channel="documents").case_id)

    assert asked(desk, "cases", ANALYST, Field("level", "2", "level")) == {case}
    assert asked(desk, "cases", ANALYST, Field("level", "4", "level")) == set()
    assert asked(desk, "cases", ANALYST, Field("claimed", "4", "claimed")) == {case}
    assert asked(desk, "cases", LEAD, Field("level", "4", "level")) == {case}
    assert asked(desk, "cases", LEAD, Field("level", "2", "level")) == set()


def test_names_that_stand_together_are_asked_of_one_item(desk: Desk) -> None:
    version = desk.file()
    claimed, other = desk.cite("6.2", version), desk.cite("6.1", version, TEXTS[1])
    desk.rate("6.2", "4", "Look.")
    desk.rate("6.1", "2", "Some.")
    desk.submit()
    desk.world.at("analysing")
    with desk.world.database.writing():
        by = desk.world.reach(ANALYST)
        citing.verify(claimed, desk.world.case(), stance="supports", by=by, now=desk.world.now)
    case = str(version.case_id)
    four, two = Field("claimed", "4", "claimed"), Field("claimed", "2", "claimed")
    none = Field("verified", "none", "verified")

    assert asked(desk, "passages", ANALYST, two, none) == {place(other)}
    assert asked(desk, "passages", ANALYST, four, none) == set()
    assert asked(desk, "passages", LEAD, four, none) == {place(claimed)}
    assert asked(desk, "cases", ANALYST, four, none) == set()
    assert asked(desk, "cases", ANALYST, two, none) == {case}
    assert asked(desk, "cases", ANALYST, Field("item", "6.2", "item"), two) == set()


def test_threads_are_meant_by_their_item(desk: Desk) -> None:
    desk.rate("6.2", "4", "Look.")
    with desk.world.database.writing():
        opened = review.open_thread(
            desk.world.case(),
            kind="comment",
            body="Is it so?",
            anchor=Anchor(item="6.2"),
            by=desk.world.reach(LEAD),
            now=desk.world.now,
        )

    assert asked(desk, "threads", LEAD, Field("level", "4", "level")) == {str(opened.id)}
    assert asked(desk, "threads", LEAD, below("claimed", 4)) == set()
    assert asked(desk, "threads", STRANGER, Field("level", "4", "level")) == set()


def test_a_level_that_no_scale_has_is_a_sentence(desk: Desk) -> None:
    with pytest.raises(Refused, match="There is no level:9"):
        asked(desk, "cases", LEAD, Field("level", "9", "level"))


def test_passages_found_are_counted_by_the_items_for_which_one_sees_them_cited(
    desk: Desk, house: House
) -> None:
    version = desk.file("strategic_plan", "Smoking fell.", "Smoking fell again.", "Money.")
    for item, text in (("6.2", "Smoking fell."), ("6.1", "Smoking fell."), ("6.2", "Smoking fell again.")):
        desk.cite(item, version, text)
    desk.cite("6.1", version, "Money.")
    desk.rate("6.1", "4", "Look.")
    indexing.drain(house.database, house.index)

    with house.database.reading():
        lead, analyst = (desk.world.reach(who) for who in (LEAD, "chief@5pg.example"))
        every = find("smoking", reach=lead, index=house.index)
        claimed = find("smoking claimed:4", reach=lead, index=house.index)
        chosen = find("smoking item:6.2", reach=lead, index=house.index)
        theirs = find("smoking", reach=desk.world.reach(STRANGER), index=house.index)
        narrowed = [
            find(f"smoking item:{item}", reach=analyst, index=house.index).total for item in ("6.2", "6.1")
        ]

    assert every.facets["item"] == [("6.2", 2), ("6.1", 1)]
    assert narrowed == [2, 1]
    assert claimed.facets["item"] == [("6.1", 1)]
    assert chosen.facets["item"] == []
    assert theirs.facets.get("item", []) == []


def test_counting_by_item_makes_nothing_of_what_was_never_followed(desk: Desk) -> None:
    version = desk.file()
    cited = [desk.cite("6.2", version), desk.cite("6.1", version, TEXTS[1])]
    made = list[object]()

    def note(target: object, *rest: object) -> None:
        made.append(target)

    event.listen(Citation, "load", note)
    try:
        with desk.world.database.reading():
            each = MEANINGS["passages item"].each
            found = each([], desk.world.reach(LEAD)) if each else {}
    finally:
        event.remove(Citation, "load", note)

    assert found == {"6.2": {place(cited[0])}, "6.1": {place(cited[1])}}
    assert made == []
