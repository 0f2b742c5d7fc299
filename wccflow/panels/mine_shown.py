"""All items on one page, on which a member rates alone, also where no connection is."""

from collections.abc import Sequence
from dataclasses import dataclass

from wccflow.cycles.models import Case
from wccflow.panels import agenda
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import may
from wccflow.people.rights import Reach
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import in_words


@dataclass(frozen=True, slots=True)
class Row:
    """One item with what the person gave."""

    line: agenda.Line
    mine: Rating | None
    is_open: bool

    @property
    def key(self) -> str:
        """The item's key as part of a name on the page."""
        return self.line.item.key.replace(".", "-")

    @property
    def levels(self) -> list[tuple[str, str]]:
        """What she may choose from."""
        return [(each.key, each.title) for each in self.line.scale.values]

    @property
    def said(self) -> str:
        """What she gave, in words."""
        return in_words(self.line.scale, self.mine.value) if self.mine else ""

    @property
    def version(self) -> int:
        """What the form carries: the number of the rating that she saw."""
        return self.mine.number if self.mine else 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every item in the workflow's own order: it says nothing of what others gave."""

    rows: Sequence[Row]

    @property
    def given(self) -> int:
        """How many she has rated."""
        return sum(row.mine is not None for row in self.rows)

    def kept(self, item: str) -> list[Row]:
        """The rows that were just kept: one, or every one that is rated."""
        return [row for row in self.rows if row.mine and item in (row.line.item.key, "all")]


def sheet_of(case: Case, panel: Panel, reach: Reach) -> Sheet:
    """The sheet of one member; constant queries."""
    own, open_now = agenda.own(case, reach), may(case, reach, "rate_panel") and panel.frozen_at is None
    return Sheet(
        [
            Row(line, own.get(line.item.key), open_now and line.reveal is None and not _is_set(line, own))
            for line in agenda.agenda_of(case, panel).lines
        ]
    )


def _is_set(line: agenda.Line, own: dict[str, Rating]) -> bool:
    return line.fixed and line.item.key in own
