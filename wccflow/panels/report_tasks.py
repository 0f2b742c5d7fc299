"""What "my work" lists of reports: parts to write, a draft to check, points to answer, signing off."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from wccflow.base import audiences
from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import facts, queries
from wccflow.panels.models import Panel
from wccflow.people.rights import Reach, can

ANSWER_ORDER, CARRY_ORDER, SIGN_ORDER, REPORT_ORDER = 12, 13, 16, 18
MINUTES_A_PART, MINUTES_A_POINT, MINUTES_A_REPORT, MINUTES_TO_CARRY = 15, 5, 45, 2

Known = Sequence[tuple[Case, Panel]]


def of_the_report(known: Known, reach: Reach, now: datetime) -> Iterable[Task]:
    """What reports ask of this person now; constant queries for any number of cases."""
    ids = [case.id for case, _ in known]
    readable = audiences.readable(reach.tokens)
    written = queries.written_parts([panel.id for _, panel in known])
    waiting, uncarried = queries.unanswered_points(ids), queries.uncarried_points(ids)
    signed = queries.signed_off(ids)
    for case, panel in known:
        if panel.frozen_at is None or panel.report_fixed_at is not None:
            continue
        is_theirs = panel.report_audience_id in readable
        if is_theirs and _may(reach, "check_facts", case):
            yield _to_check(case, panel)
        elif _may(reach, "write_report", case):
            yield from _to_write(case, panel, written)
        if _may(reach, "write_report", case):
            yield from _to_answer(case, panel, waiting.get(case.id, 0))
            yield from _to_carry(case, panel, uncarried.get(case.id, 0))
        settled = not waiting.get(case.id) and not uncarried.get(case.id)
        if is_theirs and settled and case.id not in signed and _may(reach, "sign_report", case):
            yield _to_sign(case, panel)


def _to_check(case: Case, panel: Panel) -> Task:
    form = definition_of(case).report
    why = f"It is about {case.organisation.name}. Say what is not accurate before it becomes final."
    title, address = f"Check the draft {form.title}", f"{panel.address}/report"
    return Task(title, address, why, minutes=MINUTES_A_REPORT, order=REPORT_ORDER)


def _to_write(case: Case, panel: Panel, written: set[tuple[UUID, str]]) -> Iterable[Task]:
    definition = definition_of(case)
    if "check_facts" in definition.states[case.state].opens:
        return  # the organisation has the draft before it, so it is no longer being written
    left = [key for key in facts.parts(definition) if (panel.id, key) not in written]
    if left:
        noun = definition.report.noun
        why = f"The {noun} goes to {case.organisation.name}, which checks that it is accurate."
        title, minutes = f"Write {_many(len(left), 'part')} of the {noun}", MINUTES_A_PART * len(left)
        yield Task(title, f"{panel.address}/report", why, minutes=minutes, order=REPORT_ORDER)


def _to_answer(case: Case, panel: Panel, count: int) -> Iterable[Task]:
    if count:
        title = f"Answer {_many(count, 'point')} of factual accuracy"
        noun = definition_of(case).report.noun
        why = f"{case.organisation.name} raises {'it' if count == 1 else 'them'} on the draft {noun}."
        minutes = MINUTES_A_POINT * count
        yield Task(title, f"{panel.address}/report#points", why, minutes=minutes, order=ANSWER_ORDER)


def _to_carry(case: Case, panel: Panel, count: int) -> Iterable[Task]:
    if count:
        noun = definition_of(case).report.noun
        title = f"Put {_many(count, 'new sentence')} into the {noun}"
        why = f"The {noun} of {case.organisation.name} does not yet say what you accepted."
        minutes = MINUTES_TO_CARRY * count
        yield Task(title, f"{panel.address}/report#points", why, minutes=minutes, order=CARRY_ORDER)


def _to_sign(case: Case, panel: Panel) -> Task:
    noun = definition_of(case).report.noun
    title = f"Sign off the {noun} of {case.organisation.name}"
    why = "It becomes final only when somebody who had no hand in it has read it and every answer."
    address = f"{panel.address}/report#sign-off"
    return Task(title, address, why, minutes=MINUTES_A_REPORT, order=SIGN_ORDER)


def _may(reach: Reach, ability: str, case: Case) -> bool:
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
