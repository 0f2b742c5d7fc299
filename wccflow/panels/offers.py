"""What panels offer to the earlier rooms by name."""

from wccflow.panels import (
    accuracy,
    accuracy_sentences,
    actions,
    building_on,
    cards,
    conflicts,
    day,
    days,
    facts,
    feedback,
    fixing,
    fragments,
    kept,
    leading,
    lifting,
    pack,
    papers,
    questions,
    reminding,
    reporting,
    screens,
    seating,
    sentences,
    signing_off,
    subjects,
    tasks,
    timetable_tasks,
    timing,
)

FACTS = {
    "panel_size": facts.panel_size,
    "panel_conflicts": facts.panel_conflicts,
    "panel_skills": facts.panel_skills,
    "panel_date": facts.panel_date,
    "potential_written": facts.potential_written,
    "disputes_open": facts.disputes_open,
    "report_written": facts.report_written,
    "report_signed": facts.report_signed,
}

EFFECTS = {
    "build_panel_pack": pack.build,
    "withdraw_panel_pack": pack.take_back,
    "open_panel_room": day.open_room,
    "record_attendance": day.record_attendance,
    "close_panel_room": day.close_room,
    "freeze_panel_ratings": day.seal_ratings,
    "open_report": reporting.open_report,
    "issue_draft_report": reporting.issue,
    "withdraw_draft_report": reporting.take_back,
    "freeze_report": reporting.fix,
    "archive_case": day.end_panel,
}

KEPT = {"agreed ratings": kept.agreements, "people in seats": kept.seats, "leads of items": kept.leads}

SUBJECTS = {subjects.SUBJECT: subjects.days}

CARDS = {"panel": cards.card}

TASKS = {"panel": tasks.tasks, "timetable": timetable_tasks.tasks}

SENTENCES = {
    seating.SET: sentences.day_set,
    seating.SEATED: sentences.seated,
    seating.SEAT_CHANGED: sentences.seat_taken_back,
    reminding.REMINDED: sentences.reminded,
    conflicts.DECLARED: sentences.conflict,
    accuracy.RAISED: accuracy_sentences.point,
    accuracy.ANSWERED: accuracy_sentences.answered,
    accuracy.CORRECTED: accuracy_sentences.corrected,
    reporting.REOPENED: accuracy_sentences.reopened,
    reporting.ISSUED: accuracy_sentences.to_sign,
    signing_off.SIGNED: accuracy_sentences.signed,
}

_ITEMS = (fixing.FIXED, leading.LED, screens.TAKEN_UP, screens.PUT_DOWN)
_SCREENS = (*(screens.SHOWN, screens.CLEARED, timing.CHANGED, timing.BEGUN, timing.ENDED),)
_QUEUE = (questions.OPENED, questions.QUEUED, questions.CLAIMED, questions.UNCLAIMED)
_FEEDBACK = (feedback.WRITTEN, feedback.CHANGED, feedback.DROPPED)
FRAGMENTS = {
    actions.COMMITTED: fragments.count,
    **dict.fromkeys((actions.REVEALED, actions.AGREED), fragments.line),
    **dict.fromkeys(_ITEMS, fragments.turn),
    **dict.fromkeys(_SCREENS, fragments.screen),
    # Only those regions of a page ask anew that change: in a full room each of them asks thirty times.
    **dict.fromkeys((questions.ASKED, questions.SETTLED), (fragments.screen, fragments.queue)),
    **dict.fromkeys((feedback.GIVEN, feedback.REPLIED), (fragments.screen, fragments.feedback)),
    **dict.fromkeys(_QUEUE, fragments.queue),
    **dict.fromkeys(_FEEDBACK, fragments.feedback),
}

LIFTS = {"report": lifting.links}

DAYS = {"panel": days.days}

CHECKS = {"panel papers": papers.broken}

CITED = {"reports": building_on.named}
