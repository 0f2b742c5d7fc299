"""One case as a row of the cockpit, the same for every page, its filter and its spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

LATE, AT_RISK, ON_TIME, FINISHED = "late", "at-risk", "on-time", "finished"
DONE, NOT_DUE = "done", "not-due"
STANDINGS = {LATE: "late", AT_RISK: "at risk", ON_TIME: "on time", FINISHED: "finished"}
TONES = {
    LATE: "late",
    AT_RISK: "warning",
    ON_TIME: "good",
    FINISHED: "quiet",
    DONE: "quiet",
    NOT_DUE: "quiet",
}
SIGNS = {LATE: "!", AT_RISK: "?", ON_TIME: "○", DONE: "✓", NOT_DUE: "–"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One milestone of a case: its day, how it stands, and the same in words."""

    key: str
    title: str
    due: date | None
    standing: str
    words: str

    @property
    def sign(self) -> str:
        """How it stands in one sign, for where there is no room for words."""
        return SIGNS[self.standing]


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of the work of one track is done, and the list behind it."""

    title: str
    what: str
    have: int
    total: int
    address: str

    @property
    def short(self) -> str:
        """The title where there is little room."""
        return self.title[:3]


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the cockpit."""

    case_id: UUID
    overseer_id: UUID
    address: str
    code: str
    organisation: str
    overseer: str
    overseer_code: str
    stage: str
    stage_title: str
    state: str
    state_title: str
    milestone: str
    milestone_title: str
    due: date | None
    late_days: int
    standing: str
    words: str
    days_in_state: int
    obstacles: tuple[str, ...]
    lacking: tuple[str, ...]
    marks: tuple[Mark, ...]
    measures: tuple[Measure, ...]
    questions: int
    oldest_question: datetime | None
    oldest_days: int
    target: str
    target_title: str
    target_due: date | None
    forecast: date | None
    margin: int
    forecast_words: str
    will_miss: bool

    @property
    def share(self) -> float:
        """How much of all the work of its stage is done, from 0 to 1; 1 where nothing is counted."""
        total = sum(measure.total for measure in self.measures)
        return sum(measure.have for measure in self.measures) / total if total else 1.0

    @property
    def milestones_in_words(self) -> str:
        """All milestones in one sentence, for those who do not see the strip."""
        return "; ".join(f"{mark.title}: {mark.words}" for mark in self.marks)


ORDERS: Mapping[str, Callable[[Row], tuple[object, ...]]] = {
    "urgency": lambda row: (
        list(STANDINGS).index(row.standing),
        not row.will_miss,
        row.due or date.max,
        row.organisation,
    ),
    "name": lambda row: (row.organisation,),
    "overseer": lambda row: (row.overseer, row.organisation),
    "stage": lambda row: (row.stage_title, row.state_title, row.organisation),
    "due": lambda row: (row.due or date.max, row.organisation),
    "days": lambda row: (-row.days_in_state, row.organisation),
    "work": lambda row: (row.share, row.organisation),
    "questions": lambda row: (-row.questions, -row.oldest_days, row.organisation),
    "forecast": lambda row: (row.forecast or date.max, row.organisation),
}
DESCENDING = frozenset({"days", "questions"})


def ordered(rows: Sequence[Row], order: str) -> list[Row]:
    """The rows in this order; the most urgent first when there is no such order."""
    return sorted(rows, key=ORDERS.get(order, ORDERS["urgency"]))
