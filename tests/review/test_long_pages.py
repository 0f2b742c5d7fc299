"""A long thread in a browser: what is read stays where it is while more comes; and many tabs at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.review.conftest import ANALYST, LEAD, Table
from tests.review.test_live_pages import address, page_of  # noqa: F401  # fixtures
from wccflow.review import actions, attending
from wccflow.review.models import Thread

Pages = Callable[[str], Page]


@pytest.fixture
def long(table: Table) -> Thread:
    """A thread of 200 messages that the lead has read."""
    table.submit()
    thread = table.open(ANALYST, "Message 0", kind="question")
    with table.world.database.writing():
        reaches = [table.world.reach(each) for each in (ANALYST, LEAD)]
        for number in range(1, 200):
            table.passed += timedelta(minutes=20)
            now = table.world.now + table.passed
            actions.comment(thread, body=f"Message {number}", by=reaches[number % 2], now=now)
        for reach in reaches:
            attending.mark_read(thread, by=reach, now=now)
    return thread


def test_earlier_messages_come_without_moving_what_is_read(
    long: Thread,
    page_of: Pages,  # noqa: F811  # a fixture
) -> None:
    lead = page_of(LEAD)
    lead.goto(long.address)
    lead.get_by_label("Write a message").fill("Half a thought")
    articles = lead.locator("#comments article")
    expect(articles).to_have_count(60)
    lead.get_by_role("link", name="Earlier messages").focus()
    lead.wait_for_timeout(500)
    first = articles.first
    words = first.locator(".wf-comment__body").inner_text()
    top = first.evaluate("line => line.getBoundingClientRect().top")

    lead.get_by_role("link", name="Earlier messages").press("Enter")

    expect(articles).to_have_count(120)
    kept = articles.nth(60)
    assert kept.locator(".wf-comment__body").inner_text() == words
    assert abs(kept.evaluate("line => line.getBoundingClientRect().top") - top) <= 2
    assert kept.evaluate("line => line.contains(document.activeElement)")
    expect(lead.locator(".wf-new-mark:visible")).to_have_count(0)
    expect(lead.get_by_label("Write a message")).to_have_value("Half a thought")
    for _ in range(2):
        lead.get_by_role("link", name="Earlier messages").press("Enter")
        lead.wait_for_timeout(300)
    expect(articles).to_have_count(200)
    bodies = articles.evaluate_all("all => all.map(each => each.textContent.match(/Message (\\d+)/)[1])")
    assert bodies == [str(number) for number in range(200)]
    expect(lead.locator(".wf-gap")).to_have_count(0)


def test_a_link_to_a_message_that_is_left_out_opens_the_thread_there(
    table: Table,
    long: Thread,
    page_of: Pages,  # noqa: F811  # a fixture
) -> None:
    with table.world.database.reading():
        message = actions.queries.comments_of(long)[20]
    lead = page_of(LEAD)

    lead.goto(f"{long.address}#comment-{message.id}")

    expect(lead.locator(f"#comment-{message.id}")).to_be_in_viewport()


def test_a_page_that_fell_too_far_behind_loads_its_messages_anew_and_keeps_the_words(
    table: Table,
    long: Thread,
    page_of: Pages,  # noqa: F811  # a fixture
) -> None:
    lead = page_of(LEAD)
    with lead.expect_request("**/events?**"):
        lead.goto(long.address)
    lead.get_by_label("Write a message").fill("Half a thought")
    table.say(long, ANALYST, "Meanwhile.")

    lead.evaluate(
        "detail => document.dispatchEvent(new CustomEvent('wf:reset', { cancelable: true, detail }))",
        f"/events?topic={long.id}",
    )

    expect(lead.locator("#comments article", has_text="Meanwhile.")).to_have_count(1)
    expect(lead.get_by_label("Write a message")).to_have_value("Half a thought")


def test_eight_tabs_of_one_browser_all_show_what_is_said(
    table: Table,
    long: Thread,
    page_of: Pages,  # noqa: F811  # a fixture
) -> None:
    tabs = [page_of(LEAD)]
    hidden = "Object.defineProperty(document, 'hidden', { get: () => window.rests === true })"
    tabs[0].context.add_init_script(hidden)
    tabs += [tabs[0].context.new_page() for _ in range(7)]
    for tab in tabs:
        tab.goto(long.address)
        look(tab, away=True)  # a browser without a window hides no tab by itself

    table.say(long, ANALYST, "To all of you.")

    for tab in tabs:
        look(tab, away=False)
        expect(tab.locator("#comments article", has_text="To all of you.")).to_have_count(1)
        look(tab, away=True)


def look(tab: Page, *, away: bool) -> None:
    """Look away from a tab, or at it."""
    tab.evaluate(
        "away => { window.rests = away; document.dispatchEvent(new Event('visibilitychange')) }", away
    )
