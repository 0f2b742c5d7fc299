"""Bringing a filled spreadsheet, looking at it, taking it in, and putting it away."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import files, session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.arriving import Received
from wccflow.people.rights import Reach, can
from wccflow.ratings import actions
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import DOCUMENTS
from wccflow.ratings.sheet_copies import demand_channel_of_sheet
from wccflow.ratings.sheet_copies_models import SheetCopy
from wccflow.ratings.sheet_layout import CHANNELS
from wccflow.ratings.sheet_returns import Plan, given, plan_of, read

MOST_KEPT = 10
NOTHING = "Nothing in this workbook differs from what stands here."
TAKEN = "This workbook was taken in already."


def keep(case: Case, channel: str, received: Received, *, by: Reach, now: datetime) -> SheetCopy:
    """Keep a workbook for whoever brings it, until it is taken in or put away. Raises Refused or NotFound."""
    if channel not in CHANNELS:
        raise NotFound
    demand_channel_of_sheet(case, channel, by)
    if not received.name.lower().endswith((".xlsx", ".xlsm")):
        raise Refused("Bring the workbook as an .xlsx file.")
    mine = select(func.count()).where(SheetCopy.by_id == by.person_id, SheetCopy.taken_in_at.is_(None))
    if (session().scalar(mine) or 0) >= MOST_KEPT:
        raise Refused(f"You keep {MOST_KEPT} workbooks, which is the most. Put one away first.")
    made = SheetCopy(
        case_id=case.id,
        channel=channel,
        file_name=received.name,
        sha256=received.kept.sha256,
        size=received.kept.size,
        by_id=by.person_id,
        at=now,
    )
    session().add(made)
    session().flush()
    return made


def copy_of(copy_id: UUID, reach: Reach) -> SheetCopy:
    """The workbook of this id, for whoever brought it. Raises NotFound."""
    found = session().get(SheetCopy, copy_id)
    if found is None or found.by_id != reach.person_id:
        raise NotFound
    return found


def copies_of(case: Case, reach: Reach) -> Sequence[SheetCopy]:
    """The workbooks of a case that the person brought and has not taken in, newest first."""
    query = select(SheetCopy).where(
        SheetCopy.case_id == case.id, SheetCopy.by_id == reach.person_id, SheetCopy.taken_in_at.is_(None)
    )
    return session().scalars(query.order_by(SheetCopy.at.desc())).all()


def tried_out(copy: SheetCopy, case: Case, *, by: Reach) -> Plan:
    """What taking it in would do; nothing is changed. Raises Refused or NotFound."""
    demand_channel_of_sheet(case, copy.channel, by)
    return plan_of(read(files().path(copy.sha256), copy.file_name), case, copy.channel)


def take_in(
    copy: SheetCopy, case: Case, choices: Mapping[str, str], *, by: Reach, now: datetime
) -> list[Rating]:
    """Keep all that differs, in one act or not at all. Raises Refused naming each cell, Stale, NotFound."""
    if copy.taken_in_at is not None:
        raise Refused(TAKEN)
    wanted = given(tried_out(copy, case, by=by), choices)
    if not wanted:
        raise Refused(NOTHING)
    made = actions.rate_many(case, wanted, by=by, now=now, channel=copy.channel)
    if copy.channel == DOCUMENTS and _may_conclude(case, by):
        actions.conclude(case, made, by=by, now=now)
    copy.taken_in_at = now
    session().flush()
    return made


def put_away(copy: SheetCopy) -> None:
    """Let a workbook go; what was taken in from it stays."""
    session().execute(delete(SheetCopy).where(SheetCopy.id == copy.id))


def _may_conclude(case: Case, by: Reach) -> bool:
    return can(by, "review_item", place=case.place, definition=definition_of(case), state=case.state)
