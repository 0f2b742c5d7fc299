"""What ratings offer to the earlier rooms by name."""

from wccflow.ratings import (
    building_on,
    cards,
    checks,
    facts,
    giving,
    giving_cards,
    hanging,
    kept,
    margins,
    meanings,
    meeting_cards,
    meetings,
    rules,
    sharing,
)
from wccflow.ratings.actions import MADE

FACTS = {
    "competencies_evidenced": facts.evidenced,
    "items_cited": facts.cited,
    "board_ratified": facts.ratified,
    "board_meeting": meetings.meeting_days,
    "board_papers_made": meetings.papers_made,
}

EFFECTS = {
    "share_with_assessors": sharing.share,
    "freeze_draft": sharing.settle,
    "unfreeze_draft": sharing.give_back,
}

CHECKS = {
    "rating values": checks.values_off_the_scale,
    "rating lines": checks.broken_lines,
    "citations": checks.passages_gone,
    "citations of answers": checks.answers_elsewhere,
}

KEPT = {
    "ratings": kept.ratings,
    "drafts of ratings": kept.drafts,
    "citations": kept.citations,
    "items given": kept.givings,
}

CARDS = {
    "self_assessment": cards.self_assessment,
    "self_assessment_others": cards.others,
    "assessment": cards.assessment,
    "board": meeting_cards.board,
}

ITEM_PAGES = {"ratings": rules.pages_of_items}

TASKS = {"ratings": cards.tasks, "board": meeting_cards.tasks, "given": giving_cards.tasks}

DAYS = {"board": meeting_cards.days}

SENTENCES = {
    meetings.DATED: meeting_cards.told,
    giving.GIVEN: giving_cards.told,
    giving.TAKEN_BACK: giving_cards.told_back,
    MADE: giving_cards.told_done,
}

PASSES = {"items": giving.pass_on}

MARGINS = {"citations": margins.cited}

ANCHORS = {hanging.KIND: hanging.SOURCE}

MEANINGS = meanings.MEANINGS

CITED = {"ratings": building_on.named}
