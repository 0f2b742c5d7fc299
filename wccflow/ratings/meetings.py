"""When the board meets on a case: saying it, moving it, calling it off, and that it met without ratifying."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import func, select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.facts import Fact
from wccflow.engine.refusals import day as in_words
from wccflow.people.rights import Reach
from wccflow.ratings.board import may_make
from wccflow.ratings.meeting_models import BoardMeeting
from wccflow.ratings.meeting_rules import CANCELLED, FARTHEST_DAYS, MOVED, PUT_OFF, SAID, SET
from wccflow.ratings.models import BoardPack, Ratification

DATED = "board.dated"
NO_REASON = "Say why, so that others know what happened: the reason is kept with the date."


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a board with everything that was said of it, oldest first."""

    rows: Sequence[BoardMeeting]

    @property
    def id(self) -> UUID:
        """What holds its rows together."""
        return self.rows[0].meeting_id

    @property
    def last(self) -> BoardMeeting:
        """What counts of it now."""
        return self.rows[-1]

    @property
    def day(self) -> date:
        """The day of it."""
        return self.last.day

    @property
    def stands(self) -> bool:
        """Whether the board is still to meet on it, as far as anybody has said."""
        return self.last.what in (SET, MOVED)

    @property
    def said(self) -> str:
        """What was last said of it, in a word or two."""
        return SAID[self.last.what]


def record(case: Case, on: date, *, by: Reach, now: datetime) -> BoardMeeting:
    """Say on which day the board meets. Raises Refused, or NotFound for who prepares nothing for it."""
    _demand(case, by)
    _demand_day(case, on, now)
    return _add(case, uuid4(), 1, SET, on, "", by=by, now=now)


def move(case: Case, meeting_id: UUID, on: date, why: str, *, by: Reach, now: datetime) -> BoardMeeting:
    """Say that a meeting is on another day; the earlier day stays known. Raises Refused or NotFound."""
    found = _standing(case, meeting_id, by)
    _demand_why(why)
    if on == found.day:
        raise Refused(f"It is on {in_words(on)} already. Choose another day, or leave it.")
    _demand_day(case, on, now)
    return _add(case, meeting_id, found.last.number + 1, MOVED, on, why, by=by, now=now)


def cancel(case: Case, meeting_id: UUID, why: str, *, by: Reach, now: datetime) -> BoardMeeting:
    """Say that a meeting is called off. Raises Refused or NotFound."""
    found = _standing(case, meeting_id, by)
    _demand_why(why)
    return _add(case, meeting_id, found.last.number + 1, CANCELLED, found.day, why, by=by, now=now)


def put_off(case: Case, meeting_id: UUID, why: str, *, by: Reach, now: datetime) -> BoardMeeting:
    """Say that the board has met and did not ratify. Raises Refused or NotFound."""
    found = _standing(case, meeting_id, by)
    if found.day > business_day(now):
        raise Refused(f"The board meets only on {in_words(found.day)}. Cancel or move the meeting instead.")
    _demand_why(why)
    return _add(case, meeting_id, found.last.number + 1, PUT_OFF, found.day, why, by=by, now=now)


def meetings_of(case_ids: Collection[UUID]) -> dict[UUID, list[Meeting]]:
    """The meetings of each of these cases by their days; the caller checks who may read why. One query."""
    query = select(BoardMeeting).where(BoardMeeting.case_id.in_(case_ids))
    rows: dict[UUID, list[BoardMeeting]] = {}
    for row in session().scalars(query.order_by(BoardMeeting.number)):
        rows.setdefault(row.meeting_id, []).append(row)
    found: dict[UUID, list[Meeting]] = {each: [] for each in case_ids}
    for each in rows.values():
        found[each[0].case_id].append(Meeting(each))
    return {case_id: sorted(mine, key=lambda each: each.day) for case_id, mine in found.items()}


def decisive(
    meetings: Sequence[Meeting], decisions: Sequence[tuple[date, datetime | None]]
) -> Meeting | date | None:
    """At which the board is to decide, or the day on which it did, or None when no day is known.

    `decisions` are the days of its ratifications, each with the instant at which it was set aside.
    """
    standing = [met_on for met_on, set_aside in decisions if set_aside is None]
    if standing:
        return max(standing)
    over = max((met_on for met_on, _ in decisions), default=date.min)
    return next((each for each in meetings if each.stands and each.day > over), None)


def meeting_days(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """The day on which the board decided, else on which it is next to decide; None where none is known."""
    ids = [case.id for case in cases]
    found, decided = meetings_of(ids), decisions_of(ids)
    days: dict[UUID, Fact] = {}
    for case in cases:
        next_one = decisive(found[case.id], decided[case.id])
        days[case.id] = next_one.day if isinstance(next_one, Meeting) else next_one
    return days


def papers_made(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """Whether there is a pack for the board since the authors were last given their work back."""
    ids = [case.id for case in cases]
    query = select(BoardPack.case_id, func.max(BoardPack.at)).where(BoardPack.case_id.in_(ids))
    made = {row[0]: row[1] for row in session().execute(query.group_by(BoardPack.case_id))}
    decided = decisions_of(ids)
    found: dict[UUID, Fact] = {}
    for each in ids:
        given_back = [set_aside for _, set_aside in decided[each] if set_aside is not None]
        found[each] = each in made and all(made[each] > instant for instant in given_back)
    return found


def decisions_of(case_ids: Collection[UUID]) -> dict[UUID, list[tuple[date, datetime | None]]]:
    """The days on which these cases were ratified, and when that was set aside. One query."""
    found: dict[UUID, list[tuple[date, datetime | None]]] = {each: [] for each in case_ids}
    query = select(Ratification.case_id, Ratification.met_on, Ratification.set_aside_at)
    for case_id, met_on, set_aside in session().execute(query.where(Ratification.case_id.in_(case_ids))):
        found[case_id].append((met_on, set_aside))
    return found


def _demand(case: Case, by: Reach) -> None:
    if not may_make(case, by):
        raise NotFound
    if definition_of(case).states[case.state].final:
        raise Refused("This case is finished, so the board has nothing more to decide.")


def _demand_day(case: Case, on: date, now: datetime) -> None:
    today = business_day(now)
    if on < today:
        raise Refused(
            f"{in_words(on)} is over. Choose a day to come; what the board has decided is recorded below."
        )
    if on > today + timedelta(days=FARTHEST_DAYS):
        raise Refused(f"{in_words(on)} is more than two years away. Check the year.")
    if any(each.stands and each.day == on for each in meetings_of([case.id])[case.id]):
        raise Refused(f"A meeting of the board on {in_words(on)} is recorded already.")


def _demand_why(why: str) -> None:
    if not why.strip():
        raise Refused(NO_REASON)


def _standing(case: Case, meeting_id: UUID, by: Reach) -> Meeting:
    _demand(case, by)
    found = next((each for each in meetings_of([case.id])[case.id] if each.id == meeting_id), None)
    if found is None:
        raise NotFound
    if not found.stands:
        raise Refused(f"This meeting is no longer open: it was {found.said} already.")
    return found


def _add(
    case: Case, meeting_id: UUID, number: int, what: str, on: date, why: str, *, by: Reach, now: datetime
) -> BoardMeeting:
    made = BoardMeeting(
        case_id=case.id,
        meeting_id=meeting_id,
        number=number,
        what=what,
        day=on,
        why=why.strip(),
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "drafts"),
    )
    session().add(made)
    session().flush()
    log.record(
        DATED,
        at=now,
        by_id=by.person_id,
        subject_id=meeting_id,
        case_id=case.id,
        audience_id=made.audience_id,
        words=made.why,
        what=what,
        day=on.isoformat(),
    )
    return made
