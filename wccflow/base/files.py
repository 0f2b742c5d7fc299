"""Keeping files: named by their content, hashed while they arrive, synced before any row speaks of them."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from wccflow.base.errors import NotFound, Refused

_CHUNK = 1 << 20
_PAIR = "[0-9a-f][0-9a-f]"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is safe on disk: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


class FileStore:
    """A folder of files that are named by their content and never change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, stream: IO[bytes], *, max_bytes: int) -> Kept:
        """Keep the stream's bytes. Raises Refused when there are none, or more than `max_bytes`."""
        waiting = self.folder / "arriving"
        waiting.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=waiting)
        try:
            with os.fdopen(handle, "wb") as file:
                kept = _copy(stream, file, max_bytes)
            self._settle(Path(name), kept)
        finally:
            Path(name).unlink(missing_ok=True)
        return kept

    def path(self, sha256: str) -> Path:
        """The path of a kept file. Raises NotFound when it is not there."""
        path = self._path(sha256)
        if not path.is_file():
            raise NotFound("The file is not in the store.")
        return path

    def sound(self, sha256: str, size: int) -> bool:
        """Whether the file is there and still is what its name says."""
        path = self._path(sha256)
        if not path.is_file() or path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def unchanged_since(self, moment: float) -> list[str]:
        """The names of the files that nobody has brought since this moment."""
        paths = self.folder.glob(f"{_PAIR}/{_PAIR}/{_PAIR}*")
        return sorted(path.name for path in paths if _is_older(path, moment))

    def remove(self, sha256: str, moment: float) -> bool:
        """Remove a file unless it was brought again since this moment; gives whether it went."""
        path = self._path(sha256)
        if not _is_older(path, moment):
            return False
        path.unlink(missing_ok=True)
        return True

    def forget_broken_off(self, moment: float) -> None:
        """Remove what was arriving before this moment and never came to an end."""
        for path in (self.folder / "arriving").glob("*"):
            if _is_older(path, moment):
                path.unlink(missing_ok=True)

    def _settle(self, arrived: Path, kept: Kept) -> None:
        path = self._path(kept.sha256)
        if path.exists():
            os.utime(path)  # lest it be swept away before its row is kept
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        arrived.chmod(0o440)
        os.replace(arrived, path)
        _sync_folder(path.parent)

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256


def _is_older(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:
        return False


def _copy(stream: IO[bytes], file: IO[bytes], max_bytes: int) -> Kept:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > max_bytes:
            raise Refused(
                f"The file is larger than {max_bytes >> 20} MB. Split it, or save it without pictures."
            )
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise Refused("The file is empty. Choose the file again, and check that it opens on your computer.")
    file.flush()
    os.fsync(file.fileno())
    return Kept(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
