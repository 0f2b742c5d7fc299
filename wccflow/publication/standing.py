"""How the results of a cycle stand for its next release: published, corrected since, withdrawn."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.calibration.rules import canonical, digest
from wccflow.cycles.models import Cycle
from wccflow.publication.correct import Change, corrected
from wccflow.publication.models import CorrectedResult, Correction, PublishedResult, ResultWithdrawal

AT_ONCE = 16  # results in memory at a time


@dataclass(frozen=True, slots=True)
class Result:
    """One published result with what was decided of it since."""

    case_id: UUID
    published: PublishedResult
    corrections: Sequence[Correction]  # signed, in the order of their signatures
    withdrawal: ResultWithdrawal | None  # signed, and in force

    @property
    def sha256(self) -> str:
        """The hash of its text as the next release will carry it."""
        return digest(self.text) if self.corrections else self.published.sha256

    @property
    def text(self) -> str:
        """Its text as the next release will carry it."""
        before = self.published.content
        if not self.corrections:
            return before
        return canonical(corrected(before, [_change(each) for each in self.corrections]))

    @property
    def content(self) -> dict[str, Any]:
        """The same, read."""
        found: dict[str, Any] = json.loads(self.text)
        return found


def results(cycle: Cycle) -> Iterator[Result]:
    """Every published result of a cycle, a few at a time; three queries."""
    theirs = select(PublishedResult.case_id).where(PublishedResult.cycle_id == cycle.id)
    ids = session().scalars(theirs).all()
    fixed, gone = signed(ids), withdrawn(ids)
    query = select(PublishedResult).where(PublishedResult.cycle_id == cycle.id).order_by(PublishedResult.id)
    for row in session().scalars(query.execution_options(yield_per=AT_ONCE)):
        yield Result(row.case_id, row, fixed.get(row.case_id, ()), gone.get(row.case_id))


def signed(case_ids: Sequence[UUID]) -> dict[UUID, list[Correction]]:
    """By case the corrections that two people have signed, in that order. One query."""
    query = select(Correction).where(
        Correction.case_id.in_(case_ids), Correction.signed_at.is_not(None), Correction.dropped_at.is_(None)
    )
    found: dict[UUID, list[Correction]] = {}
    for row in session().scalars(query.order_by(Correction.signed_at, Correction.number)):
        found.setdefault(row.case_id, []).append(row)
    return found


def withdrawn(case_ids: Sequence[UUID]) -> dict[UUID, ResultWithdrawal]:
    """By case the withdrawal that is in force. One query."""
    query = select(ResultWithdrawal).where(
        ResultWithdrawal.case_id.in_(case_ids),
        ResultWithdrawal.signed_at.is_not(None),
        ResultWithdrawal.ended_at.is_(None),
    )
    return {row.case_id: row for row in session().scalars(query)}


def carried(case_id: UUID) -> int:
    """How many corrections of a case a release carries already."""
    query = select(CorrectedResult.number).where(CorrectedResult.case_id == case_id)
    return session().scalar(query.order_by(CorrectedResult.number.desc()).limit(1)) or 0


def _change(row: Correction) -> Change:
    return Change(row.kind, row.target, row.after, row.reason)
