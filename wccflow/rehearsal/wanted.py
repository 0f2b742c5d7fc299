"""What is to be rehearsed, and how it is handed to the process that plays it, which alone does the sums."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wccflow.engine.definition import Definition
from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.shapes import read, write
from wccflow.engine.simulating_behaviours import Behaviours
from wccflow.engine.windows import Calendar


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be rehearsed."""

    definition: Definition
    calendar: Calendar
    behaviours: Behaviours
    organisations: int
    seed: int
    pace: float = 1.0
    signatures: bool = True

    @property
    def document(self) -> dict[str, Any]:
        """The same as plain JSON values, for another process."""
        return {
            "definition": self.definition.document,
            "calendar": self.calendar.document,
            "behaviours": write(self.behaviours),
            "organisations": self.organisations,
            "seed": self.seed,
            "pace": self.pace,
            "signatures": self.signatures,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Wanted":
        """What another process wrote as a document; raises Unsound."""
        faults: list[Fault] = []
        behaviours = read(
            Behaviours,
            document["behaviours"],
            lambda path, say: faults.append(Fault("behaviours", path, say)),
            derived=True,
        )
        if behaviours is None:
            raise Unsound(tuple(faults))
        return cls(
            definition=Definition.from_document(document["definition"]),
            calendar=Calendar.from_document(document["calendar"]),
            behaviours=behaviours,
            organisations=document["organisations"],
            seed=document["seed"],
            pace=document["pace"],
            signatures=document["signatures"],
        )
