"""What follows for documents when a case moves: they are listed, frozen, given back, kept, shared."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.base import log
from wccflow.base.work import session
from wccflow.cycles import actions as cycles
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of, standing
from wccflow.evidence import numbering, queries
from wccflow.evidence.kinds import FROZEN, GIVEN_BACK
from wccflow.evidence.models import Document
from wccflow.evidence.slots import opened
from wccflow.evidence.track import FREEZE, GIVE_BACK, track_of
from wccflow.people.rights import Reach

KEPT, SHARED = "evidence.kept", "evidence.shared"


def open_checklist(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Give every slot of the definition its document."""
    for slot in definition_of(case).slots:
        opened(case, slot)


def freeze(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Freeze every document that is filed and not frozen yet; nothing is asked for again after that."""
    filled = {slot for _, slot in queries.current(queries.fillings([case.id]))}
    rows = [each for each in queries.documents(case).values() if each.slot in filled]
    for each in rows:
        each.wanted_at, each.wanted_why = None, ""
    fresh = [each for each in rows if each.frozen_at is None]
    for each in fresh:
        each.frozen_at = now
    _settle(case, fresh, FREEZE, FROZEN, by=by, now=now)


def give_back(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Thaw every document, so that the organisation may change it."""
    _thaw(case, list(queries.documents(case).values()), by=by, now=now)


def give_back_named(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Thaw the documents that reviewers asked for again; all of them when they named none."""
    rows = list(queries.documents(case).values())
    named = [each for each in rows if each.wanted_at is not None]
    _thaw(case, named or rows, by=by, now=now)


def keep_dossier(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Record which version fills each slot now, so that the dossier can be seen as it stood."""
    standing_now = queries.current(queries.fillings([case.id]))
    log.record(
        KEPT,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_of(case, "filed"),
        slots={slot: filled.version.id.hex for (_, slot), filled in standing_now.items()},
    )


def share(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Let those who assess read what fills the slots now; replaced drafts stay the organisation's own."""
    wider = audience_of(case, "filed")
    standing_now = queries.current(queries.fillings([case.id])).values()
    versions = {each.version.id: each.version for each in standing_now}
    fresh = [each for each in versions.values() if each.audience_id != wider]
    if not fresh:
        return
    was = {each.id.hex: each.audience_id.hex for each in fresh}
    for each in fresh:
        each.audience_id = wider
    numbering.number(fresh)
    session().flush()
    log.record(
        SHARED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=wider,
        was=was,
    )


def _thaw(case: Case, rows: Sequence[Document], *, by: Reach | None, now: datetime) -> None:
    frozen = [each for each in rows if each.frozen_at is not None]
    for each in frozen:
        each.frozen_at = None
    _settle(case, frozen, GIVE_BACK, GIVEN_BACK, by=by, now=now)


def _settle(
    case: Case, rows: Sequence[Document], meaning: str, kind: str, *, by: Reach | None, now: datetime
) -> None:
    if not rows:
        return
    session().flush()
    _move_items(case, [each.slot for each in rows], meaning, now=now)
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_of(case, "filed"),
        slots=sorted(each.slot for each in rows),
    )


def _move_items(case: Case, slots: Sequence[str], meaning: str, *, now: datetime) -> None:
    """Move those items that can go that way; the calendar's own roles do it, whoever moved the case."""
    track = track_of(definition_of(case))
    if track is None or meaning not in track.moves:
        return
    move, states = track.moves[meaning], standing(case).tracks[track.key]
    ready = [slot for slot in slots if states[slot] in move.sources]
    if ready:
        cycles.move_items(case, track.key, ready, move.event, by=None, now=now)
