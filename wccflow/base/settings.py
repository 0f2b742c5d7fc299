"""All settings in one typed place, read from the environment (`WCCFLOW_…`)."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wccflow.base.errors import Refused
from wccflow.base.places import checkout


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one running program; `Settings.read()` gives those of the environment."""

    instance: Path
    port: int = 8000
    base_url: str = "http://127.0.0.1:8000"
    database_url: str = ""
    files: str = ""
    secret_key: str = field(default="", repr=False)
    mail_url: str = ""
    mail_reply_to: str = ""
    max_upload_mb: int = 50
    reading_seconds_per_mb: int = 1
    searches_per_minute: int = 60
    page_processes: int = 1
    today: date | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings of this environment. Raises Refused when one cannot be understood."""
        given = os.environ if environment is None else environment
        port = _whole_number(given, "PORT", 8000)
        return cls(
            instance=Path(given.get("WCCFLOW_INSTANCE") or _default_instance(given)).absolute(),
            port=port,
            base_url=given.get("WCCFLOW_BASE_URL", f"http://127.0.0.1:{port}").rstrip("/"),
            database_url=given.get("WCCFLOW_DATABASE_URL", ""),
            files=given.get("WCCFLOW_FILES", ""),
            secret_key=given.get("WCCFLOW_SECRET_KEY", ""),
            mail_url=given.get("WCCFLOW_MAIL_URL", ""),
            mail_reply_to=given.get("WCCFLOW_MAIL_REPLY_TO", "").strip(),
            max_upload_mb=_whole_number(given, "MAX_UPLOAD_MB", 50),
            reading_seconds_per_mb=_whole_number(given, "READING_SECONDS_PER_MB", 1),
            searches_per_minute=_whole_number(given, "SEARCHES_PER_MINUTE", 60),
            page_processes=_none_or_one(given, "PAGE_PROCESSES"),
            today=_day(given, "TODAY"),
        )

    @property
    def database(self) -> str:
        """The address of the database; SQLite in the instance folder unless one is given."""
        return self.database_url or f"sqlite:///{self.instance / 'wccflow.sqlite3'}"

    @property
    def files_folder(self) -> Path:
        """The folder in which filed documents are kept."""
        return Path(self.files) if self.files else self.instance / "files"

    @property
    def index_folder(self) -> Path:
        """The folder of the search index, which may be deleted at any time."""
        return self.instance / "index"

    @property
    def mail_folder(self) -> Path:
        """The folder in which mail is laid when no mail server is set."""
        return self.instance / "mail"

    def secret(self) -> str:
        """The key that signs cookies; generated and kept on first run when none is given."""
        return self.secret_key or _kept_secret(self.instance / "secret-key")


def _default_instance(given: Mapping[str, str]) -> Path:
    root = checkout()
    if root is not None:
        return root / "instance"
    state = given.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "wccflow"


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _whole_number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(f"WCCFLOW_{name}", "").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise Refused(f"The setting WCCFLOW_{name} must be a whole number, not “{text}”.")
    return int(text)


def _none_or_one(given: Mapping[str, str], name: str) -> int:
    number = _whole_number(given, name, 1)
    if number > 1:
        raise Refused(f"The setting WCCFLOW_{name} must be 0 or 1, not “{number}”.")
    return number


def _day(given: Mapping[str, str], name: str) -> date | None:
    text = given.get(f"WCCFLOW_{name}", "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"The setting WCCFLOW_{name} must be a date like 2010-01-31, not “{text}”.") from None
