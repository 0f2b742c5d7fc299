"""A form sent twice acts once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from wccflow.base import clock, once
from wccflow.base.errors import Refused
from wccflow.base.work import Database


def test_the_answer_of_the_first_time_is_given_again(database: Database) -> None:
    key, now = uuid4(), clock.now()
    with database.writing():
        once.remember(key, person_id=None, route="POST /x", body_hash="h", answer="/done", at=now)

    with database.reading():
        assert once.answered(key, person_id=None, route="POST /x", body_hash="h") == "/done"
        assert once.answered(uuid4(), person_id=None, route="POST /x", body_hash="h") is None


def test_the_same_key_with_other_content_is_refused(database: Database) -> None:
    key, now = uuid4(), clock.now()
    with database.writing():
        once.remember(key, person_id=None, route="POST /x", body_hash="h", answer="/done", at=now)

    with database.reading(), pytest.raises(Refused, match="sent before with other content"):
        once.answered(key, person_id=None, route="POST /x", body_hash="other")


def test_old_forms_are_forgotten(database: Database) -> None:
    key, now = uuid4(), clock.now()
    with database.writing():
        once.remember(key, person_id=None, route="r", body_hash="h", answer="/", at=now - timedelta(days=8))

    with database.writing():
        once.forget_old(now)

    with database.reading():
        assert once.answered(key, person_id=None, route="r", body_hash="h") is None
