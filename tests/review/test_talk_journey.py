"""Talking in browsers by keyboard: naming, quoting, previewing, and nothing lost when another writes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.review.conftest import ANALYST, CHIEF, LEAD, TEXT, Table
from tests.review.test_live_pages import STANDARDS, Pages, address, page_of
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import passage_id
from wccflow.people.queries import person_by_email
from wccflow.review import actions
from wccflow.review.models import Thread

__all__ = ["address", "page_of"]  # fixtures of the live pages, used here too

KEY = passage_id(TEXT, {})


@pytest.fixture
def version(table: Table) -> Version:
    """The strategic plan, filed and shared with those who assess."""
    made = table.file()
    table.submit()
    return made


@pytest.fixture
def named(table: Table, version: Version) -> Thread:
    """A question, where people bear names."""
    with table.world.database.writing():
        for email, name in ((LEAD, "Lee Lead"), (CHIEF, "Cleo Chief"), (ANALYST, "Ann Reader")):
            person_by_email(email).name = name
    return table.open(ANALYST, "Where is year 3?", kind="question")


def shown(page: Page, path: str) -> Page:
    """The page at this path, when its live stream has been asked for."""
    with page.expect_request("**/events?**"):
        page.goto(path)
    return page


def many(table: Table, thread: Thread, count: int = 30) -> None:
    """More messages than a screen holds, by the two sides in turn."""
    for number in range(count):
        table.say(thread, (LEAD, ANALYST)[number % 2], f"Message number {number}.\n\nIt has two lines.")


def focused(page: Page) -> str:
    """The name of what has the focus: its id, or its words."""
    found: str = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    return found


def seen(page: Page, selector: str) -> bool:
    """Whether this stands on the screen, above what covers it."""
    box = page.locator(selector).bounding_box()
    line = page.locator("[data-stays]").bounding_box()
    return bool(box and line and 0 <= box["y"] < line["y"])


def test_a_person_an_item_and_a_document_are_put_in_by_keyboard(
    named: Thread, version: Version, page_of: Pages
) -> None:
    page = shown(page_of(ANALYST), named.address)
    words, offers = page.get_by_label("Write a message"), page.locator("#words-offers")

    words.press_sequentially("Thank you, @lee")
    expect(offers.get_by_role("option")).to_have_text(["Lee Lead PCT assurance lead"])
    expect(page.locator("#words-told")).to_contain_text("1 to choose from.")
    assert words.get_attribute("aria-activedescendant") == "words-offers-0"
    page.keyboard.press("Enter")
    words.press_sequentially("and #6.")
    expect(offers.get_by_role("option").first).to_contain_text("6.1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    words.press_sequentially("and [[emergency")
    expect(offers.get_by_role("option").first).to_contain_text("emergency admissions")
    page.keyboard.press("Enter")

    link = f"[Five-year strategic plan, page 3](/evidence/{version.id}#{KEY})"
    expect(words).to_have_value(f"Thank you, @Lee Lead and #6.2 and {link} ")
    expect(words).to_be_focused()
    page.keyboard.press("Control+Enter")
    said = page.locator("#comments article").last
    expect(said.locator("strong.wf-marked")).to_have_text("@Lee Lead")
    item = said.get_by_role("link", name="#6.2")
    expect(item).to_have_attribute("href", "/cycles/wcc-test/5PG/ratings/6.2")
    expect(words).to_have_value("")
    expect(words).to_be_focused()


def test_escape_closes_the_list_and_what_is_no_name_stays_a_word(named: Thread, page_of: Pages) -> None:
    page = shown(page_of(ANALYST), named.address)
    words, offers = page.get_by_label("Write a message"), page.locator("#words-offers")

    words.press_sequentially("By hand: @")
    expect(offers).to_be_visible()
    page.keyboard.press("Escape")

    expect(offers).to_be_hidden()
    expect(words).to_be_focused()
    words.press_sequentially("zz")
    expect(offers).to_be_hidden()
    page.keyboard.press("Enter")
    expect(words).to_have_value("By hand: @zz\n")


def test_a_preview_is_what_its_readers_would_see_and_goes_when_the_words_change(
    named: Thread, page_of: Pages
) -> None:
    page = shown(page_of(ANALYST), named.address)
    words = page.get_by_label("Write a message")
    words.fill("**Thank you**, @Lee Lead.")

    page.get_by_role("button", name="Preview").press("Enter")

    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator("strong", has_text="Thank you")).to_be_visible()
    expect(preview).to_contain_text("Told at once: Lee Lead.")
    expect(page.get_by_role("button", name="Preview")).to_be_focused()
    assert page.locator("#comments article").count() == 1
    words.press_sequentially(" More.")
    expect(preview).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#comments article")).to_have_count(2)


def test_messages_are_walked_and_quoted_by_keyboard(table: Table, named: Thread, page_of: Pages) -> None:
    table.say(named, LEAD, "In **table 7**.\n\nOn page 4.")
    page = shown(page_of(ANALYST), named.address)
    words = page.get_by_label("Write a message")

    page.get_by_role("log", name="Messages").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#comments article").last).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#comments article").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("q")

    expect(words).to_be_focused()
    value = words.input_value()
    assert value.startswith("> **Lee Lead**, ")
    assert value.endswith(":\n> In table 7.\n>\n> On page 4.\n\n")
    page.get_by_role("log", name="Messages").focus()
    page.keyboard.press("r")
    expect(words).to_be_focused()
    page.keyboard.type("just quoting, k?")
    assert words.input_value().endswith("just quoting, k?")


def test_selected_words_are_quoted(table: Table, named: Thread, page_of: Pages) -> None:
    table.say(named, LEAD, "Confidence.")
    page = shown(page_of(ANALYST), named.address)

    page.locator("#comments article").last.locator("p").last.dblclick(position={"x": 30, "y": 10})
    page.get_by_role("button", name="Quote", exact=True).click()

    assert "> Confidence" in page.get_by_label("Write a message").input_value()


def test_a_page_opens_at_the_first_unread_message_and_says_so(
    table: Table, named: Thread, page_of: Pages
) -> None:
    many(table, named)
    reach = table.reach(CHIEF)
    table.act(lambda: actions.mark_read(named, by=reach, now=table.later()))
    table.say(named, ANALYST, "The first that is new.")
    many(table, named, 12)

    page = shown(page_of(CHIEF), named.address)

    expect(page.locator("#first-unread")).to_have_text("New since you were here")
    expect(page.locator("#first-unread + article")).to_contain_text("The first that is new.")
    expect(page.get_by_role("link", name="Go to the first of 13 unread messages")).to_be_attached()
    assert seen(page, "#first-unread")
    assert not seen(page, "#comments article:last-of-type")


def test_what_another_writes_moves_neither_words_nor_focus_nor_place(
    table: Table, named: Thread, page_of: Pages
) -> None:
    many(table, named)
    lead, analyst = shown(page_of(LEAD), named.address), shown(page_of(ANALYST), named.address)
    analyst.reload()
    expect(analyst.locator("#first-unread")).to_have_count(0)
    analyst.get_by_label("Write a message").fill("Half a thought")
    analyst.evaluate("window.scrollTo(0, 300)")
    before = analyst.evaluate("window.scrollY")

    lead.get_by_label("Write a message").fill("From the other side.")
    lead.keyboard.press("Control+Enter")

    expect(analyst.locator("#comments")).to_contain_text("From the other side.")
    expect(analyst.get_by_role("button", name="1 new")).to_be_visible()
    expect(analyst.get_by_label("Write a message")).to_have_value("Half a thought")
    assert focused(analyst) == "words"
    assert analyst.evaluate("window.scrollY") == before
    analyst.get_by_role("button", name="1 new").press("Enter")
    expect(analyst.get_by_role("button", name="1 new")).to_be_hidden()
    assert seen(analyst, "#comments article:last-of-type")
    lead.get_by_label("Write a message").fill("And one more.")
    lead.keyboard.press("Control+Enter")
    expect(analyst.locator("#comments article").last).to_contain_text("And one more.")
    assert seen(analyst, "#comments article:last-of-type")


def test_a_message_that_is_changed_keeps_whoever_stands_in_it(
    table: Table, named: Thread, page_of: Pages
) -> None:
    said = table.say(named, LEAD, "In table 6.")
    analyst = shown(page_of(ANALYST), named.address)
    link = analyst.locator(f"#comment-{said.id} .wf-comment__more")
    link.focus()

    by = table.reach(LEAD)
    table.act(lambda: actions.edit(said, named, body="In table 7.", by=by, now=table.later()))

    expect(analyst.locator(f"#comment-{said.id}")).to_contain_text("In table 7.")
    expect(link).to_be_focused()


def test_a_list_that_renews_itself_keeps_whoever_stands_in_it(
    table: Table, named: Thread, page_of: Pages
) -> None:
    page = shown(page_of(LEAD), "/cycles/wcc-test/5PG/threads")
    page.get_by_role("link", name="Where is year 3?").focus()

    table.open(ANALYST, "And where is year 4?", kind="question")

    expect(page.locator("#topics")).to_contain_text("And where is year 4?")
    expect(page.get_by_role("link", name="Where is year 3?")).to_be_focused()


def test_a_passage_is_commented_on_by_keyboard_alone(version: Version, page_of: Pages) -> None:
    page = page_of(ANALYST)
    page.goto(f"/evidence/{version.id}")

    page.locator(f"#{KEY}").focus()
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    words = page.locator("#threads").get_by_label("Your question about this passage")
    expect(words).to_be_focused()
    page.keyboard.type("Where is year 3?")
    page.keyboard.press("Control+Enter")
    topic = page.locator("#threads").get_by_role("link", name="Where is year 3?")
    expect(topic).to_be_visible()
    assert page.evaluate("document.getElementById('threads').contains(document.activeElement)")
    topic.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#threads #comments article")).to_have_count(1)
    assert page.evaluate("document.getElementById('threads').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator(f"#{KEY}")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 375])
def test_every_page_of_talking_has_no_barrier_and_fits(
    table: Table, named: Thread, page_of: Pages, root: Path, width: int
) -> None:
    said = table.say(named, LEAD, "See #6.2, @Ann Reader.\n\n> Quoted.")
    home = table.world.case
    with table.world.database.reading():
        home_id = home().id
    page = page_of(LEAD)
    page.set_viewport_size({"width": width, "height": 900})
    axe = (root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text()
    paths = (
        named.address,
        f"{named.address}?quote={said.id}#composer",
        f"/comments/{said.id}",
        f"{named.address}/offers",
        f"/threads/offers?home={home_id}",
        "/cycles/wcc-test/5PG/threads/new?item=6.2",
    )
    for path in paths:
        page.goto(path)
        check(page, path, axe, width)

    page.goto(named.address)
    page.get_by_label("Write a message").fill("Look, @Ann Reader")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="Preview")).to_be_visible()
    page.get_by_label("Write a message").press("End")
    page.get_by_label("Write a message").press_sequentially(" and @")
    expect(page.locator("#words-offers")).to_be_visible()
    check(page, "the list", axe, width)


def check(page: Page, path: str, axe: str, width: int) -> None:
    """No barrier that the checker knows, and no scrolling sideways."""
    page.evaluate(axe)
    found = page.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)
    faults = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
    assert (path, faults) == (path, [])
    assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
