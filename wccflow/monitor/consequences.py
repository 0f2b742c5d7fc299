"""What an act on many is: what it asks, what it would come to for each, how it is done and taken back."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.base.clock import business_day
from wccflow.cycles.models import Cycle
from wccflow.cycles.outlook import Outlook
from wccflow.engine.definition import Definition
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Picked:
    """The cases that a person has picked, as they stand now."""

    cycle: Cycle
    definition: Definition
    found: tuple[Outlook, ...]
    by: Reach
    now: datetime

    @property
    def on(self) -> date:
        """The business day."""
        return business_day(self.now)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that an act asks before it is done, with what was answered or is proposed."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Consequence:
    """What it comes to for one organisation or overseer; `can` tells whether anything is done at all."""

    key: str
    title: str
    address: str
    can: bool
    say: str
    note: str = ""
    made_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that an act asks and would do; `wants` is a sentence while an answer is missing."""

    questions: tuple[Question, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    wants: str = ""
    warning: str = ""

    @property
    def ready(self) -> list[Consequence]:
        """Those for which something would be done."""
        return [each for each in self.consequences if each.can]

    @property
    def seen(self) -> str:
        """What a person has seen, in short: for whom it would be done and for whom not."""
        told = "\n".join(f"{each.key} {each.can}" for each in self.consequences)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


Wish = Mapping[str, str]
"""What was answered to the questions of an act, by name."""


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act: another room's or file's stands beside these in the table of acts.

    `carry_out` does what the preview says, for those who can, inside one unit of work, and gives what came of
    it; `undo` takes back what can be, and gives for how many it could.
    """

    key: str
    label: str
    say: str
    ability: str
    preview: Callable[[Picked, Wish], Preview]
    carry_out: Callable[[Picked, Wish], Sequence[Consequence]]
    undo: Callable[[Sequence[UUID], Reach, datetime], int] | None = None
    undo_label: str = ""
