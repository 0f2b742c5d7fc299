"""What the day brings to the register: names that begin, posts that pass on."""

from datetime import datetime

from wccflow.appointments import handing_over
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.people import register


def keep_register(database: Database, settings: Settings, now: datetime) -> None:
    """Let names be borne whose day has come, and let pass on what was given in posts handed over."""
    with database.writing():
        register.take_names(now)
        handing_over.settle(now)
