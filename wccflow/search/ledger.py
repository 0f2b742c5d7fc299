"""What the index folder says of itself: how far the log was read, and what each audience last committed."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from wccflow.search import sums

NAME = "ledger.json"
# Raised whenever the way entries are kept changes: an older folder is then read as empty and rebuilt.
FORMAT = 4


@dataclass(frozen=True, slots=True)
class Commit:
    """Which files an audience's index consists of: the generation, of this making of the folder."""

    making: str
    generation: int
    sums: dict[str, str] = field(hash=False)

    @classmethod
    def first(cls, generation: int, folder: Path) -> "Commit":
        """A commit to a folder newly made; generations begin again with it."""
        return cls(uuid4().hex, generation, sums.taken(folder, {}))

    def followed(self, generation: int, folder: Path) -> "Commit":
        """The next commit to the same folder."""
        return Commit(self.making, generation, sums.taken(folder, self.sums))


@dataclass(slots=True)
class Ledger:
    """The watermark, and what each audience last committed."""

    watermark: int = 0
    commits: dict[UUID, Commit] = field(default_factory=dict)


def read(folder: Path) -> Ledger:
    """The folder's ledger; an empty one when it is missing or unreadable, so that all is built anew."""
    try:
        checksum, written = (folder / NAME).read_bytes().split(b"\n", 1)
        kept = json.loads(written)
        if checksum.decode() != sums.of(written) or kept["format"] != FORMAT:
            return Ledger()
        commits = {UUID(audience): Commit(**commit) for audience, commit in kept["commits"].items()}
        return Ledger(int(kept["watermark"]), commits)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Ledger()


def write(folder: Path, ledger: Ledger) -> None:
    """Replace the folder's ledger at once and for good."""
    commits = {audience.hex: asdict(commit) for audience, commit in ledger.commits.items()}
    kept = {"format": FORMAT, "watermark": ledger.watermark, "commits": commits}
    written = json.dumps(kept).encode()
    draft = folder / f"{NAME}.draft"
    with draft.open("wb") as file:
        file.write(sums.of(written).encode() + b"\n" + written)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / NAME)


def stamp(folder: Path) -> tuple[int, int]:
    """Changes whenever the ledger does."""
    try:
        found = (folder / NAME).stat()
    except OSError:
        return (0, 0)
    return (found.st_ino, found.st_mtime_ns)
