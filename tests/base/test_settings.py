"""Settings: all from the environment, refused in a sentence when they make no sense."""

from datetime import date
from pathlib import Path

import pytest

from wccflow.base.errors import Refused
from wccflow.base.settings import Settings


def test_the_environment_is_read(tmp_path: Path) -> None:
    given = {"WCCFLOW_INSTANCE": str(tmp_path), "WCCFLOW_PORT": "8123", "WCCFLOW_TODAY": "2010-01-31"}

    settings = Settings.read(given)

    assert (settings.port, settings.today) == (8123, date(2010, 1, 31))
    assert settings.base_url == "http://127.0.0.1:8123"
    assert settings.database == f"sqlite:///{tmp_path / 'wccflow.sqlite3'}"


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("MAX_UPLOAD_MB", "-1"), ("TODAY", "31.1.2010"), ("PAGE_PROCESSES", "2")],
)
def test_nonsense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(Refused, match=f"WCCFLOW_{name}"):
        Settings.read({f"WCCFLOW_{name}": value})


def test_the_generated_secret_is_kept(tmp_path: Path) -> None:
    given = {"WCCFLOW_INSTANCE": str(tmp_path / "new")}

    first, second = Settings.read(given).secret(), Settings.read(given).secret()

    assert first == second
    assert len(first) > 40
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0


def test_the_secret_is_not_shown() -> None:
    assert "hidden-word" not in repr(Settings.read({"WCCFLOW_SECRET_KEY": "hidden-word"}))
