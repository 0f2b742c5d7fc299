"""Telling of extensions: those who can grant one that it waits, the organisation what came of it."""

from collections.abc import Sequence
from datetime import date, datetime

from wccflow.base.clock import business_day
from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles import queries
from wccflow.cycles.cards import Task
from wccflow.cycles.extending import signatures_wanted, title_of
from wccflow.cycles.extensions import ASKED, asked_of, terms_of
from wccflow.cycles.models import Case, Extension
from wccflow.cycles.telling import holders
from wccflow.engine.refusals import day
from wccflow.notices.rules import Notice
from wccflow.people.queries import names
from wccflow.people.rights import Reach

ORDER, MINUTES = 7, 5
SAID = {
    "case.extended": "is extended to",
    "extension.refused": "is not extended to",
    "extension.revoked": "is no longer extended to",
}


def of_asked(event: Event) -> list[Notice]:
    """Tell those who can sign that somebody waits for more time, and what holds until then."""
    row = session().get(Extension, event.subject_id)
    if row is None or row.state != ASKED:
        return []
    case = queries.case_by_id(row.case_id)
    definition = queries.definition_of(case)
    sentence = (
        f"{case.organisation.name}: “{title_of(definition, row.kind, row.key)}” is asked to be extended from "
        f"{day(row.planned)} to {day(row.until)}. Without your signature the date stays as it is."
    )
    roles = frozenset(holders(definition, case, role) for role in signatures_wanted(case, row))
    return [Notice(sentence, f"{case.address}/extensions", roles=roles, only_you=True)]


def of_answer(event: Event) -> list[Notice]:
    """Tell whoever asked, and everyone who could have, which day holds now."""
    row = session().get(Extension, event.subject_id)
    if row is None:
        return []
    case = queries.case_by_id(row.case_id)
    definition = queries.definition_of(case)
    terms = terms_of(definition, row.kind, row.key)
    title, holds = (
        title_of(definition, row.kind, row.key),
        row.until if event.kind == "case.extended" else None,
    )
    instead = "" if holds else f" It is due on {day(row.planned)}."
    sentence = f"{case.organisation.name}: “{title}” {SAID[event.kind]} the end of {day(row.until)}.{instead}"
    roles = frozenset(holders(definition, case, role) for role in (terms.ask if terms else ()))
    people = frozenset({row.asked_by_id})
    return [Notice(sentence, f"{case.address}/extensions", people=people, roles=roles)]


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """The extensions that wait for her signature, and those that she has asked for; constant queries."""
    by_id, on = {each.id: each for each in cases}, business_day(now)
    rows = asked_of(list(by_id))
    people = names(each.asked_by_id for each in rows)
    found = [
        _task(by_id[each.case_id], each, reach, people.get(each.asked_by_id, "Someone"), on) for each in rows
    ]
    return [task for task in found if task is not None]


def _task(case: Case, row: Extension, reach: Reach, asker: str, on: date) -> Task | None:
    title = title_of(queries.definition_of(case), row.kind, row.key)
    address = f"{case.address}/extensions"
    mine, wanted = reach.roles_at(case.place), signatures_wanted(case, row)
    if not mine.isdisjoint(wanted) and row.first_by_id != reach.person_id:
        why = f"{case.organisation.name}: {asker} asks for time until {day(row.until)}, which you can grant."
        verb = "Countersign more time" if row.first_by_id else "Answer: more time"
        due = row.planned if row.planned >= on else on  # the sooner, the better, but not itself late
        return Task(f"{verb} for “{title}”", address, why, due, MINUTES, ORDER)
    if row.asked_by_id == reach.person_id:
        why = f"{case.organisation.name}: you have asked for time until {day(row.until)}."
        return Task(f"More time for “{title}”", address, why, order=ORDER, waiting=True)
    return None
