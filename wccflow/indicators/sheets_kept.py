"""Sheets once made, kept for whoever asks next: what a pack holds never changes, so they stay true."""

from collections.abc import Sequence
from datetime import datetime
from threading import Lock
from typing import Generic, TypeAlias, TypeVar
from uuid import UUID

SheetT = TypeVar("SheetT")
Key: TypeAlias = tuple[str, tuple[tuple[UUID, datetime], ...]]
"""An indicator, and the packs that count."""


class Kept(Generic[SheetT]):
    """The sheets asked for last, of so many values together; for any number of threads."""

    def __init__(self, most: int) -> None:
        self._most, self._values = most, 0
        self._known: dict[Key, tuple[Sequence[SheetT], int]] = {}
        self._lock = Lock()

    def get(self, key: Key) -> Sequence[SheetT] | None:
        """The sheets kept under this key; None where there are none."""
        with self._lock:
            found = self._known.pop(key, None)
            if found is None:
                return None
            self._known[key] = found  # asked for last, dropped last
            return found[0]

    def put(self, key: Key, sheets: Sequence[SheetT], values: int) -> None:
        """Keep the sheets of so many values; those that nobody asked for longest make room."""
        with self._lock:
            self._drop(key)
            self._known[key] = (sheets, values)
            self._values += values
            while self._values > self._most:
                self._drop(next(iter(self._known)))

    def _drop(self, key: Key) -> None:
        self._values -= self._known.pop(key, ((), 0))[1]
