"""Chromium for the browser tests, driven by Playwright; the machine's own, never a download."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import playwright
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


ON_DEBIAN = "On Debian: apt-get install --no-install-recommends chromium libatomic1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a browser test, with the reason and the remedy, where the machine lacks what it needs."""
    reason = lacking() if item.get_closest_marker("browser") else ""
    if reason:
        pytest.skip(f"{reason} {ON_DEBIAN}")


@cache
def lacking() -> str:
    """What keeps browser tests from running here, in a sentence; empty when nothing does."""
    if chromium() is None:
        return "No Chromium was found."
    driver = Path(playwright.__file__).parent / "driver" / "node"
    if subprocess.run([driver, "--version"], capture_output=True, check=False).returncode:
        return "Playwright's driver does not start, for want of a system library."
    return ""


def chromium() -> str | None:
    """The path of this machine's Chromium, or of the one that WCCFLOW_TEST_CHROMIUM names."""
    return os.environ.get("WCCFLOW_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How Playwright starts the browser: the machine's own, calling nobody."""
    path = chromium()
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS, "chromium_sandbox": False}
