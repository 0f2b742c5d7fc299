"""The background process as it runs: it leads, works, hands over, and ends with whoever started it."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import groupby
from uuid import uuid4

import pytest
from sqlalchemy import select

from wccflow.base import clock, log
from wccflow.base.models import JobRun
from wccflow.base.settings import Settings
from wccflow.jobs.background import Background
from wccflow.jobs.leader import somebody_leads
from wccflow.jobs.moments import Every
from wccflow.jobs.schedule import Job
from wccflow.notices.actions import tell
from wccflow.notices.models import Mail
from wccflow.notices.rules import Notice
from wccflow.people import actions as people
from wccflow.wiring import House

WAIT_SECONDS = 30
WORKING = """
import os, sys
from datetime import UTC, datetime
from wccflow.base.settings import Settings
from wccflow.jobs import by_the_clock
from wccflow.jobs.background import run
from wccflow.jobs.moments import Every
from wccflow.jobs.schedule import Job
said = lambda words: print(words, flush=True)
def tick(database, settings, now):
    by_the_clock.make_mails(database, settings, datetime(2009, 11, 2, 10, tzinfo=UTC))
    with (settings.instance / "ticks").open("a") as file:
        print(os.getpid(), file=file)
    said("ticked")
run(
    Settings.read(),
    workers={"looks": lambda house: said("looked") or 0},
    jobs={"ticks": Job(tick, Every(1))},
    with_parent=True,
)
said("ended")
"""


@contextmanager
def working() -> Iterator["subprocess.Popen[str]"]:
    """A background process that says what it does."""
    command = [sys.executable, "-c", WORKING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def hears(process: "subprocess.Popen[str]", words: str) -> bool:
    """Whether the process says these words before it ends."""
    return any(line.startswith(words) for line in process.stdout or ())


def comes_true(question: Callable[[], bool]) -> bool:
    """Whether the answer becomes yes."""
    for _ in range(WAIT_SECONDS * 20):
        if question():
            return True
        time.sleep(0.05)
    return False


def test_of_two_processes_one_leads_and_the_other_takes_over_after_a_kill(house: House) -> None:
    with working() as first:
        first_leads = hears(first, "looked")
        with working() as second:
            first.kill()

            second_leads = hears(second, "looked") and hears(second, "ticked")

    with house.database.reading() as reading:
        runs = reading.scalars(select(JobRun.due)).all()
    assert (first_leads, second_leads) == (True, True)
    assert len(runs) == len(set(runs))


def test_three_processes_do_each_run_and_each_mail_once_over_a_kill(shared_house: House) -> None:
    house = shared_house
    tell_something(house, "Before the kill.")
    with ExitStack() as stack:
        processes = [stack.enter_context(working()) for _ in range(3)]
        began = comes_true(lambda: len(ticks(house)) >= 2)
        leader = next(process for process in processes if str(process.pid) == ticks(house)[0])
        leader.kill()
        leader.wait()
        before = len(ticks(house))
        tell_something(house, "After the kill.")
        went_on = comes_true(lambda: len(ticks(house)) >= before + 2)
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()

    assert (began, went_on) == (True, True)
    # The killed one may have claimed a run that it did not come to do; none is done twice.
    assert runs_of(house) - len(ticks(house)) in {0, 1}
    # One led until it was killed, then another: never two in turns.
    assert len([leads for leads, _ in groupby(ticks(house))]) == len(set(ticks(house))) >= 2
    with house.database.reading() as reading:
        said = [body.count("- ") for body in reading.scalars(select(Mail.body).order_by(Mail.made_at))]
    assert said == [1, 1]


def tell_something(house: House, sentence: str) -> None:
    """Tell somebody what only she can do, in the autumn of 2009."""
    at = datetime(2009, 11, 2, 9, tzinfo=UTC)
    with house.database.writing():
        person = people.add_person(f"{uuid4()}@x.example", name="Ada", by_id=None, now=at)
        notice = Notice(sentence, "/", people=frozenset({person.id}), only_you=True)
        tell(notice, event_id=uuid4(), but=None, now=at)


def ticks(house: House) -> list[str]:
    """The processes that did the job, in the order of its runs."""
    file = house.settings.instance / "ticks"
    return file.read_text().split() if file.exists() else []


def runs_of(house: House) -> int:
    """How many runs the ledger holds."""
    with house.database.reading() as reading:
        return len(reading.scalars(select(JobRun.due)).all())


def test_what_another_process_writes_wakes_the_workers(house: House) -> None:
    with working() as process:
        hears(process, "looked")
        for _ in range(3):
            with house.database.writing():
                log.record("note.made", at=clock.now(), by_id=None)

            assert hears(process, "looked")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order_when_it_is_told_to(house: House, settings: Settings, told: signal.Signals) -> None:
    with working() as process:
        hears(process, "looked")

        process.send_signal(told)
        ended = hears(process, "ended")
        process.wait(WAIT_SECONDS)

    assert (ended, process.returncode, somebody_leads(settings)) == (True, 0, False)


def test_it_ends_when_its_parent_is_gone(house: House) -> None:
    with working() as process:
        hears(process, "looked")
        assert process.stdin

        process.stdin.close()

        assert hears(process, "ended")


def test_what_the_table_names_can_be_done_in_an_empty_house(house: House) -> None:
    looked = threading.Semaphore(0)
    background = Background(
        house,
        {"looks": lambda _: looked.release() or 0},
        {"ticks": Job(lambda *_: looked.release(), Every(1))},
    )
    thread = threading.Thread(target=background.run)

    thread.start()
    both = [looked.acquire(timeout=WAIT_SECONDS) for _ in range(2)]
    background.stopping.set()
    thread.join()

    assert both == [True, True]
