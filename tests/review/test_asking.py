"""Lists of threads are queries in the language of every search box, of what one may read alone."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.test_labelling import put
from tests.review.test_views import LIST
from wccflow.review import asking
from wccflow.review.topics import topics

Clients = Callable[[str], FlaskClient]


def found(table: Table, query: str, who: str = LEAD) -> set[str]:
    with table.world.database.reading():
        reach = table.world.reach(who)
        asked = asking.ask(query, topics(reach, [table.world.case()]), reach)
        assert asked.fault == ""
        return {each.title for each in asked.topics}


@pytest.fixture
def talk(table: Table) -> Table:
    """A note of the organisation on its plan, and a question of the analyst."""
    version = table.file()
    table.submit()
    plan = table.open(
        LEAD, "The board asked about planning.", on=version, title="Plan", audience="organisation"
    )
    question = table.open(ANALYST, "Where is year 3?", kind="question", title="Question")
    put(table, plan, LEAD, "finance")
    put(table, question, CHIEF, "plum", private=True)
    return table


def test_a_list_shows_what_the_query_asks_for(talk: Table) -> None:
    both = {"Plan", "Question"}
    asked = {
        "": both,
        "is:open": both,
        "is:unanswered": {"Question"},
        "is:closed": set(),
        "is:mine": {"Plan"},
        "-is:mine": {"Question"},
        "is:unread": {"Question"},
        "by:analyst": {"Question"},
        "by:@me": {"Plan"},
        "label:finance": {"Plan"},
        "label:FINANCE OR kind:question": both,
        "kind:finance": set(),
        "label:plum": set(),
        'doc:"Strategic plan"': {"Plan"},
        "slot:strategic_plan page:3": {"Plan"},
        "org:5PG": both,
        "planned": {"Plan"},
        '"year 3"': {"Question"},
        "release": {"Plan"},
        "emergency": set(),
        "assigned:@me": set(),
        "said>2009-01-01": both,
        "due<2030-01-01": set(),
    }

    assert {query: found(talk, query) for query in asked} == asked


def test_nobody_finds_by_what_she_may_not_read(talk: Table) -> None:
    assert found(talk, "label:finance", ANALYST) == set()
    assert found(talk, "planning", ANALYST) == set()
    assert found(talk, "label:plum", CHIEF) == {"Question"}


def test_an_unknown_field_is_a_sentence_and_the_parts_are_chips(talk: Table, client_of: Clients) -> None:
    client = client_of(LEAD)
    wrong = client.get(f"{LIST}?q=lable:finance")
    right = client.get(f"{LIST}?q=label:finance+is:open").text

    assert wrong.status_code == 422
    assert "There is no field &#34;lable&#34;. Did you mean label?" in wrong.text
    assert "Remove label: finance" in right
    assert 'value="label:finance is:open"' in right


def test_a_list_asks_for_what_is_open_before_anybody_has_asked(talk: Table, client_of: Clients) -> None:
    html = client_of(LEAD).get(LIST).text

    assert 'value="is:open"' in html
    assert "Question" in html
