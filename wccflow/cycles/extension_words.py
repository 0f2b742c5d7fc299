"""The extensions of a case as its page shows them: what may be extended, what was, and who may do what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.base.clock import business_day
from wccflow.cycles import queries
from wccflow.cycles.extending import approvers_in_words, signatures_wanted, title_of
from wccflow.cycles.extensions import ASKED, GRANTED, MILESTONE, STAGE, of_case, terms_of
from wccflow.cycles.models import Case, Extension
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.refusals import day, either
from wccflow.people.queries import names
from wccflow.people.rights import Reach

STATES = {
    "asked": ("Waits for an answer", "warning"),
    "granted": ("Granted", "good"),
    "refused": ("Refused", "late"),
    "withdrawn": ("Withdrawn", "quiet"),
    "revoked": ("Taken back", "late"),
}


@dataclass(frozen=True, slots=True)
class Extendable:
    """A milestone or a stage for which this person may ask for more time, or give it."""

    what: str
    title: str
    due: date
    terms: str
    gives: bool


@dataclass(frozen=True, slots=True)
class ExtensionShown:
    """One extension in words, with what this person may do about it."""

    id: UUID
    title: str
    planned: date
    until: date
    why: str
    asked_by: str
    asked_at: datetime
    state: str
    tone: str
    signed: str
    answer: str
    waits_for: str
    may_sign: bool
    may_refuse: bool
    may_withdraw: bool
    may_revoke: bool


def extendables(case: Case, reach: Reach, now: datetime) -> list[Extendable]:
    """What of this case is still to come and may be extended, as far as she may ask or give."""
    definition, on = queries.definition_of(case), business_day(now)
    if definition.states[case.state].final:
        return []
    dues = milestones_of([case], on)[case.id]
    windows = queries.windows([case])[case.id]
    days = [(MILESTONE, each.key, each.due) for each in dues if each.met is None and each.due]
    days += [(STAGE, key, window.last) for key, window in windows.items() if window.last >= on]
    mine, found = reach.roles_at(case.place), []
    for kind, key, due in days:
        terms = terms_of(definition, kind, key)
        if terms is not None and due and not mine.isdisjoint((*terms.ask, *terms.by)):
            title = title_of(definition, kind, key)
            title = title if kind == MILESTONE else f"Stage “{title}”"
            gives = not mine.isdisjoint(terms.by)
            words = approvers_in_words(definition, terms)
            found.append(Extendable(f"{kind} {key}", title, due, words, gives))
    return found


def askers(case: Case, now: datetime) -> list[str]:
    """For everybody else: each milestone that is still to come, with who may ask for more time for it."""
    definition, found = queries.definition_of(case), []
    if definition.states[case.state].final:
        return []
    for due in milestones_of([case], business_day(now))[case.id]:
        terms = terms_of(definition, MILESTONE, due.key) if due.met is None and due.due else None
        if terms is not None and terms.ask and due.due:
            who = either(definition.titles(terms.ask))
            found.append(f"“{due.title}” ({day(due.due)}): the {who}")
    return found


def shown(case: Case, reach: Reach, now: datetime) -> list[ExtensionShown]:
    """Every extension of this case, newest first."""
    rows = of_case(case)
    people = names(
        who
        for each in rows
        for who in (each.asked_by_id, each.first_by_id, each.second_by_id, each.settled_by_id)
    )
    return [_shown(case, each, reach, people, business_day(now)) for each in rows]


def notes_of(case: Case) -> dict[str, str]:
    """For each extended milestone: by whom and why, for the line beneath its date."""
    rows = [each for each in of_case(case) if each.state == GRANTED and each.kind == MILESTONE]
    people = names(who for each in rows for who in (each.first_by_id, each.second_by_id))
    return {
        each.key: f"{day(each.planned)}, extended to {day(each.until)} by {_signers(case, each, people)}, "
        f"because “{each.why}”"
        for each in reversed(rows)
    }


def _shown(case: Case, row: Extension, reach: Reach, people: Mapping[UUID, str], on: date) -> ExtensionShown:
    definition, mine = queries.definition_of(case), reach.roles_at(case.place)
    terms = terms_of(definition, row.kind, row.key)
    approvers: Sequence[str] = (*terms.by, *terms.countersign) if terms else ()
    wanted = signatures_wanted(case, row) if row.state == ASKED else ()
    is_open, approves = row.state == ASKED, not mine.isdisjoint(approvers)
    words, tone = STATES[row.state]
    settler = people.get(row.settled_by_id, "Someone") if row.settled_by_id else ""
    return ExtensionShown(
        id=row.id,
        title=title_of(definition, row.kind, row.key),
        planned=row.planned,
        until=row.until,
        why=row.why,
        asked_by=people.get(row.asked_by_id, "Someone"),
        asked_at=row.asked_at,
        state=words,
        tone=tone,
        signed=_signers(case, row, people),
        answer=f"{settler}: “{row.settled_why}”" if row.settled_why else "",
        waits_for=either(definition.titles(wanted)) if wanted else "",
        may_sign=is_open and not mine.isdisjoint(wanted) and row.first_by_id != reach.person_id,
        may_refuse=is_open and approves and row.asked_by_id != reach.person_id,
        may_withdraw=is_open and row.asked_by_id == reach.person_id,
        may_revoke=row.state == GRANTED and approves and row.until >= on,
    )


def _signers(case: Case, row: Extension, people: Mapping[UUID, str]) -> str:
    signed = [(row.first_by_id, row.first_role), (row.second_by_id, row.second_role)]
    titles = queries.definition_of(case).titles
    return " and ".join(
        f"{people.get(who, 'Someone')} ({titles((role,))[0]})" for who, role in signed if who is not None
    )
