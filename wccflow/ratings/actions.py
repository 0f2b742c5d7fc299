"""What people do with ratings: rate, review an item, keep a draft."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import Refused, Stale
from wccflow.base.work import session
from wccflow.cycles.actions import follow_items
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.queries import standing as standing_of_case
from wccflow.engine.content import Element
from wccflow.people.rights import Reach, demand
from wccflow.ratings import queries
from wccflow.ratings.channels import demand_channel, readers_of
from wccflow.ratings.models import Rating, RatingDraft
from wccflow.ratings.rules import DOCUMENTS, EVENT_OF, REASON_REQUIRED, SELF, fault_of, in_words, is_told

MADE = "rating.made"
CHANGED = "Somebody else has changed this item while you were writing. Choose which words to keep."


def rate(
    case: Case,
    item: str,
    value: str,
    rationale: str = "",
    *,
    by: Reach,
    now: datetime,
    channel: str = SELF,
    seen: int | None = None,
    audience_id: UUID | None = None,
) -> Rating:
    """Give a new rating of an item; the earlier one of the same line is kept and superseded.

    `seen` is the number of the rating that the person saw, 0 for none, None where nobody was looking.
    `audience_id` are its readers where they are not the channel's own. Raises Stale, Refused or NotFound.
    """
    element = demand_channel(case, item, channel, by=by)
    value, rationale = value.strip(), rationale.strip()
    line = queries.line_of(channel, by.person_id)
    earlier = queries.standing(case.id, item, channel, line)
    _demand_sound(case, element, channel, value, rationale, earlier)
    if seen is not None and seen != (earlier.number if earlier else 0):
        raise _stale(case, element, value, rationale, earlier)
    if earlier is not None and _says_the_same(earlier, value, rationale, by):
        return earlier
    made = Rating(
        case_id=case.id,
        element=element.key,
        item=item,
        channel=channel,
        line=line,
        value=value,
        rationale=rationale,
        by_id=by.person_id,
        at=now,
        audience_id=audience_id or readers_of(case, channel, by),
    )
    _keep(case, made, earlier, by=by, now=now)
    return made


def review_item(
    case: Case, item: str, value: str, note: str, *, by: Reach, now: datetime, seen: int | None = None
) -> Rating:
    """Rate what the documents show of an item, and conclude its review. Raises Refused, Stale or NotFound."""
    demand(by, "review_item", place=case.place, definition=definition_of(case), state=case.state)
    made = rate_documents(case, item, value, note, by=by, now=now, seen=seen)
    for event in _steps_to_reviewed(case, made.element, item):
        _follow(case, made, event, by=by, now=now)
    return made


def rate_documents(
    case: Case, item: str, value: str, note: str, *, by: Reach, now: datetime, seen: int | None = None
) -> Rating:
    """Rate what the documents show of an item, while its review cannot be concluded."""
    return rate(case, item, value, note, by=by, now=now, channel=DOCUMENTS, seen=seen)


def keep_draft(
    case: Case, item: str, value: str, rationale: str, *, by: Reach, now: datetime, channel: str = SELF
) -> RatingDraft:
    """Keep what a person has written so far, for her alone; no line in the log."""
    demand_channel(case, item, channel, by=by)
    found = queries.draft(case, item, channel, by.person_id)
    if found is None:
        found = RatingDraft(case_id=case.id, item=item, channel=channel, person_id=by.person_id, at=now)
        session().add(found)
    found.value, found.rationale, found.at = value.strip(), rationale.strip(), now
    session().flush()
    return found


def _demand_sound(
    case: Case, element: Element, channel: str, value: str, rationale: str, earlier: Rating | None
) -> None:
    scale = definition_of(case).scales[element.scale]
    fault = fault_of(scale, value)
    if fault:
        raise Refused(fault)
    if is_told(scale):  # what is written is its own reason
        return
    if not rationale and channel in REASON_REQUIRED:
        raise Refused("Say why: the reason is kept with the rating.")
    if not rationale and earlier is not None and earlier.rationale:
        raise Refused("Write a rationale: this item had one, and a rating without it does not count.")


def _stale(case: Case, element: Element, value: str, mine: str, earlier: Rating | None) -> Stale:
    scale, version = definition_of(case).scales[element.scale], earlier.number if earlier else 0
    if is_told(scale):
        return Stale(CHANGED, mine=value, theirs=earlier.value if earlier else "Nothing.", version=version)
    theirs = f"{in_words(scale, earlier.value)}\n\n{earlier.rationale}" if earlier else "Nothing."
    return Stale(CHANGED, mine=mine, theirs=theirs, version=version, chosen=in_words(scale, value))


def _says_the_same(earlier: Rating, value: str, rationale: str, by: Reach) -> bool:
    return (earlier.value, earlier.rationale, earlier.by_id) == (value, rationale, by.person_id)


def _steps_to_reviewed(case: Case, element: str, item: str) -> Sequence[str]:
    """Taking up and concluding, as far as the item has them still before it."""
    definition, tracks = definition_of(case), standing_of_case(case).tracks
    track = next((each for each in definition.tracks.values() if each.of == element), None)
    if track is None:
        return ()
    state, steps = tracks[track.key][item], []
    for event in ("take", "conclude"):
        for move in definition.item_moves.get((track.key, event), ()):
            if state in move.sources:
                state = move.to
                steps.append(event)
                break
    return steps


def _follow(case: Case, made: Rating, event: str, *, by: Reach, now: datetime) -> None:
    follow_items(case, made.element, [made.item], event, by=by, now=now, audience_id=made.audience_id)


def _keep(case: Case, made: Rating, earlier: Rating | None, *, by: Reach, now: datetime) -> None:
    """Keep a rating after the one it supersedes; its item follows once there is a reason, or only words."""
    made.number = earlier.number + 1 if earlier else 1
    made.supersedes_id = earlier.id if earlier else None
    session().add(made)
    _forget_draft(case, made.item, made.channel, by.person_id)
    session().flush()
    _record(made, now=now)
    definition = definition_of(case)
    is_whole = made.rationale or is_told(definition.scales[definition.elements[made.element].scale])
    if made.channel in EVENT_OF and is_whole:
        _follow(case, made, EVENT_OF[made.channel], by=by, now=now)


def _record(made: Rating, *, now: datetime) -> None:
    log.record(
        MADE,
        at=now,
        by_id=made.by_id,
        subject_id=made.id,
        case_id=made.case_id,
        audience_id=made.audience_id,
        element=made.element,
        item=made.item,
        channel=made.channel,
        number=made.number,
    )


def _forget_draft(case: Case, item: str, channel: str, person_id: UUID) -> None:
    written = queries.draft(case, item, channel, person_id)
    if written is not None:
        session().delete(written)
