"""A partner answers by a mailed link on a telephone, saved as it goes, and gets a receipt."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import Stage

pytestmark = [pytest.mark.timeout(900), pytest.mark.browser]

PHONE = {"width": 375, "height": 740}


def mailed(stage: Stage) -> str:
    """The link in the newest mail to the partner."""
    folder = stage.log.parent / "mail"

    def links() -> list[str]:
        found = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        texts = [message_from_bytes(path.read_bytes(), policy=default).get_content() for path in found]
        return [link[1] for text in texts if (link := re.search(r"(/feedback/\S+)", text))]

    stage.wait_until(lambda: bool(links()))
    return links()[0]


@pytest.fixture(scope="module")
def phone(stage: Stage) -> Page:
    """The partner's telephone, with the sheet open."""
    stage.move("lead", "Accept the invitation")
    lead = stage.visit("lead", "partners")
    lead.get_by_label("Kind of partner").select_option(label="Local authority")
    lead.get_by_label("Name of the person or organisation").fill("Director at the council")
    lead.get_by_label("E-mail address").fill("director@council.example")
    lead.get_by_role("button", name="Make the link").click()
    expect(lead.locator("#notices")).to_contain_text("shown only now")
    page = stage.browser.new_context(
        base_url=stage.address, viewport=PHONE, reduced_motion="reduce"
    ).new_page()
    stage.pages["partner"] = page
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(mailed(stage))
    return page


def test_the_first_screen_says_who_reads_it_and_nothing_is_wider_than_the_telephone(
    stage: Stage, phone: Page
) -> None:
    expect(phone.get_by_text("Who reads this.")).to_be_visible()
    expect(phone.get_by_text("at least four other partners")).to_be_visible()
    stage.look_at(phone)

    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_is_chosen_is_saved_and_there_again_on_coming_back(phone: Page) -> None:
    question = phone.get_by_role("group", name=re.compile("lead the health services"))
    question.get_by_label("Mostly").check()
    expect(phone.locator("[data-draft-state]")).to_contain_text("Saved at")

    phone.reload()

    expect(question.get_by_label("Mostly")).to_be_checked()


def test_sending_gives_a_receipt_with_what_was_answered(stage: Stage, phone: Page) -> None:
    phone.get_by_label("What would you like to add?").fill("We meet every month.")
    phone.get_by_role("button", name="Send my answers").click()

    expect(phone.get_by_text("Receipt number")).to_be_visible()
    expect(phone.get_by_role("cell", name="Mostly")).to_be_visible()
    expect(phone.get_by_text("We meet every month.")).to_be_visible()
    stage.look_at(phone)
    lead = stage.visit("lead", "partners")
    expect(lead.get_by_text("1 of 1 invited partners have answered")).to_be_visible()
    assert "We meet every month." not in lead.content()
