"""The harness itself: what it starts works, what is lacking is said, and a required skip is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import make_url


def test_a_page_can_be_opened_in_the_browser(page: Page) -> None:
    page.goto("data:text/html,<title>Ready</title>")

    assert page.title() == "Ready"


def test_a_browser_test_bears_its_marker_unasked(browser: Browser, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("browser") is not None
    assert browser.is_connected()


def test_a_module_begins_with_an_empty_database(postgres: str) -> None:
    plain = make_url(postgres).set(drivername="postgresql").render_as_string(hide_password=False)

    with psycopg.connect(plain) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()

    assert tables == (0,)


INNER = """
import pytest
@pytest.mark.postgres
def test_inner():
    pytest.skip("no server here")
"""


def outcome(root: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """How the inner test ends under the project's own conftest."""
    inner = folder / "test_inner.py"
    inner.write_text(INNER)
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "WCCFLOW_"))
    }
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "-p", "tests.conftest", str(inner)]
    return subprocess.run(
        command, cwd=root, env=clean | environment, text=True, capture_output=True, check=False
    )


def test_a_test_that_lacks_its_database_is_skipped(root: Path, tmp_path: Path) -> None:
    done = outcome(root, tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 skipped" in done.stdout


def test_a_skip_is_a_failure_where_its_need_is_required(root: Path, tmp_path: Path) -> None:
    done = outcome(root, tmp_path, WCCFLOW_TEST_REQUIRE="browser,postgres")

    assert done.returncode == 1, done.stdout + done.stderr
    assert "names postgres: Skipped: no server here" in done.stdout
