"""Keeping a sheet as a whole: what is sound is kept, what is not becomes a draft, and nothing is lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach, can
from wccflow.ratings import queries, soundness
from wccflow.ratings.actions import Clash, conclude, keep_all
from wccflow.ratings.drafts import forget_drafts, keep_drafts
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import DOCUMENTS, item_in_words
from wccflow.ratings.soundness import Given

CLASH = "somebody else has kept another rating meanwhile. Yours is a draft: open the item to choose."


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a sheet: what is kept, and why the rest is a draft, by item in words."""

    kept: Sequence[Rating]
    drafted: Mapping[str, str]


def keep_sheet(case: Case, given: Sequence[Given], *, by: Reach, now: datetime, channel: str) -> Kept:
    """Keep the rows of a sheet that were changed, in a constant number of queries. Raises NotFound.

    A row that cannot be kept, or was kept by somebody else meanwhile, becomes a draft of the person's own.
    """
    line = queries.line_of(channel, by.person_id)
    standing = queries.standing_of(case.id, channel, line, [each.item for each in given])
    rows = [soundness.whole(each, standing.get(each.item)) for each in given]
    changed = [each for each in rows if _is_changed(case, each, standing.get(each.item))]
    faults = soundness.faults(case, changed, channel, standing)
    sound = [each for each in changed if not faults[each.item]]
    kept: list[Rating] = []
    clashing: list[Clash] = []
    if sound:
        kept, clashing = keep_all(case, sound, by=by, now=now, channel=channel)
    if channel == DOCUMENTS and _may_conclude(case, by):
        conclude(case, kept, by=by, now=now)
    mine = {item: said for item, said in faults.items() if said}
    mine |= {each.mine.item: CLASH for each in clashing}
    left = [each for each in changed if each.item in mine]
    if left:
        keep_drafts(case, left, by=by, now=now, channel=channel)
    forget_drafts(case, [each.item for each in rows if each not in changed], channel, by.person_id)
    definition = definition_of(case)
    return Kept(kept, {item_in_words(definition, item): said for item, said in mine.items()})


def _is_changed(case: Case, given: Given, standing: Rating | None) -> bool:
    before = (standing.value, standing.rationale) if standing else ("", "")
    return (given.value, given.rationale) != before or _ticks(case, given, given.clauses) != _ticks(
        case, given, standing.clauses if standing else ()
    )


def _ticks(case: Case, given: Given, met: Iterable[str] | None) -> set[str]:
    """Those of the clauses that are asked now: what was ticked under other words is no change."""
    return set(met or ()) & {each.key for each in soundness.asked_of(case, given.item)}


def _may_conclude(case: Case, by: Reach) -> bool:
    return can(by, "review_item", place=case.place, definition=definition_of(case), state=case.state)
