"""A question's life in a browser: answered, verified, closed, undone, and several at once by the keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.test_bulk import several
from tests.review.test_live_pages import STANDARDS, Pages, address, page_of  # noqa: F401 - fixtures
from tests.review.test_undoing import question
from wccflow.review.models import Thread

LIST = "/cycles/wcc-test/5PG/threads"


def test_a_question_is_answered_verified_closed_and_the_closing_undone(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
) -> None:
    thread = question(table, answer="")
    lead, analyst = page_of(LEAD), page_of(ANALYST)
    for page in (lead, analyst):
        with page.expect_request("**/events?**"):
            page.goto(thread.address)

    lead.get_by_label("Write a message").fill("In table 7.")
    lead.get_by_role("button", name="Post").click()
    expect(lead.locator("#undo")).to_contain_text("You sent a message.")
    expect(analyst.locator(f"#state-{thread.id}")).to_have_text("answered")
    analyst.reload()
    analyst.get_by_text("Verify the answer").click()
    analyst.get_by_label("Why it holds").fill("It adds up.")
    analyst.get_by_role("button", name="Verify", exact=True).click()
    expect(lead.locator("#comments")).to_contain_text("verified the answer")
    expect(lead.locator(f"#state-{thread.id}")).to_have_text("verified")
    analyst.get_by_text("Close this thread").click()
    analyst.get_by_role("button", name="Close", exact=True).click()
    expect(lead.locator(f"#state-{thread.id}")).to_have_text("closed")
    analyst.get_by_role("button", name="Undo").click()

    expect(lead.locator(f"#state-{thread.id}")).to_have_text("verified")
    expect(lead.locator("#comments")).to_contain_text("took the closing back")


def test_several_are_ticked_shown_closed_and_undone_by_the_keyboard(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
) -> None:
    threads = several(table)
    analyst = page_of(ANALYST)
    analyst.goto(LIST)

    for each in threads:
        analyst.locator(f"#pick-{each.id}").focus()
        analyst.keyboard.press("Space")
    analyst.get_by_role("button", name="Close …").focus()
    analyst.keyboard.press("Enter")
    expect(analyst.locator("main")).to_contain_text(
        "The question has not been answered. Say why you close it."
    )
    analyst.get_by_label("What came of it").fill("Settled.")
    analyst.get_by_role("button", name="Show what would happen").press("Enter")
    expect(analyst.get_by_role("heading", level=2)).to_have_text("Close: 3 threads")
    analyst.get_by_role("button", name="Yes: close, 3 threads").press("Enter")
    expect(analyst.locator("main")).to_contain_text("Nobody is told before the minute is over.")
    analyst.get_by_role("button", name="Undo").press("Enter")

    expect(analyst.locator("#notices")).to_contain_text("Undone. Nobody was told.")
    analyst.goto(LIST)
    expect(analyst.locator(".wf-topic")).to_have_count(3)


def test_ticks_stay_when_the_list_is_renewed(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
) -> None:
    threads = several(table)
    analyst = page_of(ANALYST)
    with analyst.expect_request("**/events?**"):
        analyst.goto(LIST)
    analyst.locator(f"#pick-{threads[0].id}").check()

    table.open(CHIEF, "And year 5?", audience="everyone")

    expect(analyst.locator("#topics")).to_contain_text("And year 5?")
    expect(analyst.locator(f"#pick-{threads[0].id}")).to_be_checked()


def test_who_reads_is_named_on_hover_and_focus_and_put_away_by_escape(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
) -> None:
    thread = table.open(LEAD, "For us.")
    lead = page_of(LEAD)
    lead.goto(thread.address)
    mark = lead.locator(".wf-chat__facts a.wf-audience")

    mark.focus()
    tip = lead.locator(".wf-readers-tip")
    expect(tip).to_contain_text("3 people: Person of chief@5pg.example")
    expect(mark).to_have_accessible_description(
        "3 people: " + ", ".join(f"Person of {each}@5pg.example" for each in ("chief", "editor", "lead"))
    )
    lead.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    lead.locator("#comments a.wf-audience").first.hover()

    expect(tip).to_contain_text("3 people")


def test_a_message_that_has_come_is_described_by_its_readers(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
) -> None:
    thread = table.open(LEAD, "For us.")
    lead = page_of(LEAD)
    with lead.expect_request("**/events?**"):
        lead.goto(thread.address)
    described = f"readers-{thread.audience_id}"
    expect(lead.locator("#comments a.wf-audience").first).to_have_attribute("aria-describedby", described)

    said = table.say(thread, CHIEF, "Two.")
    mark = lead.locator(f"#comment-{said.id} a.wf-audience")
    mark.focus()

    expect(mark).to_have_attribute("aria-describedby", described)
    lead.goto(f"/comments/{said.id}")
    expect(lead.locator("main a.wf-audience").first).not_to_have_attribute("aria-describedby", described)


def test_named_people_are_offered_once_that_is_chosen(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
) -> None:
    thread = table.open(LEAD, "For us.")
    lead = page_of(LEAD)
    lead.goto(thread.address)
    chief = lead.get_by_label(f"Person of {CHIEF}")
    expect(chief).to_be_hidden()

    lead.get_by_label("Named people").check()
    chief.check()
    lead.get_by_label("Write a message").fill("Just you.")
    lead.get_by_role("button", name="Post").click()

    expect(lead.locator("#comments article", has_text="Just you.")).to_contain_text("Named people")


@pytest.mark.parametrize("width", [1280, 375])
def test_the_pages_have_no_barrier_and_fit(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
    root: Path,
    width: int,
) -> None:
    threads: list[Thread] = several(table)
    analyst = page_of(ANALYST)
    analyst.set_viewport_size({"width": width, "height": 900})
    axe = (root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text()
    picked = "&".join(f"thread={each.id}" for each in threads)
    pages = (
        LIST,
        threads[0].address,
        f"{threads[0].address}/readers",
        f"/threads/several?{picked}&act=close",
        f"/threads/several?{picked}&act=assign",
        "/threads",
    )

    for path in pages:
        analyst.goto(path)
        analyst.evaluate(axe)
        found = analyst.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)

        faults = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
        assert (path, faults) == (path, [])
        assert (path, analyst.evaluate("document.documentElement.scrollWidth")) == (path, width)
