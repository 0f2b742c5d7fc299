"""A long thread is opened at its end and at what is unread; what lies between is named and can be had."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.statements import counted
from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from wccflow.base.errors import NotFound
from wccflow.review import actions, attending, queries, windowed
from wccflow.review.conversation import Said, lines_of
from wccflow.review.models import Comment, Thread
from wccflow.review.windowed import Gap, Shown
from wccflow.review.windows import Asked

Clients = Callable[[str], FlaskClient]
LENGTH = 300


@pytest.fixture
def long(table: Table) -> Thread:
    """A thread of 300 messages by two people, one every half hour; the chief has read it all."""
    thread = table.open(LEAD, "Message 0")
    with table.world.database.writing():
        reaches = [table.world.reach(each) for each in (LEAD, CHIEF)]
        for number in range(1, LENGTH):
            table.passed += timedelta(minutes=30 if number % 3 else 2)
            now = table.world.now + table.passed
            actions.comment(thread, body=f"Message {number}", by=reaches[number // 4 % 2], now=now)
        for reach in reaches:
            attending.mark_read(thread, by=reach, now=table.world.now + table.passed)
    return thread


def comments(table: Table, thread: Thread) -> list[Comment]:
    with table.world.database.reading():
        return list(queries.comments_of(thread))


def shown(table: Table, thread: Thread, email: str = CHIEF, asked: Asked | None = None) -> list[Shown]:
    """What the page of a thread shows."""
    reach = table.reach(email)
    with table.world.database.reading():
        return windowed.shown(table.world.case(), thread, reach, asked or Asked())


def between(table: Table, thread: Thread, asked: Asked, *, later: bool = False) -> list[Shown]:
    """What comes when a gap is filled."""
    reach = table.reach(CHIEF)
    with table.world.database.reading():
        return windowed.between(table.world.case(), thread, reach, asked, later=later)


def words(lines: list[Shown]) -> list[str]:
    """The numbers of the messages, and how many are left out between them."""
    return [
        f"{line.hidden} more"
        if isinstance(line, Gap)
        else (line.body.removeprefix("Message ") if isinstance(line, Said) else "closed")
        for line in lines
    ]


def numbers(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last + 1)]


def test_a_long_thread_is_opened_at_its_end(table: Table, long: Thread) -> None:
    assert words(shown(table, long)) == ["240 more", *numbers(240, 299)]


def test_what_is_unread_is_on_the_page_with_a_little_before_it(table: Table, long: Thread) -> None:
    with table.world.database.writing():
        reach = table.world.reach(CHIEF)
        mark = queries.session().get_one(queries.ReadMark, (reach.person_id, long.id))
        mark.ordinal = 100

    # The messages 100 to 103 are her own, so 104 is the first that she has not read.
    assert words(shown(table, long)) == ["94 more", *numbers(94, 154), "85 more", *numbers(240, 299)]


def test_a_link_to_one_message_opens_the_thread_around_it(table: Table, long: Thread) -> None:
    message = comments(table, long)[150]

    found = shown(table, long, asked=Asked(at=message.id))

    assert words(found) == ["120 more", *numbers(120, 180), "59 more", *numbers(240, 299)]


def test_the_whole_thread_can_be_had(table: Table, long: Thread) -> None:
    assert words(shown(table, long, asked=Asked(whole=True))) == numbers(0, 299)


def test_a_page_is_filled_from_either_side_until_nothing_is_left_out(table: Table, long: Thread) -> None:
    said = comments(table, long)

    earlier = between(table, long, Asked(before=said[240].id))
    later = between(table, long, Asked(before=said[240].id, after=said[30].id), later=True)
    last = between(table, long, Asked(before=said[240].id, after=said[200].id))

    assert words(earlier) == ["180 more", *numbers(180, 240)]
    assert words(later) == [*numbers(30, 90), "149 more", "240"]
    assert words(last) == numbers(200, 240)


def test_every_line_looks_as_it_does_on_the_whole_page(table: Table, long: Thread) -> None:
    reach = table.reach(CHIEF)
    with table.world.database.reading():
        whole = {line.id: line for line in lines_of(table.world.case(), long, reach)}

    for asked in (Asked(), Asked(at=comments(table, long)[99].id)):
        lines = [line for line in shown(table, long, asked=asked) if not isinstance(line, Gap)]
        assert lines == [whole[line.id] for line in lines]


def test_a_gap_says_the_day_that_goes_on_after_it(table: Table, long: Thread) -> None:
    gap, first = shown(table, long)[:2]

    assert isinstance(gap, Gap)
    assert isinstance(first, Said)
    assert (first.day, gap.day) == (None, first.at)


def test_what_was_closed_meanwhile_comes_with_the_messages_around_it(table: Table, long: Thread) -> None:
    said = comments(table, long)
    reach = table.reach(LEAD)
    table.act(lambda: actions.close(long, by=reach, now=said[199].at + timedelta(seconds=1)))

    assert "closed" not in words(shown(table, long))
    found = words(between(table, long, Asked(before=said[240].id)))
    assert found[found.index("closed") - 1 : found.index("closed") + 2] == ["199", "closed", "200"]


def test_what_others_say_among_themselves_is_neither_shown_nor_counted(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Message 0", kind="question")
    with table.world.database.writing():
        lead, analyst = table.world.reach(LEAD), table.world.reach(ANALYST)
        for number in range(1, 200):
            by, audience = (lead, "organisation") if number % 2 else (analyst, "")
            now = table.later()
            actions.comment(thread, body=f"Message {number}", by=by, audience=audience, now=now)
        attending.mark_read(thread, by=analyst, now=now)
    hidden = comments(table, thread)[1]

    found = words(shown(table, thread, ANALYST))

    assert found == ["40 more", *(str(number) for number in range(80, 200, 2))]
    with pytest.raises(NotFound):
        shown(table, thread, ANALYST, Asked(at=hidden.id))


def test_a_message_of_another_thread_is_not_found_in_this_one(
    table: Table, long: Thread, client_of: Clients
) -> None:
    other = comments(table, table.open(LEAD, "Elsewhere."))[0]
    client = client_of(CHIEF)

    found = [client.get(f"{long.address}?at={each}").status_code for each in (other.id, "nonsense")]

    assert found == [404, 404]


def test_without_javascript_plain_links_lead_through_the_thread(
    table: Table, long: Thread, client_of: Clients
) -> None:
    said = comments(table, long)
    client = client_of(CHIEF)

    first = client.get(long.address).text
    second = client.get(f"{long.address}?before={said[240].id}").text
    region = client.get(f"{long.address}/messages?before={said[240].id}").text

    assert f'href="{long.address}?before={said[240].id}#comment-{said[240].id}"' in first
    assert f'id="comment-{said[239].id}"' not in first
    assert f'id="comment-{said[180].id}"' in second
    assert f'id="comment-{said[180].id}"' in region
    assert f'id="comment-{said[299].id}"' not in region


def test_a_long_thread_asks_no_more_of_the_database_than_a_short_one(
    table: Table, long: Thread, client_of: Clients
) -> None:
    short = table.open(LEAD, "Only this.")
    client = client_of(CHIEF)
    asked = []
    for thread in (short, long):
        client.get(thread.address)
        with counted(table.world.database.engine) as sent:
            client.get(thread.address)
        asked.append(len(sent))

    assert asked[0] == asked[1]


def read_to(table: Table, thread: Thread, place: int) -> None:
    """Let the chief have read so far."""
    with table.world.database.writing():
        reach = table.world.reach(CHIEF)
        queries.session().get_one(queries.ReadMark, (reach.person_id, thread.id)).ordinal = place


def mark_of(table: Table, thread: Thread) -> int:
    """How far the chief has read."""
    reach = table.reach(CHIEF)
    with table.world.database.reading():
        return queries.session().get_one(queries.ReadMark, (reach.person_id, thread.id)).ordinal


def put_read(client: FlaskClient, thread: Thread, until: str, html: str) -> int:
    """Tell that the thread is read so far; gives the status."""
    form = {"until": until, "csrf_token": token_of(html)}
    return client.put(f"{thread.address}/reading", data=form).status_code


def test_what_stands_in_a_gap_stays_unread(table: Table, long: Thread, client_of: Clients) -> None:
    read_to(table, long, 100)  # the first unread one is 105, so the page leaves out 155 to 240
    client, said = client_of(CHIEF), comments(table, long)
    html = client.get(long.address).text
    (until,) = re.findall(r'name="until" value="([^"]*)"', html)
    elsewhere = comments(table, table.open(LEAD, "Elsewhere."))[0].id

    statuses = [put_read(client, long, each, html) for each in (str(elsewhere), until)]

    assert (until, statuses, mark_of(table, long)) == (str(said[154].id), [404, 200], 155)


def test_an_answer_reads_no_further_than_its_page_showed(
    table: Table, long: Thread, client_of: Clients
) -> None:
    read_to(table, long, 100)
    table.say(long, CHIEF, "My answer.")
    after_a_gap = mark_of(table, long)
    read_to(table, long, 230)
    html = client_of(CHIEF).get(long.address).text

    table.say(long, CHIEF, "And another.")

    assert (after_a_gap, mark_of(table, long)) == (155, LENGTH + 2)
    assert 'name="until" value=""' in html
