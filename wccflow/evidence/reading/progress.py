"""How far reading has come: the child says it in lines on its output, at a bounded rate."""

import json
import os
import sys
import time

EVERY_SECONDS = 0.5
MARK = b'{"done":'


class _Teller:
    """Who tells in this process; silent until the child begins."""

    def __init__(self) -> None:
        self._next_at: float | None = None

    def begin(self) -> None:
        """Tell from now on."""
        self._next_at = time.monotonic() + EVERY_SECONDS

    def tell(self, done: int, total: int) -> None:
        """Say how many pages of how many are done; too soon after the last time, nothing."""
        if self._next_at is None or time.monotonic() < self._next_at:
            return
        self._next_at = time.monotonic() + EVERY_SECONDS
        line = json.dumps({"done": done, "total": total}, separators=(",", ":"))
        os.write(sys.stdout.fileno(), f"{line}\n".encode())


_TELLER = _Teller()
begin = _TELLER.begin
tell = _TELLER.tell


def understood(line: bytes) -> tuple[int, int] | None:
    """What a line of progress says, or None for any other line."""
    if not line.startswith(MARK):
        return None
    try:
        said = json.loads(line)
        return int(said["done"]), int(said["total"])
    except (ValueError, KeyError, TypeError):
        return None
