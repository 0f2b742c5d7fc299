"""What came, or would come, of loading a file of values."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

MOST_FAULTS = 50
MOST_NOTES = 50
MOST_NAMED = 200


@dataclass(slots=True)
class Loaded:
    """How many rows, every fault, what is worth knowing, and the areas that nobody here knows.

    Of faults and notes the first are told and the others counted.
    """

    rows: int = 0
    faults: list[str] = field(default_factory=list)
    fault_count: int = 0
    notes: list[str] = field(default_factory=list)
    note_count: int = 0
    unknown_areas: list[str] = field(default_factory=list)
    indicators: dict[str, int] = field(default_factory=dict)
    periods: list[str] = field(default_factory=list)
    not_shown: int = 0
    revised: int = 0
    same: int = 0
    revisions: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)  # indicators that belong to no area of the packs
    pack_id: UUID | None = None

    def fault(self, place: int, column: str, say: str) -> None:
        """Note what is wrong in a cell, or in a whole row."""
        self.fault_count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"Row {place}, {column}: {say}." if column else f"Row {place}: {say}.")

    def note(self, say: str) -> None:
        """Note what is worth knowing and hinders nothing."""
        self.note_count += 1
        if len(self.notes) < MOST_NOTES:
            self.notes.append(f"{say}.")

    @property
    def more_faults(self) -> str:
        """How many faults are not told; nothing when all are."""
        more = self.fault_count - len(self.faults)
        return f"There are {more:,} more faults; mend these first." if more else ""

    def as_document(self) -> dict[str, Any]:
        """The answer as data."""
        return {
            "rows": self.rows,
            "kept": self.pack_id is not None,
            "faults": self.faults,
            "fault_count": self.fault_count,
            "notes": self.notes,
            "note_count": self.note_count,
            "indicators": self.indicators,
            "periods": self.periods,
            "not_shown": self.not_shown,
            "revised": self.revised,
            "same": self.same,
            "revisions": self.revisions,
            "unknown_areas": self.unknown_areas,
            "unplaced": self.unplaced,
        }
