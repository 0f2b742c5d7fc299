"""The panel-day room when the line is cut, the server is gone or the page is loaded anew: nothing is lost."""

import re
import threading
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from tests.harness.server import free_port
from tests.panels.test_room import LEAD
from wccflow.app import asgi_application
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.panels import agenda, notes, questions
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link

Pages = Callable[[str], Page]
MARK = "[data-connection]"


class Server:
    """The whole application at one address, which can go away and come back."""

    def __init__(self) -> None:
        self.port = free_port()
        self.server: uvicorn.Server | None = None
        self.thread: threading.Thread | None = None

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
def server(sitting: Sitting, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
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
def page_of(browser: Browser, sitting: Sitting, server: Server) -> Iterator[Pages]:
    """Gives a page in which this person is signed in, in a context of its own."""
    contexts: list[BrowserContext] = []

    def sign_in(email: str) -> Page:
        with sitting.world.database.writing():
            secret = make_link(person_by_email(email), clock.now())
        contexts.append(browser.new_context(base_url=server.address))
        page = contexts[-1].new_page()
        page.on("dialog", lambda asked: asked.accept())
        page.goto(f"/sign-in?link={secret}")
        page.locator("main button[type=submit]").click()
        page.wait_for_url(re.compile(r"^(?!.*sign-in)"))
        return page

    yield sign_in
    for context in contexts:
        context.close()


def room_of(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        return sitting.panel.address


def own_notes(sitting: Sitting, who: str) -> list[str]:
    with sitting.world.database.reading():
        return [each.body for each in notes.notes_of(sitting.panel, sitting.world.reach(who))]


def own_ratings(sitting: Sitting, who: str) -> dict[str, str]:
    with sitting.world.database.reading():
        given = agenda.own(sitting.case, sitting.world.reach(who))
        return {item: row.value for item, row in given.items()}


def write_note(page: Page, words: str) -> None:
    page.get_by_label("Write a note for yourself").fill(words)
    page.get_by_role("button", name="Keep the note").click()


def test_notes_written_without_a_line_wait_here_say_so_and_arrive_once_in_order(
    sitting: Sitting, page_of: Pages
) -> None:
    page = page_of(MEMBERS[0])
    page.goto(room_of(sitting))
    write_note(page, "With a line.")
    expect(page.locator("#notes")).to_contain_text("With a line.")
    page.context.set_offline(True)

    write_note(page, "First without.")
    expect(page.locator(MARK)).to_contain_text("1 note only on this device")
    write_note(page, "Second without.")

    expect(page.locator(MARK)).to_have_text(
        re.compile(r"^No connection\. Saved centrally \d\d:\d\d · 2 notes only on this device$")
    )
    expect(page.locator(".wf-comment--waiting")).to_have_count(2)
    with pytest.raises(Error):
        page.reload()
    assert own_notes(sitting, MEMBERS[0]) == ["With a line."]
    page.context.set_offline(False)
    page.goto(room_of(sitting))
    expect(page.locator("#notes")).to_contain_text("Second without.")
    expect(page.locator(".wf-comment--waiting")).to_have_count(0)
    expect(page.locator(MARK)).to_have_text(re.compile(r"^Saved centrally \d\d:\d\d$"))
    assert own_notes(sitting, MEMBERS[0]) == ["Second without.", "First without.", "With a line."]


def test_ratings_given_while_the_server_is_gone_arrive_as_they_were_last_given(
    sitting: Sitting, server: Server, page_of: Pages
) -> None:
    page = page_of(MEMBERS[0])
    page.goto(f"{room_of(sitting)}/ratings")
    one, two = page.locator("#mine-1-1"), page.locator("#mine-1-2")
    one.get_by_label("Level 2").check()
    one.get_by_role("button", name="Keep").click()
    expect(page.locator("#said-1-1")).to_have_text("Kept: Level 2")

    server.stop()
    one.get_by_label("Level 3").check()
    one.get_by_role("button", name="Keep").click()
    expect(one.locator(".wf-comment--waiting")).to_contain_text("Level 3")
    two.get_by_label("Level 1 (lowest)").check()
    two.get_by_role("button", name="Keep").click()
    expect(two.locator(".wf-comment--waiting")).to_contain_text("Level 1")
    two.get_by_label("Level 4 (world class)").check()
    two.get_by_label("Why").fill("It is the best.")
    two.get_by_role("button", name="Keep").click()
    expect(two.locator(".wf-comment--waiting")).to_have_count(1)
    expect(two.locator(".wf-comment--waiting")).to_contain_text("It is the best.")
    expect(page.locator(MARK)).to_contain_text("2 ratings only on this device")
    server.start()
    two.get_by_role("button", name="Try now").click()

    expect(page.locator(".wf-comment--waiting")).to_have_count(0, timeout=15_000)
    expect(page.locator("#said-1-2")).to_have_text("Kept: Level 4 (world class)")
    assert own_ratings(sitting, MEMBERS[0]) == {"1.1": "3", "1.2": "4"}
    two.get_by_label("Level 3").check()
    two.get_by_role("button", name="Keep").click()
    expect(page.locator("#said-1-2")).to_have_text("Kept: Level 3")
    assert own_ratings(sitting, MEMBERS[0])["1.2"] == "3"


def test_what_was_changed_elsewhere_meanwhile_is_shown_beside_mine_and_both_are_kept(
    sitting: Sitting, page_of: Pages
) -> None:
    here, there = page_of(MEMBERS[0]), page_of(MEMBERS[0])
    sheet = f"{room_of(sitting)}/ratings"
    here.goto(sheet)
    here.context.set_offline(True)
    mine = here.locator("#mine-1-1")
    mine.get_by_label("Level 3").check()
    mine.get_by_label("Why").fill("Seen on the train.")
    mine.get_by_role("button", name="Keep").click()
    expect(mine.locator(".wf-comment--waiting")).to_have_count(1)
    there.goto(sheet)
    there.locator("#mine-1-1").get_by_label("Level 2").check()
    there.locator("#mine-1-1").get_by_label("Why").fill("Seen at the desk.")
    there.locator("#mine-1-1").get_by_role("button", name="Keep").click()
    expect(there.locator("#said-1-1")).to_have_text("Kept: Level 2")

    here.context.set_offline(False)

    box = mine.locator(".wf-comment--waiting")
    expect(box).to_contain_text("Seen at the desk.", timeout=15_000)
    expect(box).to_contain_text("Seen on the train.")
    assert own_ratings(sitting, MEMBERS[0]) == {"1.1": "2"}
    box.get_by_role("button", name="Send mine in its place").click()
    expect(mine.locator(".wf-comment--waiting")).to_have_count(0)
    expect(here.locator("#said-1-1")).to_have_text("Kept: Level 3")
    assert own_ratings(sitting, MEMBERS[0]) == {"1.1": "3"}


def test_chair_member_and_organisation_follow_the_day_on_their_own_screens(
    sitting: Sitting, page_of: Pages
) -> None:
    room = room_of(sitting)
    chair, member, lead = page_of(CHAIR), page_of(MEMBERS[0]), page_of(LEAD)
    chair.goto(room)
    chair.get_by_role("button", name="Open the queue of questions").click()
    expect(chair.get_by_label("Put a question into the queue")).to_be_visible()
    for page, path in ((chair, room), (member, room), (lead, f"{room}/day")):
        with page.expect_request("**/events?**"):
            page.goto(path)

    member.get_by_label("Put a question into the queue").fill("Who pays for year 3?")
    member.get_by_role("button", name="Put it into the queue").click()
    expect(chair.locator("#queue")).to_contain_text("Who pays for year 3?")
    member.get_by_role("button", name="I ask it").click()
    expect(chair.locator("#queue")).to_contain_text(f"Person of {MEMBERS[0]} asks it")
    expect(lead.locator(".wf-screen")).to_have_text("Nothing is on the screens now.")
    chair.get_by_role("button", name="Asked now").click()
    for page in (chair, member, lead):
        expect(page.locator(".wf-screen")).to_contain_text("Who pays for year 3?")

    for who, level in zip((CHAIR, *MEMBERS), ("1", "4", "2", "2", "2"), strict=True):
        sitting.commit("2.1", level, who)
    expect(member.locator("#board")).to_contain_text("3 steps apart")
    expect(lead.locator("main")).not_to_contain_text("2.1")
    with sitting.world.database.reading():
        assert [each.words for each in questions.asked_aloud(sitting.panel)] == ["Who pays for year 3?"]
