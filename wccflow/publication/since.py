"""What has changed since last year: this year's levels beside those that were published a year ago."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.publication import queries
from wccflow.publication.rules import items_of, ranks_of, value_of
from wccflow.ratings.earlier import earlier_case, mapping

OTHER_SCALE = "It was rated on another scale, so the two cannot be compared."
NEW = "It was not rated last year."


def since(case: Case, elements: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """This year's levels beside last year's as they were published; None where none were."""
    before = earlier_case(case)
    text = queries.content_now(before) if before else None
    if before is None or text is None:
        return None
    content = json.loads(text)
    renamed = mapping(definition_of(before), definition_of(case))
    was = {renamed.get(item["key"], ""): (element, item) for element, _, item in items_of(content)}
    items = [
        _beside(element, item, was.get(item["key"])) for element, _, item in items_of({"elements": elements})
    ]
    return {
        "cycle": content["cycle"],
        "organisation": content["organisation"],
        "items": items,
        "better": sum(each["steps"] > 0 for each in items if each["steps"] is not None),
        "worse": sum(each["steps"] < 0 for each in items if each["steps"] is not None),
        "same": sum(each["steps"] == 0 for each in items),
    }


def _beside(
    element: Mapping[str, Any],
    item: Mapping[str, Any],
    was: tuple[Mapping[str, Any], Mapping[str, Any]] | None,
) -> dict[str, Any]:
    told = {"key": item["key"], "title": item["title"], "after": item["level"]}
    if was is None:
        return {**told, "before": "", "steps": None, "note": NEW}
    earlier, old = was
    now_ranks, then_ranks = ranks_of(element), ranks_of(earlier)
    if set(now_ranks.values()) != set(then_ranks.values()):
        return {**told, "before": old["level"], "steps": None, "note": OTHER_SCALE}
    steps = now_ranks[value_of(item)] - then_ranks[value_of(old)]
    return {**told, "before": old["level"], "steps": steps, "note": ""}
