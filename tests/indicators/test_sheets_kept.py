"""Sheets are kept for whoever asks next, and make room for those asked for later."""

from datetime import UTC, datetime
from uuid import UUID

from wccflow.indicators.sheets_kept import Kept, Key

PACKS = ((UUID(int=1), datetime(2010, 1, 4, tzinfo=UTC)),)
FIRST, SECOND, THIRD = (("first", PACKS), ("second", PACKS), ("third", PACKS))


def kept(*keys: Key) -> Kept[str]:
    """Room for ten values, with these sheets of five values each."""
    made: Kept[str] = Kept(10)
    for key in keys:
        made.put(key, [key[0]], 5)
    return made


def test_what_is_kept_is_found_again() -> None:
    assert kept(FIRST).get(FIRST) == ["first"]


def test_that_an_indicator_has_no_values_is_kept_too() -> None:
    known: Kept[str] = Kept(10)
    known.put(FIRST, [], 1)

    assert (known.get(FIRST), known.get(SECOND)) == ([], None)


def test_other_packs_are_another_question() -> None:
    later = (*PACKS, (UUID(int=2), datetime(2010, 1, 5, tzinfo=UTC)))

    assert kept(FIRST).get(("first", later)) is None


def test_what_nobody_asked_for_longest_makes_room() -> None:
    known = kept(FIRST, SECOND)
    known.get(FIRST)

    known.put(THIRD, ["third"], 5)

    assert [known.get(each) for each in (FIRST, SECOND, THIRD)] == [["first"], None, ["third"]]


def test_keeping_the_same_again_counts_it_once() -> None:
    known = kept(FIRST, FIRST, FIRST, SECOND)

    assert [known.get(each) for each in (FIRST, SECOND)] == [["first"], ["second"]]


def test_what_is_larger_than_all_the_room_is_not_kept() -> None:
    known: Kept[str] = Kept(10)
    known.put(FIRST, ["first"], 11)

    assert known.get(FIRST) is None
