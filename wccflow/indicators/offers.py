"""What indicators offer to the earlier rooms by name."""

from wccflow.indicators import actions, cards, facts, kept, rules

FACTS = {
    "indicators_chosen": facts.count_chosen,
    "indicators_with_data": facts.with_data,
}

EFFECTS = {"share_with_assessors": actions.share}

KEPT = {"aims": kept.aims, "reasons": kept.reasons}

CARDS = {"outcomes": cards.card}

TASKS = {"outcomes": cards.tasks}

ITEM_PAGES = {"indicators": rules.pages_of_items}
