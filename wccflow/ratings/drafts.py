"""Drafts of ratings: what a person has written of an item and not kept, for her alone; no line in the log."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from wccflow.base.errors import Refused
from wccflow.base.work import attempting, session
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.channels import demand_channel
from wccflow.ratings.models import Rating, RatingDraft
from wccflow.ratings.rules import SELF
from wccflow.ratings.soundness import Given

AT_ONCE = "You write of this item in several tabs at once. Your words are in this one still: go on in it."


def keep_draft(
    case: Case,
    item: str,
    value: str,
    rationale: str,
    *,
    by: Reach,
    now: datetime,
    channel: str = SELF,
    clauses: Collection[str] = (),
    no_passage: str = "",
) -> RatingDraft:
    """Keep what a person has written so far of an item, in the place of what she had written before."""
    given = Given(item, value, rationale, clauses, no_passage)
    return keep_drafts(case, [given], by=by, now=now, channel=channel)[item]


def keep_drafts(
    case: Case, given: Sequence[Given], *, by: Reach, now: datetime, channel: str = SELF
) -> dict[str, RatingDraft]:
    """The same of several items at once, in a constant number of queries."""
    for each in given:
        demand_channel(case, each.item, channel, by=by)
    line = queries.line_of(channel, by.person_id)
    standing = queries.standing_of(case.id, channel, line, [each.item for each in given])
    fresh = [_begun(case, each, channel, standing.get(each.item), by=by, now=now) for each in given]
    mine = _rows(case, fresh, channel, by) or _rows(case, fresh, channel, by)
    if mine is None:
        raise Refused(AT_ONCE)
    for each in given:
        _write(mine[each.item], each, now)
    session().flush()
    return mine


def discard_draft(case: Case, item: str, *, by: Reach, channel: str = SELF) -> None:
    """Throw away what a person has written of an item; nothing where there is none."""
    demand_channel(case, item, channel, by=by)
    forget_drafts(case, [item], channel, by.person_id)


def forget_drafts(case: Case, items: Collection[str], channel: str, person_id: UUID) -> None:
    """Throw away a person's drafts of these items: they are kept as ratings now."""
    session().execute(
        delete(RatingDraft).where(
            RatingDraft.case_id == case.id,
            RatingDraft.item.in_(items),
            RatingDraft.channel == channel,
            RatingDraft.person_id == person_id,
        )
    )


def _begun(
    case: Case, given: Given, channel: str, earlier: Rating | None, *, by: Reach, now: datetime
) -> RatingDraft:
    """A draft that begins with what was kept before."""
    return RatingDraft(
        case_id=case.id,
        item=given.item,
        channel=channel,
        person_id=by.person_id,
        at=now,
        clauses=sorted(earlier.clauses) if earlier else [],
        no_passage=earlier.no_passage if earlier else "",
    )


def _rows(case: Case, fresh: Sequence[RatingDraft], channel: str, by: Reach) -> dict[str, RatingDraft] | None:
    """Her drafts of these items, these where there are none; None where her other tab has just begun one."""
    found = queries.drafts(case, channel, by.person_id)
    begun = {each.item: each for each in fresh if each.item not in found}
    try:
        with attempting():
            session().add_all(begun.values())
            session().flush()
    except IntegrityError:
        return None
    return {each.item: found.get(each.item) or begun[each.item] for each in fresh}


def _write(draft: RatingDraft, given: Given, now: datetime) -> None:
    """What is None stays as it was."""
    draft.value, draft.rationale, draft.at = given.value.strip(), given.rationale.strip(), now
    if given.clauses is not None:
        draft.clauses = sorted(given.clauses)
    if given.no_passage is not None:
        draft.no_passage = given.no_passage.strip()
