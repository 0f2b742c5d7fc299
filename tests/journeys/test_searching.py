"""Searching in a browser: what is typed is offered by keyboard, and hits are walked from part to part."""

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import Stage
from wccflow.base import clock
from wccflow.evidence import actions
from wccflow.evidence.arriving import receive

pytestmark = [pytest.mark.timeout(900), pytest.mark.browser]

WORD = "gasometer"
CHAPTERS, PARAGRAPHS = 12, 40


@pytest.fixture(scope="module")
def filed(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A document of three parts, of which two say a word, and a short one that says it, too."""
    folder = tmp_path_factory.mktemp("said")
    stage.move("lead", "Accept the invitation")
    for slot, chapters in (("strategic_plan", CHAPTERS), ("od_plan", 1)):
        path = folder / f"{slot}.docx"
        write(path, chapters)
        now = clock.now()
        with stage.database.writing(), path.open("rb") as file:
            received = receive(stage.database.files, file, name=path.name, max_bytes=1_000_000)
            by = stage.journey.by("lead", now)
            actions.file(stage.journey.case, slot, received, by=by, now=now)
    stage.wait_for_reading()
    return stage


def write(path: Path, chapters: int) -> None:
    """A document whose first and last chapter say the word."""
    document = docx.Document()
    for chapter in range(1, chapters + 1):
        document.add_heading(f"Chapter {chapter}", level=1)
        for number in range(1, PARAGRAPHS + 1):
            wanted = f" The {WORD} of {path.stem}." if chapter in {1, CHAPTERS} and number == 20 else ""
            document.add_paragraph(f"Chapter {chapter} says its sentence {number}.{wanted}")
    document.save(str(path))


def found(stage: Stage) -> Page:
    """The three hits, as soon as the index has them."""
    page = stage.visit("lead", f"/search?q={WORD}")
    for _ in range(100):
        if page.get_by_text("3 hits").count():
            return page
        page.wait_for_timeout(100)
        page.reload()
    raise AssertionError("the hits are not found")


@pytest.mark.parametrize("name", ["Search everything you may see", "Search everything you may read"])
def test_what_is_typed_is_offered_and_taken_by_keyboard(filed: Stage, name: str) -> None:
    page = found(filed)
    box = page.get_by_role("combobox", name=re.compile(name))

    box.fill("")
    box.press_sequentially("gaso")
    expect(page.get_by_role("option", name=WORD)).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    filed.looked_at.clear()
    filed.look_at(page)

    box.press("ArrowDown")
    option = page.get_by_role("option", name=WORD)
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    box.press("Enter")
    expect(box).to_have_value(WORD)
    expect(box).to_have_attribute("aria-expanded", "false")

    box.fill("doc")
    expect(page.get_by_role("option", name="doc:")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("doc")
    box.press("ArrowDown")
    page.get_by_role("option", name="doc: ").click()
    expect(page.get_by_role("option", name="OD plan")).to_be_visible()
    page.get_by_role("option", name="OD plan").click()
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=doc%3A%22OD\+plan%22"))


def test_hits_are_walked_through_the_parts_of_a_document_and_into_others(filed: Stage) -> None:
    page = found(filed)
    page.locator("[data-hit] a").first.focus()
    page.keyboard.press("Enter")
    walk, places = page.get_by_role("navigation", name="Hits of your search"), set()

    for number in (1, 2, 3):
        expect(walk.get_by_text(f"Hit {number}", exact=True)).to_be_visible()
        expect(page.locator(":target")).to_contain_text(WORD)
        places.add(page.url.partition("#")[0].partition("?")[0])
        if page.get_by_text("Part 1 of 3").count():
            page.locator("[data-passage]").last.focus()
            page.keyboard.press("J")
            expect(page.get_by_text("Part 2 of 3").first).to_be_visible()
            expect(walk.get_by_text(f"Hit {number}", exact=True)).to_be_visible()
        page.keyboard.press("j")
    assert len(places) == 2

    page.keyboard.press("k")
    expect(walk.get_by_text("Hit 2", exact=True)).to_be_visible()
    walk.get_by_role("link", name="Back to the search").click()
    expect(page.get_by_text("3 hits")).to_be_visible()
