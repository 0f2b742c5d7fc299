"""Playing the rehearsals that wait, one at a time, each in a child; nothing is locked meanwhile."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.base.work import Database
from wccflow.rehearsal import actions, process, queries
from wccflow.rehearsal.wanted import Wanted

STEP = 4  # hundredths between two notes of how far it has come
LOOK_SECONDS = 1.0


class Play(Protocol):
    """What plays a rehearsal: the child, or a test's stand-in."""

    def __call__(
        self, wanted: Wanted, *, told: Callable[[int], None], is_unwanted: Callable[[], bool]
    ) -> Mapping[str, Any]:
        """The report. Raises Refused when there is none."""
        ...


def play_next(database: Database, play: Play = process.run) -> int:
    """Play the rehearsal that waits longest; gives 1, or 0 when none waits."""
    with database.reading():
        if queries.next_waiting() is None:
            return 0
    with database.writing():
        taken = actions.take(clock.now())
    if taken is None:
        return 0
    identifier, wanted = taken
    watching = _Watching(database, identifier)
    try:
        report = play(wanted, told=watching.told, is_unwanted=watching.is_unwanted)
    except Refused as refusal:
        with database.writing():
            actions.note_fault(identifier, str(refusal), clock.now())
    else:
        with database.writing():
            actions.keep(identifier, report, clock.now())
    return 1


@dataclass(slots=True)
class _Watching:
    """Notes how far a rehearsal has come, and looks now and then whether it is still wanted."""

    database: Database
    identifier: UUID
    noted: int = 0
    looked: float = field(default_factory=time.monotonic)

    def told(self, percent: int) -> None:
        if percent - self.noted >= STEP:
            self.noted = percent
            with self.database.writing():
                actions.note_percent(self.identifier, percent)

    def is_unwanted(self) -> bool:
        if time.monotonic() - self.looked < LOOK_SECONDS:
            return False
        self.looked = time.monotonic()
        with self.database.reading():
            return not actions.is_wanted(self.identifier)
