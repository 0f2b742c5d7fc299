"""A house that a browser can visit, for the pages of panels."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from tests.harness.server import free_port
from tests.harness.world import World
from wccflow.app import asgi_application
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 375)


@dataclass(slots=True)
class Visited:
    """A served house, the browsers of its people, and what was said on their consoles."""

    browser: Browser
    address: str
    world: World
    axe: str
    said: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def page_of(self, email: str, *, scripts: bool = True) -> Page:
        """A page in which this person is signed in; without JavaScript when told so."""
        with self.world.database.writing():
            secret = make_link(person_by_email(email), clock.now())
        # Without motion, for a colour on its way to another has no contrast of its own.
        context = self.browser.new_context(
            base_url=self.address, java_script_enabled=scripts, reduced_motion="reduce"
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(f"{message.text} {message.location}"))
        page.on("pageerror", lambda fault: self.said.append(str(fault)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"/sign-in?link={secret}")
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    def barriers(self, page: Page, *paths: str) -> list[tuple[object, ...]]:
        """What axe finds on these pages, or on this one as it stands, and what stands out sideways."""
        found: list[tuple[object, ...]] = []
        for path in paths or ("",):
            if path:
                page.goto(path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found += [(page.url, width, *each) for each in self._faults(page)]
                if not page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"):
                    found.append((page.url, width, "scrolls sideways"))
        return found

    def _faults(self, page: Page) -> list[tuple[str, str]]:
        page.evaluate(self.axe)
        told = page.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)
        return [(each["id"], each["nodes"][0]["html"]) for each in told["violations"]]


@pytest.fixture
def visited(
    browser: Browser, world: World, settings: Settings, root: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Visited]:
    """The whole application on the test's database, served with live streams."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    given = {
        "INSTANCE": str(settings.instance),
        "BASE_URL": address,
        "SECRET_KEY": "test",
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
    axe = (root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text()
    made = Visited(browser, address, world, axe)
    yield made
    for context in made.contexts:
        context.close()
    server.should_exit = True
    thread.join()
    assert made.said == []
