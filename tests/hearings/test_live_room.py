"""A session in three browsers: a moderator and two who ask; what one does the others see."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.hearings.conftest import Room
from tests.review.conftest import ANALYST, CHIEF, LEAD
from tests.review.test_live_pages import STANDARDS, Pages, address, page_of
from wccflow.hearings import queries
from wccflow.review import queries as threads

__all__ = ["address", "page_of"]


def ask(page: Page, words: str) -> None:
    page.get_by_label("Ask a question").fill(words)
    page.get_by_role("button", name="Ask", exact=True).click()


def test_a_session_is_asked_ordered_answered_and_closed_before_everyones_eyes(
    room: Room, page_of: Pages
) -> None:
    here = f"/sessions/{room.id}"
    analyst, lead, chief = (page_of(who) for who in (ANALYST, LEAD, CHIEF))
    for page in (analyst, lead, chief):
        with page.expect_request("**/events?**"):
            page.goto(here)

    ask(lead, "Who pays for year 3?")
    expect(chief.locator(".wf-news")).to_have_text("There is a new question.")
    expect(chief.locator(".wf-queue")).to_contain_text("Who pays for year 3?")
    expect(lead.get_by_label("Ask a question")).to_have_value("")
    chief.get_by_label("Ask a question").fill("Half a thought")
    ask(lead, "When does it begin?")
    expect(chief.locator(".wf-queue li")).to_have_count(2)
    expect(chief.get_by_label("Ask a question")).to_have_value("Half a thought")

    chief.get_by_role("button", name="Support question 2").click()
    expect(analyst.locator(".wf-queue li").nth(1)).to_contain_text("1 supports it")
    expect(chief.get_by_role("button", name="Take my support back question 2")).to_be_focused()
    analyst.get_by_role("button", name="Order by support").click()
    expect(lead.locator(".wf-queue li").first).to_contain_text("When does it begin?")
    analyst.get_by_role("button", name="Take up question 2").click()
    expect(lead.locator(".wf-asked--now")).to_contain_text("When does it begin?")
    expect(lead.locator(".wf-asked--now [role=timer]")).to_contain_text("left")

    analyst.get_by_role("button", name="Record the answer to question 2").click()
    analyst.get_by_label("What was said").fill("In May.")
    analyst.get_by_label("Who said it").fill("Dr Ada Example")
    analyst.get_by_role("button", name="Record the answer").click()
    expect(lead.locator(".wf-answer")).to_contain_text("In May.")
    expect(lead.locator(".wf-answer")).to_contain_text("Dr Ada Example")

    analyst.on("dialog", lambda asked: asked.accept())
    analyst.get_by_role("button", name="Close the session").click()
    expect(lead.locator("#stands")).to_contain_text("closed")
    with room.table.world.database.reading():
        states = {each.number: each.state for each in queries.questions([room.id])}
        thread = threads.thread_for(room.table.world.reach(LEAD), room.now().thread_id)
        bodies = [each.body for each in threads.comments_of(thread)]
    assert states == {1: "waiting", 2: "answered"}
    assert bodies[1:3] == ["Who pays for year 3?", "When does it begin?"]
    assert "In May." in bodies[3]


@pytest.mark.parametrize("width", [1280, 375])
def test_the_room_has_no_barrier_and_fits(room: Room, page_of: Pages, root: Path, width: int) -> None:
    first, second = room.ask(LEAD, "Who pays?"), room.ask(CHIEF, "When?")
    room.take(first)
    room.answer(room.ask(LEAD, "How?"), "With care.")
    analyst = page_of(ANALYST)
    analyst.set_viewport_size({"width": width, "height": 900})
    here = f"/sessions/{room.id}"
    for path in (here, f"{here}/questions/{second.id}", "/cycles/wcc-test/5PG/sessions"):
        analyst.goto(path)
        analyst.evaluate((root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text())

        found = analyst.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)

        barriers = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
        fits = analyst.evaluate("document.documentElement.scrollWidth") <= width
        assert (path, barriers, fits) == (path, [], True)
