"""What a person writes is never lost and never sent twice, whatever becomes of server, line and tab."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.harness.server import free_port
from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from wccflow.app import asgi_application
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link
from wccflow.review import actions, drafts, queries
from wccflow.review.models import Thread

Pages = Callable[..., Page]
WAITING = ".wf-comment--waiting"


@dataclass
class Server:
    """The whole application at one address, which can go away and come back."""

    port: int = field(default_factory=free_port)
    server: uvicorn.Server | None = None
    thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        """Where it is, when it is there."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Let it be there."""
        config = uvicorn.Config(
            asgi_application(), port=self.port, log_level="error", ws="none", timeout_graceful_shutdown=1
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()
        while not self.server.started and self.thread.is_alive():
            self.thread.join(0.01)

    def stop(self) -> None:
        """Let it be gone."""
        if self.server and self.thread:
            self.server.should_exit = True
            self.thread.join()
            self.server = self.thread = None


@pytest.fixture
def server(table: Table, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    made = Server()
    given = {
        "INSTANCE": str(settings.instance),
        "SECRET_KEY": "test",
        "BASE_URL": made.address,
        "PAGE_PROCESSES": "0",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"WCCFLOW_{name}", value)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def page_of(browser: Browser, table: Table, server: Server) -> Iterator[Pages]:
    """Gives a page in which this person is signed in, in a context of its own or in one that is given."""
    contexts: list[BrowserContext] = []

    def sign_in(email: str, context: BrowserContext | None = None) -> Page:
        with table.world.database.writing():
            secret = make_link(person_by_email(email), clock.now())
        if context is None:
            context = browser.new_context(base_url=server.address)
            contexts.append(context)
        page = context.new_page()
        page.goto(f"/sign-in?link={secret}")
        page.locator("main button[type=submit]").click()
        page.wait_for_url(re.compile(r"^(?!.*sign-in)"))
        return page

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def question(table: Table) -> Thread:
    """A question to 5PG."""
    table.submit()
    return table.open(ANALYST, "Where is year 3?", kind="question")


def said(table: Table, thread: Thread) -> list[str]:
    """What stands in the thread."""
    with table.world.database.reading():
        return [each.body for each in queries.comments_of(thread)]


def write(page: Page, words: str) -> None:
    page.get_by_label("Write a message").fill(words)


# The page tries again by itself, too: were the line back before she presses, there might be no button left.
BACK_WHEN_PRESSED = """() => {
  const reach = window.fetch;
  window.fetch = () => Promise.reject(new TypeError("no line"));
  document.addEventListener("click", (event) => {
    if (event.target.textContent === "Try now") window.fetch = reach;
  }, true);
}"""


def try_now(page: Page, address: str) -> None:
    """The line to this address, which the test had cut, is back at the very moment she presses the button."""
    page.evaluate(BACK_WHEN_PRESSED)
    page.unroute(address)
    page.context.unroute(address)
    page.get_by_role("button", name="Try now").click()


def post(page: Page) -> None:
    page.get_by_role("button", name="Post", exact=True).click()


def draft(table: Table, thread: Thread, email: str) -> str:
    with table.world.database.reading():
        return drafts.draft_of(f"thread:{thread.id.hex}", table.world.reach(email)).body


def test_a_server_that_goes_away_between_typing_and_sending_gets_the_message_once(
    table: Table, question: Thread, server: Server, page_of: Pages
) -> None:
    lead = page_of(LEAD)
    lead.goto(question.address)
    write(lead, "In table 7.")

    server.stop()
    post(lead)
    expect(lead.locator(WAITING)).to_contain_text("Waiting to be sent")
    expect(lead.locator(WAITING)).to_contain_text("In table 7.")
    expect(lead.get_by_label("Write a message")).to_have_value("")
    lead.evaluate(BACK_WHEN_PRESSED)
    server.start()
    lead.get_by_role("button", name="Try now").click()

    expect(lead.locator(WAITING)).to_have_count(0)
    expect(lead.locator("#comments")).to_contain_text("In table 7.", timeout=15_000)
    assert said(table, question) == ["Where is year 3?", "In table 7."]
    assert draft(table, question, LEAD) == ""


def test_a_message_whose_answer_was_lost_is_there_once(
    table: Table, question: Thread, page_of: Pages
) -> None:
    def lose_answer(route: Route) -> None:
        if len(lost) < 2:  # the first sending, and the first of those that follow
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("connectionreset")
        else:
            route.continue_()

    lost: list[int] = []
    lead = page_of(LEAD)
    lead.goto(question.address)
    lead.route(f"**{question.address}/comments", lose_answer)
    write(lead, "In table 7.")

    post(lead)

    expect(lead.locator("#comments")).to_contain_text("In table 7.")
    expect(lead.locator(WAITING)).to_have_count(0, timeout=15_000)
    assert (lost, said(table, question)) == ([303, 303], ["Where is year 3?", "In table 7."])


def test_what_waits_survives_its_tab_and_is_sent_from_another_page(
    table: Table, question: Thread, page_of: Pages
) -> None:
    lead = page_of(LEAD)
    context = lead.context
    lead.goto(question.address)
    lead.route("**/comments", lambda route: route.abort("connectionrefused"))
    write(lead, "In table 7.")
    post(lead)
    expect(lead.locator(WAITING)).to_be_visible()

    lead.close()
    assert said(table, question) == ["Where is year 3?"]
    other = context.new_page()
    with other.expect_request("**/comments"):
        other.goto("/cycles")

    expect(other.locator("#outbox")).to_have_count(0)
    assert said(table, question) == ["Where is year 3?", "In table 7."]


def test_the_next_person_at_the_computer_sees_and_sends_nothing(
    table: Table, question: Thread, page_of: Pages
) -> None:
    lead = page_of(LEAD)
    context = lead.context
    lead.goto(question.address)
    lead.route("**/comments", lambda route: route.abort("connectionrefused"))
    write(lead, "For the lead alone.")
    post(lead)
    expect(lead.locator(WAITING)).to_be_visible()
    lead.on("dialog", lambda asked: asked.accept())
    lead.get_by_role("button", name="Sign out").click()
    expect(lead).to_have_url(re.compile("sign-in"))

    chief = page_of(CHIEF, context)
    chief.goto(question.address)

    expect(chief.get_by_label("Write a message")).to_have_value("")
    assert "For the lead alone." not in chief.content()
    expect(chief.locator(WAITING)).to_have_count(0)
    assert said(table, question) == ["Where is year 3?"]
    page_of(LEAD, context)
    expect(chief.locator("#outbox")).to_have_count(0)
    lead.goto("/cycles")
    expect(lead.locator("#outbox")).to_have_count(0)
    assert said(table, question) == ["Where is year 3?", "For the lead alone."]


def test_a_tab_left_open_never_sends_under_the_next_persons_name(
    table: Table, question: Thread, page_of: Pages
) -> None:
    lead = page_of(LEAD)
    lead.goto(question.address)
    lead.context.route("**/comments", lambda route: route.abort("connectionrefused"))
    write(lead, "For the lead alone.")
    post(lead)
    expect(lead.locator(WAITING)).to_be_visible()
    page_of(CHIEF, lead.context)

    try_now(lead, "**/comments")

    expect(lead.locator(WAITING)).to_contain_text("Not sent:")
    expect(lead.locator(WAITING)).to_contain_text("For the lead alone.")
    assert said(table, question) == ["Where is year 3?"]


def test_what_waits_is_not_drawn_anew_while_nothing_becomes_of_it(question: Thread, page_of: Pages) -> None:
    lead = page_of(LEAD)
    lead.goto(question.address)
    lead.route("**/comments", lambda route: route.abort("connectionrefused"))
    write(lead, "In table 8.")
    post(lead)
    button = lead.get_by_role("button", name="Try now")
    button.focus()

    for sign in ("htmx:load", "wf:outbox"):
        lead.evaluate("sign => document.dispatchEvent(new CustomEvent(sign))", sign)

    expect(button).to_be_focused()


def test_a_refusal_says_why_and_keeps_the_words(table: Table, question: Thread, page_of: Pages) -> None:
    lead = page_of(LEAD)
    lead.goto(question.address)
    lead.route("**/comments", lambda route: route.abort("connectionrefused"))
    write(lead, "In table 7.")
    post(lead)
    expect(lead.locator(WAITING)).to_be_visible()
    analyst, now = table.reach(ANALYST), table.later()
    table.act(lambda: actions.close(question, why="Seen.", by=analyst, now=now))

    try_now(lead, "**/comments")

    expect(lead.locator(WAITING)).to_contain_text("This thread is closed. Reopen it to go on.")
    expect(lead.locator(WAITING)).to_contain_text("In table 7.")
    lead.reload()
    expect(lead.locator(WAITING)).to_contain_text("In table 7.")
    lead.on("dialog", lambda asked: asked.accept())
    lead.get_by_role("button", name="Discard").click()
    expect(lead.locator(WAITING)).to_have_count(0)


def test_a_waiting_message_is_edited_and_sent_as_one(table: Table, question: Thread, page_of: Pages) -> None:
    lead = page_of(LEAD)
    lead.goto(question.address)
    lead.route("**/comments", lambda route: route.abort("connectionrefused"))
    write(lead, "In table 6.")
    post(lead)
    lead.get_by_role("button", name="Edit").click()
    expect(lead.get_by_label("Write a message")).to_have_value("In table 6.")

    lead.unroute("**/comments")
    write(lead, "In table 7.")
    post(lead)

    expect(lead.locator("#comments")).to_contain_text("In table 7.")
    assert said(table, question) == ["Where is year 3?", "In table 7."]


def test_a_draft_says_that_it_is_only_here_until_the_server_has_it(
    table: Table, question: Thread, page_of: Pages
) -> None:
    lead = page_of(LEAD)
    lead.goto(question.address)
    lead.route("**/draft", lambda route: route.abort("connectionrefused"))
    write(lead, "Half a thought")
    expect(lead.locator("[data-draft-state]")).to_contain_text("Only on this device")
    expect(lead.locator("#notices")).to_be_empty()

    lead.unroute("**/draft")
    write(lead, "Half a thought more")

    expect(lead.locator("[data-draft-state]")).to_contain_text(
        re.compile(r"^Saved \d\d:\d\d\. Not sent yet\.")
    )
    assert draft(table, question, LEAD) == "Half a thought more"
    lead.reload()
    expect(lead.get_by_label("Write a message")).to_have_value("Half a thought more")
    expect(lead.locator("[data-draft-state]")).to_contain_text("Saved ")


def test_words_on_this_device_and_others_on_the_server_are_both_offered(
    table: Table, question: Thread, page_of: Pages
) -> None:
    lead = page_of(LEAD)
    lead.goto(question.address)
    lead.route("**/draft", lambda route: route.abort("connectionrefused"))
    write(lead, "Written on the train")
    expect(lead.locator("[data-draft-state]")).to_contain_text("Only on this device")
    reach, now = table.reach(LEAD), table.later()
    place = f"thread:{question.id.hex}"
    table.act(lambda: drafts.keep(place, "Written at the desk", seen="", by=reach, now=now))

    lead.unroute("**/draft")
    lead.reload()

    expect(lead.get_by_label("Write a message")).to_have_value("Written at the desk")
    expect(lead.locator(".wf-two-drafts")).to_contain_text("Written on the train")
    lead.get_by_role("button", name="Use these instead").click()
    expect(lead.get_by_label("Write a message")).to_have_value("Written on the train")
    expect(lead.locator("[data-draft-state]")).to_contain_text("Saved ")
    assert draft(table, question, LEAD) == "Written on the train"


def test_two_tabs_never_write_over_each_other_in_silence(
    table: Table, question: Thread, page_of: Pages
) -> None:
    one = page_of(LEAD)
    two = one.context.new_page()
    for tab in (one, two):
        tab.goto(question.address)
    write(one, "Written in one")
    expect(one.locator("[data-draft-state]")).to_contain_text("Saved ")

    write(two, "Written in two")

    expect(two.locator(".wf-two-drafts")).to_contain_text("Written in one")
    assert draft(table, question, LEAD) == "Written in one"
    two.get_by_role("button", name="Keep what stands below").click()
    expect(two.locator("[data-draft-state]")).to_contain_text("Saved ")
    assert draft(table, question, LEAD) == "Written in two"


def test_sent_words_are_no_draft_any_more(table: Table, question: Thread, page_of: Pages) -> None:
    lead = page_of(LEAD)
    lead.goto(question.address)
    write(lead, "In table 7.")
    expect(lead.locator("[data-draft-state]")).to_contain_text("Saved ")
    lead.reload()

    post(lead)

    expect(lead.locator("#comments")).to_contain_text("In table 7.")
    expect(lead.get_by_label("Write a message")).to_have_value("")
    lead.reload()
    expect(lead.get_by_label("Write a message")).to_have_value("")
    assert draft(table, question, LEAD) == ""
