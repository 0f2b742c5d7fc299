"""Quoting words of a document in a browser: into the thread that is open beside it, or into one chosen."""

from playwright.sync_api import Page, expect

from tests.review.conftest import CHIEF, LEAD, TEXT, Table
from tests.review.test_live_pages import Pages, address, page_of  # noqa: F401 - fixtures
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import passage_id

KEY = passage_id(TEXT, {})
SELECT = """(words) => {
  const text = document.querySelector("[data-passage] .wf-passage__text p").firstChild;
  const from = text.data.indexOf(words), range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, from + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
}"""


def quotation(version: Version, words: str) -> str:
    """What stands in one's own message."""
    return f"> [Five-year strategic plan, page 3](/evidence/{version.id}/passages/{KEY}):\n> {words}\n\n"


def read(page: Page, version: Version) -> None:
    """Open the document, with its behaviours at work."""
    page.goto(f"/evidence/{version.id}", wait_until="load")


def test_selected_words_go_into_the_thread_that_is_open_beside_the_document(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
) -> None:
    version = table.file()
    table.open(CHIEF, "Is it enough?", on=version)
    page = page_of(LEAD)
    read(page, version)
    page.locator(".wf-passage__talk").first.click()
    page.locator("#threads").get_by_role("link", name="Is it enough?").click()
    message = page.get_by_label("Write a message")
    message.fill("I doubt it.")

    page.evaluate(SELECT, "emergency admissions")
    page.get_by_role("button", name="Quote in a thread").click()

    expect(message).to_have_value("I doubt it.\n\n" + quotation(version, "emergency admissions"))
    expect(message).to_be_focused()
    expect(page.locator("[data-passage-menu]")).to_be_hidden()


def test_by_the_keyboard_one_chooses_the_thread_where_none_is_open(
    table: Table,
    page_of: Pages,  # noqa: F811 - the fixture
) -> None:
    version = table.file()
    thread = table.open(CHIEF, "Elsewhere.")
    page = page_of(LEAD)
    read(page, version)

    page.locator("[data-passage]").first.focus()
    page.keyboard.press("m")
    page.get_by_role("button", name="Quote in a thread").focus()
    page.keyboard.press("Enter")
    offered = page.locator("#threads").get_by_role("link", name="Elsewhere.")
    expect(offered).to_be_focused()
    page.keyboard.press("Enter")

    message = page.get_by_label("Write a message")
    expect(message).to_have_value(quotation(version, TEXT))
    message.press("Control+Enter")
    expect(page.locator("#comments")).to_contain_text("release £4.1m")
    assert thread.address in page.locator("#threads .wf-talk__back").inner_html()
