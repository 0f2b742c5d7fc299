"""Passages by name, their neighbours, and quotations that can be found again."""

import pytest

from tests.evidence.conftest import Desk
from wccflow.base.errors import NotFound
from wccflow.evidence import queries


def test_a_passage_is_found_by_its_name_for_those_who_read_its_version(desk: Desk) -> None:
    version = desk.file("jsna", "One.", "Two.")
    world = desk.world

    with world.database.reading():
        row = queries.passages_of(version.id)[2]
        assert queries.visible_passage(world.reach(desk.lead), version.id, row.key).text == "Two."
        with pytest.raises(NotFound):
            queries.visible_passage(world.reach(desk.analyst), version.id, row.key)
        with pytest.raises(NotFound):
            queries.passage(version.id, "p-0000000000")


def test_many_passages_are_found_in_one_question(desk: Desk) -> None:
    version = desk.file("jsna", "One.", "Two.")

    with desk.world.database.reading():
        names = [(version.id, row.key) for row in queries.passages_of(version.id)]
        found = queries.passages([*names, (version.id, "p-0000000000")])

    assert [found[name].text for name in names] == ["Plan", "One.", "Two."]
    assert queries.passages([]) == {}


def test_neighbours_end_where_the_document_does(desk: Desk) -> None:
    version = desk.file("jsna", "One.")

    with desk.world.database.reading():
        first, last = queries.passages_of(version.id)
        assert queries.neighbours(first) == (None, last)
        assert queries.neighbours(last) == (first, None)


def test_a_quotation_keeps_what_stands_around_it(desk: Desk) -> None:
    version = desk.file("jsna", "We will release £4.1m from beds.")

    with desk.world.database.reading():
        key = queries.passages_of(version.id)[1].key
        found = queries.quote(version.id, key, "£4.1m  from")

    assert (found.quote, found.prefix, found.suffix) == ("£4.1m from", "We will release ", " beds.")
    assert (found.heading, found.page) == ("Plan", 1)


def test_words_that_are_not_in_the_passage_quote_all_of_it(desk: Desk) -> None:
    version = desk.file("jsna", "One.", "Two.")

    with desk.world.database.reading():
        found = queries.quote(version.id, queries.passages_of(version.id)[1].key, "Elsewhere")

    assert (found.quote, found.prefix, found.suffix) == ("One.", "Plan", "Two.")


def test_a_version_knows_which_slots_it_fills(desk: Desk) -> None:
    version = desk.file("jsna", "One.")

    with desk.world.database.reading():
        assert [each.slot for each in queries.slots_filled_by(version.id)] == ["jsna"]
        assert queries.versions([version.id])[version.id].id == version.id
        assert queries.home(version).slot == "jsna"
