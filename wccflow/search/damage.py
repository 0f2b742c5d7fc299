"""Which audiences' indexes are damaged: marks in the folder, so that every process knows."""

import errno
import logging
import os
from pathlib import Path
from uuid import UUID

log = logging.getLogger(__name__)

# Trouble of the machine, not of the files: it is raised, and the same work succeeds once it is over.
_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE}
_SUFFIX = ".damaged"


def damaged(folder: Path) -> set[UUID]:
    """The audiences that are marked."""
    try:
        names = os.listdir(folder)  # at every search, so no more than this
    except FileNotFoundError:
        return set()
    return {UUID(name.removesuffix(_SUFFIX)) for name in names if name.endswith(_SUFFIX)}


def mark(folder: Path, audience: UUID, trouble: Exception) -> None:
    """Mark an audience's index as damaged, whoever found it out."""
    log.warning("the search index of audience %s is damaged and must be restored: %r", audience, trouble)
    _path(folder, audience).touch()


def unmark(folder: Path, audience: UUID) -> None:
    """Count an audience's index whole again."""
    _path(folder, audience).unlink(missing_ok=True)


def of_the_machine(trouble: Exception) -> bool:
    """Whether the machine, not the index, is in trouble: a full disk, too many open files, no memory."""
    return isinstance(trouble, MemoryError) or (isinstance(trouble, OSError) and trouble.errno in _MACHINE)


def _path(folder: Path, audience: UUID) -> Path:
    return folder / f"{audience.hex}{_SUFFIX}"
