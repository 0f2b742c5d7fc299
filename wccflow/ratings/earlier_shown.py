"""What the pages show of a year ago: beside one item, and beside all of them."""

from collections.abc import Collection
from typing import Any

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can
from wccflow.ratings import confirming
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.earlier import Earlier, earlier_of, year_before
from wccflow.ratings.models import Rating, RatingDraft
from wccflow.ratings.rules import ABILITY_OF, SELF, grouped, rated_elements

Shown = dict[str, Any]


def on_item(case: Case, reach: Reach, item: str, draft: RatingDraft | None, own: Rating | None) -> Shown:
    """For an item's page: what was said a year ago, and how what is written now differs from it."""
    found = earlier_of(case, reach, item) if sees_drafts(case, reach) else None
    if found is None:
        return {"last_year": None}
    year, earlier = found
    written = draft or own
    differs = earlier.difference(written.rationale) if written and earlier.own else ()
    return {
        "last_year": earlier,
        "last_year_where": year.where,
        "last_year_people": names([earlier.own.by_id] if earlier.own else []),
        "last_year_differs": differs if any(kind != "same" for kind, _ in differs) else (),
        "last_year_started": bool(draft and earlier.own and draft.from_rating_id == earlier.own.id),
        "last_year_is_own": year.is_own,
    }


def all_items(case: Case, reach: Reach, chosen: Collection[str]) -> Shown:
    """Every item beside a year ago, and for the chosen ones whether they still hold. Raises NotFound."""
    if not sees_drafts(case, reach):
        raise NotFound
    year, definition = year_before(case, reach), definition_of(case)
    rates = can(reach, ABILITY_OF[SELF], place=case.place, definition=definition, state=case.state)
    outcomes = confirming.preview(case, chosen, by=reach) if year and rates and chosen else []
    elements = rated_elements(definition)
    return {
        "case": case,
        "year": year,
        "sections": [(element, grouped(definition, element)) for element in elements],
        "counts": _counts(list(year.items.values())) if year else {},
        "rates": rates,
        "chosen": chosen,
        "outcomes": outcomes,
        "ready": [each for each in outcomes if each.can],
        "not_asked": bool(chosen) and len(outcomes) < len(set(chosen)),
    }


def _counts(items: Collection[Earlier]) -> dict[str, int]:
    same = [each.own.value == each.now.value for each in items if each.own and each.now]
    return {
        "known": sum(each.own is not None for each in items),
        "same": sum(same),
        "other": len(same) - sum(same),
        "waiting": sum(each.own is not None and each.now is None for each in items),
        "new": sum(each.is_new for each in items),
    }
