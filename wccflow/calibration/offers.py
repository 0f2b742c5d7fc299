"""What calibration offers to the earlier rooms by name."""

from wccflow.calibration import actions, cards, facts, kept, sealing

FACTS = {
    "sha_cases_moderated": facts.cases_moderated,
    "large_changes_unsigned": facts.large_changes_unsigned,
    "anchors_rated": facts.anchors_rated,
}

EFFECTS = {
    "send_to_national": sealing.send,
    "seal_result": sealing.seal,
    "show_changes": sealing.show,
}

KEPT = {"changes in calibration": kept.changes}

CARDS = {"calibration": cards.card}

TASKS = {"calibration": cards.tasks}

SENTENCES = {sealing.SHOWN: cards.shown, actions.REPLIED: cards.replied}

CHECKS = {"sealed results": sealing.broken_seals}
