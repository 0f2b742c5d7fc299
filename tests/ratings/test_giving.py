"""Giving items to a colleague: what is tried out, done, refused, taken back and passed on."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.ratings.conftest import Desk
from wccflow.base import log
from wccflow.base.errors import NotFound
from wccflow.cycles.queries import definition_of
from wccflow.people import actions as people
from wccflow.people.queries import person_by_email
from wccflow.ratings import giving
from wccflow.ratings.given import Given, by_item, given_in, receivers
from wccflow.ratings.giving import Outcome, Wanted

LEAD, EDITOR, CHIEF = "lead@5pg.example", "editor@5pg.example", "chief@5pg.example"
DUE = date(2009, 10, 12)


def id_of(desk: Desk, email: str) -> UUID:
    with desk.world.database.reading():
        return person_by_email(email).id


def wanted(desk: Desk, *chosen: str, to: str = EDITOR, due: date | None = DUE, note: str = "") -> Wanted:
    with desk.world.database.reading():
        items = giving.items_of(definition_of(desk.world.case()), chosen)
    return Wanted(items, id_of(desk, to), due, note)


def give(
    desk: Desk, *chosen: str, to: str = EDITOR, due: date | None = DUE, note: str = "", who: str = LEAD
) -> None:
    asked = wanted(desk, *chosen, to=to, due=due, note=note)
    with desk.world.database.writing():
        giving.give(desk.world.case(), asked, by=desk.world.reach(who), now=desk.world.now)


def give_to_nobody(desk: Desk) -> None:
    giving.give(desk.world.case(), Wanted(("1.1",), None), by=desk.world.reach(LEAD), now=desk.world.now)


def preview(desk: Desk, asked: Wanted, who: str = LEAD) -> list[Outcome]:
    with desk.world.database.reading():
        return giving.preview(desk.world.case(), asked, by=desk.world.reach(who), now=desk.world.now)


def given(desk: Desk, who: str = LEAD) -> dict[str, Given]:
    with desk.world.database.reading():
        return by_item(desk.world.case(), desk.world.reach(who))


def take_back(desk: Desk, *items: str) -> int:
    with desk.world.database.writing():
        return giving.take_back(desk.world.case(), items, by=desk.world.reach(LEAD), now=desk.world.now)


def test_items_are_given_with_a_day_and_a_note(desk: Desk) -> None:
    give(desk, "1.1", "board_1", note="Ask finance.")

    found = given(desk)

    assert {
        key: (each.row.to_id, each.row.due_on, each.row.note, each.is_done) for key, each in found.items()
    } == {key: (id_of(desk, EDITOR), DUE, "Ask finance.", False) for key in ("1.1", "board_1")}


def test_a_whole_group_is_given_item_by_item(desk: Desk) -> None:
    with desk.world.database.reading():
        definition = definition_of(desk.world.case())
        group = definition.items["1.1"].parent or ""
        wanted_items = [key for key, item in definition.items.items() if item.parent == group]

    give(desk, group)

    assert sorted(given(desk)) == sorted(wanted_items)


def test_an_item_is_done_by_a_rating_given_since(desk: Desk) -> None:
    desk.rate("1.1", "2", "As last year.")
    desk.world.now += timedelta(hours=1)
    give(desk, "1.1")
    assert given(desk)["1.1"].is_done is False

    desk.world.now += timedelta(hours=1)
    desk.rate("1.1", "3", "The survey says so.", who=EDITOR)

    assert given(desk)["1.1"].is_done is True


def test_what_is_not_done_by_its_day_is_late_and_says_so(desk: Desk) -> None:
    give(desk, "1.1")
    (found,) = given(desk).values()

    assert found.in_words(DUE) == "given to Person of editor@5pg.example, due 12 October"
    assert found.in_words(DUE + timedelta(days=1)).endswith(", due 12 October, late")


def test_the_preview_says_what_would_become_of_each_item_and_changes_nothing(desk: Desk) -> None:
    give(desk, "1.1")
    give(desk, "1.2", to=LEAD)

    found = preview(desk, wanted(desk, "1.1", "1.2", "1.3"))

    assert [(each.item, each.say, each.changes) for each in found] == [
        ("1.1", "Person of editor@5pg.example has it already, until the same day.", False),
        (
            "1.2",
            "Person of editor@5pg.example rates it by 12 October 2009 instead of Person of lead@5pg.example.",
            True,
        ),
        ("1.3", "Person of editor@5pg.example rates it by 12 October 2009.", True),
    ]
    assert sorted(given(desk)) == ["1.1", "1.2"]


def test_giving_the_very_same_again_leaves_no_line(desk: Desk) -> None:
    give(desk, "1.1")
    give(desk, "1.1")

    with desk.world.database.reading():
        assert len(log.events_of([desk.world.case().id], giving.GIVEN, giving.TAKEN_BACK)) == 1


def test_given_to_somebody_else_an_item_leaves_whoever_had_it(desk: Desk) -> None:
    give(desk, "1.1")

    give(desk, "1.1", to=LEAD)

    assert given(desk)["1.1"].row.to_id == id_of(desk, LEAD)
    with desk.world.database.reading():
        told = log.events_of([desk.world.case().id], giving.TAKEN_BACK)
    assert [each.payload["to"] for each in told] == [id_of(desk, EDITOR).hex]


def test_items_are_taken_back(desk: Desk) -> None:
    give(desk, "1.1", "1.2")

    assert take_back(desk, "1.1", "1.3") == 1

    assert sorted(given(desk)) == ["1.2"]
    assert desk.refused(lambda: take_back(desk, "1.1")) == "None of these items is given to anybody."


def test_only_colleagues_who_rate_can_be_given_items(desk: Desk) -> None:
    said = desk.refused(lambda: give(desk, "1.1", to=CHIEF))

    assert said.startswith("Items can be given only to those who rate for Birmingham East and North PCT: ")
    assert "editor@5pg.example" in said
    assert desk.refused(lambda: give(desk, "1.1", to="lead@5mx.example")) == said


def test_what_is_missing_or_over_is_refused_in_a_sentence(desk: Desk) -> None:
    assert desk.refused(lambda: give(desk)) == giving.NO_ITEMS
    assert desk.refused(lambda: give(desk, "1.1", due=date(2009, 9, 30))).startswith(
        "30 September 2009 is over."
    )
    assert desk.refused(lambda: give(desk, "1.1", note="x" * 1001)).startswith("A note holds up to 1,000")
    assert desk.refused(lambda: give_to_nobody(desk)) == giving.NOBODY


def test_a_weekend_is_named(desk: Desk) -> None:
    with desk.world.database.reading():
        case = desk.world.case()
        assert giving.remarks(case, Wanted((), None, date(2009, 10, 17))) == [
            "17 October 2009 is a Saturday."
        ]
        assert giving.remarks(case, Wanted((), None, None)) == []


def test_nobody_else_gives_items_or_sees_who_has_them(desk: Desk) -> None:
    give(desk, "1.1")

    for who in (CHIEF, "analyst@q34.example", "lead@5mx.example"):
        with pytest.raises(NotFound):
            give(desk, "1.2", who=who)
    assert given(desk, "analyst@q34.example") == {}


def test_once_items_can_be_rated_no_more_none_can_be_given(desk: Desk) -> None:
    desk.world.at("submitted")

    assert desk.refused(lambda: give(desk, "1.1")).startswith("You cannot rate the organisation's own work")


def test_a_post_handed_over_passes_on_what_its_holder_was_given(desk: Desk) -> None:
    give(desk, "1.1", "1.2", note="Ask finance.")
    old = id_of(desk, EDITOR)
    with desk.world.database.writing():
        case, now = desk.world.case(), desk.world.now
        new = people.add_person("new@5pg.example", name="New", by_id=None, now=now)
        assert giving.pass_on(old, [case.id], to_id=None, by_id=None, now=now) == 2
        assert (
            giving.pass_on(old, [case.id], to_id=new.id, by_id=old, now=now) == 0
        )  # rates nothing there yet
        people.grant(
            new, "pct_editor", scope="organisation", scope_id=case.organisation_id, by_id=None, now=now
        )
        assert giving.pass_on(old, [case.id], to_id=new.id, by_id=old, now=now) == 2

    assert {(each.to, each.row.due_on, each.row.note) for each in given(desk).values()} == {
        ("New", DUE, "Ask finance.")
    }


def test_receivers_are_those_who_rate_by_name(desk: Desk) -> None:
    with desk.world.database.reading():
        found = receivers(desk.world.case(), desk.world.now)

    assert list(found.values()) == ["Person of editor@5pg.example", "Person of lead@5pg.example"]


def test_of_two_cases_each_has_its_own(desk: Desk) -> None:
    give(desk, "1.1")

    with desk.world.database.reading():
        found = given_in([desk.world.case().id, desk.world.case("5MX").id])
        assert [len(each) for each in found.values()] == [1, 0]
