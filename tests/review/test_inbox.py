"""All threads of a person: what needs her first; following, muting, marking all as read and undoing it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from tests.review.test_queries import statements
from wccflow.people.queries import person_by_email
from wccflow.review import actions, attending, inbox, marking, unread
from wccflow.review.models import Thread
from wccflow.review.unread import FOLLOWING, MUTED

Clients = Callable[[str], FlaskClient]
LIST = "/cycles/wcc-test/5PG/threads"


def sections(table: Table, email: str) -> dict[str, list[str]]:
    """The titles of a person's threads by section, those without any left out."""
    reach = table.reach(email)
    with table.world.database.reading():
        found = inbox.inbox_of(reach, table.world.now)
        shown = inbox.drawn(reach, found.ids, found)
        return {each.key: [topic.title for topic, _, _ in each.lines] for each in shown if each.lines}


def read(table: Table, email: str, *threads: Thread) -> None:
    """Somebody reads these threads."""
    for each in threads:
        reach, now = table.reach(email), table.later()
        table.act(lambda: attending.mark_read(each, by=reach, now=now))  # noqa: B023 - at once


def test_what_needs_one_comes_first_and_the_rest_by_ones_own_part_in_it(table: Table) -> None:
    table.submit()
    asked = table.open(ANALYST, "To answer?", kind="question")
    given, named, news = (table.open(MANAGER, each) for each in ("To see to.", "Named.", "News."))
    own, other, muted = (
        table.open(ANALYST, "Own."),
        table.open(MANAGER, "Read."),
        table.open(MANAGER, "Quiet."),
    )
    analyst, now = table.reach(ANALYST), table.later()
    with table.world.database.reading():
        me = person_by_email(ANALYST).id
    table.act(lambda: actions.assign(given, to=me, due_on=None, by=table.reach(MANAGER), now=now))
    table.say(named, MANAGER, f"Well, @Person of {ANALYST}?")
    read(table, ANALYST, other, given, named)
    table.act(lambda: attending.wish(muted, MUTED, by=analyst, now=now))

    mine, theirs = sections(table, ANALYST), sections(table, LEAD)
    table.say(named, ANALYST, "Yes.")
    table.say(asked, LEAD, "Here.")
    after = sections(table, ANALYST)

    assert mine == {
        "needs": ["Named.", "To see to."],
        "unread": ["News."],
        "following": ["Own.", "To answer?"],
        "rest": ["Read."],
        "muted": ["Quiet."],
    }
    assert theirs == {"needs": ["To answer?"]}
    assert sorted(after["needs"]) == ["To answer?", "To see to."]
    assert after["following"] == ["Named.", "Own."]
    assert own.id != news.id


def test_muted_threads_count_nowhere_and_followed_ones_stand_with_ones_own(table: Table) -> None:
    table.submit()
    one, other = table.open(MANAGER, "One."), table.open(MANAGER, "Other.")
    analyst, now = table.reach(ANALYST), table.later()

    table.act(lambda: attending.wish(one, MUTED, by=analyst, now=now))
    read(table, ANALYST, other)
    table.act(lambda: attending.wish(other, FOLLOWING, by=analyst, now=now))
    with table.world.database.reading():
        counted = unread.in_all(analyst), unread.spoken(analyst, [one.id])[one.id]

    assert counted == (0, (1, 1, 0, "muted"))
    assert sections(table, ANALYST) == {"following": ["Other."], "muted": ["One."]}
    table.act(lambda: attending.wish(one, "", by=analyst, now=now))
    with table.world.database.reading():
        assert unread.in_all(analyst) == 1


def test_everything_is_marked_as_read_and_within_a_minute_unread_again(table: Table) -> None:
    table.submit()
    threads = [table.open(MANAGER, f"Number {number}.") for number in range(3)]
    table.say(threads[0], MANAGER, "More.")
    read(table, ANALYST, threads[0])
    table.say(threads[0], MANAGER, "And more.")
    analyst, now = table.reach(ANALYST), table.later()

    marked = table.act(lambda: marking.mark_all(by=analyst, now=now))
    again = table.act(lambda: marking.mark_all(by=analyst, now=now))
    with table.world.database.reading():
        after = unread.in_all(analyst)
    table.say(threads[1], MANAGER, "Newer.")
    read(table, ANALYST, threads[1])
    table.act(lambda: marking.undo(by=analyst, now=now + timedelta(seconds=59)))

    assert (marked.messages, again, after) == (3, None, 0)
    with table.world.database.reading():
        counted = {each: said[1] for each, said in unread.spoken(analyst, [t.id for t in threads]).items()}
    assert counted == {threads[0].id: 1, threads[1].id: 0, threads[2].id: 1}
    assert table.refused(lambda: marking.undo(by=analyst, now=now)) == marking.TOO_LATE


def test_after_a_minute_the_marks_stay(table: Table) -> None:
    table.submit()
    table.open(MANAGER, "News.")
    analyst, now = table.reach(ANALYST), table.later()
    table.act(lambda: marking.mark_all(by=analyst, now=now))

    said = table.refused(lambda: marking.undo(by=analyst, now=now + timedelta(seconds=61)))

    assert said == marking.TOO_LATE


def test_the_inbox_costs_the_same_with_one_thread_and_with_thirty(table: Table) -> None:
    table.submit()
    database, reach = table.world.database, table.reach(ANALYST)

    def ask() -> None:
        found = inbox.inbox_of(reach, table.world.now)
        inbox.drawn(reach, found.beginnings(), found)

    table.say(table.open(ANALYST, "Where?", kind="question"), LEAD, "Here.")
    table.open(MANAGER, "News.")
    with_few = statements(database, ask)
    for number in range(29):
        table.say(table.open(ANALYST, f"Where is {number}?", kind="question"), LEAD, "Here.")
        table.open(MANAGER, f"News {number}.")

    assert statements(database, ask) == with_few


def test_the_pages_follow_mute_mark_and_undo(table: Table, client_of: Clients) -> None:
    table.submit()
    thread = table.open(MANAGER, "News.")
    client, stranger = client_of(ANALYST), client_of("lead@5mx.example")
    shown = client.get("/threads").text
    proof, wish = token_of(shown), f"{thread.address}/wish"

    assert '(1<span class="nhsuk-u-visually-hidden"> unread</span>)' in shown
    client.post(wish, data={"_method": "PUT", "wish": "muted", "back": "/threads", "csrf_token": proof})
    muted = client.get("/threads?show=muted").text
    client.post(wish, data={"_method": "DELETE", "csrf_token": proof})
    client.post(wish, data={"_method": "PUT", "wish": "following", "csrf_token": proof})
    page = client.get(thread.address).text
    wrong = client.post(wish, data={"_method": "PUT", "wish": "loud", "csrf_token": proof})
    foreign = stranger.post(
        wish, data={"_method": "PUT", "wish": "muted", "csrf_token": token_of(stranger.get("/threads").text)}
    )

    assert "News." in muted
    assert "wf-topic__unread--muted" in muted
    assert "You are told when somebody writes here." in page
    assert (wrong.status_code, foreign.status_code) == (422, 404)
    client.post("/threads/reading", data={"_method": "PUT", "csrf_token": proof})
    done = client.get("/threads").text
    client.post("/threads/reading", data={"_method": "DELETE", "csrf_token": proof})
    assert "1 message is marked as read." in done
    assert client.get("/threads/unread").text.count("unread</span>") == 1
    client.post(f"{LIST}/reading", data={"_method": "PUT", "csrf_token": proof})
    assert "1 message is marked as read." in client.get(LIST).text
    assert client.get("/threads/unread").text.count("unread</span>") == 0
    assert (
        "There was nothing unread."
        in client.post(
            f"{LIST}/reading", data={"_method": "PUT", "csrf_token": proof}, follow_redirects=True
        ).text
    )


@pytest.mark.parametrize("show", ["", "needs", "unread", "following", "rest", "muted", "nonsense"])
def test_every_list_opens_for_whoever_has_no_thread(table: Table, client_of: Clients, show: str) -> None:
    found = client_of(CHIEF).get(f"/threads?show={show}")

    assert found.status_code == 200
    assert "No threads" in found.text
