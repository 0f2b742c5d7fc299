"""What sessions offer to the earlier rooms by name."""

from wccflow.hearings import (
    actions,
    answering,
    asking,
    cards,
    checks,
    days,
    fragments,
    moderating,
    queries,
    subjects,
    telling,
)

CARDS = {"sessions": cards.card}

TASKS = {"sessions": cards.tasks}

SUBJECTS = {subjects.SUBJECT: subjects.sessions}

CITED = {"records of sessions": queries.recorded}

DAYS = {"session": days.days}

SENTENCES = {actions.OPENED: telling.opened}

_HAPPENS = (
    *(actions.BEGUN, actions.TIMED, actions.CLOSED, actions.RESUMED),
    *(asking.ASKED, asking.SUPPORTED, asking.UNSUPPORTED, asking.RETRACTED),
    *(moderating.TAKEN_UP, moderating.PUT_BACK, moderating.SET_ASIDE, moderating.JOINED),
    *(moderating.PARTED, moderating.ORDERED),
    *(answering.GIVEN, answering.TAKEN_BACK, answering.NOTED),
)
FRAGMENTS = dict.fromkeys(_HAPPENS, fragments.news)

CHECKS = {
    "answers of sessions": checks.answers_without_record,
    "records of sessions": checks.sessions_too_wide,
}
