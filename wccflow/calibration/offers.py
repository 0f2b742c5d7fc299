"""What calibration offers to the earlier rooms by name."""

from wccflow.calibration import actions, cards, common_tasks, common_telling, facts, kept, sealing
from wccflow.calibration.common_actions import ALL_IN, HANDED_IN, OPENED, WITHDRAWN

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

TASKS = {"calibration": cards.tasks, "common_cases": common_tasks.tasks}

SENTENCES = {
    sealing.SHOWN: cards.shown,
    actions.REPLIED: cards.replied,
    OPENED: common_telling.opened,
    HANDED_IN: common_telling.handed_in,
    WITHDRAWN: common_telling.withdrawn,
    ALL_IN: common_telling.all_in,
}

CHECKS = {"sealed results": sealing.broken_seals}
