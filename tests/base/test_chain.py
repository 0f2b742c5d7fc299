"""The sealed log: it refuses changes by itself, and tells of every change made behind its back."""

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from wccflow.base import clock, log
from wccflow.base.chain import broken_links
from wccflow.base.settings import Settings
from wccflow.base.work import Database


@pytest.fixture
def three_lines(database: Database) -> Database:
    """A log of three lines with words."""
    for number in range(3):
        with database.writing():
            log.record("thing.done", at=clock.now(), by_id=None, words=f"because {number}", number=number)
    return database


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'other' WHERE seq = 2",
        "DELETE FROM event WHERE seq = 3",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 2",
    ],
)
def test_the_log_refuses_to_be_changed(three_lines: Database, statement: str) -> None:
    with pytest.raises(DatabaseError, match="the log is never"), three_lines.engine.begin() as connection:
        connection.execute(text(statement))


def test_an_untouched_log_has_no_broken_link(three_lines: Database) -> None:
    with three_lines.reading() as reading:
        assert list(broken_links(reading)) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE event SET kind = 'other' WHERE seq = 2", "Line 2 of the log says one thing in its columns"),
        ("UPDATE event SET body = replace(body, '1', '7') WHERE seq = 2", "Line 2 of the log was changed"),
        ("DELETE FROM event WHERE seq = 2", "The log has no line 2; line 3 follows instead."),
        ("UPDATE event_words SET words = 'another reason' WHERE seq = 1", "The words of line 1 of the log"),
    ],
)
def test_a_change_behind_its_back_is_told(
    three_lines: Database, settings: Settings, statement: str, sentence: str
) -> None:
    file = sqlite3.connect(settings.database.removeprefix("sqlite:///"))
    file.executescript(
        "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted; "
        f"PRAGMA foreign_keys=OFF; {statement}"
    )
    file.close()

    with three_lines.reading() as reading:
        assert sentence in " ".join(broken_links(reading))


def test_words_may_be_erased_without_breaking_the_chain(three_lines: Database) -> None:
    with three_lines.engine.begin() as connection:
        connection.execute(text("DELETE FROM event_words WHERE seq = 2"))

    with three_lines.reading() as reading:
        assert list(broken_links(reading)) == []
        assert [event.words for event in log.events_after(reading, 0)] == ["because 0", "", "because 2"]
