"""What improvement offers to the earlier rooms by name."""

from wccflow.improvement import cards, facts

FACTS = {"actions_planned": facts.planned, "actions_open": facts.unfinished}

CARDS = {"actions": cards.card}
