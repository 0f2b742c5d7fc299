"""The inbox and a review that waits to be sent, in a browser, wide and narrow: without barriers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.review.conftest import ANALYST, LEAD, MANAGER, Table
from tests.review.test_live_pages import STANDARDS, address, page_of  # noqa: F401  # fixtures
from tests.review.test_pending import HERE, gather
from wccflow.review import actions, attending, unread

Pages = Callable[[str], Page]
WIDTHS = (1280, 375)


def busy(table: Table) -> None:
    """A case in which the analyst has something to do, something unread, something followed and a review."""
    table.submit()
    table.say(table.open(ANALYST, "Where is the money?", kind="question"), LEAD, "On page 31.")
    table.open(MANAGER, "News of the round.")
    followed, muted = table.open(MANAGER, "Followed."), table.open(MANAGER, "Muted.")
    analyst, now = table.reach(ANALYST), table.later()
    table.act(lambda: attending.wish(followed, unread.FOLLOWING, by=analyst, now=now))
    table.act(lambda: attending.wish(muted, unread.MUTED, by=analyst, now=now))
    gather(table, ANALYST, "A new point, with **weight**.")
    gather(table, ANALYST, "An answer.", followed)
    lost = table.open(ANALYST, "Closed before it is answered.")
    gather(table, ANALYST, "Too late.", lost)
    table.act(lambda: actions.close(lost, by=analyst, now=table.later()))


def check(page: Page, path: str, width: int, root: Path) -> None:
    """No barrier that the checker knows, and no scrolling sideways."""
    page.evaluate((root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)
    faults = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
    assert (path, faults) == (path, [])
    assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_inbox_has_no_barriers(
    table: Table,
    page_of: Pages,  # noqa: F811  # a fixture
    root: Path,
    width: int,
) -> None:
    busy(table)
    analyst = page_of(ANALYST)
    analyst.set_viewport_size({"width": width, "height": 900})

    analyst.goto("/threads")

    expect(analyst.locator("#inbox section h2")).to_have_count(3)
    check(analyst, "/threads", width, root)
    for show in ("needs", "unread", "following", "rest", "muted"):
        analyst.goto(f"/threads?show={show}")
        check(analyst, show, width, root)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_review_that_waits_to_be_sent_has_no_barriers(
    table: Table,
    page_of: Pages,  # noqa: F811  # a fixture
    root: Path,
    width: int,
) -> None:
    busy(table)
    analyst = page_of(ANALYST)
    analyst.set_viewport_size({"width": width, "height": 900})

    analyst.goto(HERE)

    expect(analyst.locator(".wf-pending__one")).to_have_count(3)
    expect(analyst.get_by_text("cannot be sent", exact=True)).to_have_count(1)
    check(analyst, HERE, width, root)
    for each in analyst.get_by_text("Change it").all():
        each.click()
    check(analyst, "with the forms open", width, root)


def test_the_inbox_is_walked_and_muted_by_keyboard(
    table: Table,
    page_of: Pages,  # noqa: F811  # a fixture
) -> None:
    busy(table)
    analyst = page_of(ANALYST)
    analyst.goto("/threads?show=unread")

    analyst.keyboard.press("j")
    analyst.keyboard.press("m")

    expect(analyst.locator("#inbox [data-hit]")).to_have_count(1)


def test_a_review_is_sent_from_its_page_with_one_press(
    table: Table,
    page_of: Pages,  # noqa: F811  # a fixture
) -> None:
    busy(table)
    analyst = page_of(ANALYST)
    analyst.goto(HERE)
    analyst.on("dialog", lambda dialog: dialog.accept())

    analyst.get_by_role("button", name="Send 2 comments").press("Enter")

    expect(analyst.get_by_text("2 comments were sent")).to_be_visible()
    expect(analyst.locator(".wf-pending__one")).to_have_count(1)
