"""Reminding many at once: those who can clear what is missing are told in one sentence of each case."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import Refused
from wccflow.base.models import Event
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.outlook import Outlook
from wccflow.cycles.telling import holders
from wccflow.engine.decisions import Refused as Closed
from wccflow.engine.refusals import day, either
from wccflow.monitor.consequences import Consequence, Picked, Preview, Question, Wish
from wccflow.monitor.holders import Holder, holders_of
from wccflow.monitor.rules import standing
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.notices.withdrawing import take_back
from wccflow.people.rights import Reach

REMINDED, WITHDRAWN = "case.reminded", "case.reminder_withdrawn"
PROPOSED = "{organisation}: {milestone}. {missing}"
WORDS = ("organisation", "milestone", "missing")
LONGEST = 600
HINT = "{organisation}, {milestone} and {missing} stand for the words of each case; write around them."


def preview(picked: Picked, wish: Wish) -> Preview:
    """Who would be told what, of each case; and when they were told last."""
    text = wish.get("message", "").strip() or PROPOSED
    question = Question("message", "What they are told", "textarea", text, HINT)
    try:
        _demand_known_words(text)
    except Refused as refused:
        return Preview((question,), wants=str(refused))
    known = holders_of({token for found in picked.found for token in _tokens(found)}, picked.now)
    last = _last_reminded([found.case for found in picked.found])
    return Preview(
        (question,),
        tuple(_consequence(found, text, known, last.get(found.case.id), picked) for found in picked.found),
    )


def carry_out(picked: Picked, wish: Wish) -> Sequence[Consequence]:
    """Tell them, and note of each case that it was done."""
    found = {each.case.organisation.code: each for each in picked.found}
    text = wish.get("message", "").strip() or PROPOSED
    return [
        _told(found[each.key], each, picked, text) if each.can else each
        for each in preview(picked, wish).consequences
    ]


def undo(made: Sequence[UUID], by: Reach, now: datetime) -> int:
    """Take back what nobody has read or been mailed yet; gives for how many cases nobody keeps a reminder."""
    told = session().execute(select(Event.id, Event.case_id, Event.audience_id).where(Event.id.in_(made)))
    withdrawn = [each for each in told if take_back(each[0])]
    for event_id, case_id, audience_id in withdrawn:
        log.record(
            WITHDRAWN,
            at=now,
            by_id=by.person_id,
            subject_id=event_id,
            case_id=case_id,
            audience_id=audience_id,
        )
    return len(withdrawn)


def _consequence(
    found: Outlook, text: str, known: Mapping[Holder, dict[UUID, str]], last: datetime | None, picked: Picked
) -> Consequence:
    case, able = found.case, _able(found)
    people = {who: name for token in _tokens(found) for who, name in known[token].items()}
    people.pop(picked.by.person_id, None)
    note = f"Already reminded {_ago((picked.on - business_day(last)).days)}." if last else ""
    why = _why_not(found, able, people)
    if why:
        return Consequence(case.organisation.code, case.organisation.name, case.address, False, why, note)
    who = " and ".join(found.definition.titles(able))
    told = f"{', '.join(sorted(people.values()))} – {who} – will read: “{_sentence(found, text, picked.on)}”"
    return Consequence(case.organisation.code, case.organisation.name, case.address, True, told, note)


def _why_not(found: Outlook, able: tuple[str, ...], people: Mapping[UUID, str]) -> str:
    if found.is_over:
        return "Nobody: the case is finished."
    if not able:
        return "Nobody: there is nothing that anybody could clear."
    if not people:
        return f"Nobody: there is no {either(found.definition.titles(able))} whose reminder this would be."
    return ""


def _told(found: Outlook, told: Consequence, picked: Picked, text: str) -> Consequence:
    case = found.case
    event_id = log.record(
        REMINDED,
        at=picked.now,
        by_id=picked.by.person_id,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_of(case, "oversight"),
        roles=list(_able(found)),
    )
    notice = Notice(
        sentence=_sentence(found, text, picked.on),
        address=case.address,
        roles=frozenset(_tokens(found)),
        only_you=True,
        kind="reminder",
    )
    tell(
        notice,
        event_id=event_id,
        but=picked.by.person_id,
        now=picked.now,
        audience_id=case.audience_id,
        case_id=case.id,
    )
    return replace(told, made_id=event_id)


def _able(found: Outlook) -> tuple[str, ...]:
    """The roles of people who can clear what stands in the way, or make the move where nothing does."""
    if found.onward is None or found.is_over:
        return ()
    definition, answer = found.definition, found.onward.answer
    roles = list(found.onward.move.by)
    if isinstance(answer, Closed):
        gates = [definition.gates[each.gate] for each in answer.refusals if each.gate in definition.gates]
        roles = [role for gate in gates for role in gate.who]
    return tuple(dict.fromkeys(role for role in roles if not definition.roles[role].automatic))


def _tokens(found: Outlook) -> set[Holder]:
    return {holders(found.definition, found.case, role) for role in _able(found)}


def _sentence(found: Outlook, text: str, on: date) -> str:
    words = {
        "organisation": found.case.organisation.name,
        "milestone": _milestone(found, on),
        "missing": _missing(found),
    }
    said = re.sub(r"\{(\w+)\}", lambda each: words[each[1]], text)
    return " ".join(said.split())


def _milestone(found: Outlook, on: date) -> str:
    due = found.next_due
    if due is None or due.due is None:
        return f"it is at “{found.definition.states[found.case.state].title}”"
    _, words = standing(due.due, due.late_days, on, is_over=False)
    was = "was" if due.late_days else "is"
    silence = f" {due.lapse_say.format(due=day(due.due))}" if due.lapse_say else ""
    return f"“{due.title}” {was} due on {day(due.due)} ({words}).{silence}".removesuffix(".")


def _missing(found: Outlook) -> str:
    offer = found.onward
    if offer is None:
        return ""
    if not isinstance(offer.answer, Closed):
        return f"“{offer.move.label}” can be done now."
    said = [each.say for each in offer.answer.refusals if each.kind != "window"]
    return f"Still missing: {'; '.join(said)}."


def _demand_known_words(text: str) -> None:
    strange = [word for word in re.findall(r"\{(\w*)\}?", text) if word not in WORDS]
    if strange or len(text) > LONGEST:
        said = f"There is no word {{{strange[0]}}}." if strange else f"It is longer than {LONGEST} letters."
        raise Refused(f"{said} {HINT}")


def _last_reminded(cases: Sequence[Case]) -> dict[UUID, datetime]:
    last: dict[UUID, datetime] = {}
    events = log.events_of([each.id for each in cases], REMINDED, WITHDRAWN)
    withdrawn = {event.subject_id for event in events if event.kind == WITHDRAWN}
    for event in events:
        if event.kind == REMINDED and event.id not in withdrawn and event.case_id:
            last[event.case_id] = event.at
    return last


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days) or f"{days} days ago"
