"""What partners offer to the earlier rooms by name."""

from wccflow.partners import cards, checks, facts, kept, letters, sharing

FACTS = {"responses_360": facts.partners_answered}

EFFECTS = {"share_with_assessors": sharing.share, "invite_partners": sharing.open_to_partners}

CHECKS = {"groups of partners": checks.groups_too_small}

KEPT = {"partners’ answers": kept.answers}

CARDS = {"partners": cards.partners}

LETTERS = {letters.KIND: letters.address_in}

TASKS = {"partners": cards.tasks}
