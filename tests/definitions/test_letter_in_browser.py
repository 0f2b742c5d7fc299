"""Writing a letter in a browser with its passages beside it: put in where one writes, cited when kept."""

import threading
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.definitions.letter import CASE, Persons, letter_of
from tests.harness.world import World
from wccflow.base import clock
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link

BEFORE, AFTER = "We read this: ", "and found it so."
INSERT = "Insert where I write"


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The application of the small world, served."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def writing(browser: Browser, address: str, written: None, persons: Persons, world: World) -> Iterator[Page]:
    """The page on which the assessor writes of productivity; nothing may be said on its console."""
    assessor = persons("assessor@y60.example")
    assessor.move(CASE, "begin_letter")
    letter = letter_of(assessor)
    with world.database.writing():
        secret = make_link(person_by_email("assessor@y60.example"), clock.now())
    said: list[str] = []
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.goto(f"/sign-in?link={secret}")
        page.locator("main button[type=submit]").click()
        page.goto(f"{letter}/writing/productivity")
        yield page
    assert said == []


def test_a_passage_is_put_in_at_the_caret_and_is_cited_once_however_often_it_is_put_in(writing: Page) -> None:
    text, passage = writing.get_by_label("What is written"), writing.locator("[data-words]").first
    words, key = passage.get_attribute("data-words"), passage.get_attribute("data-key")
    text.fill(BEFORE + AFTER)
    text.evaluate("(field, at) => field.setSelectionRange(at, at)", len(BEFORE))

    passage.get_by_role("button", name=INSERT).click()

    expect(text).to_have_value(f"{BEFORE}{words}{AFTER}")
    expect(text).to_be_focused()
    caret = text.evaluate("field => [field.selectionStart, field.selectionEnd]")
    assert caret == [len(f"{BEFORE}{words}")] * 2
    passage.get_by_role("button", name=INSERT).click()
    with writing.expect_request(lambda request: request.method == "POST") as sent:
        writing.get_by_role("button", name="Keep", exact=True).click()
    assert parse_qs(sent.value.post_data or "")["cite"] == [key]
    writing.wait_for_load_state()


def test_by_the_keyboard_it_goes_behind_a_space_and_counts_as_unsent_words(writing: Page) -> None:
    text, passage = writing.get_by_label("What is written"), writing.locator("[data-words]").first
    text.fill("We read this:")

    passage.get_by_role("button", name=INSERT).focus()
    writing.keyboard.press("Enter")

    expect(text).to_have_value(f"We read this: {passage.get_attribute('data-words')}")
    expect(writing.locator("[data-draft-state]")).to_have_text("Kept on this device only. Not sent yet.")
