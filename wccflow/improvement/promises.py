"""Last year's promises: what was said, what was done, and where it stands in the new plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.improvement import queries
from wccflow.improvement.actions import recommended
from wccflow.improvement.models import ImprovementAction, PromiseAnswer
from wccflow.improvement.rules import OUTCOMES
from wccflow.people.rights import Reach, demand, is_open
from wccflow.ratings.earlier import earlier_case, reading_back

ANSWERED, SHARED = "promise.answered", "promise.shared"


@dataclass(frozen=True, slots=True)
class Promise:
    """An action of last year beside what is said of it now."""

    action: ImprovementAction
    recommendation: str
    answer: PromiseAnswer | None

    @property
    def outcome(self) -> str:
        """What became of it, in words; empty while nobody has said."""
        return OUTCOMES[self.answer.outcome] if self.answer else ""

    @property
    def passage_address(self) -> str:
        """The path of the passage in the new plan; empty where none is named."""
        if self.answer is None or self.answer.version_id is None:
            return ""
        return f"/evidence/{self.answer.version_id}#{self.answer.passage}"


@dataclass(frozen=True, slots=True)
class Promises:
    """Everything that was undertaken after the cycle before this one."""

    before: Case
    rows: Sequence[Promise]

    @property
    def answered(self) -> int:
        """Of how many something is said."""
        return sum(row.answer is not None for row in self.rows)


def promises_of(case: Case, reach: Reach) -> Promises | None:
    """Last year's actions as far as the person may read them; None where there are none."""
    before = earlier_case(case)
    if before is None:
        return None
    back = reading_back(reach, case, before)
    actions = queries.actions([before.id], back)
    if not actions:
        return None
    try:
        titles = recommended(before, back)
    except NotFound:
        titles = {}
    said = _answers(case, reach)
    rows = [Promise(each, titles.get(each.recommendation, ""), said.get(each.id)) for each in actions]
    return Promises(before, rows)


def answer(
    case: Case,
    action_id: UUID,
    outcome: str,
    words: str,
    *,
    by: Reach,
    now: datetime,
    passage: tuple[UUID, str] | None = None,
) -> PromiseAnswer:
    """Say what became of an action of last year, and which passage of this year's documents shows it."""
    definition = definition_of(case)
    demand(by, "answer", place=case.place, definition=definition, state=case.state)
    found = promises_of(case, by)
    promise = next((row for row in found.rows if row.action.id == action_id), None) if found else None
    if promise is None:
        raise NotFound
    if outcome not in OUTCOMES:
        raise Refused("Choose what became of it.")
    if not words.strip():
        raise Refused("Say in a sentence what was done, or why not.")
    made = PromiseAnswer(
        case_id=case.id,
        action_id=action_id,
        number=_next(case, action_id),
        outcome=outcome,
        words=words.strip(),
        at=now,
        by_id=by.person_id,
        audience_id=_readers(case),
        **_shown(case, passage, by),
    )
    session().add(made)
    session().flush()
    log.record(
        ANSWERED,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=made.audience_id,
        words=made.words,
        outcome=outcome,
    )
    return made


def share(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Let those who assess read what the organisation says of its promises."""
    wider, narrow = audience_of(case, "filed"), audience_of(case, "drafts")
    query = select(PromiseAnswer).where(PromiseAnswer.case_id == case.id, PromiseAnswer.audience_id == narrow)
    rows = session().scalars(query).all()
    if not rows:
        return
    for row in rows:
        row.audience_id = wider
    session().flush()
    log.record(
        SHARED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=wider,
        answers=[row.id.hex for row in rows],
    )


def _answers(case: Case, reach: Reach) -> Mapping[UUID, PromiseAnswer]:
    """The newest answer to each action that the person may read."""
    query = select(PromiseAnswer).where(
        PromiseAnswer.case_id == case.id, audiences.visible(PromiseAnswer.audience_id, reach.tokens)
    )
    return {row.action_id: row for row in session().scalars(query.order_by(PromiseAnswer.number))}


def _next(case: Case, action_id: UUID) -> int:
    query = select(PromiseAnswer.number).where(
        PromiseAnswer.case_id == case.id, PromiseAnswer.action_id == action_id
    )
    return max(session().scalars(query), default=0) + 1


def _readers(case: Case) -> UUID:
    """While documents are being filed the organisation alone, later those who assess as well."""
    filing = is_open("file_evidence", definition_of(case), case.state)
    return audience_of(case, "drafts" if filing else "filed")


def _shown(case: Case, passage: tuple[UUID, str] | None, by: Reach) -> dict[str, UUID | str]:
    if passage is None:
        return {}
    version = evidence.version(by, passage[0])
    if version.case_id != case.id:
        raise Refused("This passage is of another year. Name one of this year's documents.")
    words = evidence.quote(version.id, passage[1])
    return {"version_id": version.id, "passage": words.key, "quote": words.quote}
