"""Making one level of a group from the levels of its items, by the rule that the definition sets."""

from collections.abc import Sequence
from math import floor
from statistics import mean, median_low

from wccflow.engine.content import RollUp
from wccflow.engine.vocabulary import Scale


def roll_up(rule: RollUp, scale: Scale, levels: Sequence[str]) -> str | None:
    """The level that follows by rule; None without levels, and where the panel is to judge."""
    ranks = sorted(scale.rank(level) for level in levels)
    if not ranks or rule == "panel_judgement":
        return None
    rank = {"lowest": ranks[0], "median": median_low(ranks), "mean_rounded_down": floor(mean(ranks))}[rule]
    return max((level for level in scale.values if level.rank <= rank), key=lambda level: level.rank).key
