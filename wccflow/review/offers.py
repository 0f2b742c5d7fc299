"""What review offers to the earlier rooms by name."""

from wccflow.cycles.carrying import CARRIED
from wccflow.cycles.reaching import MIGRATED
from wccflow.review import (
    actions,
    cards,
    checks,
    days,
    entries,
    facts,
    following_cases,
    fragments,
    hanging,
    kept,
    labelling,
    meanings,
    queries,
    reviewing,
    sending,
    tallying,
    telling,
    telling_reviews,
    undoing,
    verifying,
)

FACTS = {"queries_open": facts.queries_open}

KEPT = {"threads on items": kept.threads_on_items, "threads on documents": kept.threads_on_documents}

CARDS = {"questions": cards.card, "review not sent": reviewing.card}

TASKS = {"questions": cards.tasks, "review not sent": reviewing.tasks}

MARGINS = {"threads": queries.marks}

ANCHORS = {hanging.KIND: hanging.SOURCE}

FRAGMENTS = {
    actions.MADE: fragments.message,
    actions.EDITED: fragments.changed_message,
    actions.DELETED: fragments.changed_message,
    actions.CLOSED: fragments.turn,
    actions.REOPENED: fragments.turn,
    verifying.CONFIRMED: fragments.turn,
    verifying.TAKEN_BACK: fragments.turn,
    undoing.UNDONE: fragments.turn,
    undoing.RESTORED: fragments.message,
    actions.OPENED: fragments.news,
    actions.WIDENED: fragments.news,
}

SENTENCES = {
    actions.MADE: telling.said,
    actions.EDITED: telling.edited,
    undoing.RESTORED: telling.said,
    sending.SENT: telling_reviews.sent,
    actions.CLOSED: telling.closed,
    actions.REOPENED: telling.reopened,
    actions.ASSIGNED: telling.assigned,
    verifying.CONFIRMED: telling.verified,
    verifying.TAKEN_BACK: telling.unverified,
}

INDEXED = (
    *(actions.OPENED, actions.MADE, actions.EDITED, actions.DELETED, actions.WIDENED),
    *(undoing.RESTORED, labelling.LABELLED, labelling.UNLABELLED),
)
ENTRIES = {**dict.fromkeys(INDEXED, entries.changed), MIGRATED: entries.called_otherwise}
ENTRIES |= {CARRIED: entries.carried}

CORPUS = {"review": entries.everything}

DAYS = {"thread": days.days}

FOLLOWS = {"threads of a case": (following_cases.of_case, following_cases.followed)}

CHECKS = {
    "comments within their threads": checks.comments_too_wide,
    "threads in one place": checks.threads_homeless,
    "threads on passages": checks.threads_lost,
    "threads within their documents": checks.threads_too_wide,
    "tallies of threads": tallying.wrong_tallies,
}

MEANINGS = meanings.MEANINGS
