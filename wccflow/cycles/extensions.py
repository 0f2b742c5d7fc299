"""The time that single cases were given beyond the calendar's, and what it changes for each of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case, Extension
from wccflow.cycles.remembering import once_while_reading
from wccflow.engine.calendars import Window
from wccflow.engine.definition import Definition, Extend, Milestone

MILESTONE, STAGE = "milestone", "stage"
ASKED, GRANTED, REFUSED, WITHDRAWN, REVOKED = "asked", "granted", "refused", "withdrawn", "revoked"


@dataclass(frozen=True, slots=True)
class Granted:
    """Until when one case's milestones and stages are extended, by key."""

    milestones: Mapping[str, date]
    stages: Mapping[str, date]


NOTHING = Granted({}, {})


def of_case(case: Case) -> Sequence[Extension]:
    """Every extension that was asked for this case, newest first."""
    query = select(Extension).where(Extension.case_id == case.id)
    return session().scalars(query.order_by(Extension.asked_at.desc(), Extension.id)).all()


def asked_of(case_ids: Collection[UUID]) -> Sequence[Extension]:
    """The extensions of these cases that wait for an answer, oldest first."""
    query = select(Extension).where(Extension.case_id.in_(case_ids), Extension.state == ASKED)
    return session().scalars(query.order_by(Extension.asked_at)).all()


def extension(case: Case, extension_id: UUID) -> Extension:
    """The extension of this id under this case, as it is now, held against others. Raises NotFound."""
    query = select(Extension).where(Extension.id == extension_id, Extension.case_id == case.id)
    found = session().scalar(query.with_for_update())
    if found is None:
        raise NotFound
    return found


@once_while_reading
def granted_of(cases: Sequence[Case]) -> Mapping[UUID, Granted]:
    """What each of these cases has been granted; the cases that have nothing are not named. One query."""
    query = select(Extension).where(
        Extension.case_id.in_([each.id for each in cases]), Extension.state == GRANTED
    )
    rows: dict[UUID, list[Extension]] = {}
    for row in session().scalars(query.order_by(Extension.settled_at)):
        rows.setdefault(row.case_id, []).append(row)
    return {case_id: _granted(theirs) for case_id, theirs in rows.items()}


def extended_windows(
    definition: Definition, windows: Mapping[str, Window], granted: Granted
) -> Mapping[str, Window]:
    """The windows of a case: a stage stays open for it as long as it was given, or a milestone of it was."""
    changed = dict(windows)
    days = [*granted.stages.items()]
    days += [
        (stage_of(definition, definition.milestones[key]), until)
        for key, until in granted.milestones.items()
        if key in definition.milestones
    ]
    for stage, until in days:
        if stage in changed and until > changed[stage].last:
            changed[stage] = changed[stage].changed(closes=until)
    return changed


def stage_of(definition: Definition, milestone: Milestone) -> str:
    """The stage within which a milestone falls, where one can be told."""
    if milestone.due.anchor in ("start", "end"):
        return milestone.due.name
    if milestone.met.kind == "state" and milestone.met.name in definition.states:
        return definition.states[milestone.met.name].stage
    return ""


def terms_of(definition: Definition, kind: str, key: str) -> Extend | None:
    """Who may ask for more time and who grants it; where nothing is said, whoever may hold the stage open.

    Without words of its own a milestone goes by its stage, and every extension takes two signatures.
    """
    milestone = definition.milestones.get(key) if kind == MILESTONE else None
    if milestone is not None and milestone.extend is not None:
        return milestone.extend
    stage = definition.stages.get(stage_of(definition, milestone) if milestone else key)
    if stage is None or (kind == MILESTONE and milestone is None):
        return None
    if stage.extend is not None or stage.late is None:
        return stage.extend
    owners = (milestone,) if milestone else tuple(_milestones_in(definition, stage.key))
    ask = tuple(dict.fromkeys(each.owner for each in owners))
    return Extend(ask, stage.late.by, stage.late.countersign, days=0)


def _milestones_in(definition: Definition, stage: str) -> list[Milestone]:
    return [each for each in definition.milestones.values() if stage_of(definition, each) == stage]


def _granted(rows: Sequence[Extension]) -> Granted:
    """The one granted last holds."""
    days: dict[str, dict[str, date]] = {MILESTONE: {}, STAGE: {}}
    for row in rows:
        days[row.kind][row.key] = row.until
    return Granted(days[MILESTONE], days[STAGE])
