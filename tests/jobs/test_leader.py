"""One leader at a time, on SQLite and on PostgreSQL."""

import subprocess
import sys
from pathlib import Path

import pytest

from wccflow.base.settings import Settings
from wccflow.jobs.leader import leadership, somebody_leads

LEAD_AND_WAIT = """
import sys
from wccflow.base.settings import Settings
from wccflow.jobs.leader import leadership
lead = leadership(Settings.read())
print(lead.take(), flush=True)
sys.stdin.read()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, instance: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The same settings on either kind of database, here and in child processes."""
    address = request.getfixturevalue("postgres") if request.param == "postgresql" else ""
    monkeypatch.setenv("WCCFLOW_DATABASE_URL", address)
    return Settings(instance=instance, database_url=address)


def test_only_one_leads(shared: Settings) -> None:
    first, second = leadership(shared), leadership(shared)

    took = [first.take(), second.take(), first.keeps(), second.keeps()]
    first.release()

    assert took == [True, False, True, False]


def test_when_the_leader_steps_down_another_takes_over(shared: Settings) -> None:
    first, second = leadership(shared), leadership(shared)
    first.take()

    first.release()
    took = second.take()
    second.release()

    assert took


def test_when_the_leader_is_killed_another_takes_over(shared: Settings) -> None:
    mine = leadership(shared)
    command = [sys.executable, "-c", LEAD_AND_WAIT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        said = other.stdout.readline()
        while_it_lives = mine.take()
        other.kill()
        other.wait()
    afterwards = _took_in_the_end(mine)
    mine.release()

    assert (said, while_it_lives, afterwards) == ("True\n", False, True)


def _took_in_the_end(lead: object) -> bool:
    # A killed connection leaves PostgreSQL a moment later.
    return any(lead.take() for _ in range(2000))  # type: ignore[attr-defined]


def test_anyone_can_tell_whether_somebody_leads(shared: Settings) -> None:
    lead = leadership(shared)

    before = somebody_leads(shared)
    lead.take()
    during = somebody_leads(shared)
    lead.release()

    assert (before, during, somebody_leads(shared)) == (False, True, False)
