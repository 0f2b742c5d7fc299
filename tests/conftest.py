"""What every test may ask for: a browser, a database, an instance folder; and when a skip is a failure."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

pytest_plugins = [
    f"tests.harness.{name}" for name in ("browser", "postgres", "kept", "world", "clients", "panel")
]

ROOT = Path(__file__).resolve().parent.parent

# A test that asks for one of these fixtures bears the marker, whether or not its author wrote it.
FIXTURES_OF_MARKER = {
    "browser": {"browser", "context", "page", "new_context"},
    "postgres": {"postgres", "postgres_server"},
}


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def base_url() -> None:
    """No address, for a browser test names the whole one; stands in for the plugin's own, which warns."""


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty instance folder, which every command and process started by this test will use."""
    folder = tmp_path / "instance"
    folder.mkdir()
    monkeypatch.setenv("WCCFLOW_INSTANCE", str(folder))
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need what a machine may lack, and leave the browser's modules to the end."""
    for item in items:
        for marker, fixtures in FIXTURES_OF_MARKER.items():
            if fixtures.intersection(getattr(item, "fixturenames", ())):
                item.add_marker(marker)
    # Once started, Playwright keeps an event loop running in its process, where no test can run another.
    last = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path in last)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where WCCFLOW_TEST_REQUIRE names what the test needs."""
    report = yield
    required = set(os.environ.get("WCCFLOW_TEST_REQUIRE", "").replace(",", " ").split())
    needed = required.intersection(marker.name for marker in item.iter_markers())
    if report.skipped and needed:
        report.outcome = "failed"
        names = ", ".join(sorted(needed))
        report.longrepr = f"Skipped, though WCCFLOW_TEST_REQUIRE names {names}: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
