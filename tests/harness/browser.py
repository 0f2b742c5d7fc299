"""Chromium for the browser tests, driven by Playwright; the machine's own, never a download."""

import os
import shutil
from typing import Any

import pytest

# A browser that calls nobody: without these it looks up its maker's hosts at every start.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ["chromium", "chromium-browser", "google-chrome"]


def chromium() -> str | None:
    """The path of this machine's Chromium, or of the one that WCCFLOW_TEST_CHROMIUM names."""
    return os.environ.get("WCCFLOW_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How Playwright starts the browser; without one the test is skipped and says how to get it."""
    path = chromium()
    if path is None:
        pytest.skip("No Chromium was found. On Debian: apt-get install --no-install-recommends chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS, "chromium_sandbox": False}
