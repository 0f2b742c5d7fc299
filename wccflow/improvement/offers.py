"""What improvement offers to the earlier rooms by name."""

from wccflow.improvement import cards

CARDS = {"actions": cards.card}
