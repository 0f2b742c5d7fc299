"""What a search means by how a thread stands, who speaks in it, and on which passages one hangs."""

import pytest

from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.test_labelling import put
from wccflow.base.errors import Refused
from wccflow.review.meanings import MEANINGS
from wccflow.review.verifying import verify
from wccflow.search.tree import Among, Field, Or


def meant(table: Table, name: str, value: str, who: str) -> set[str]:
    named = Field(name.partition(" ")[2], value, name)
    with table.world.database.reading():
        return set(MEANINGS[name].of(named, table.reach(who)))


def test_threads_are_told_by_how_they_stand_for_the_one_who_asks(table: Table) -> None:
    table.submit()
    asked = str(table.open(ANALYST, "Where?", kind="question").id)

    assert meant(table, "threads is", "open", ANALYST) == {asked}
    assert meant(table, "threads is", "unresolved", LEAD) == {asked}
    assert meant(table, "threads is", "closed", LEAD) == set()
    assert (meant(table, "threads is", "unread", LEAD), meant(table, "threads is", "unread", ANALYST)) == (
        {asked},
        set(),
    )
    assert (meant(table, "threads is", "mine", ANALYST), meant(table, "threads is", "mine", LEAD)) == (
        {asked},
        set(),
    )


def test_a_verified_answer_is_resolved_and_no_longer_open(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, LEAD, "Here.")
    reach, now = table.reach(ANALYST), table.later()
    table.act(lambda: verify(thread, by=reach, now=now))

    found = {
        each: meant(table, "threads is", each, LEAD)
        for each in ("open", "unresolved", "answered", "verified", "resolved", "closed")
    }

    asked = {str(thread.id)}
    assert [each for each, threads in found.items() if threads == asked] == ["verified", "resolved"]
    assert [each for each, threads in found.items() if not threads] == [
        "open",
        "unresolved",
        "answered",
        "closed",
    ]


def test_an_unknown_standing_is_a_sentence(table: Table) -> None:
    with pytest.raises(Refused, match="Did you mean is:open"):
        meant(table, "threads is", "opne", LEAD)


def test_threads_are_told_by_who_speaks_in_them_as_far_as_one_may_read(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, LEAD, "Among us.", audience="organisation")

    assert meant(table, "threads by", "@me", LEAD) == {str(thread.id)}
    assert meant(table, "threads by", LEAD, ANALYST) == set()


def test_a_label_is_asked_of_the_index_and_of_ones_own_flags(table: Table) -> None:
    thread, named = table.open(LEAD, "One."), Field("label", "Ask again", "label")
    put(table, thread, LEAD, "ask again", private=True)

    def asked(who: str) -> object:
        with table.world.database.reading():
            return MEANINGS["threads label"].of(named, table.reach(who))

    assert asked(LEAD) == Or((named, Among("key", frozenset({str(thread.id)}), "label")))
    assert asked(CHIEF) == Or((named, Among("key", frozenset(), "label")))
    kind = Field("label", "Comment", "kind of thread")
    assert MEANINGS["threads label"].of(kind, table.reach(LEAD)) == kind


def test_passages_with_a_thread_are_told_to_those_who_read_it(table: Table) -> None:
    version = table.file()
    thread = table.open(LEAD, "The board asked.", on=version)

    assert meant(table, "passages has", "thread", LEAD) == {f"{version.id}#{thread.passage}"}
    assert meant(table, "passages has", "thread", ANALYST) == set()
