"""More time for many at once: the same milestone of each, signed here, and twice beyond a limit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import extending
from wccflow.cycles.extensions import ASKED, GRANTED, MILESTONE, extension, terms_of
from wccflow.cycles.models import Extension
from wccflow.cycles.outlook import Outlook
from wccflow.cycles.queries import calendar_of, case_by_id
from wccflow.engine.calendars import working_days_between
from wccflow.engine.refusals import day, either
from wccflow.monitor.consequences import Consequence, Picked, Preview, Question, Wish
from wccflow.people.rights import Reach

TAKEN_BACK = "Taken back with the others that were extended at once."


def preview(picked: Picked, wish: Wish) -> Preview:
    """What another day for a milestone would change for each organisation."""
    milestones = _milestones(picked)
    if not milestones:
        return Preview(wants="There is no milestone here for which you may give more time.")
    chosen = wish.get("milestone", "")
    key = chosen if chosen in dict(milestones) else milestones[0][0]
    questions = (
        Question("milestone", "Which milestone", "select", key, options=milestones),
        Question("until", "Until the end of", "date", wish.get("until", "")),
        Question("why", "Why? The reason is shown beside the new day.", "textarea", wish.get("why", "")),
    )
    try:
        until = date.fromisoformat(wish.get("until", ""))
    except ValueError:
        return Preview(questions, wants="Choose the new last day, like 2010-01-31.")
    told = tuple(_consequence(picked, each, key, until) for each in picked.found)
    wants = "" if wish.get("why", "").strip() else "Say why they are given more time."
    return Preview(questions, told, wants=wants)


def carry_out(picked: Picked, wish: Wish) -> Sequence[Consequence]:
    """Give each the time, or the first of two signatures for it."""
    found, told = {each.case.organisation.code: each.case for each in picked.found}, []
    key, until = wish["milestone"], date.fromisoformat(wish["until"])
    for each in preview(picked, wish).consequences:
        if each.can:
            made = extending.extend(
                found[each.key], MILESTONE, key, until=until, why=wish["why"], by=picked.by, now=picked.now
            )
            told.append(replace(each, made_id=made.id))
        else:
            told.append(each)
    return told


def undo(made: Sequence[UUID], by: Reach, now: datetime) -> int:
    """Take back what still waits or still runs; gives for how many."""
    return sum(_undone(each, by, now) for each in made)


def _undone(extension_id: UUID, by: Reach, now: datetime) -> bool:
    row = session().get(Extension, extension_id)
    if row is None or row.state not in (ASKED, GRANTED):
        return False
    case = case_by_id(row.case_id)
    held = extension(case, extension_id)
    try:
        if held.state == ASKED:
            extending.withdraw(case, held, by=by, now=now)
        else:
            extending.revoke(case, held, why=TAKEN_BACK, by=by, now=now)
    except (Refused, NotFound):
        return False
    return True


def _milestones(picked: Picked) -> tuple[tuple[str, str], ...]:
    """The milestones of which this person may give more time to one of these, those to come first."""
    waiting = {
        due.key for each in picked.found for due in each.milestones if due.met is None and due.due is not None
    }
    titles = {
        key: milestone.title
        for each in picked.found
        for key, milestone in each.definition.milestones.items()
        if key in waiting and _gives(picked, each, key)
    }
    return tuple(titles.items())


def _gives(picked: Picked, found: Outlook, key: str) -> bool:
    terms = terms_of(found.definition, MILESTONE, key)
    return terms is not None and not picked.by.roles_at(found.case.place).isdisjoint(terms.by)


def _consequence(picked: Picked, found: Outlook, key: str, until: date) -> Consequence:
    case, due = found.case, next((each for each in found.milestones if each.key == key), None)
    why = "Nothing: giving more time here is not yours to do." if not _gives(picked, found, key) else ""
    if not why and (due is None or due.due is None or due.met is not None or found.is_over):
        why = "Nothing: this milestone is met, or has no day here."
    if not why and due and due.due and (until <= due.due or until < picked.on):
        why = f"Nothing: it is due on {day(due.due)}; choose a later day."
    title, address = case.organisation.name, f"{case.address}/extensions"
    terms = terms_of(found.definition, MILESTONE, key)
    if why or due is None or due.due is None or terms is None:
        return Consequence(case.organisation.code, title, address, False, why)
    beyond = working_days_between(due.planned or due.due, until, calendar_of(case.cycle).holidays)
    say = f"“{due.title}” moves from {day(due.due)} to {day(until)}"
    if beyond > terms.days:
        say += f", once the {either(found.definition.titles(terms.countersign))} has signed"
    return Consequence(case.organisation.code, title, address, True, f"{say}.")
