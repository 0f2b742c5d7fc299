"""Whoosh's files in a folder, with the handles that Whoosh forgets when a file is damaged."""

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.util.filelock import try_for

_Untyped: Any = FileStorage


class Files(_Untyped):  # type: ignore[misc]  # Whoosh has no types, so its methods are called as of Any
    """A folder of index files that can let go of every file read from it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.held: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """The file, which is remembered while it is open."""
        file = super().open_file(name, **options)
        self.held = [each for each in self.held if not each.closed] + [file.file]
        return file

    def let_go(self) -> None:
        """Close whatever is still open."""
        for file in self.held:
            file.close()
        self.held.clear()


def locked(folder: Path, wait_seconds: float) -> Any:
    """The lock of the folder's one writer, held. Raises TimeoutError when another does not end."""
    lock = FileStorage(str(folder)).lock("writer.lock")
    if not try_for(lock.acquire, timeout=wait_seconds):
        raise TimeoutError("The search index is being written by another process, which does not end.")
    return lock
