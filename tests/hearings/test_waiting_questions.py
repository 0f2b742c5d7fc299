"""A question asked without a connection waits in its session, and is asked once."""

from playwright.sync_api import expect

from tests.hearings.conftest import Room
from tests.hearings.test_live_room import ask
from tests.review.conftest import LEAD
from tests.review.test_nothing_lost import Pages, page_of, server, try_now

__all__ = ["page_of", "server"]


def test_a_question_asked_without_a_connection_is_asked_once_it_is_back(room: Room, page_of: Pages) -> None:
    lead = page_of(LEAD)
    lead.goto(f"/sessions/{room.id}")
    lead.route("**/questions", lambda route: route.fulfill(status=503, body="gone"))

    ask(lead, "Who pays?")

    expect(lead.locator(".wf-comment--waiting")).to_contain_text("Who pays?")
    try_now(lead, "**/questions")
    expect(lead.locator(".wf-queue")).to_contain_text("Who pays?")
    expect(lead.locator(".wf-comment--waiting")).to_have_count(0)
    assert room.states() == [(1, "waiting")]
