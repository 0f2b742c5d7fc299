"""A backup is put back where the settings say, or not at all."""

import tarfile
from pathlib import Path

import pytest

from wccflow.base.backups import backup, restore
from wccflow.base.errors import Refused
from wccflow.base.files import FileStore
from wccflow.base.settings import Settings
from wccflow.base.work import Database


@pytest.fixture
def archive(database: Database, settings: Settings, files: FileStore, tmp_path: Path) -> str:
    """A backup that holds one document."""
    place = settings.files_folder / "ab" / "abcd"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"a plan")
    file = str(tmp_path / "kept.tar.gz")
    backup(settings, database.engine, file)
    return file


def test_documents_are_put_where_the_settings_say(archive: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "documents"

    restore(Settings(instance=tmp_path / "new", files=str(elsewhere)), archive)

    assert (elsewhere / "ab" / "abcd").read_bytes() == b"a plan"
    assert (tmp_path / "new" / "wccflow.sqlite3").exists()


def test_a_database_that_lies_elsewhere_is_not_restored_beside_it(archive: str, tmp_path: Path) -> None:
    away = Settings(instance=tmp_path / "new", database_url="postgresql://localhost/wccflow")

    with pytest.raises(Refused, match="without WCCFLOW_DATABASE_URL"):
        restore(away, archive)
    assert not (tmp_path / "new").exists()


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as made:
        made.add(__file__, "a.py")

    with pytest.raises(Refused, match="is not a backup of wccflow"):
        restore(Settings(instance=tmp_path / "new"), str(other))
