"""Standings that follow from published ratings by rule, each with the reason why it holds or does not."""

from collections.abc import Mapping, Sequence
from typing import Any

from wccflow.engine.definition import Condition, Definition
from wccflow.publication.rules import counted, ranks_of, value_of


def statuses(definition: Definition, elements: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every standing of the workflow: whether it holds for these ratings, why, and what follows."""
    by_key = {each["key"]: each for each in elements}
    made = []
    for status in definition.publication.statuses.values():
        if status.editions and definition.edition not in status.editions:
            continue
        tested = [_tested(definition, each, by_key) for each in status.conditions]
        made.append(
            {
                "key": status.key,
                "title": status.title,
                "version": status.version,
                "rule": status.statement,
                "holds": all(holds for holds, _ in tested),
                "why": [words for _, words in tested],
                "consequences": list(status.consequences),
                "unverified": status.unverified,
            }
        )
    return made


def _tested(
    definition: Definition, condition: Condition, elements: Mapping[str, Mapping[str, Any]]
) -> tuple[bool, str]:
    """Whether a condition holds, and a sentence with the numbers."""
    whole = definition.elements[condition.element]
    element = elements.get(condition.element)
    if element is None:
        return False, f"{whole.title}: nothing is rated."
    ranks = ranks_of(element)
    bound = ranks[condition.level]
    values = [ranks[value_of(item)] for group in element["groups"] for item in group["items"]]
    at_least = condition.test == "at_least"
    have = sum(each >= bound if at_least else each <= bound for each in values)
    wanted = condition.items or len(whole.items)
    level = next(each["title"] for each in element["scale"] if each["key"] == condition.level)
    how = "or better" if at_least else "or lower"
    said = f"{whole.title}: {counted(have, 'item')} at {level} {how}; {wanted} needed."
    return have >= wanted, said
