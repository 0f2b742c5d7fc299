"""The queue of files to be read: one at a time, safe to kill, tried three times at most."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.evidence.conftest import Desk, reading_of
from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.evidence import queries
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.reading.sentences import FILE_GONE, GIVEN_UP, PASSWORD
from wccflow.evidence.reading_queue import LARGE, LARGE_BYTES, SHORT, progress, read_waiting, waiting
from wccflow.evidence.settling import READ, settle_reading


def reads(path: Path, **_: object) -> Reading:
    return reading_of(path.read_text())


def locked(path: Path, **_: object) -> Reading:
    raise Refused("This file is protected with a password.")


def killed(path: Path, **_: object) -> Reading:
    raise KeyboardInterrupt


def now_of(desk: Desk, version: Version) -> Version:
    with desk.world.database.reading():
        return queries.version_by_id(version.id)


def test_a_waiting_version_is_read_and_its_passages_kept_in_order(desk: Desk) -> None:
    version = desk.file("jsna")

    count = read_waiting(desk.world.database, desk.files, read=reads)

    read = now_of(desk, version)
    assert (count, read.state, read.kind, read.passage_count) == (1, "readable", "docx", 2)
    with desk.world.database.reading():
        assert [row.text for row in queries.passages_of(version.id)] == ["Plan", "jsna 0 ()"]
        (event,) = log.events_of([version.case_id], READ)
        assert (event.subject_id, event.payload["passages"]) == (version.id, 2)


def test_a_file_that_cannot_be_read_keeps_its_sentence(desk: Desk) -> None:
    version = desk.file("jsna")

    read_waiting(desk.world.database, desk.files, read=locked)

    read = now_of(desk, version)
    assert (read.state, read.outcome) == ("unreadable", "This file is protected with a password.")


def test_a_file_without_a_word_is_not_called_readable(desk: Desk) -> None:
    version = desk.file("jsna")
    with desk.world.database.writing():
        settle_reading(version.id, Reading("pdf", 3, (), ("No searchable text.",)), now=desk.world.now)

    read = now_of(desk, version)

    assert (read.state, read.outcome) == ("unreadable", "No searchable text.")


def test_a_run_that_is_killed_leaves_the_version_for_the_next(desk: Desk) -> None:
    version = desk.file("jsna")
    with pytest.raises(KeyboardInterrupt):
        read_waiting(desk.world.database, desk.files, read=killed)
    assert now_of(desk, version).state == "reading"

    read_waiting(desk.world.database, desk.files, read=reads)

    assert (now_of(desk, version).state, now_of(desk, version).attempts) == ("readable", 2)


def test_a_file_that_kills_every_reader_is_given_up_after_three_attempts(desk: Desk) -> None:
    version = desk.file("jsna")
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            read_waiting(desk.world.database, desk.files, read=killed)

    read_waiting(desk.world.database, desk.files, read=killed)

    assert (now_of(desk, version).state, now_of(desk, version).outcome) == ("unreadable", GIVEN_UP)


def test_one_bad_file_does_not_keep_the_others_waiting(desk: Desk) -> None:
    first, second = desk.file("jsna"), desk.file("od_plan")

    def bad_then_good(path: Path, **_: object) -> Reading:
        if "jsna" in path.read_text():
            raise Refused("Damaged.")
        return reading_of("Good.")

    count = read_waiting(desk.world.database, desk.files, read=bad_then_good)

    assert (count, now_of(desk, first).state, now_of(desk, second).state) == (2, "unreadable", "readable")


def test_a_file_that_left_the_store_is_told(desk: Desk) -> None:
    version = desk.file("jsna")
    desk.files.path(version.sha256).unlink()

    read_waiting(desk.world.database, desk.files, read=reads)

    assert now_of(desk, version).outcome == FILE_GONE


def test_no_more_are_read_than_asked_for(desk: Desk) -> None:
    desk.file("jsna")
    desk.file("od_plan")

    count = read_waiting(desk.world.database, desk.files, limit=1, read=reads)

    with desk.world.database.reading():
        assert (count, waiting()) == (1, 1)


def test_what_was_settled_is_not_settled_again(desk: Desk) -> None:
    version = desk.file("jsna", "First.")

    with desk.world.database.writing():
        settle_reading(version.id, Refused("Too late."), now=desk.world.now)

    read = now_of(desk, version)
    assert (read.state, read.outcome, read.passage_count) == ("readable", "", 2)


def test_the_progress_of_a_long_file_can_be_seen_while_it_is_read_and_not_after(desk: Desk) -> None:
    version = desk.file("jsna")
    seen: list[dict[UUID, tuple[int, int]]] = []

    def reads_slowly(path: Path, *, told: Callable[[int, int], object], **_: object) -> Reading:
        told(120, 400)
        told(121, 400)  # too soon after the last to be written down
        with desk.world.database.reading():
            seen.append(progress([version.id]))
        return reading_of("Words.")

    read_waiting(desk.world.database, desk.files, read=reads_slowly)

    with desk.world.database.reading():
        assert (seen, progress([version.id])) == ([{version.id: (120, 400)}], {})


def test_a_short_file_does_not_wait_behind_a_giant(desk: Desk) -> None:
    giant, short = desk.file("jsna"), desk.file("od_plan")
    with desk.world.database.writing() as writing:
        writing.execute(update(Version).where(Version.id == giant.id).values(size=LARGE_BYTES + 1))

    counts = [read_waiting(desk.world.database, desk.files, lane=SHORT, read=reads)]

    assert (now_of(desk, giant).state, now_of(desk, short).state) == ("reading", "readable")
    counts.append(read_waiting(desk.world.database, desk.files, lane=LARGE, read=reads))
    assert (counts, now_of(desk, giant).state) == ([1, 1], "readable")


def test_a_case_with_many_files_does_not_keep_another_waiting(desk: Desk) -> None:
    desk.world.at("preparing", code="5MX")
    many = [desk.file("jsna"), desk.file("od_plan"), desk.file("financial_strategy")]
    other = desk.file("jsna", code="5MX")

    read_waiting(desk.world.database, desk.files, limit=2, read=reads)

    states = sorted(now_of(desk, each).state for each in many)
    assert (states, now_of(desk, other).state) == (["readable", "reading", "reading"], "readable")


def test_each_outcome_is_kept_as_a_word(desk: Desk) -> None:
    version = desk.file("jsna")

    def refuses(path: Path, **_: object) -> Reading:
        raise Refused(PASSWORD)

    read_waiting(desk.world.database, desk.files, read=refuses)

    assert now_of(desk, version).outcome_kind == "password"
    with desk.world.database.reading():
        (event,) = log.events_of([version.case_id], READ)
        assert event.payload["outcome"] == "password"
