"""What the index folder says of itself: how far the log was read, and what each audience last committed."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

NAME = "ledger.json"
# Raised whenever the way entries are kept changes: an older folder is then read as empty and rebuilt.
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Commit:
    """Which files an audience's index consists of: the generation, of this making of the folder."""

    making: str
    generation: int

    @classmethod
    def first(cls, generation: int) -> "Commit":
        """A commit to a folder newly made; generations begin again with it."""
        return cls(uuid4().hex, generation)


@dataclass(slots=True)
class Ledger:
    """The watermark, and what each audience last committed."""

    watermark: int = 0
    commits: dict[UUID, Commit] = field(default_factory=dict)


def read(folder: Path) -> Ledger:
    """The folder's ledger; an empty one when it is missing or unreadable, so that all is built anew."""
    try:
        kept = json.loads((folder / NAME).read_text("utf-8"))
        if kept["format"] != FORMAT:
            return Ledger()
        commits = {UUID(audience): Commit(**commit) for audience, commit in kept["commits"].items()}
        return Ledger(int(kept["watermark"]), commits)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Ledger()


def write(folder: Path, ledger: Ledger) -> None:
    """Replace the folder's ledger at once and for good."""
    commits = {audience.hex: asdict(commit) for audience, commit in ledger.commits.items()}
    kept = {"format": FORMAT, "watermark": ledger.watermark, "commits": commits}
    draft = folder / f"{NAME}.draft"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(kept, file)
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
