"""The questions of a panel's day, the panel's own session: drawn from enquiries, claimed, asked, answered.

Who is asked hears a question when it is asked: from then on it stands on the organisation's screen.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.hearings import actions as hearings
from wccflow.hearings import answering, asking, moderating
from wccflow.hearings import queries as sessions
from wccflow.hearings.models import Hearing, Question
from wccflow.hearings.rules import ANSWERED, TAKEN, WAITING
from wccflow.hearings.shown import LINE_OF_ENQUIRY
from wccflow.panels import agenda
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import joined, led, prepared, record
from wccflow.panels.room_models import DayQuestion
from wccflow.people.rights import Reach
from wccflow.review import queries as threads
from wccflow.review.topics import Topic, title_of, topics

OPENED, CLAIMED, UNCLAIMED = "panel.questions_opened", "panel.question_claimed", "panel.question_unclaimed"
QUEUED, ASKED, SETTLED = "panel.question_queued", "panel.question_asked", "panel.question_settled"
MINUTES_EACH = 10
TITLE = "Questions of the panel day"
NOT_OPEN = "The queue of questions is not open. The chair opens it."


def queue_of(panel: Panel) -> Hearing | None:
    """The session that holds the questions, or None before the chair has opened it."""
    return session().get(Hearing, panel.hearing_id) if panel.hearing_id else None


def known_of(panel: Panel) -> Mapping[UUID, DayQuestion]:
    """What the panel knows of each question besides: its item, who wants to ask it."""
    rows = session().scalars(select(DayQuestion).where(DayQuestion.panel_id == panel.id))
    return {row.question_id: row for row in rows}


def asked_aloud(panel: Panel) -> list[Question]:
    """The questions that are on the table, the latest first: those alone are the organisation's to see."""
    held = queue_of(panel)
    found = [each for each in sessions.questions([held.id]) if each.state == TAKEN] if held else []
    return sorted(found, key=lambda each: (each.taken_at is not None, each.taken_at), reverse=True)


def enquiries(case: Case, panel: Panel, reach: Reach) -> list[Topic]:
    """The open lines of enquiry that the person reads and that are not in the queue yet."""
    held = queue_of(panel)
    drawn = {each.enquiry_id for each in sessions.questions([held.id])} if held else set()
    return [
        each
        for each in topics(reach, [case])
        if each.thread.kind == LINE_OF_ENQUIRY and each.fits("open") and each.thread.id not in drawn
    ]


def open_queue(case: Case, *, by: Reach, now: datetime) -> Hearing:
    """Open the queue of questions, before the day or on it. Raises Refused."""
    panel = prepared(case, by)
    if panel.hearing_id is not None:
        raise Refused("The queue of questions is open already.")
    audience = definition_of(case).sharing["panel"]
    made = hearings.open_session(
        case, title=TITLE, audience=audience, by=by, now=now, minutes_each=MINUTES_EACH
    )
    panel.hearing_id = made.id
    record(OPENED, case, panel, by=by, now=now)
    return made


def ask(
    case: Case,
    words: str,
    *,
    by: Reach,
    now: datetime,
    item: str = "",
    enquiry_id: UUID | None = None,
) -> Question:
    """Put a question into the queue; it is the panel's alone until it is asked aloud. Raises Refused."""
    panel = joined(case, by)
    if item and item not in agenda.items_of(definition_of(case)):
        raise NotFound
    made = asking.ask(_queue(panel), words=words, by=by, now=now, enquiry_id=enquiry_id)
    session().add(DayQuestion(question_id=made.id, panel_id=panel.id, item=item))
    record(QUEUED, case, panel, by=by, now=now, question=made.id.hex)
    return made


def draw(case: Case, thread_ids: Sequence[UUID], *, by: Reach, now: datetime) -> list[Question]:
    """Put open lines of enquiry into the queue, each in its own words. Raises Refused."""
    panel = joined(case, by)
    wanted = [each for each in enquiries(case, panel, by) if each.thread.id in set(thread_ids)]
    if not wanted:
        raise Refused("Choose at least one line of enquiry that is not in the queue yet.")
    first = threads.first_said([each.thread.id for each in wanted])
    known = set(agenda.items_of(definition_of(case)))
    made = []
    for each in sorted(wanted, key=lambda topic: topic.thread.opened_at):
        said = first.get(each.thread.id)
        words = said.body if said and said.deleted_at is None else title_of(each.thread, said)
        item = each.thread.item if each.thread.item in known else ""
        made.append(ask(case, words, by=by, now=now, item=item or "", enquiry_id=each.thread.id))
    return made


def claim(case: Case, question: Question, *, by: Reach, now: datetime) -> None:
    """Say that one asks a question when its turn comes. Raises Refused when somebody else does."""
    panel = joined(case, by)
    row = _known(panel, question)
    if question.state != WAITING:
        raise Refused("This question does not wait any more.")
    if row.claimed_by_id is not None and row.claimed_by_id != by.person_id:
        raise Refused("Somebody else asks this question. Talk to them first.")
    row.claimed_by_id, row.claimed_at = by.person_id, now
    record(CLAIMED, case, panel, by=by, now=now, question=question.id.hex)


def unclaim(case: Case, question: Question, *, by: Reach, now: datetime) -> None:
    """Leave a question to somebody else again."""
    panel = joined(case, by)
    row = _known(panel, question)
    if row.claimed_by_id != by.person_id:
        raise Refused("You have not claimed this question.")
    row.claimed_by_id = row.claimed_at = None
    record(UNCLAIMED, case, panel, by=by, now=now, question=question.id.hex)


def take(case: Case, question: Question, *, by: Reach, now: datetime) -> None:
    """Let a question be asked aloud, by who claimed it: it is on everybody's screen from now on."""
    panel = led(case, by)
    held = _queue(panel)
    if held.begun_at is None:
        hearings.begin(held, by=by, now=now)
    asks = _known(panel, question).claimed_by_id
    moderating.take(held, question, by=by, now=now, asks=asks)
    _tell(ASKED, case, panel, question, by=by, now=now)


def put_back(case: Case, question: Question, *, by: Reach, now: datetime) -> None:
    """Let a question wait again."""
    panel = led(case, by)
    moderating.put_back(_queue(panel), question, by=by, now=now)
    _tell(SETTLED, case, panel, question, by=by, now=now)


def set_aside(case: Case, question: Question, why: str, *, by: Reach, now: datetime) -> None:
    """Leave a question out, with a reason that the panel reads."""
    panel = led(case, by)
    was_asked = question.state == TAKEN
    moderating.set_aside(_queue(panel), question, why=why, by=by, now=now)
    if was_asked:
        _tell(SETTLED, case, panel, question, by=by, now=now)
    else:
        record(QUEUED, case, panel, by=by, now=now, question=question.id.hex)


def answer(case: Case, question: Question, *, words: str, given_by: str, by: Reach, now: datetime) -> None:
    """Record what was answered and by whom; ratings and the report may cite it."""
    panel = led(case, by)
    answering.give(_queue(panel), question, words=words, given_by=given_by, by=by, now=now)
    _tell(SETTLED, case, panel, question, by=by, now=now)


def close_queue(case: Case, panel: Panel, *, by: Reach | None, now: datetime) -> None:
    """Close the session with the day, where whoever closes the day moderates it; else it closes later."""
    held = queue_of(panel)
    if held is None or held.closed_at is not None or by is None:
        return
    try:
        hearings.close(held, by=by, now=now)
    except (NotFound, Refused):
        return  # who is not admitted to it cannot close it: the chair does, on its own page


def question_here(panel: Panel, question_id: UUID) -> Question:
    """This question of the panel's day. Raises NotFound."""
    held = queue_of(panel)
    if held is None:
        raise NotFound
    return sessions.question(held, question_id)


def probed_by(panel: Panel) -> set[str]:
    """The items of which something was asked aloud."""
    held = queue_of(panel)
    if held is None:
        return set()
    known = known_of(panel)
    asked = [each for each in sessions.questions([held.id]) if each.state in (TAKEN, ANSWERED)]
    return {known[each.id].item for each in asked if each.id in known and known[each.id].item}


def _queue(panel: Panel) -> Hearing:
    held = queue_of(panel)
    if held is None:
        raise Refused(NOT_OPEN)
    return held


def _known(panel: Panel, question: Question) -> DayQuestion:
    """What is kept of a question; one that was asked on the session's own page has nothing yet."""
    row = session().get(DayQuestion, question.id)
    if row is None:
        row = DayQuestion(question_id=question.id, panel_id=panel.id)
        session().add(row)
        session().flush()
    return row


def _tell(kind: str, case: Case, panel: Panel, question: Question, *, by: Reach, now: datetime) -> None:
    """Told to everyone in the case: a question asked aloud is heard in the room."""
    readers = audience_of(case, "shared")
    record(kind, case, panel, by=by, now=now, audience_id=readers, question=question.id.hex)
