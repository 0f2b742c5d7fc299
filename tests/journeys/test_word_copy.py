"""A plan is mailed as a Word copy and comes back with comments, which are found on the right sentences."""

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from tests.journeys.stage import Stage
from wccflow.base import clock
from wccflow.evidence import actions
from wccflow.evidence.arriving import receive

pytestmark = [pytest.mark.timeout(900), pytest.mark.browser]

PAY = "To pay for this we will release four million pounds from emergency admissions."
SMOKING = "Smoking falls by four percent in each year of the plan."
PARKING = "Parking at the new surgery is free for everybody who needs it."


@pytest.fixture(scope="module")
def here(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a plan that the lead has filed."""
    path = tmp_path_factory.mktemp("copies") / "plan.docx"
    document = docx.Document()
    document.add_heading("Strategic plan", level=1)
    for words in (PAY, SMOKING, PARKING):
        document.add_paragraph(words)
    document.save(str(path))
    stage.move("lead", "Accept the invitation")
    now = clock.now()
    with stage.database.writing(), path.open("rb") as file:
        received = receive(stage.database.files, file, name=path.name, max_bytes=1_000_000)
        by = stage.journey.by("lead", now)
        version = actions.file(stage.journey.case, "strategic_plan", received, by=by, now=now)
        address = f"/evidence/{version.id}"
    stage.wait_for_reading()
    return address


def test_a_thread_is_begun_and_labelled_by_keyboard(stage: Stage, here: str) -> None:
    page = stage.visit("lead", here)
    page.locator("[data-passage]", has_text=PAY).first.focus()
    page.keyboard.press("c")
    page.get_by_label(re.compile("About this passage")).fill("Which admissions?")
    page.keyboard.press("Control+Enter")
    page.get_by_role("link", name="Which admissions?").click()
    page.get_by_role("link", name="Put a label on").press("Enter")
    field = page.get_by_label("Put a label on")
    expect(field).to_be_focused()
    field.fill("finance, board")
    field.press("Enter")

    expect(page.get_by_role("list", name="Labels")).to_contain_text("finance")
    expect(page.get_by_label("Put a label on")).to_be_focused()
    stage.visit("lead", "threads?q=label:finance")
    expect(stage.page("lead").get_by_role("link", name="Which admissions?")).to_be_visible()


def test_the_copy_goes_out_and_its_comments_come_back_to_their_sentences(
    stage: Stage, here: str, tmp_path: Path
) -> None:
    page = stage.visit("lead", f"{here}/copies")
    with page.expect_download() as started:
        page.get_by_role("link", name="Copy for me alone").click()
    path = tmp_path / "back.docx"
    started.value.save_as(path)
    copy = docx.Document(str(path))
    assert [each.text.partition("\n")[0] for each in copy.comments] == ["Which admissions?"]
    said = {each.text: each for each in copy.paragraphs}
    copy.add_comment(said[SMOKING].runs, "By whom was this agreed?", author="Jo Partner", initials="JP")
    copy.save(str(path))

    page.get_by_label("The Word file with comments").set_input_files(path)
    page.get_by_role("button", name="Look at its comments").click()
    expect(page.get_by_text("Its words stand there unchanged.")).to_be_visible(timeout=60_000)
    stage.look_at(page)
    page.get_by_role("button", name="Bring the chosen ones in").click()

    expect(page.get_by_text("One comment was brought in.")).to_be_visible()
    expect(page.get_by_text("All comments of this file are here already.")).to_be_visible()
    stage.visit("lead", here)
    page.locator("[data-passage]", has_text=SMOKING).get_by_role(
        "link", name=re.compile("thread|comment")
    ).first.click()
    expect(page.get_by_role("link", name="By whom was this agreed?")).to_be_visible()


def test_notes_and_copies_have_no_barrier(stage: Stage, here: str) -> None:
    page = stage.visit("lead", "/notes")
    expect(page.get_by_role("link", name="Which admissions?")).to_be_visible()
    stage.visit("lead", "threads/copies")
    stage.visit("lead", "threads")

    page.set_viewport_size({"width": 375, "height": 800})
    for address in ("/notes", f"{here}/copies"):
        stage.visit("lead", address)
        assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert stage.said == []
