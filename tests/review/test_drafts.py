"""Unsent words on the server: what one tab saved no other tab writes over unseen."""

from datetime import timedelta

from tests.review.conftest import CHIEF, Table
from wccflow.review import drafts
from wccflow.review.drafts import Unsent

PLACE = "thread:1"


def keep(table: Table, body: str, seen: str) -> drafts.Kept:
    reach, now = table.reach(CHIEF), table.later()
    return table.act(lambda: drafts.keep(PLACE, body, seen=seen, by=reach, now=now))


def test_saved_words_are_given_back_with_when_they_were_saved(table: Table) -> None:
    kept = keep(table, "Half a thought", "")

    assert kept == drafts.Kept(Unsent("Half a thought", table.world.now + timedelta(minutes=1)))


def test_who_saw_the_last_words_writes_over_them(table: Table) -> None:
    first = keep(table, "Half a", "")

    second = keep(table, "Half a thought", first.saved.seen)

    assert (second.other, second.saved.body) == (None, "Half a thought")


def test_who_did_not_see_the_last_words_gets_them_and_writes_over_nothing(table: Table) -> None:
    there = keep(table, "Written in one tab", "").saved

    kept = keep(table, "Written in another", "")

    assert kept == drafts.Kept(Unsent(), there)
    with table.world.database.reading():
        assert drafts.draft_of(PLACE, table.world.reach(CHIEF)) == there


def test_an_emptied_tab_takes_nothing_from_another(table: Table) -> None:
    there = keep(table, "Written in one tab", "").saved

    assert keep(table, "", "").other == there


def test_the_same_words_from_two_tabs_are_no_quarrel(table: Table) -> None:
    keep(table, "The same", "")

    assert keep(table, "The same", "").other is None


def test_words_that_were_sent_elsewhere_do_not_stand_in_the_way(table: Table) -> None:
    assert keep(table, "New ones", "2009-11-02T09:00:00+00:00").saved.body == "New ones"
