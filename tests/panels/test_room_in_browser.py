"""The pages of a panel's day in a browser: no barrier, nothing sideways, and all of it without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from tests.panels.conftest import Visited
from tests.panels.test_room import LEAD, plan

NOTICES = "#notices"


def room_of(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        return sitting.panel.address


def click(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def unfold(page: Page | Locator, words: str) -> None:
    page.locator("summary", has_text=words).first.click()


def fill_the_day(page: Page, room: str) -> None:
    """What a chair does in the course of a day, by plain forms; a question is being asked at the end."""
    page.goto(f"{room}/leads")
    click(page, "Share out what has no lead")
    page.goto(room)
    click(page, "Open the queue of questions")
    for words in ("Who pays for year 3?", "When does it begin?"):
        page.get_by_label("Put a question into the queue").fill(words)
        click(page, "Put it into the queue")
    for number, answer in ((1, "The trust does."), (2, "")):
        page.get_by_role("button", name=f"Asked now question {number}").click()
        if answer:
            page.get_by_label("What was said", exact=True).first.fill(answer)
            page.get_by_label("Who said it").first.fill("Dr Ada Example")
            click(page, "Record the answer")
    unfold(page, "Agenda of the day")
    page.get_by_role("button", name="Begin Welcome, and the PCT presents its plan").click()
    page.get_by_label("Write a note for yourself").fill("Ask again after lunch.")
    click(page, "Keep the note")
    page.get_by_label("Prepare a point").fill("A clear plan.")
    click(page, "Keep the point")
    click(page, "Give the feedback (1 point)")


@pytest.mark.browser
def test_a_day_is_led_without_javascript(sitting: Sitting, visited: Visited) -> None:
    plan(sitting)
    room, chair = room_of(sitting), visited.page_of(CHAIR, scripts=False)

    fill_the_day(chair, room)
    chair.goto(f"{room}/items/2.1")
    click(chair, "Put it on the table")
    expect(chair.locator("main")).to_contain_text("on the table")
    chair.goto(f"{room}/items/2.1")
    chair.get_by_label("Level 3", exact=True).first.check()
    chair.get_by_role("button", name="Keep and go on").click()
    chair.goto(f"{room}/items/2.1")
    chair.get_by_label("Why not wait for everyone?").fill("They agree aloud.")
    click(chair, "Reveal")
    chair.get_by_role("group", name="Agreed level").get_by_label("Level 3", exact=True).check()
    chair.get_by_label("Why? The organisation reads it in the report.").fill("It follows from the plan.")
    click(chair, "Keep as agreed")

    chair.goto(f"{room}/record")
    words = chair.locator("main").inner_text()
    told = ("Who pays for year 3?", "The trust does.", "It follows from the plan.", "A clear plan.")
    assert [each in words for each in told] == [True] * len(told)
    lead = visited.page_of(LEAD, scripts=False)
    lead.goto(f"{room}/day")
    expect(lead.locator("main")).to_contain_text("When does it begin?")
    expect(lead.locator("main")).to_contain_text("A clear plan.")


@pytest.mark.browser
def test_no_page_of_the_day_has_a_barrier(sitting: Sitting, visited: Visited) -> None:
    plan(sitting)
    sitting.commit_all("1.1", "3", "3", "3", "3", "3")
    sitting.commit_all("1.2", "1", "4", "2", "2", "2")
    sitting.commit_all("2.1", "2", "2", "2", "2", "2")
    sitting.reveal("1.1")
    sitting.agree("1.1", "3")
    sitting.reveal("1.2")
    room = room_of(sitting)
    chair, member, lead = (visited.page_of(who) for who in (CHAIR, MEMBERS[0], LEAD))
    fill_the_day(visited.page_of(CHAIR, scripts=False), room)

    items = [f"{room}/items/{item}" for item in ("1.1", "1.2", "2.1", "3.1")]
    setup = "/cycles/wcc-test/5PG/panel"
    assert visited.barriers(chair, room, *items, f"{room}/leads", f"{room}/record", setup) == []
    assert visited.barriers(member, room, items[1], items[3], f"{room}/ratings", setup) == []
    assert visited.barriers(lead, f"{room}/day", setup) == []


@pytest.mark.browser
def test_a_room_in_which_nothing_has_happened_has_no_barrier(sitting: Sitting, visited: Visited) -> None:
    room, manager = room_of(sitting), visited.page_of("manager@q34.example")
    chair = visited.page_of(CHAIR)

    assert visited.barriers(chair, room, f"{room}/leads", f"{room}/record", f"{room}/day") == []
    assert visited.barriers(manager, "/cycles/wcc-test/5PG/panel") == []


@pytest.mark.browser
def test_an_item_is_rated_revealed_and_agreed_by_keyboard(sitting: Sitting, visited: Visited) -> None:
    for who in MEMBERS:
        sitting.commit("2.1", "2", who)
    room, chair = room_of(sitting), visited.page_of(CHAIR)
    chair.goto(f"{room}/items/2.1")

    chair.keyboard.press("3")
    chair.keyboard.press("w")
    chair.keyboard.type("It shows in the plan.")
    chair.keyboard.press("Control+Enter")
    expect(chair).not_to_have_url(f"{visited.address}{room}/items/2.1")
    chair.goto(f"{room}/items/2.1")
    chair.get_by_role("button", name="Reveal", exact=True).press("Enter")
    expect(chair.locator("#outcome")).to_contain_text("They are 1 step apart.")
    level = chair.get_by_role("group", name="Agreed level").get_by_label("Level 2", exact=True)
    level.press("Space")
    chair.get_by_label("Why? The organisation reads it in the report.").focus()
    chair.keyboard.type("Four of five saw no more.")
    chair.get_by_role("button", name="Keep as agreed").press("Enter")

    expect(chair.locator(NOTICES)).to_contain_text("The agreed rating is kept.")
    chair.goto(f"{room}/items/2.1")
    expect(chair.locator("#outcome")).to_contain_text("Four of five saw no more.")
