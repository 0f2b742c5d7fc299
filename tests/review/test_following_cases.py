"""Following a whole case: all of its threads are told of and sorted so, muting one wins, none hears more."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from tests.review.test_pending import lines_for
from tests.review.test_queries import statements
from wccflow.base.work import session
from wccflow.review import attending, following_cases, inbox, topics
from wccflow.review.attention_models import CaseWish

Clients = Callable[[str], FlaskClient]
LIST = "/cycles/wcc-test/5PG/threads"


def follow(table: Table, who: str) -> None:
    reach, now = table.reach(who), table.later()
    table.act(lambda: following_cases.follow(table.world.case(), by=reach, now=now))


def leave(table: Table, who: str) -> None:
    reach = table.reach(who)
    table.act(lambda: following_cases.leave(table.world.case(), by=reach))


def wishes(table: Table, who: str) -> list[tuple[str, bool]]:
    """What this person wants of each thread, and whether she is told of it."""
    with table.world.database.reading():
        found = topics.topics(table.reach(who), [table.world.case()])
        return [(each.wish, each.is_followed) for each in found]


def sections(table: Table, who: str) -> dict[str, int]:
    with table.world.database.reading():
        found = inbox.inbox_of(table.reach(who), table.later())
        return {key: len(ids) for key, ids in found.ids.items() if ids}


def test_who_follows_a_case_is_told_of_what_is_written_in_it(table: Table) -> None:
    table.submit()
    follow(table, MANAGER)

    table.open(ANALYST, "A note.")

    assert [words for words, _ in lines_for(table, MANAGER)] == [
        f"Person of {ANALYST} wrote in “A note.”, Birmingham East and North PCT."
    ]
    assert lines_for(table, CHIEF) == []


def test_nobody_hears_of_a_thread_that_she_may_not_read(table: Table) -> None:
    table.submit()
    follow(table, MANAGER)

    table.open(LEAD, "Between us.", audience="organisation")

    assert lines_for(table, MANAGER) == []


def test_a_muted_thread_stays_silent(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    follow(table, MANAGER)
    reach, now = table.reach(MANAGER), table.later()
    table.act(lambda: attending.wish(thread, "muted", by=reach, now=now))

    table.say(thread, ANALYST, "More of it.")

    assert lines_for(table, MANAGER) == []
    assert wishes(table, MANAGER) == [("muted", False)]
    assert sections(table, MANAGER) == {"muted": 1}


def test_a_read_thread_of_a_followed_case_stands_under_following(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    reach, now = table.reach(MANAGER), table.later()
    table.act(lambda: attending.mark_read(thread, by=reach, now=now))
    before = sections(table, MANAGER)

    follow(table, MANAGER)

    assert (before, sections(table, MANAGER)) == ({"rest": 1}, {"following": 1})
    assert wishes(table, MANAGER) == [("case", True)]


def test_following_twice_is_following_once_and_leaving_ends_it(table: Table) -> None:
    follow(table, LEAD)
    follow(table, LEAD)

    with table.world.database.reading():
        assert session().query(CaseWish).count() == 1
        titles = [each.title for each in following_cases.followed(table.reach(LEAD))]
    leave(table, LEAD)
    leave(table, LEAD)

    with table.world.database.reading():
        assert titles == [f"Birmingham East and North PCT, {table.world.case().cycle.title}"]
        assert following_cases.followed(table.reach(LEAD)) == []


def test_a_case_is_followed_and_left_on_its_page_and_in_the_preferences(
    table: Table, client_of: Clients
) -> None:
    client, case = client_of(LEAD), "/cycles/wcc-test/5PG"
    proof = token_of(client.get(case).text)
    address, form = f"{LIST}/wish", {"csrf_token": proof, "back": case}

    followed = client.post(address, data={**form, "_method": "PUT"})
    shown, preferences = client.get(case).text, client.get("/notices/preferences").text
    listed = client.get(LIST).text
    left = client.post(address, data={**form, "_method": "DELETE", "back": "/notices/preferences#following"})

    assert (followed.status_code, followed.location) == (303, case)
    assert "You are told of every thread of Birmingham East and North PCT that you may read." in shown
    assert [each.count("Stop following the whole case") for each in (shown, listed)] == [1, 1]
    assert "Stop following" in preferences
    assert left.location == "/notices/preferences#following"
    assert "You follow no whole case." in client.get("/notices/preferences").text
    assert "Follow the whole case" in client.get(case).text


def test_followed_cases_are_found_with_one_question(table: Table) -> None:
    follow(table, ANALYST)
    one = _asked(table)
    reach, now = table.reach(ANALYST), table.later()
    table.act(lambda: following_cases.follow(table.world.case("5MX"), by=reach, now=now))

    assert (one, _asked(table)) == (1, 1)


def _asked(table: Table) -> int:
    reach = table.reach(ANALYST)
    with table.world.database.reading():
        return statements(table.world.database, lambda: following_cases.followed(reach))
