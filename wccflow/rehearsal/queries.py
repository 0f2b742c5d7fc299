"""Questions about rehearsals: who may rehearse, what can be rehearsed, and what has been."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.places import workflows_folder
from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.engine.definition import Definition
from wccflow.engine.faults import Unsound
from wccflow.engine.loading import load
from wccflow.engine.simulating_behaviours import Behaviours, behaviours_of
from wccflow.engine.windows import Calendar
from wccflow.people.rights import Reach
from wccflow.rehearsal.models import Rehearsal
from wccflow.rehearsal.rules import DONE, RUNNING, WAITING

REHEARSE = "monitor"
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Possible:
    """One thing that can be rehearsed: a workflow by one of its calendars, or a cycle that is there."""

    key: str
    title: str
    definition: Definition
    calendar: Calendar


def readers(reach: Reach) -> frozenset[str]:
    """Who reads what this person rehearses: everyone who watches in the same role at the same place.

    Raises NotFound for one who watches no more than an organisation.
    """
    kinds = cycles.definitions()
    tokens = {
        audiences.token(held.role, held.scope, held.scope_id)
        for held in reach.holdings
        if held.scope in ("overseer", "nation")
        and any(held.role in kind.roles and REHEARSE in kind.roles[held.role].may for kind in kinds)
    }
    if not tokens:
        raise NotFound
    return frozenset(tokens)


def possible(reach: Reach) -> list[Possible]:
    """Everything that this person can rehearse: the cycles they see, and each workflow of the house."""
    found = []
    for cycle in cycles.cycles_for(reach):
        definition = pinned(cycle.digest)
        found.append(Possible(f"cycle {cycle.key}", cycle.title, definition, cycles.calendar_of(cycle)))
    for path in sorted(workflows_folder().glob("*/workflow.toml")):
        try:
            workflow = load(path.parent)
        except Unsound:  # whoever keeps it is told so by `workflow check`
            continue
        for key, calendar in sorted(workflow.calendars.items(), reverse=True):
            title = f"{workflow.title}, by the calendar {calendar.title}"
            edition = workflow.editions[calendar.edition]
            found.append(Possible(f"workflow {workflow.key} {key}", title, edition, calendar))
    return found


def behaviours_for(definition: Definition) -> Behaviours:
    """How people behave in rehearsals of this definition; the defaults where its folder is not here."""
    folder = workflows_folder() / definition.workflow
    if not (folder / "workflow.toml").is_file():
        return Behaviours()
    try:
        return behaviours_of(load(folder))
    except Unsound:
        return Behaviours()


def rehearsals(reach: Reach) -> Sequence[Rehearsal]:
    """The rehearsals that this person may read, newest first."""
    readers(reach)
    query = select(Rehearsal).where(audiences.visible(Rehearsal.audience_id, reach.tokens))
    return session().scalars(query.order_by(Rehearsal.asked_at.desc(), Rehearsal.id).limit(MOST_SHOWN)).all()


def rehearsal(identifier: UUID, reach: Reach) -> Rehearsal:
    """This rehearsal. Raises NotFound where the person may not read it."""
    query = select(Rehearsal).where(
        Rehearsal.id == identifier, audiences.visible(Rehearsal.audience_id, reach.tokens)
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def report_of(found: Rehearsal) -> Mapping[str, Any]:
    """The report. Raises NotFound while there is none."""
    if found.state != DONE:
        raise NotFound
    document: Mapping[str, Any] = json.loads(found.report)
    return document


def others(found: Rehearsal, reach: Reach) -> list[Rehearsal]:
    """The finished rehearsals that this one can be laid beside."""
    return [each for each in rehearsals(reach) if each.state == DONE and each.id != found.id]


def waiting_of(person_id: UUID) -> int:
    """How many of this person's rehearsals have not ended."""
    query = select(func.count()).where(Rehearsal.by_id == person_id, Rehearsal.state.in_((WAITING, RUNNING)))
    return session().scalar(query) or 0


def next_waiting() -> Rehearsal | None:
    """The rehearsal that is to be played next: one that was broken off with its process, or the oldest."""
    query = select(Rehearsal).where(Rehearsal.state.in_((WAITING, RUNNING)))
    return session().scalar(query.order_by(Rehearsal.asked_at, Rehearsal.id).limit(1))
