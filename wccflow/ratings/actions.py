"""What people do with ratings: rate one item, or many at once; review an item."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from wccflow.base import log
from wccflow.base.errors import Refused, Stale
from wccflow.base.work import attempting, session
from wccflow.cycles.actions import follow_items
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.queries import standing as standing_of_case
from wccflow.people.rights import Reach, demand
from wccflow.ratings import queries, soundness
from wccflow.ratings.channels import demand_channel, readers_of
from wccflow.ratings.drafts import forget_drafts
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import DOCUMENTS, EVENT_OF, SELF, in_words, is_told, item_in_words
from wccflow.ratings.soundness import Given

MADE = "rating.made"
CHANGED = "Somebody else has changed this item while you were writing. Choose which words to keep."
RACED = "Others keep ratings of the same items at this very moment. Open the page again to see them."
TRIES = 3

Standing = Mapping[str, Rating]


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody gave for an item, and the rating that another has kept meanwhile."""

    mine: Given
    theirs: Rating | None


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
    clauses: Collection[str] | None = None,
    no_passage: str | None = None,
) -> Rating:
    """Give a new rating of an item; the earlier one of the same line is kept and superseded.

    `seen` is the number of the rating that the person saw, 0 for none, None where nobody was looking.
    `clauses` are the keys of those that are met, `no_passage` why none is cited; None leaves each as it was.
    `audience_id` are its readers where they are not the channel's own. Raises Stale, Refused or NotFound.
    """
    given = Given(item, value, rationale, clauses, no_passage, seen)
    kept, clashing = keep_all(case, [given], by=by, now=now, channel=channel, audience_id=audience_id)
    if clashing:
        raise _stale(case, clashing)
    return kept[0]


def rate_many(
    case: Case, given: Sequence[Given], *, by: Reach, now: datetime, channel: str = SELF
) -> list[Rating]:
    """Give ratings of many items in one act and a constant number of queries: all of them, or none.

    Raises Refused naming each item with a fault, Stale with both texts of each that changed, or NotFound.
    """
    kept, clashing = keep_all(case, given, by=by, now=now, channel=channel)
    if clashing:
        raise _stale(case, clashing)
    return kept


def keep_all(
    case: Case,
    given: Sequence[Given],
    *,
    by: Reach,
    now: datetime,
    channel: str = SELF,
    audience_id: UUID | None = None,
) -> tuple[list[Rating], list[Clash]]:
    """Keep what is given, as far as nobody has kept another rating since it was seen; and what clashes.

    Raises Refused or NotFound, and keeps nothing, when something of it is not sound.
    """
    elements = {each.item: demand_channel(case, each.item, channel, by=by).key for each in given}
    line = queries.line_of(channel, by.person_id)
    readers = audience_id or readers_of(case, channel, by)
    for _ in range(TRIES):
        standing = queries.standing_of(case.id, channel, line, [each.item for each in given])
        whole = [soundness.whole(each, standing.get(each.item)) for each in given]
        soundness.demand_sound(case, whole, channel, standing)
        clashing = [Clash(each, standing.get(each.item)) for each in whole if _is_past(each, standing)]
        fresh = [each for each in whole if not _is_past(each, standing)]
        rows = {
            each.item: Rating(
                case_id=case.id,
                element=elements[each.item],
                channel=channel,
                line=line,
                by_id=by.person_id,
                at=now,
                audience_id=readers,
                **_content(case, each, standing.get(each.item)),
            )
            for each in fresh
            if not _says_the_same(standing.get(each.item), each, by)
        }
        if _added(list(rows.values())):
            forget_drafts(case, [each.item for each in fresh], channel, by.person_id)
            _settle(case, list(rows.values()), channel, by=by, now=now)
            return [rows.get(each.item) or standing[each.item] for each in fresh], clashing
    raise Refused(RACED)


def review_item(
    case: Case,
    item: str,
    value: str,
    note: str,
    *,
    by: Reach,
    now: datetime,
    seen: int | None = None,
    clauses: Collection[str] | None = None,
    no_passage: str | None = None,
) -> Rating:
    """Rate what the documents show of an item, and conclude its review. Raises Refused, Stale or NotFound."""
    demand(by, "review_item", place=case.place, definition=definition_of(case), state=case.state)
    given = Given(item, value, note, clauses, no_passage, seen)
    (made,) = rate_many(case, [given], by=by, now=now, channel=DOCUMENTS)
    conclude(case, [made], by=by, now=now)
    return made


def rate_documents(
    case: Case, item: str, value: str, note: str, *, by: Reach, now: datetime, seen: int | None = None
) -> Rating:
    """Rate what the documents show of an item, while its review cannot be concluded."""
    return rate(case, item, value, note, by=by, now=now, channel=DOCUMENTS, seen=seen)


def conclude(case: Case, made: Sequence[Rating], *, by: Reach, now: datetime) -> None:
    """Take up and conclude the review of the items of these ratings, as far as that lies before them."""
    for element in dict.fromkeys(each.element for each in made):
        rows = [each for each in made if each.element == element]
        for event, items in _steps_to_reviewed(case, element, [each.item for each in rows]):
            follow_items(case, element, items, event, by=by, now=now, audience_id=rows[0].audience_id)


def _is_past(given: Given, standing: Standing) -> bool:
    """Whether another rating was kept since the person looked."""
    there = standing.get(given.item)
    return given.seen is not None and given.seen != (there.number if there else 0)


def _says_the_same(earlier: Rating | None, given: Given, by: Reach) -> bool:
    return earlier is not None and (
        earlier.value,
        earlier.rationale,
        set(earlier.clauses),
        earlier.no_passage,
        earlier.by_id,
    ) == (given.value, given.rationale, set(given.clauses or ()), given.no_passage, by.person_id)


def _content(case: Case, given: Given, earlier: Rating | None) -> dict[str, Any]:
    """What a rating says, and after which one it comes."""
    return {
        "item": given.item,
        "number": earlier.number + 1 if earlier else 1,
        "value": given.value,
        "rationale": given.rationale,
        "clauses": soundness.words_of(case, given),
        "no_passage": given.no_passage or "",
        "supersedes_id": earlier.id if earlier else None,
    }


def _added(rows: Sequence[Rating]) -> bool:
    """Add these ratings; False, and none is added, where another session has just kept one of them."""
    try:
        with attempting():
            session().add_all(rows)
            session().flush()
    except IntegrityError:
        return False
    return True


def _settle(case: Case, rows: Sequence[Rating], channel: str, *, by: Reach, now: datetime) -> None:
    """Record the ratings; their items follow once there is a reason, or only words."""
    definition = definition_of(case)
    for row in rows:
        _record(row, now=now)
    if channel not in EVENT_OF:
        return
    for element in dict.fromkeys(row.element for row in rows):
        told = is_told(definition.scales[definition.elements[element].scale])
        moving = [row for row in rows if row.element == element and (row.rationale or told)]
        if moving:
            items, readers = [row.item for row in moving], moving[0].audience_id
            follow_items(case, element, items, EVENT_OF[channel], by=by, now=now, audience_id=readers)


def _steps_to_reviewed(case: Case, element: str, items: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Taking up and concluding, each with those of the items that have it still before them."""
    definition, tracks = definition_of(case), standing_of_case(case).tracks
    track = next((each for each in definition.tracks.values() if each.of == element), None)
    if track is None:
        return []
    states = {item: tracks[track.key][item] for item in items}
    steps = []
    for event in ("take", "conclude"):
        ways = {
            source: move.to
            for move in reversed(definition.item_moves.get((track.key, event), ()))
            for source in move.sources
        }
        going = [item for item in items if states[item] in ways]
        states |= {item: ways[states[item]] for item in going}
        steps.append((event, going))
    return [(event, going) for event, going in steps if going]


def _stale(case: Case, clashing: Sequence[Clash]) -> Stale:
    """The choice between two ratings of one item; of several items, the two texts with their names."""
    if len(clashing) == 1:
        return _stale_one(case, clashing[0])
    both = [(item_in_words(definition_of(case), each.mine.item), _stale_one(case, each)) for each in clashing]
    return Stale(
        CHANGED,
        mine="\n\n".join(f"{title}: {each.chosen}\n{each.mine}" for title, each in both),
        theirs="\n\n".join(f"{title}: {each.theirs}" for title, each in both),
        version=0,
    )


def _stale_one(case: Case, clash: Clash) -> Stale:
    scale, theirs = soundness.scale_of(case, clash.mine.item), clash.theirs
    version = theirs.number if theirs else 0
    if is_told(scale):
        return Stale(
            CHANGED, mine=clash.mine.value, theirs=theirs.value if theirs else "Nothing.", version=version
        )
    said = f"{in_words(scale, theirs.value)}\n\n{theirs.rationale}" if theirs else "Nothing."
    chosen = in_words(scale, clash.mine.value)
    return Stale(CHANGED, mine=clash.mine.rationale, theirs=said, version=version, chosen=chosen)


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
