"""What reading plans offer to the earlier rooms by name."""

from wccflow.reading_plan import cards

CARDS = {"reading plan": cards.card}

TASKS = {"reading plans": cards.tasks}
