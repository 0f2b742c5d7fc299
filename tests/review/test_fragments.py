"""What open pages are sent: the page's own markup, the same for all, nothing of what others may not see."""

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from wccflow.base import log
from wccflow.live.fragments import Fragment
from wccflow.review import actions
from wccflow.review.models import Thread
from wccflow.review.offers import FRAGMENTS

Clients = Callable[[str], FlaskClient]
GAPS = re.compile(r"\s*\n\s*")


def sent(table: Table, app: Flask) -> list[tuple[Fragment, str]]:
    """Every fragment of the case's log with its markup."""
    with table.world.database.reading():
        events = log.events_of([table.world.case().id], *FRAGMENTS)
        shown = [fragment for each in events if (fragment := FRAGMENTS[each.kind](each))]
        return [(each, app.jinja_env.get_template(each.template).render(**each.context)) for each in shown]


def plain(html: str) -> str:
    return GAPS.sub("\n", html).strip()


def talk(table: Table) -> Thread:
    table.submit()
    thread = table.open(ANALYST, "Where **is** it?", kind="question")
    table.say(thread, ANALYST, "I mean year 3.")
    table.say(thread, LEAD, "Here.")
    table.act(lambda: actions.close(thread, by=table.reach(ANALYST), now=table.later(), why="Clear now."))
    return thread


def test_a_fragment_is_the_very_markup_of_the_page(table: Table, app: Flask, client_of: Clients) -> None:
    thread = talk(table)

    html = plain(client_of(LEAD).get(f"/threads/{thread.id}").text)

    lines = [plain(markup) for fragment, markup in sent(table, app) if fragment.topic == thread.id]
    assert len(lines) == 4
    for markup in lines:
        state, _, line = markup.partition("</span>\n")
        assert state.startswith(f'<span class="wf-chat__state" id="state-{thread.id}">')
        assert line in html


def test_a_fragment_names_its_thread_and_lists_their_case(table: Table, app: Flask) -> None:
    thread = talk(table)

    found = [(fragment.name, fragment.topic) for fragment, _ in sent(table, app)]

    news = (f"threads-{thread.case_id}", thread.case_id)
    assert found == [news, *[(f"thread-{thread.id}", thread.id)] * 4]


def test_a_fragment_has_no_buttons_and_no_proofs(table: Table, app: Flask) -> None:
    talk(table)

    markup = "".join(markup for _, markup in sent(table, app))

    assert [word for word in ("<form", "<button", "csrf", "<input") if word in markup] == []


def test_an_answer_changes_how_the_question_stands_and_an_aside_does_not(table: Table, app: Flask) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, CHIEF, "Who knows?", audience="organisation")
    table.say(thread, LEAD, "Here.")

    _, first, aside, answer = [fragment.context.get("state") for fragment, _ in sent(table, app)]

    assert (first, aside, answer) == (("answered", "info"), None, ("answered", "info"))


def test_an_aside_does_not_show_in_what_others_are_sent_after_it(table: Table, app: Flask) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, CHIEF, "Secret.", audience="organisation")
    table.say(thread, ANALYST, "I mean year 3.")

    last = sent(table, app)[-1][1]

    assert "wf-comment--continues" in last
    assert "Secret" not in last


def test_a_deleted_message_is_sent_as_its_mark(table: Table, app: Flask) -> None:
    thread = table.open(LEAD, "Regretted.")
    said = table.say(thread, LEAD, "Also regretted.")
    table.act(lambda: actions.delete(said, thread, by=table.reach(LEAD), now=table.later()))

    markup = sent(table, app)[-1][1]

    assert f'id="comment-{said.id}"' in markup
    assert "deleted a message" in markup
    assert "regretted" not in markup
