"""What improvement offers to the earlier rooms by name."""

from wccflow.improvement import cards, facts, promises

FACTS = {"actions_planned": facts.planned, "actions_open": facts.unfinished}

EFFECTS = {"share_with_assessors": promises.share}

CARDS = {"actions": cards.card, "promises": cards.promised}
