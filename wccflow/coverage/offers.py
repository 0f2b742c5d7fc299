"""What coverage offers to the earlier rooms by name."""

from wccflow.coverage import cards, kept

CARDS = {"coverage": cards.card}

KEPT = {"words on suggested passages": kept.labels}
