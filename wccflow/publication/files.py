"""The file of each release: made in the background, kept in the store, the same whoever makes it again."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import IO

from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.files import FileStore
from wccflow.base.work import Database, files, session
from wccflow.cycles.models import Cycle
from wccflow.publication.building import Progress, build
from wccflow.publication.models import Release, ReleaseFile
from wccflow.publication.releases import release_of
from wccflow.publication.snapshot import FORM, Header
from wccflow.publication.texts import Kept
from wccflow.publication.zipped import MOST_BYTES

GONE = (
    "Release {label} was signed in form {form}, its file was never made, and this version of wccflow draws "
    "form {ours}. Sign a further release: it holds the same results in the new form."
)
DAMAGED = (
    "The kept file of release {label} is not what was made. Bring it back from a backup: wccflow restore."
)


def path_of(cycle: Cycle, label: str) -> Path:
    """Where the file of a release lies in the store. Raises NotFound while it is not made."""
    found = _file_of(release_of(cycle, label))
    if found is None:
        raise NotFound
    return files().path(found.sha256)


def can_be_drawn(release: Release) -> bool:
    """Whether this version draws releases in the form in which it was signed."""
    return bool(json.loads(release.content)["form"] == FORM)


def write(cycle: Cycle, header: Header, out: IO[bytes], told: Progress) -> None:
    """Write the file of a release: drawn anew, or as it was made where this version draws another form.

    Raises Refused where neither can be.
    """
    if header["form"] == FORM:
        build(header, Kept(), out, told)
        return
    label = header["release"]["label"]
    found = _file_of(release_of(cycle, label))
    if found is None:
        raise Refused(GONE.format(label=label, form=header["form"], ours=FORM))
    if not files().sound(found.sha256, found.size):
        raise Refused(DAMAGED.format(label=label))
    with files().path(found.sha256).open("rb") as made:
        shutil.copyfileobj(made, out)


def make_next(database: Database, store: FileStore) -> int:
    """Make the file of the oldest release that has none; gives how many were made."""
    with database.reading():
        query = select(Release).outerjoin(ReleaseFile, ReleaseFile.release_id == Release.id)
        unmade = session().scalars(query.where(ReleaseFile.id.is_(None)).order_by(Release.at))
        waiting = next((each for each in unmade if can_be_drawn(each)), None)
        if waiting is None:
            return 0
        with tempfile.TemporaryFile() as made:
            build(json.loads(waiting.content), Kept(), made)
            made.seek(0)
            kept = store.keep(made, max_bytes=MOST_BYTES)
    with database.writing():
        session().add(ReleaseFile(release_id=waiting.id, sha256=kept.sha256, size=kept.size, at=clock.now()))
    return 1


def _file_of(release: Release) -> ReleaseFile | None:
    return session().scalar(select(ReleaseFile).where(ReleaseFile.release_id == release.id))
