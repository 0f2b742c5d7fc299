"""What must always hold of documents is found broken when it is."""

from datetime import timedelta

from sqlalchemy import delete

from tests.evidence.conftest import Desk
from wccflow.base import clock
from wccflow.base.work import session
from wccflow.evidence.checks import broken_files, passages_missing, waiting_too_long
from wccflow.evidence.models import PassageRow


def test_a_sound_store_has_no_breach(desk: Desk) -> None:
    desk.file("jsna", "Text.")

    with desk.world.database.reading():
        assert (broken_files(), passages_missing()) == ([], [])


def test_a_file_that_was_changed_or_lost_is_a_breach(desk: Desk) -> None:
    version = desk.file("jsna", "Text.")
    path = desk.files.path(version.sha256)
    path.chmod(0o600)
    path.write_bytes(b"x" * version.size)

    with desk.world.database.reading():
        assert broken_files() == [
            f"The file {version.sha256[:12]} of {version.size} bytes is not in the store as it was filed."
        ]


def test_passages_that_are_missing_are_a_breach(desk: Desk) -> None:
    version = desk.file("jsna", "Text.")

    with desk.world.database.writing():
        session().execute(delete(PassageRow).where(PassageRow.version_id == version.id))
        assert passages_missing() == [f"Version {version.id} should have 2 passages and has 0."]


def test_a_version_that_waits_for_more_than_a_day_is_a_breach(desk: Desk) -> None:
    version = desk.file("jsna")
    desk.world.now = clock.now() - timedelta(hours=1)
    fresh = desk.file("od_plan")

    with desk.world.database.reading():
        (breach,) = waiting_too_long()

    assert str(version.id) in breach
    assert str(fresh.id) not in breach
