"""The level of a group from those of its items, by the rule that the definition names, in words."""

from collections.abc import Mapping, Sequence

from wccflow.engine.content import Element
from wccflow.engine.rollups import roll_up
from wccflow.engine.vocabulary import Scale
from wccflow.ratings.rules import in_words

WITH_LEVELS = ("levels", "rag")
THE_PANEL = "The level of a group the panel judges: no rule makes it from its items."
RULES: Mapping[str, str] = {
    "lowest": "the lowest of its items",
    "median": "the middle one of its items, and of two the lower",
    "mean_rounded_down": "the mean of its items, rounded down",
}


def rolled_up(element: Element, scale: Scale, values: Sequence[str], total: int) -> str:
    """What the values of so many of a group's items come to, with the rule; nothing where none is rated."""
    if scale.kind not in WITH_LEVELS:
        return ""
    known = [each for each in values if each in {level.key for level in scale.values}]
    level = roll_up(element.rollup, scale, known)
    if level is None:
        return ""
    far = "" if len(known) == total else f" so far, from {len(known)} of {total}"
    return f"{in_words(scale, level)}{far}: {RULES[element.rollup]}"


def rule_of(element: Element, scale: Scale) -> str:
    """The rule by which the groups of an element have a level, in a sentence; nothing where it has none."""
    if scale.kind not in WITH_LEVELS or not element.groups:
        return ""
    if element.rollup in RULES:
        return f"A group has the level that is {RULES[element.rollup]}."
    return THE_PANEL
