"""Workers look when they are woken, and none stops another."""

import logging
import threading
from datetime import UTC, datetime

import pytest

from wccflow.base import log
from wccflow.jobs import crew as crews
from wccflow.jobs.crew import Crew
from wccflow.jobs.table import WORKERS
from wccflow.live.watching import Watch
from wccflow.wiring import House

WAIT_SECONDS = 20


def test_workers_look_at_the_start_and_whenever_they_are_woken(house: House) -> None:
    looked = threading.Semaphore(0)
    crew = Crew(house, {"one": lambda _: looked.release() or 0})

    crew.start()
    first = looked.acquire(timeout=WAIT_SECONDS)
    crew.wake()
    second = looked.acquire(timeout=WAIT_SECONDS)
    crew.stop(None)

    assert (first, second) == (True, True)


def test_a_worker_that_did_something_looks_again_at_once(house: House) -> None:
    left, done = [3, 2, 1, 0], threading.Event()

    def work(_: House) -> int:
        more = left.pop(0)
        if not left:
            done.set()
            left.append(0)
        return more

    crew = Crew(house, {"one": work})
    crew.start()
    all_done = done.wait(WAIT_SECONDS)
    crew.stop(None)

    assert all_done


def test_a_worker_that_raises_or_hangs_stops_no_other_and_is_tried_again(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    hung, worked, again = threading.Event(), threading.Event(), threading.Semaphore(0)

    def raises(_: House) -> int:
        again.release()
        raise ValueError("no good")

    def hangs(_: House) -> int:
        hung.wait()
        return 0

    crew = Crew(house, {"raises": raises, "hangs": hangs, "works": lambda _: worked.set() or 0})
    with caplog.at_level(logging.ERROR):
        crew.start()
        seen = (
            worked.wait(WAIT_SECONDS),
            again.acquire(timeout=WAIT_SECONDS),
            again.acquire(timeout=WAIT_SECONDS),
        )
        hung.set()
        crew.stop(None)

    assert seen == (True, True, True)
    assert "raises: a fault; tried again in 0.5 seconds" in caplog.messages


def test_the_search_index_is_kept_as_soon_as_something_is_committed(
    shared_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, looked, indexed = shared_house, threading.Event(), threading.Event()
    monkeypatch.setattr(crews, "SAFETY_LOOK_SECONDS", 3_600.0)  # so that nothing but the commit wakes it

    def index(house: House) -> int:
        done = WORKERS["search index"](house)
        looked.set()
        if house.index.watermark():
            indexed.set()
        return done

    crew = Crew(house, {"search index": index})
    watch = Watch(house.database.engine.url, crew.wake)
    crew.start()
    watch.start()
    looked.wait(WAIT_SECONDS)
    with house.database.writing():
        log.record("something.done", at=datetime(2009, 11, 2, tzinfo=UTC), by_id=None)
    woken = indexed.wait(WAIT_SECONDS)
    watch.stop()
    crew.stop(None)

    assert (woken, house.index.watermark()) == (True, 1)
