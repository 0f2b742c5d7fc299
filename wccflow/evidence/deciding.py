"""Where a thread or citation belongs in a later version, as a person says; deciding again undoes it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.evidence import queries
from wccflow.evidence.following_models import ELSEWHERE, HERE, KEPT, Following
from wccflow.evidence.hanging import Hanging, hanging_in, sources
from wccflow.evidence.models import Version
from wccflow.evidence.trails import by_document, later
from wccflow.people.rights import Reach

PLACED = "evidence.place_decided"
CHOICES = {
    HERE: "Yes, keep it here",
    ELSEWHERE: "It belongs to another passage",
    KEPT: "It was only about the earlier version",
}
NOT_YOURS = "Whoever made it says where it belongs now. It waits for them."
NO_PLACE = "No passage of this version was found for it. Choose one, or leave it where it was made."


def found_for(reach: Reach, following_id: UUID) -> tuple[Following, Hanging]:
    """A place in a later version and what hangs there, when the person may read both. Raises NotFound."""
    row = session().get(Following, following_id)
    if row is None:
        raise NotFound
    queries.version(reach, row.version_id)
    hanging = next((each for each in hanging_in([row.case_id], reach) if each.id == row.subject_id), None)
    if hanging is None:
        raise NotFound
    return row, hanging


def placed_in(version: Version, following_id: UUID, reach: Reach) -> Hanging:
    """What the person is about to place in this version. Raises NotFound where that is not hers to do."""
    row, hanging = found_for(reach, following_id)
    if row.version_id != version.id or not may_decide(hanging, case_by_id(row.case_id), reach):
        raise NotFound
    return hanging


def may_decide(hanging: Hanging, case: Case, reach: Reach) -> bool:
    """Whether it is this person's to say where a thing belongs."""
    return sources()[hanging.kind].decides(hanging, case, reach)


def decide(
    row: Following,
    hanging: Hanging,
    *,
    choice: str,
    by: Reach,
    now: datetime,
    passage: str = "",
    words: str = "",
) -> None:
    """Say that a thing stands where it seems to, on another passage, or only where it was made.

    What followed further from there follows anew. Raises Refused when that is not the person's to say.
    """
    if not may_decide(hanging, case_by_id(row.case_id), by):
        raise Refused(NOT_YOURS)
    if choice == ELSEWHERE and passage and passage == row.passage and not words:
        choice = HERE  # the other passage that was chosen is the one that was found
    chosen, quote = _chosen(row, choice, passage, words)
    if (row.decided, row.chosen, row.chosen_quote) == (choice, chosen, quote):
        return
    row.decided, row.chosen, row.chosen_quote = choice, chosen, quote
    row.decided_by_id, row.decided_at = by.person_id, now
    _forget_later(row, hanging)
    session().flush()
    _record(row, hanging, by=by, now=now)


def both(one: UUID, other: UUID) -> UUID | None:
    """The audience of those who belong to both of these; None when there is nobody."""
    tokens = audiences.tokens_of(one) & audiences.tokens_of(other)
    for whole in (one, other):
        if tokens == audiences.tokens_of(whole):
            return whole
    return audiences.ensure("both", tokens) if tokens else None


def _chosen(row: Following, choice: str, passage: str, words: str) -> tuple[str | None, str]:
    """The passage and words that a person chose instead of those that were found."""
    if choice not in CHOICES:
        raise Refused("Say whether it is still the same point.")
    if choice == HERE and row.passage is None:
        raise Refused(NO_PLACE)
    if choice != ELSEWHERE:
        return None, ""
    if not passage:
        raise Refused("Choose the passage to which it belongs.")
    try:
        found = queries.quote(row.version_id, passage, words)
    except NotFound:
        raise Refused("This version has no such passage. Choose one of its own.") from None
    return found.key, found.quote


def _forget_later(row: Following, hanging: Hanging) -> None:
    """Forget where it seemed to stand in versions after this one, unless a person said so there."""
    slots = by_document(queries.fillings([row.case_id]))
    ids = [each.version.id for each in later(hanging, slots)]
    if row.version_id in ids:
        after = ids[ids.index(row.version_id) + 1 :]
        session().execute(
            delete(Following).where(
                Following.subject_id == row.subject_id,
                Following.version_id.in_(after),
                Following.decided == "",
            )
        )


def _record(row: Following, hanging: Hanging, *, by: Reach, now: datetime) -> None:
    """The line of the log, for those who may read the thing and the version; the person is one of them."""
    audience_id = session().scalar(select(Version.audience_id).where(Version.id == row.version_id))
    heard = both(hanging.audience_id, audience_id) if audience_id else None
    log.record(
        PLACED,
        at=now,
        by_id=by.person_id,
        subject_id=row.subject_id,
        case_id=row.case_id,
        audience_id=heard or audiences.ensure("own", {audiences.person_token(by.person_id)}),
        following=row.id.hex,
        choice=row.decided,
        version=row.version_id.hex,
    )
