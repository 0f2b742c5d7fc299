"""What triangulation offers to the earlier rooms by name."""

from wccflow.triangulation import actions, cards, kept, strips, telling

CARDS = {"triangulation": cards.card}

KEPT = {"replies to what stands beside ratings": kept.replies}

SENTENCES = {actions.REPLIED: telling.replied}

STRIPS = {"triangulation": strips.strip_context}
