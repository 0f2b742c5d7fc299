"""Holding a stage open for overseers at once: proposed here, in force once a second person has signed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.cycles import queries as cycles
from wccflow.cycles.signing import change_window
from wccflow.cycles.withdrawing import withdraw_window
from wccflow.engine.calendars import Window
from wccflow.engine.refusals import day, either
from wccflow.monitor.consequences import Consequence, Picked, Preview, Question, Wish
from wccflow.people.models import Organisation
from wccflow.people.rights import Place, Reach


def preview(picked: Picked, wish: Wish) -> Preview:
    """What holding the stage open would change at each overseer of the cases, and for whom."""
    stages = _stages(picked)
    if not stages:
        return Preview(wants="There is no stage here that you may hold open.")
    stage = wish.get("stage", "") if wish.get("stage", "") in dict(stages) else stages[0][0]
    questions = (
        Question("stage", "Which stage", "select", stage, options=stages),
        Question("closes", "Its last day", "date", wish.get("closes", "")),
        Question("why", "Why? The reason is kept with it.", "textarea", wish.get("why", "")),
    )
    try:
        closes = _day(wish.get("closes", ""))
    except Refused as refused:
        return Preview(questions, wants=str(refused))
    if not wish.get("why", "").strip():
        wants = "Say why the stage is to stay open."
        return Preview(questions, tuple(_consequences(picked, stage, closes)), wants=wants)
    return Preview(questions, tuple(_consequences(picked, stage, closes)))


def carry_out(picked: Picked, wish: Wish) -> Sequence[Consequence]:
    """Propose it for each overseer where it widens the window; a second person signs."""
    overseers = {each.code: each for each in _overseers(picked)}
    told = []
    for each in preview(picked, wish).consequences:
        if each.can:
            made = change_window(
                picked.cycle,
                overseers[each.key],
                wish["stage"],
                opens=None,
                closes=_day(wish["closes"]),
                why=wish["why"],
                by=picked.by,
                now=picked.now,
            )
            told.append(replace(each, made_id=made.id))
        else:
            told.append(each)
    return told


def undo(made: Sequence[UUID], by: Reach, now: datetime) -> int:
    """Withdraw the proposals that nobody has countersigned; gives how many."""
    return sum(withdraw_window(change_id, by=by, now=now) for change_id in made)


def _stages(picked: Picked) -> tuple[tuple[str, str], ...]:
    """The stages that this person may propose to hold open at one of the overseers."""
    mine = {role for each in _overseers(picked) for role in picked.by.roles_at(Place(None, each.id, None))}
    stages = picked.definition.stages.values()
    return tuple((each.key, each.title) for each in stages if each.late and not mine.isdisjoint(each.late.by))


def _consequences(picked: Picked, stage: str, closes: date) -> list[Consequence]:
    return [_consequence(picked, each, stage, closes) for each in _overseers(picked)]


def _consequence(picked: Picked, overseer: Organisation, stage: str, closes: date) -> Consequence:
    window = cycles.windows_at(picked.cycle, overseer.id).get(stage)
    cases = len(cycles.cases_of(picked.cycle.id, overseer.id))
    chosen = sum(found.case.overseer_id == overseer.id for found in picked.found)
    why = _why_not(picked, overseer, stage, window, closes)
    title, address = (
        picked.definition.stages[stage].title,
        f"/cycles/{picked.cycle.key}/windows/{overseer.code}",
    )
    if why or window is None:
        return Consequence(overseer.code, overseer.name, address, False, why)
    late = picked.definition.stages[stage].late
    second = either(picked.definition.titles(late.countersign)) if late else ""
    say = (
        f"“{title}” stays open until {day(closes)} instead of {day(window.last)}, once the {second} has "
        f"signed. No milestone moves with it."
    )
    all_of_it = (
        f"It holds for all {cases} there, not only for the {chosen} you have selected."
        if cases > chosen
        else ""
    )
    return Consequence(overseer.code, overseer.name, address, True, say, all_of_it)


def _why_not(picked: Picked, overseer: Organisation, stage: str, window: Window | None, closes: date) -> str:
    late = picked.definition.stages[stage].late
    if late is None or picked.by.roles_at(Place(None, overseer.id, None)).isdisjoint(late.by):
        return "Nothing: proposing it here is not yours to do."
    if window is None:
        return "Nothing: this stage has no dates in the calendar."
    if closes <= window.last:
        return f"Nothing: the stage is open until {day(window.last)} already."
    return ""


def _overseers(picked: Picked) -> list[Organisation]:
    found = {each.case.overseer_id: each.case.overseer for each in picked.found}
    return sorted(found.values(), key=lambda each: each.name)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        said = (
            f"“{text}” is not a day. Write it like 2010-01-31."
            if text
            else "Choose the last day of the stage."
        )
        raise Refused(said) from None
