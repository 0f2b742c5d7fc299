"""The face in a browser: usable by all, quiet in the console, and better with its behaviours than without."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.web.small_app import small_app
from wccflow.base.work import Database

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DROP = """zone => {
    const taken = new DataTransfer();
    for (const name of ["plan.docx", "budget.xlsx"]) taken.items.add(new File(["words"], name));
    zone.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: taken }));
}"""
LISTEN = """() => {
    document.body.dataset.heard = "";
    window.source = htmx.createEventSource("/events");
    source.addEventListener("message", event => { document.body.dataset.heard += event.data; });
}"""
TURN = """hidden => {
    Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def address(database: Database) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, small_app(database), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def shown(page: Page, address: str) -> Iterator[Page]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(address)
    yield page
    assert said == []


@pytest.mark.parametrize("width", [1280, 375])
def test_the_gallery_has_no_barrier_and_fits(shown: Page, root: Path, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 900})
    shown.evaluate((root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text())

    found = shown.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)

    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []
    assert shown.evaluate("document.documentElement.scrollWidth") == width


def test_on_paper_no_address_stands_behind_the_words_of_a_link(shown: Page) -> None:
    shown.emulate_media(media="print")

    links = "links => links.map(link => getComputedStyle(link, '::after').content)"
    assert set(shown.locator("main a").evaluate_all(links)) == {"none"}


def test_a_sent_answer_replaces_the_region_and_leaves_an_empty_form_with_a_new_key(shown: Page) -> None:
    form = shown.locator("form[data-draft]")
    key = form.locator("[name=key]").input_value()
    shown.get_by_label("Your answer").fill("It is in table 7.")

    shown.get_by_role("button", name="Send").click()

    expect(shown.locator("#notices")).to_contain_text("Your answer was sent.")
    expect(shown.get_by_label("Your answer")).to_have_value("")
    assert form.locator("[name=key]").input_value() != key


def test_without_javascript_the_same_form_turns_the_page(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(address)
        page.get_by_label("Your answer").fill("It is in table 7.")
        page.get_by_role("button", name="Send").click()

        expect(page.locator("#notices")).to_contain_text("Your answer was sent.")


def test_unsent_words_come_back_and_the_page_says_where_they_are(shown: Page) -> None:
    shown.get_by_label("Your answer").fill("Half a thought")
    expect(shown.locator("[data-draft-state]")).to_have_text("Kept on this device only. Not sent yet.")

    shown.reload()

    expect(shown.get_by_label("Your answer")).to_have_value("Half a thought")
    expect(shown.locator("[data-draft-state]")).to_have_text(
        "Your unsent words are back. They are on this device only."
    )


def test_sent_words_do_not_come_back(shown: Page) -> None:
    shown.get_by_label("Your answer").fill("A whole thought")
    expect(shown.locator("[data-draft-state]")).to_have_text("Kept on this device only. Not sent yet.")
    shown.get_by_role("button", name="Send").click()
    expect(shown.locator("#notices")).to_contain_text("Your answer was sent.")

    shown.reload()

    expect(shown.get_by_label("Your answer")).to_have_value("")


def test_a_slash_while_writing_is_a_slash(shown: Page) -> None:
    shown.get_by_label("Your answer").press("/")

    expect(shown.get_by_label("Your answer")).to_have_value("/")
    expect(shown.locator("#search-field")).not_to_be_focused()


def test_a_slash_elsewhere_leads_to_the_search_box(shown: Page) -> None:
    shown.locator("h1").click()

    shown.keyboard.press("/")

    expect(shown.locator("#search-field")).to_be_focused()


def test_a_number_chooses_a_level(shown: Page) -> None:
    shown.locator("h1").click()

    shown.keyboard.press("1")

    expect(shown.get_by_label("Level 1")).to_be_checked()


def test_dropped_files_are_chosen_and_named(shown: Page) -> None:
    shown.locator("[data-drop-files]").evaluate(DROP)

    expect(shown.locator("[data-drop-list] li")).to_have_text(["plan.docx, 0.0 MB", "budget.xlsx, 0.0 MB"])
    assert shown.get_by_label("Documents").evaluate("input => input.files.length") == 2


def test_a_passage_in_focus_opens_its_menu_by_a_key_and_gives_the_focus_back(shown: Page) -> None:
    shown.locator("#p-2").focus()
    shown.keyboard.press("m")

    expect(shown.get_by_role("link", name="Cite for an item")).to_have_attribute(
        "href", "/citations/new?case=1&passage=p-2"
    )
    shown.keyboard.press("Escape")

    expect(shown.locator("[data-passage-menu]")).to_be_hidden()
    expect(shown.locator("#p-2")).to_be_focused()


def test_selected_words_are_quoted(shown: Page) -> None:
    shown.locator("#p-2 p").first.dblclick(position={"x": 60, "y": 10})

    expect(shown.locator("[data-passage-menu] a").first).to_have_attribute(
        "href", "/threads/new?passage=p-2&quote=will"
    )


def test_a_hidden_tab_rests_and_then_asks_for_what_it_missed(shown: Page, address: str) -> None:
    shown.evaluate(LISTEN)
    expect(shown.locator("body")).to_have_attribute("data-heard", "hello")

    shown.evaluate(TURN, True)
    shown.evaluate(TURN, False)
    expect(shown.locator("body")).to_have_attribute("data-heard", "hellohello")

    assert shown.request.get(f"{address}/told").json() == {"told": ["from the beginning", "seven"]}
    shown.evaluate("source.close()")


@pytest.mark.parametrize("fate", ["abort", "proxy"])
def test_when_the_server_is_out_of_reach_the_words_stay_and_the_page_says_so(
    page: Page, address: str, fate: str
) -> None:
    page.goto(address)
    page.get_by_label("Your answer").fill("It is in table 7.")
    page.route(
        "**/comments",
        lambda route: (
            route.abort() if fate == "abort" else route.fulfill(status=502, body="<h1>Bad gateway</h1>")
        ),
    )

    page.get_by_role("button", name="Send").click()

    expect(page.locator("#notices")).to_contain_text("We could not reach wccflow.")
    expect(page.get_by_label("Your answer")).to_have_value("It is in table 7.")
    expect(page.locator("#thread article")).to_have_count(3)


def test_a_refusal_stands_in_the_notices_and_leaves_the_words(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Your answer").fill(" ")

    page.get_by_role("button", name="Send").click()

    expect(page.locator("#notices li")).to_have_text("Write something before you post it.")
    expect(page.locator("#thread article")).to_have_count(3)
