"""What is done in calibration: moderating a case, changing a rating, signing far changes, replying."""

from datetime import datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import session
from wccflow.calibration import queries
from wccflow.calibration.models import Adjustment, Moderation, Reply
from wccflow.calibration.rules import needs_signature, steps
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of, locked
from wccflow.people.queries import one_post
from wccflow.people.rights import Reach, can, demand
from wccflow.ratings.actions import rate
from wccflow.ratings.rules import MODERATED, NATIONAL, element_of

MODERATED_CASE, CHANGED, SIGNED, REPLIED = (
    "calibration.moderated",
    "calibration.changed",
    "calibration.signed",
    "calibration.replied",
)
STALE = "Somebody else has changed this rating since you opened the page. Choose which words to keep."


def moderate(case: Case, *, note: str, by: Reach, now: datetime) -> Moderation:
    """Record that the region has looked at the case beside its others, and what it found."""
    _demand(case, "moderate", by)
    if not note.strip():
        raise Refused("Write what the moderation found: the record is kept.")
    made = Moderation(case_id=case.id, note=note.strip(), by_id=by.person_id, at=now)
    session().add(made)
    session().flush()
    log.record(
        MODERATED_CASE,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=audience_of(case, "oversight"),
        words=made.note,
    )
    return made


def adjust(
    case: Case, item: str, level: str, reason: str, *, by: Reach, now: datetime, seen: int | None = None
) -> Adjustment:
    """Change the rating that holds, with a reason; what held before is kept.

    `seen` is the number of the last change that the person saw, 0 for none. Raises Stale or Refused.
    """
    _demand(case, "adjust", by)
    case = locked(case, exclusively=True)
    held = queries.held([case.id]).get((case.id, item))
    if held is None:
        raise NotFound
    if seen is not None and seen != len(held.changes):
        raise Stale(STALE, mine=reason, theirs=held.final.rationale, version=len(held.changes))
    if level == held.final.value:
        raise Refused("That level holds already. Choose another, or leave it as it is.")
    after = rate(case, item, level, reason, by=by, now=now, channel=_channel(case, by))
    definition = definition_of(case)
    element = element_of(definition, item)
    scale = definition.scales[element.scale] if element else None
    made = Adjustment(
        case_id=case.id,
        item=item,
        number=len(held.changes) + 1,
        before_id=held.final.id,
        after_id=after.id,
        distance=steps(scale, held.panel.value, level) if scale else 0,
        by_id=by.person_id,
        at=now,
        audience_id=after.audience_id,
    )
    session().add(made)
    session().flush()
    _record(case, made, CHANGED, by=by, now=now, before=held.final.value, after=level)
    return made


def sign(case: Case, adjustment: Adjustment, *, by: Reach, now: datetime) -> None:
    """Put the second signature under a change that goes far; it must be another person's."""
    _demand(case, "adjust", by)
    if not needs_signature(adjustment.distance):
        raise Refused("This change needs no second signature.")
    if adjustment.signed_by_id is not None:
        raise Refused("This change is signed already.")
    if adjustment.by_id == by.person_id:
        raise Refused("The second signature must be another person's.")
    if one_post(adjustment.by_id, by.person_id, since=adjustment.at, now=now):
        raise Refused("One of you deputises for the other: the second signature must be another post's.")
    adjustment.signed_by_id, adjustment.signed_at = by.person_id, now
    session().flush()
    _record(case, adjustment, SIGNED, by=by, now=now)


def reply(case: Case, *, words: str, by: Reach, now: datetime, is_private: bool = False) -> Reply:
    """Say what the organisation thinks of the changes that it was shown, before the result is published.

    Whether the reply is published with the result is the organisation's choice.
    """
    _demand(case, "answer", by)
    definition = definition_of(case)
    if "publish" not in definition.states[case.state].opens:
        raise Refused("You can reply once the result is agreed, until it is published.")
    if not any(each.shown_at for each in queries.adjustments([case.id], by)):
        raise Refused("Calibration changed none of your ratings.")
    if not words.strip():
        raise Refused("Write something before you send it.")
    made = Reply(
        case_id=case.id,
        words=words.strip(),
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "shared"),
        is_private=is_private,
    )
    session().add(made)
    session().flush()
    log.record(
        REPLIED,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=made.audience_id,
        words=made.words,
    )
    return made


def _channel(case: Case, by: Reach) -> str:
    """The nation's channel for those who agree the nation's results, while that is open; or the region's."""
    definition = definition_of(case)
    national = can(by, "agree_result", place=case.place, definition=definition, state=case.state)
    return NATIONAL if national else MODERATED


def _demand(case: Case, ability: str, by: Reach) -> None:
    demand(by, ability, place=case.place, definition=definition_of(case), state=case.state)


def _record(case: Case, made: Adjustment, kind: str, *, by: Reach, now: datetime, **payload: str) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=made.audience_id,
        item=made.item,
        number=made.number,
        **payload,
    )
