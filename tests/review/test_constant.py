"""Every list of threads asks the same few questions of the database for one thread, for three and for 300."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.review.conftest import ANALYST, LEAD, TEXT, Table
from tests.review.test_queries import statements
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import passage_id
from wccflow.review import actions
from wccflow.review.anchoring import Anchor
from wccflow.review.models import Thread

Clients = Callable[[str], FlaskClient]
MANY = (1, 3, 300)


def fill(table: Table, version: Version, count: int) -> Thread:
    """Let there be so many threads on a passage, each answered; gives the last."""
    with table.world.database.writing():
        case = table.world.case()
        anchor = Anchor(version.id, passage_id(TEXT, {}), "release £4.1m")
        analyst, lead = table.world.reach(ANALYST), table.world.reach(LEAD)
        there = actions.session().scalar(select(func.count()).select_from(Thread)) or 0
        for number in range(there, count):
            thread = actions.open_thread(
                case,
                kind="question",
                body=f"Where is {number}?",
                anchor=anchor,
                by=analyst,
                now=table.later(),
            )
            actions.comment(thread, body="Here.", by=lead, now=table.later())
    return thread


def test_lists_of_threads_ask_the_same_of_the_database_for_any_number(
    table: Table, client_of: Clients
) -> None:
    version = table.file()
    table.submit()
    client, cost = client_of(ANALYST), dict[str, list[int]]()
    for count in MANY:
        thread = fill(table, version, count)
        pages = {
            "the case's threads": "/cycles/wcc-test/5PG/threads?q=",
            "the case's threads beside one of them": thread.address,
            "the inbox": "/threads",
            "one section of the inbox": "/threads?show=unread",
            "the passage's threads": f"/evidence/{version.id}/threads?passage={passage_id(TEXT, {})}",
        }
        for name, address in pages.items():
            asked = statements(table.world.database, lambda: client.get(address))  # noqa: B023 - at once
            cost.setdefault(name, []).append(asked)

    assert {name: len(set(each)) for name, each in cost.items()} == dict.fromkeys(cost, 1)
