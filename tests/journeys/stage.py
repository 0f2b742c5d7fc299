"""A served house with one organisation's cycle, its people's browsers, and the demonstration's own acts."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.work import Database
from wccflow.demonstration.scene import Journey
from wccflow.evidence.models import Version
from wccflow.evidence.rules import READING
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
BROKEN_OFF = re.compile(r": htmx:(sendAbort|afterRequest), ")
PATIENCE_SECONDS = 90
Act = Callable[[Journey, date], None]


@dataclass
class Stage:
    """What every part of the journey uses."""

    browser: Browser
    address: str
    database: Database
    journey: Journey
    axe: str
    log: Path
    pages: dict[str, Page] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    looked_at: set[str] = field(default_factory=set)
    scriptless: list[Page] = field(default_factory=list)

    @property
    def home(self) -> str:
        """The address of the case's page."""
        return f"/cycles/{self.journey.scene.key}/{self.journey.part.code}"

    @property
    def state(self) -> str:
        """Where the case stands."""
        return self.read(lambda: self.journey.case.state)

    def read(self, ask: Callable[[], Any]) -> Any:
        """What is asked of the database."""
        with self.database.reading():
            return ask()

    def act(self, *acts: Act) -> None:
        """Let the demonstration's people do the bulk of some work today."""
        for act in acts:
            with self.database.writing():
                act(self.journey, clock.today())

    def page(self, mailbox: str, *, scripts: bool = True) -> Page:
        """The browser of this person, signed in by a link; without JavaScript when told so."""
        if mailbox not in self.pages:
            with self.database.writing():
                secret = make_link(person_by_email(self.journey.address(mailbox)), clock.now())
            # Without motion, for a colour on its way to another has no contrast of its own.
            page = self.browser.new_context(
                base_url=self.address, java_script_enabled=scripts, reduced_motion="reduce"
            ).new_page()
            page.on("console", lambda message: self._hear(f"{mailbox}: {message.text}"))
            page.on("pageerror", lambda fault: self.said.append(f"{mailbox}: {fault}"))
            page.on("dialog", lambda dialog: dialog.accept())
            page.goto(f"/sign-in?link={secret}")
            page.locator("main button[type=submit]").click()
            expect(page).to_have_url(f"{self.address}/")
            self.pages[mailbox] = page
            self.scriptless += [] if scripts else [page]
        return self.pages[mailbox]

    def _hear(self, words: str) -> None:
        # A page that is left breaks off what it has just asked for: htmx says so, in these two lines.
        if not BROKEN_OFF.search(words):
            self.said.append(words)

    def nobody(self) -> Page:
        """A browser in which nobody is signed in."""
        if "" not in self.pages:
            self.pages[""] = self.browser.new_context(base_url=self.address).new_page()
        return self.pages[""]

    def visit(self, mailbox: str, address: str = "") -> Page:
        """The person opens an address of the case, or one that begins with `/`; the page is looked at."""
        page = self.page(mailbox)
        answer = page.goto(address if address.startswith("/") else f"{self.home}/{address}".rstrip("/"))
        assert answer is not None
        assert answer.status == 200, (
            f"{mailbox} at {page.url}: {answer.status}\n{self.log.read_text()[-3000:]}"
        )
        self.look_at(page)
        return page

    def look_at(self, page: Page) -> None:
        """No page is without the demonstration's label; none of its kind has a fault that axe finds."""
        expect(page.get_by_role("complementary", name="Demonstration")).to_be_visible()
        kind = ID.sub("…", page.url.partition("?")[0].partition("#")[0])
        if kind in self.looked_at or page in self.scriptless:
            return
        self.looked_at.add(kind)
        page.evaluate(self.axe)
        found = page.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)
        faults = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]]
        assert faults == [], f"{page.url}: {faults}"

    def move(self, mailbox: str, label: str, *, why: str = "") -> None:
        """The person makes a move of the case, by its button on the case's page."""
        page = self.page(mailbox)
        page.goto(self.home)
        section = page.get_by_role("region", name=label, exact=True)
        if why:
            section.locator("summary").click()
            section.get_by_label("Why?").fill(why)
        before = self.state
        section.get_by_role("button", name=label).click()
        expect(page.locator("#notices")).to_contain_text("is now at")
        assert self.state != before

    def wait_for_reading(self) -> None:
        """Until every filed document was read by the background process."""
        self.wait_until(lambda: not self.read(self._being_read))

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Until something is so; fails when it takes too long."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while not done():
            assert time.monotonic() < ends, "it took too long"
            time.sleep(0.2)

    def _being_read(self) -> bool:
        with self.database.reading() as session:
            return session.scalar(select(Version.id).where(Version.state == READING).limit(1)) is not None
