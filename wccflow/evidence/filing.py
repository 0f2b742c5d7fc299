"""Filing a file of this machine in one go, for commands and the demonstration: kept, filed, read."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from wccflow.base import clock
from wccflow.base.files import FileStore
from wccflow.base.work import Database
from wccflow.cycles.queries import case
from wccflow.evidence import actions, queries
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading_queue import read_waiting
from wccflow.people.queries import person_by_email, reach_of


def file_document(
    database: Database,
    files: FileStore,
    path: Path,
    *,
    case_name: str,
    slot: str,
    email: str,
    max_bytes: int,
    note: str = "",
    now: Callable[[], datetime] = clock.now,
) -> Version:
    """File the document into a slot as this person and read it; its `state` and `outcome` tell how that went.

    Raises Refused or NotFound, and files nothing, as filing in the browser does.
    """
    with path.open("rb") as stream:
        received = receive(files, stream, name=path.name, max_bytes=max_bytes)
    with database.writing():
        reach = reach_of(person_by_email(email).id, now())
        filed = actions.file(case(case_name), slot, received, by=reach, now=now(), note=note)
    read_waiting(database, files, now=now)
    with database.reading():
        return queries.version_by_id(filed.id)
