"""Rating in a browser: five items by keyboard alone, a sheet as a whole, drafts that say where they are."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import Stage
from wccflow.ratings import queries

pytestmark = [pytest.mark.timeout(900), pytest.mark.browser]

ITEMS = ("1.1", "1.2", "1.3", "2.1", "2.2")
NARROW, WIDE = {"width": 375, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def preparing(stage: Stage) -> Stage:
    """The case of an organisation that has begun, with nothing rated."""
    stage.move("lead", "Accept the invitation")
    return stage


def kept(stage: Stage) -> dict[str, tuple[str, str]]:
    """What the organisation says of each item."""
    rows = stage.read(lambda: queries.current([stage.journey.case.id], channels=["self"]))
    return {row.item: (row.value, row.rationale) for row in rows}


def looked_at_both_widths(stage: Stage, page: Page) -> None:
    """On a wide screen and a narrow one axe finds no fault, and nothing stands out of the page."""
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        stage.looked_at.clear()
        stage.look_at(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_five_items_are_rated_by_keyboard_alone(preparing: Stage) -> None:
    page = preparing.visit("lead", "ratings/1.1")

    for number, item in enumerate(ITEMS):
        expect(page).to_have_url(re.compile(f"/ratings/{re.escape(item)}$"))
        page.wait_for_load_state()
        page.keyboard.press(str(number % 4 + 1))
        page.keyboard.press("w")
        page.keyboard.type(f"Because of {item}.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#notices")).to_contain_text(f"Kept: {item} ")

    assert kept(preparing) == {
        item: (str(number % 4 + 1), f"Because of {item}.") for number, item in enumerate(ITEMS)
    }


def test_n_and_p_go_on_and_back_and_c_leads_to_citing(preparing: Stage) -> None:
    page = preparing.visit("lead", "ratings/1.1")

    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/ratings/1\.2$"))
    page.wait_for_load_state()
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(r"/ratings/1\.1$"))
    page.wait_for_load_state()
    page.keyboard.press("c")
    expect(page.get_by_label("Link of the passage")).to_be_focused()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/ratings/1\.1$"))


def test_the_list_of_keys_is_opened_by_one_and_turns_them_off(preparing: Stage) -> None:
    page = preparing.visit("lead", "ratings/1.1")

    page.keyboard.press("?")
    switch = page.get_by_label("Turn these keys off on this device")
    expect(switch).to_be_visible()
    switch.check()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/ratings/1\.1$"))
    switch.uncheck()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/ratings/1\.2$"))


def test_what_is_ticked_is_weighed_at_once_and_the_level_is_offered_and_kept_as_a_draft(
    preparing: Stage,
) -> None:
    page = preparing.visit("lead", "ratings/3.1")
    verdict = page.locator("#rating-verdict")

    for clause in page.get_by_role("group", name="Level 2 asks for").get_by_role("checkbox").all():
        clause.check()
    expect(verdict).to_contain_text("What is ticked bears out Level 2.")
    expect(verdict).to_contain_text("Level 3 would need: “What was planned for the last year was done”")
    verdict.get_by_role("button", name="Choose Level 2").click()
    expect(verdict).to_contain_text("What is ticked bears out Level 2, which is chosen.")
    expect(page.locator("#rating [data-draft-state]")).to_contain_text("Draft kept for you at")

    page.reload()
    expect(page.get_by_label("Level 2", exact=True)).to_be_checked()
    expect(page.get_by_role("group", name="Level 2 asks for").get_by_role("checkbox").first).to_be_checked()
    looked_at_both_widths(preparing, page)
    page.get_by_role("button", name="Discard the draft").click()
    expect(page.locator("#notices")).to_contain_text("Your draft is thrown away.")
    expect(page.get_by_label("Level 2", exact=True)).not_to_be_checked()


def test_the_sheet_is_filled_row_by_row_by_keyboard_and_kept_at_once(preparing: Stage) -> None:
    page = preparing.visit("lead", "filling?show=unrated")
    looked_at_both_widths(preparing, page)

    page.keyboard.press("n")
    page.keyboard.press("3")
    page.keyboard.press("w")
    page.keyboard.type("First of the sheet.")
    expect(page.locator("#state-1")).to_contain_text("Draft kept for you at")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("2")
    page.keyboard.press("w")
    page.keyboard.type("Second of the sheet.")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#notices")).to_contain_text("2 items kept.")
    assert (kept(preparing)["2.3"], kept(preparing)["3.1"]) == (
        ("3", "First of the sheet."),
        ("2", "Second of the sheet."),
    )


def test_colours_are_chosen_by_their_letters(preparing: Stage) -> None:
    page = preparing.visit("lead", "ratings/strategy_1")

    page.keyboard.press("g")
    expect(page.get_by_label("Green", exact=True)).to_be_checked()
    page.keyboard.press("r")
    expect(page.get_by_label("Red", exact=True)).to_be_checked()


def test_a_row_says_that_it_is_on_this_page_only_when_the_server_is_away(preparing: Stage) -> None:
    page = preparing.visit("lead", "filling?show=unrated")
    page.route("**/draft", lambda route: route.abort())

    page.keyboard.press("n")
    page.keyboard.press("1")
    expect(page.locator("#state-1")).to_have_text(
        "Not saved: the server could not be reached. It is on this page only."
    )
    page.unroute("**/draft")
    preparing.said.clear()  # the browser names the request that was cut off


def test_the_sheet_of_all_items_reads_well_wide_and_narrow(preparing: Stage) -> None:
    page = preparing.visit("lead", "ratings")

    expect(page.get_by_text("7 of 49 rated, 5 without passage")).to_be_visible()
    looked_at_both_widths(preparing, page)
    page.get_by_role("link", name=re.compile("Without a passage")).click()
    expect(page.get_by_role("row", name=re.compile(r"^1\.2 "))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(r"^3\.3 "))).to_have_count(0)
    assert preparing.said == []
