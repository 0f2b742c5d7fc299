"""The file of each release: made in the background, kept in the store, the same whoever makes it again."""

import json
import tempfile
from pathlib import Path

from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.files import FileStore
from wccflow.base.work import Database, files, session
from wccflow.cycles.models import Cycle
from wccflow.publication.building import build
from wccflow.publication.models import Release, ReleaseFile
from wccflow.publication.releases import release_of
from wccflow.publication.texts import Kept
from wccflow.publication.zipped import MOST_BYTES


def path_of(cycle: Cycle, label: str) -> Path:
    """Where the file of a release lies in the store. Raises NotFound while it is not made."""
    release = release_of(cycle, label)
    found = session().scalar(select(ReleaseFile).where(ReleaseFile.release_id == release.id))
    if found is None:
        raise NotFound
    return files().path(found.sha256)


def make_next(database: Database, store: FileStore) -> int:
    """Make the file of the oldest release that has none; gives how many were made."""
    with database.reading():
        query = select(Release).outerjoin(ReleaseFile, ReleaseFile.release_id == Release.id)
        waiting = session().scalar(query.where(ReleaseFile.id.is_(None)).order_by(Release.at).limit(1))
        if waiting is None:
            return 0
        with tempfile.TemporaryFile() as made:
            build(json.loads(waiting.content), Kept(), made)
            made.seek(0)
            kept = store.keep(made, max_bytes=MOST_BYTES)
    with database.writing():
        session().add(ReleaseFile(release_id=waiting.id, sha256=kept.sha256, size=kept.size, at=clock.now()))
    return 1
