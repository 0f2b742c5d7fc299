"""What the line of sight offers to the earlier rooms by name."""

from wccflow.line_of_sight import cards, checks, facts, hanging, kept, queries, sharing, subjects

FACTS = {"lines_complete": facts.lines_complete}

EFFECTS = {"share_with_assessors": sharing.share}

CARDS = {"line_of_sight": cards.card}

TASKS = {"line_of_sight": cards.tasks}

KEPT = {"lines of sight": kept.lines}

SUBJECTS = {queries.SUBJECT: subjects.steps}

ANCHORS = {hanging.KIND: hanging.SOURCE}

CHECKS = {
    "passages of lines": checks.passages_gone,
    "passages of lines within their lines": checks.passages_too_wide,
}
