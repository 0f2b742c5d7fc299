"""What the cockpit offers to the earlier rooms by name."""

from wccflow.monitor import cards

CARDS = {"dossier checks": cards.checks}
