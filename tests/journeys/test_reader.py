"""A long document is read in a browser: by keyboard, words found, sections ticked off, passages linked."""

import re
from pathlib import Path
from uuid import UUID

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.stage import Stage
from wccflow.base import clock
from wccflow.evidence import actions, queries
from wccflow.evidence.arriving import receive

pytestmark = [pytest.mark.timeout(900), pytest.mark.browser]

CHAPTERS, PARAGRAPHS = 12, 40
WORD = "gasometer"


@pytest.fixture(scope="module")
def here(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a document of three parts that the lead has filed."""
    path = tmp_path_factory.mktemp("long") / "plan.docx"
    write(path)
    stage.move("lead", "Accept the invitation")
    now = clock.now()
    with stage.database.writing(), path.open("rb") as file:
        received = receive(stage.database.files, file, name=path.name, max_bytes=1_000_000)
        by = stage.journey.by("lead", now)
        version = actions.file(stage.journey.case, "strategic_plan", received, by=by, now=now)
        address = f"/evidence/{version.id}"
    stage.wait_for_reading()
    return address


def write(path: Path) -> None:
    """A document of twelve chapters; one word stands in three of them."""
    document = docx.Document()
    for chapter in range(1, CHAPTERS + 1):
        document.add_heading(f"Chapter {chapter}", level=1)
        for number in range(1, PARAGRAPHS + 1):
            wanted = f" The {WORD}." if chapter in {2, 7, 12} and number == 20 else ""
            document.add_paragraph(f"Chapter {chapter} says its sentence {number}.{wanted}")
    document.save(str(path))


def focused(page: Page) -> str:
    """The words of the passage in focus."""
    return page.locator("[data-passage]:focus .wf-passage__text").inner_text().strip()


def button(page: Page, words: str, title: str) -> Locator:
    """The button at the end of a section of this title."""
    return page.get_by_role("button", name=re.compile(f"^{re.escape(words)} ?: {title}$"))


def test_passages_and_sections_are_walked_by_keyboard_across_parts(stage: Stage, here: str) -> None:
    page = stage.visit("lead", here)

    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page) == "Chapter 1 says its sentence 1."

    page.keyboard.press("]")
    expect(page.locator("[data-section] > a[aria-current]")).to_have_text("Chapter 2")
    page.locator("[data-passage]").last.focus()
    page.keyboard.press("j")
    expect(page.get_by_text("Part 2 of 3").first).to_be_visible()
    expect(page.locator("[data-passage]").first).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_text("Part 1 of 3").first).to_be_visible()
    expect(page.locator("[data-passage]").last).to_be_focused()


def test_words_are_looked_for_and_walked_in_the_whole_document(stage: Stage, here: str) -> None:
    page = stage.visit("lead", here)

    page.keyboard.press("/")
    page.keyboard.type(WORD)
    page.keyboard.press("Enter")

    expect(page.locator("#found")).to_have_text(f"“{WORD}”: 3 places in 3 passages")
    assert focused(page) == f"Chapter 2 says its sentence 20. The {WORD}."
    for part, chapter in ((2, 7), (3, 12), (1, 2)):
        page.keyboard.press("n")
        expect(page.get_by_text(f"Part {part} of 3").first).to_be_visible()
        expect(page.locator("[data-passage]:focus")).to_contain_text(f"Chapter {chapter} says")
    page.keyboard.press("Shift+N")
    expect(page.locator("[data-passage]:focus")).to_contain_text("Chapter 12 says")
    stage.look_at(page)


def test_a_section_is_ticked_off_by_keyboard_and_by_hand(stage: Stage, here: str) -> None:
    page = stage.visit("lead", here)
    progress = page.locator(".wf-outline__progress")

    page.keyboard.press("j")
    page.keyboard.press("v")
    expect(progress).to_contain_text("1 of 12 sections viewed")
    button(page, "Mark as viewed", "Chapter 2").click()
    expect(progress).to_contain_text("2 of 12 sections viewed")
    button(page, "Viewed. Take back", "Chapter 1").click()

    expect(progress).to_contain_text("1 of 12 sections viewed")
    page.reload()
    expect(progress).to_contain_text("1 of 12 sections viewed")
    expect(button(page, "Viewed. Take back", "Chapter 2")).to_be_visible()


def test_the_bare_link_of_any_passage_leads_to_it(stage: Stage, here: str) -> None:
    last = stage.read(lambda: queries.passages_of(UUID(here.rpartition("/")[2]))[-1])
    key, words = last.key, last.text
    page = stage.page("lead")
    page.goto("/")

    page.goto(f"{here}#{key}")

    expect(page.locator(f"#{key}")).to_be_focused()
    assert focused(page) == words


def test_a_comment_is_written_from_the_keyboard_and_typing_moves_nothing(stage: Stage, here: str) -> None:
    page = stage.visit("lead", here)
    page.keyboard.press("j")
    before = focused(page)

    page.keyboard.press("c")
    box = page.locator("#threads textarea").first
    expect(box).to_be_focused()
    page.keyboard.type("just vocal [kindly] n")

    expect(box).to_have_value("just vocal [kindly] n")
    page.keyboard.press("Escape")
    assert focused(page) == before


def test_the_keys_are_shown_and_can_be_turned_off(stage: Stage, here: str) -> None:
    page = stage.visit("lead", here)

    page.keyboard.press("?")
    expect(page.get_by_text("next, previous passage")).to_be_visible()
    page.get_by_label("Turn these keys off on this device").check()
    page.locator("h1").click()
    page.keyboard.press("j")

    expect(page.locator("[data-passage]:focus")).to_have_count(0)
    page.get_by_label("Turn these keys off on this device").uncheck()
    stage.look_at(page)


def test_a_selection_over_several_passages_says_so(stage: Stage, here: str) -> None:
    page = stage.visit("lead", here)
    first, second = (page.locator("[data-passage] p").nth(number) for number in (2, 4))
    start, end = first.bounding_box(), second.bounding_box()
    assert start is not None
    assert end is not None

    page.mouse.move(start["x"] + 5, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 8, steps=5)
    page.mouse.up()

    expect(page.locator("[data-across]")).to_contain_text("Your selection goes over several passages.")
    page.keyboard.press("Escape")
    expect(page.locator("[data-passage-menu]")).to_be_hidden()
