"""Which messages of a long thread are shown, by their places."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wccflow.review import windows
from wccflow.review.windows import Span


def test_a_short_thread_is_shown_whole() -> None:
    assert windows.spans(60, [windows.newest(60)]) == [Span(0, 59)]


def test_a_few_messages_are_not_left_out() -> None:
    assert windows.spans(65, [windows.newest(65)]) == [Span(0, 64)]
    assert windows.spans(66, [windows.newest(66)]) == [Span(6, 65)]


def test_a_thread_without_messages_shows_none() -> None:
    assert windows.spans(0, [windows.newest(0), Span(0, 0)]) == []


def test_what_was_asked_for_and_the_end_stand_apart() -> None:
    assert windows.spans(2000, [windows.newest(2000), windows.around(500)]) == [
        Span(470, 530),
        Span(1940, 1999),
    ]


def test_what_touches_is_one() -> None:
    assert windows.spans(2000, [windows.newest(2000), windows.before(1940)]) == [Span(1880, 1999)]


def test_the_first_unread_message_has_a_little_before_it() -> None:
    assert windows.spans(2000, [windows.from_unread(1000), windows.newest(2000)])[0] == Span(990, 1050)


@given(st.integers(0, 300), st.lists(st.tuples(st.integers(-70, 300), st.integers(0, 70)), max_size=5))
def test_spans_are_in_order_apart_within_the_thread_and_hold_all_that_was_wanted(
    total: int, drawn: list[tuple[int, int]]
) -> None:
    wanted = [Span(first, first + length) for first, length in drawn]

    found = windows.spans(total, wanted)

    assert all(0 <= each.first <= each.last < total for each in found)
    pairs = pairwise(found)
    assert all(later.first - earlier.last - 1 > windows.NEAR for earlier, later in pairs)
    shown = {place for each in found for place in range(each.first, each.last + 1)}
    assert {p for each in wanted for p in range(each.first, each.last + 1) if 0 <= p < total} <= shown
