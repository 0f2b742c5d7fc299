"""A conversation in two browsers: what one writes the other sees, once, and nothing that is not hers."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from tests.harness.server import free_port
from tests.review.conftest import ANALYST, CHIEF, LEAD, TEXT, Table
from wccflow.app import asgi_application
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.evidence.reading.passages import passage_id
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link
from wccflow.review import drafts, unread
from wccflow.review.models import Thread

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Pages = Callable[[str], Page]


@pytest.fixture
def address(table: Table, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The whole application on the table's database, served with live streams."""
    port = free_port()
    where = f"http://127.0.0.1:{port}"
    given = {
        "INSTANCE": str(settings.instance),
        "SECRET_KEY": "test",
        "BASE_URL": where,
        "PAGE_PROCESSES": "0",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"WCCFLOW_{name}", value)
    config = uvicorn.Config(
        asgi_application(), port=port, log_level="error", ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.01)
    yield where
    server.should_exit = True
    thread.join()


@pytest.fixture
def page_of(browser: Browser, table: Table, address: str) -> Iterator[Pages]:
    """Gives a page of a browser in which this person is signed in; nothing may be said on its console."""
    said: list[str] = []
    contexts = []

    def sign_in(email: str) -> Page:
        with table.world.database.writing():
            secret = make_link(person_by_email(email), clock.now())
        contexts.append(browser.new_context(base_url=address))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.goto(f"/sign-in?link={secret}")
        page.locator("main button[type=submit]").click()
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def question(table: Table) -> Thread:
    """A question to 5PG with one aside of its own."""
    table.submit()
    thread = table.open(ANALYST, "Where is year 3?", kind="question")
    table.say(thread, CHIEF, "Who knows?", audience="organisation")
    return thread


def test_a_message_appears_once_here_and_there(question: Thread, page_of: Pages) -> None:
    lead, analyst = page_of(LEAD), page_of(ANALYST)
    for page in (lead, analyst):
        with page.expect_request("**/events?**"):
            page.goto(question.address)

    lead.get_by_label("Write a message").fill("In **table 7**.")
    lead.get_by_role("button", name="Post").click()

    for page in (lead, analyst):
        expect(page.locator("#comments article", has_text="In table 7.")).to_have_count(1)
    expect(lead.get_by_label("Write a message")).to_have_value("")
    expect(lead.locator("#comments article")).to_have_count(3)
    expect(analyst.locator("#comments article")).to_have_count(2)
    expect(analyst.locator(f"#state-{question.id}")).to_have_text("answered")
    analyst.get_by_label("Write a message").fill("Thank you.")
    analyst.keyboard.press("Control+Enter")
    expect(lead.locator("#comments article")).to_have_count(4)
    expect(analyst.locator("#comments article")).to_have_count(3)


def test_what_one_writes_to_fewer_reaches_only_them(question: Thread, page_of: Pages) -> None:
    lead, chief, analyst = page_of(LEAD), page_of(CHIEF), page_of(ANALYST)
    for page in (lead, chief, analyst):
        with page.expect_request("**/events?**"):
            page.goto(question.address)

    lead.get_by_label("The PCT only").check()
    lead.get_by_label("Write a message").fill("Between us.")
    lead.get_by_role("button", name="Post").click()
    expect(chief.locator("#comments")).to_contain_text("Between us.")
    expect(lead.get_by_label("Write a message")).to_have_value("")
    lead.get_by_label("Write a message").fill("For all.")
    lead.get_by_role("button", name="Post").click()

    expect(analyst.locator("#comments")).to_contain_text("For all.")
    expect(analyst.locator("#comments article")).to_have_count(2)
    assert "Between us." not in analyst.content()


def test_a_closing_is_seen_where_the_thread_is_open(table: Table, question: Thread, page_of: Pages) -> None:
    lead, analyst = page_of(LEAD), page_of(ANALYST)
    for page in (lead, analyst):
        with page.expect_request("**/events?**"):
            page.goto(question.address)

    analyst.get_by_text("Close this thread").click()
    analyst.get_by_label("Why do you close it").fill("Asked elsewhere.")
    analyst.get_by_role("button", name="Close").click()

    expect(lead.locator("#comments")).to_contain_text("closed this thread")
    expect(lead.locator(f"#state-{question.id}")).to_have_text("closed")


def test_beside_a_document_one_begins_a_thread_and_goes_on_in_it(table: Table, page_of: Pages) -> None:
    version = table.file()
    table.submit()
    analyst = page_of(ANALYST)
    analyst.goto(f"/evidence/{version.id}")
    beside = analyst.locator("#threads")

    analyst.locator(f"#{passage_id(TEXT, {})} .wf-passage__talk").click()
    beside.get_by_label("Your question about this passage").fill("Where is year 3?")
    beside.get_by_role("button", name="Ask").click()
    beside.get_by_role("link", name="Where is year 3?").click()
    beside.get_by_label("Write a message").fill("I mean table 7.")
    beside.get_by_role("button", name="Post").click()

    expect(beside.locator("#comments article")).to_have_count(2)
    expect(beside.locator(".wf-comment--mine")).to_have_count(2)
    beside.get_by_role("link", name="All threads on this passage").click()
    expect(beside.locator(".wf-topic")).to_contain_text("2 messages")
    assert analyst.url.endswith(f"/evidence/{version.id}")


def test_what_was_seen_is_noted_and_what_is_unsent_is_kept(
    table: Table, question: Thread, page_of: Pages
) -> None:
    lead = page_of(LEAD)

    with lead.expect_response(f"**{question.address}/reading"):
        lead.goto(question.address)
    with lead.expect_response(f"**{question.address}/draft"):
        lead.get_by_label("Write a message").press_sequentially("Half a thought")
    expect(lead.locator("[data-draft-state]")).to_contain_text("Saved ")

    with table.world.database.reading():
        reach = table.reach(LEAD)
        assert unread.by_case(reach, [question.case_id]) == {question.case_id: 0}
        assert drafts.draft_of(f"thread:{question.id.hex}", reach).body == "Half a thought"


def test_a_list_renews_itself_when_a_thread_begins(table: Table, question: Thread, page_of: Pages) -> None:
    lead = page_of(LEAD)
    with lead.expect_request("**/events?**"):
        lead.goto("/cycles/wcc-test/5PG/threads")

    table.open(ANALYST, "And where is year 4?", kind="question")

    expect(lead.locator("#topics")).to_contain_text("And where is year 4?")


@pytest.mark.parametrize("width", [1280, 375])
def test_the_pages_have_no_barrier_and_fit(
    table: Table, question: Thread, page_of: Pages, root: Path, width: int
) -> None:
    analyst = page_of(ANALYST)
    analyst.set_viewport_size({"width": width, "height": 900})
    axe = (root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text()

    for path in ("/cycles/wcc-test/5PG/threads", question.address, "/cycles/wcc-test/5PG/threads/new"):
        analyst.goto(path)
        analyst.evaluate(axe)
        found = analyst.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)

        faults = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
        assert (path, faults) == (path, [])
        assert analyst.evaluate("document.documentElement.scrollWidth") == width
