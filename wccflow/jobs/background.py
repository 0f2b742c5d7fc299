"""The background process: waits until it leads, then works until it is told to stop or its parent is gone."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping

from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.jobs import table
from wccflow.jobs.crew import Crew, Worker
from wccflow.jobs.leader import leadership
from wccflow.jobs.schedule import Job, Schedule
from wccflow.live.watching import Watch
from wccflow.wiring import House, open_house

TRY_SECONDS = 1.0
STOP_SECONDS = 8.0
WITH_PARENT = "--with-parent"
NICENESS = 5  # where processors are few, what a person waits for comes first

_log = logging.getLogger(__name__)


class Background:
    """All that is done beside the pages, by one process at a time."""

    def __init__(self, house: House, workers: Mapping[str, Worker], jobs: Mapping[str, Job]) -> None:
        self._house = house
        self._workers = workers
        self._jobs = jobs
        self._leadership = leadership(house.settings)
        self.stopping = threading.Event()

    def run(self) -> None:
        """Lead whenever nobody else does, until `stopping` is set."""
        while not self.stopping.is_set():
            if self._leadership.take():
                try:
                    self._lead()
                finally:
                    self._leadership.release()
            else:
                self.stopping.wait(TRY_SECONDS)

    def _lead(self) -> None:
        _log.info("this process leads now")
        crew = Crew(self._house, self._workers)
        schedule = Schedule(self._house.database, self._house.settings, self._jobs)
        watch = Watch(self._house.database.engine.url, crew.wake)
        crew.start()
        schedule.start()
        watch.start()
        while not self.stopping.wait(TRY_SECONDS) and self._leadership.keeps():
            pass
        watch.stop()
        schedule.stop()
        # Whoever lost the lead must not begin again beside its own old work; whoever stops takes it along.
        crew.stop(STOP_SECONDS if self.stopping.is_set() else None)


def run(
    settings: Settings,
    *,
    workers: Mapping[str, Worker] | None = None,
    jobs: Mapping[str, Job] | None = None,
    with_parent: bool = False,
) -> None:
    """Work in the background until told to stop (SIGTERM, SIGINT, or with the parent when so asked)."""
    clock.pretend_today(settings.today)
    house = open_house(settings)
    background = Background(
        house, table.WORKERS if workers is None else workers, table.JOBS if jobs is None else jobs
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: background.stopping.set())
    if with_parent:
        _when_the_parent_is_gone(background.stopping.set)
    background.run()
    house.database.engine.dispose()


def _when_the_parent_is_gone(act: Callable[[], None]) -> None:
    """Our input is a pipe whose other end only the parent holds, so it ends however the parent does."""

    def listen() -> None:
        # Not by way of sys.stdin, whose lock would be held by this thread when the program ends.
        while os.read(0, 1024):
            pass
        act()

    threading.Thread(target=listen, name="parent", daemon=True).start()


def main() -> None:
    """Run with the settings of the environment."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    os.nice(NICENESS)
    run(Settings.read(), with_parent=WITH_PARENT in sys.argv[1:])


if __name__ == "__main__":
    main()
