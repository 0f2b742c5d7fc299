"""What indicators offer to the earlier rooms by name."""

from wccflow.indicators import actions, cards, facts, kept

FACTS = {
    "indicators_chosen": facts.count_chosen,
    "indicators_with_data": facts.with_data,
}

EFFECTS = {"share_with_assessors": actions.share}

KEPT = {"aims": kept.aims}

CARDS = {"outcomes": cards.card}

TASKS = {"outcomes": cards.tasks}
