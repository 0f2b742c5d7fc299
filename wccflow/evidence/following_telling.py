"""Whom to tell that a new version touched what they wrote or cited: once for each version."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import following, queries
from wccflow.evidence.anchoring import EDITED
from wccflow.evidence.cards import address_of
from wccflow.evidence.following_models import Following
from wccflow.evidence.hanging import Hanging, counted, hanging_in, sources
from wccflow.evidence.models import Version
from wccflow.notices.rules import Notice
from wccflow.people.queries import reaches
from wccflow.people.rights import Reach

CONFIRM_ORDER = 14
SECONDS_EACH = 30
ON_CHANGED = "stand on changed sentences"


def told(event: Event) -> list[Notice]:
    """Those whose comments and citations a new version touched, as soon as everything has followed."""
    if event.subject_id is None:
        return []
    version = queries.version_by_id(event.subject_id)
    if version.read_at is None or version.withdrawn_at is not None:
        return []
    # Whoever begins a thread on an older version later on has the newer one before her.
    return list(_notices(version, event.at, but=frozenset(), before=version.read_at))


def shared(event: Event) -> list[Notice]:
    """The same for those who may read a new version only now that it is shared with them."""
    was = {UUID(version): UUID(audience) for version, audience in event.payload.get("was", {}).items()}
    found: list[Notice] = []
    for version in queries.versions(was).values():
        found += _notices(version, event.at, but=audiences.tokens_of(was[version.id]), before=event.at)
    return found


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What this person is asked to confirm on changed sentences; constant queries."""
    waiting = _waiting(reach, [each.id for each in cases])
    if not waiting:
        return []
    mine = hanging_in({row.case_id for row in waiting}, reach)
    ids = {row.subject_id for row in waiting}
    standings = following.of([each for each in mine if each.id in ids], reach)
    by_case = {case.id: case for case in cases}
    asked: dict[UUID, list[Hanging]] = {}
    for each in standings.values():
        case = by_case[each.hanging.case_id]
        if each.waits and sources()[each.hanging.kind].asked(each.hanging, case, reach):
            asked.setdefault(case.id, []).append(each.hanging)
    return [_task(by_case[case_id], found) for case_id, found in asked.items()]


def _waiting(reach: Reach, case_ids: Collection[UUID]) -> Sequence[Following]:
    query = (
        select(Following)
        .join(Version, Version.id == Following.version_id)
        .where(
            Following.case_id.in_(case_ids),
            Following.outcome == EDITED,
            Following.decided == "",
            Version.withdrawn_at.is_(None),
            audiences.visible(Version.audience_id, reach.tokens),
        )
    )
    return session().scalars(query).all()


def _task(case: Case, asked: Sequence[Hanging]) -> Task:
    return Task(
        f"{counted(asked)} {'stands on a changed sentence' if len(asked) == 1 else ON_CHANGED}",
        f"{address_of(case)}/touched",
        f"A document of {case.organisation.name} was replaced: say whether it is still the same point",
        minutes=max(1, SECONDS_EACH * len(asked) // 60),
        order=CONFIRM_ORDER,
    )


def _notices(version: Version, now: datetime, *, but: Collection[str], before: datetime) -> Iterator[Notice]:
    """One notice for each author of what this version touched; not for who belongs to `but`."""
    rows = {row.subject_id: row for row in following.into(version.id) if row.touched}
    if not rows:
        return
    case = case_by_id(version.case_id)
    made: dict[UUID, list[Hanging]] = {}
    for each in hanging_in([case.id]):
        if each.id in rows and each.at <= before:
            made.setdefault(each.by_id, []).append(each)
    readable = audiences.tokens_of(version.audience_id)
    for person_id, reach in reaches(made, now).items():
        own = [each for each in made[person_id] if reach.tokens & audiences.tokens_of(each.audience_id)]
        if own and reach.tokens & readable and not reach.tokens & frozenset(but):
            waiting = sum(rows[each.id].waits for each in own)
            yield _notice(version, case, person_id, own, waiting)


def _notice(version: Version, case: Case, person_id: UUID, own: Sequence[Hanging], waiting: int) -> Notice:
    slots, slot = definition_of(case).slots, queries.home(version).slot
    title = slots[slot].title if slot in slots else slot
    changed = f"{waiting} on changed sentences" if waiting else ""
    gone = f"{len(own) - waiting} no longer there" if len(own) > waiting else ""
    touched = " and ".join(filter(None, (changed, gone)))
    return Notice(
        f"{counted(own)} {'was' if len(own) == 1 else 'were'} touched by {version.called} "
        f"of {title}, {case.organisation.name}: {touched}.",
        f"{address_of(case)}/touched",
        people=frozenset({person_id}),
        kind="question",
        topic=f"following-{version.id.hex}",
    )
