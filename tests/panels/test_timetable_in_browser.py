"""A timetable made in a browser by keyboard alone: pool, a member's days, a proposal, a day held, adopted."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.harness.world import World
from tests.panels.conftest import Visited
from tests.panels.test_timetable_views import HERE, SEATS

MANAGER, MEMBER = "manager@q34.example", "peer@pool.example"
ALL = "commissioning;clinical;partnership;finance"
TABLE = "email,name,seats,skills\n" + "\n".join(
    f"{seat}@pool.example,Person {seat},{seat},{ALL}" for seat in SEATS
)
NOTICES = "#notices"


@pytest.fixture
def region(world: World, visited: Visited) -> Visited:
    """A region with two organisations to place and nobody to sit."""
    for code in ("5PG", "5MX"):
        world.at("preparing", code)
    return visited


def press(control: Locator, key: str = "Enter") -> None:
    """What the keyboard does with a control that has the focus."""
    control.focus()
    expect(control).to_be_focused()
    control.page.keyboard.press(key)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def write(field: Locator, words: str) -> None:
    field.focus()
    field.page.keyboard.insert_text(words)


def set_rules(page: Page) -> None:
    page.goto(f"{HERE}/rules")
    write(page.get_by_label("Rooms, one in each line"), "Hall\nAttic")
    for name, day in (("First day (optional)", 7), ("Last day (optional)", 11)):
        page.get_by_label(name).fill(f"2031-04-{day:02}")
    press(button(page, "Keep"))
    expect(page.locator(NOTICES)).to_be_visible()


def bring_people(page: Page) -> None:
    page.goto(f"{HERE}/people")
    write(page.get_by_label("Paste it from a spreadsheet, or as CSV"), TABLE)
    press(button(page, "Bring them"))
    expect(page.locator(NOTICES)).to_contain_text("5 new in the pool, 0 changed.")


def say_days(page: Page) -> None:
    """A member can sit on Tuesday and Wednesday only."""
    page.goto("/panels/availability")
    for day in ("Mon 7", "Thu 10", "Fri 11"):
        box = page.get_by_label(day)
        if box.is_checked():
            press(box, "Space")
    for day in ("Tue 8", "Wed 9"):
        box = page.get_by_label(day)
        if not box.is_checked():
            press(box, "Space")
    press(button(page, "Keep my days"))
    expect(page.locator(NOTICES)).to_contain_text("Kept: you can sit on 2 of 5 days.")


def days_of(page: Page) -> dict[str, str]:
    """The day and room of each panel, as the page tells them."""
    rows = {code: page.locator(f"#row-{code} td").first for code in ("5PG", "5MX")}
    return {code: " ".join(row.inner_text().split()) for code, row in rows.items()}


@pytest.mark.browser
def test_a_timetable_is_made_by_keyboard_and_no_page_of_it_has_a_barrier(region: Visited) -> None:
    manager = region.page_of(MANAGER)
    assert region.barriers(manager, HERE, f"{HERE}/people", f"{HERE}/rules") == []
    set_rules(manager)
    bring_people(manager)
    member = region.page_of(MEMBER)
    say_days(member)
    assert region.barriers(member) == []

    manager.goto(HERE)
    press(button(manager, "Propose a timetable"))
    expect(manager.locator(NOTICES)).to_contain_text("Every panel has its place: 2 in all.")
    before = days_of(manager)
    assert sorted(day.split(",")[0] for day in before.values()) == ["Tuesday", "Wednesday"]
    held, other = sorted(before, key=lambda code: before[code])  # the first meets on Tuesday

    press(manager.locator(f"#row-{held}").get_by_role("link", name="Hold or move"))
    manager.get_by_label("Day", exact=True).select_option("2031-04-09")
    press(button(manager, "Hold this and make the rest again"))
    expect(manager.locator(f"#row-{held}")).to_contain_text("day held")
    after = days_of(manager)
    assert [after[code].split(",")[0] for code in (held, other)] == ["Wednesday", "Tuesday"]
    assert region.barriers(manager, HERE, f"{HERE}/organisations/{held}", f"{HERE}/people") == []
    manager.goto(f"{HERE}/people")
    press(manager.get_by_role("link", name="Person peer"))
    expect(manager.get_by_role("heading", level=1)).to_contain_text("Person peer")
    assert region.barriers(manager) == []

    manager.goto(HERE)
    press(button(manager, "Adopt the timetable"))
    expect(manager.locator(NOTICES)).to_contain_text("Until the invitations go out you can take it back.")
    assert region.barriers(manager) == []
    press(button(manager, "Write it and invite now"))
    expect(manager.locator(NOTICES)).to_contain_text("2 panels are written, and whom it touches is told.")
    member.goto("/panels/availability")
    expect(member.locator("main")).to_contain_text("say whether you take the seat")
    assert region.barriers(member) == []


@pytest.mark.browser
def test_a_what_if_and_a_proposal_that_cannot_be_whole_have_no_barrier(region: Visited) -> None:
    manager = region.page_of(MANAGER)
    set_rules(manager)
    bring_people(manager)
    manager.goto(HERE)
    press(button(manager, "Propose a timetable"))

    manager.get_by_label("What would become of it without one of them?").select_option(label="Person peer")
    press(button(manager, "Try it"))

    expect(manager.locator("#what-if")).to_contain_text("Not every panel would have a place.")
    assert region.barriers(manager) == []
    press(button(manager, "Propose it so"))
    expect(manager.locator(".wf-timetable__why")).to_contain_text("What would help")
    assert region.barriers(manager) == []
